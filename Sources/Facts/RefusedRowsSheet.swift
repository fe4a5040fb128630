package import Definitions
package import Documents
package import Quantities

/// The rows of a file that were not taken, given back with what is wrong with each.
///
/// The faulty cells are coloured and commented, the heads say period and unit in full, and the file
/// imports again once the cells are mended: the columns 问题 and 原行号 are passed over.
package struct RefusedRowsSheet {
  private let preview: ImportPreview
  private let register: Register

  package init(preview: ImportPreview, register: Register) {
    self.preview = preview
    self.register = register
  }

  package func workbook(on day: Day) throws(DocumentError) -> [UInt8] {
    try WorkbookWriter.bytes(created: day) { writer throws(DocumentError) in
      for (index, layout) in preview.layouts.enumerated() {
        let rows = preview.refusedRows.filter { $0.layout == index }
        guard !rows.isEmpty else { continue }
        let columns = columns(of: layout)
        try writer.begin(
          SheetPlan(
            name: layout.sheet, columns: Self.leading + columns.map(\.plan), frozenColumns: 2))
        for row in rows { try append(row, columns, to: &writer) }
      }
    }
  }

  private static let leading = [
    SheetPlan.Column("问题", width: 48), SheetPlan.Column("原行号", format: .number(places: 0)),
  ]

  /// A column of the file and how its head is written out.
  private struct Column {
    var index: Int
    var plan: SheetPlan.Column
  }

  private func columns(of layout: Layout) -> [Column] {
    var columns = layout.columns.compactMap { mapping -> Column? in
      guard let field = register.field(mapping.field) else { return nil }
      return Column(
        index: mapping.column,
        plan: SheetPlan.Column(
          RegisterSheet.head(field, mapping.period), unit: mapping.unit?.symbol,
          format: RegisterSheet.format(of: field)))
    }
    if let code = layout.codeColumn {
      columns.append(Column(index: code, plan: SheetPlan.Column(register.codeLabel, width: 24)))
    }
    columns += layout.misfits.map { Column(index: $0.column, plan: SheetPlan.Column($0.head)) }
    columns += layout.unknown.map { Column(index: $0.column, plan: SheetPlan.Column($0.head)) }
    return columns.sorted { $0.index < $1.index }
  }

  private func append(
    _ row: RefusedRow, _ columns: [Column], to writer: inout WorkbookWriter
  ) throws(DocumentError) {
    var cells: [Cell] = [
      .text(row.problems.map(\.message).joined(separator: "；")), .number(Number(row.row)),
    ]
    var marks: [Int: String] = [0: "改好后可以直接再导入，本列不会读入"]
    for (place, column) in columns.enumerated() {
      cells.append(column.index < row.cells.count ? row.cells[column.index] : .empty)
      let problems = row.problems.filter { $0.column == column.index }.map(\.message)
      if !problems.isEmpty { marks[place + 2] = problems.joined(separator: "；") }
    }
    try writer.append(cells, marks: marks)
  }
}
