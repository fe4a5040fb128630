/// A table in a Word file: its head is repeated, and a row stays on one sheet.
struct WordTable {
  let table: Paper.Table
  let width: Int

  var text: String {
    let widths = columnWidths
    let grid = widths.map { #"<w:gridCol w:w="\#($0)"/>"# }.joined()
    let head = row(
      table.columns.enumerated().map { index, column in
        cell(column.head, width: widths[index], alignment: .centre, isHead: true)
      }, isHead: true)
    let rows = table.rows.map { row in
      switch row {
      case .cells(let texts):
        self.row(
          widths.indices.map { index in
            cell(
              index < texts.count ? texts[index] : "", width: widths[index],
              alignment: table.columns[index].alignment, isHead: false)
          }, isHead: false)
      case .group(let text):
        self.row(
          [
            cell(
              text, width: widths.reduce(0, +), alignment: .start, isHead: true,
              span: widths.count)
          ], isHead: false)
      }
    }
    return """
      <w:tbl><w:tblPr><w:tblW w:w="\(widths.reduce(0, +))" w:type="dxa"/>\(Self.borders)\
      <w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/>\
      <w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>\(grid)</w:tblGrid>\
      \(head)\(rows.joined())</w:tbl>
      """
  }

  private var columnWidths: [Int] {
    let shares = max(1, table.columns.reduce(0) { $0 + $1.share })
    return table.columns.map { width.twips * $0.share / shares }
  }

  private static let borders: String = {
    let sides = ["top", "left", "bottom", "right", "insideH", "insideV"]
      .map { #"<w:\#($0) w:val="single" w:sz="4" w:space="0" w:color="000000"/>"# }
    return "<w:tblBorders>\(sides.joined())</w:tblBorders>"
  }()

  private func row(_ cells: [String], isHead: Bool) -> String {
    let head = isHead ? "<w:tblHeader/>" : ""
    return "<w:tr><w:trPr><w:cantSplit/>\(head)</w:trPr>\(cells.joined())</w:tr>"
  }

  private func cell(
    _ text: String, width: Int, alignment: Paper.Alignment, isHead: Bool, span: Int = 1
  ) -> String {
    let side =
      switch alignment {
      case .start: "left"
      case .centre: "center"
      case .end: "right"
      }
    let look = WordRun.look(isHead ? .heiti : .songti, size: table.size)
    let merged = span > 1 ? #"<w:gridSpan w:val="\#(span)"/>"# : ""
    return """
      <w:tc><w:tcPr><w:tcW w:w="\(width)" w:type="dxa"/>\(merged)<w:vAlign w:val="center"/></w:tcPr>\
      <w:p><w:pPr>\(span > 1 ? "<w:keepNext/>" : "")<w:snapToGrid w:val="0"/><w:spacing w:before="20" w:after="20"/>\
      <w:jc w:val="\(side)"/></w:pPr>\(WordRun.text(text, properties: look))</w:p></w:tc>
      """
  }
}
