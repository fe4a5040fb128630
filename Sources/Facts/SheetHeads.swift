import Definitions
import Documents

/// What the heads of a sheet leave unread, and the parts that its maker hid.
extension SheetReading {
  /// Notes what the heads leave unread.
  func readHeads() {
    let unknown = layout.unknown.filter { !Self.counters.contains(Head.folded($0.head)) }
    for unknown in unknown.prefix(Self.mostUnknown) {
      file.preview.add(
        .ofHead(unknown.head, "登记簿“\(register.title)”没有这一项，该列未读入", file: name, layout))
    }
    if unknown.count > Self.mostUnknown {
      file.preview.add(
        .furtherHeads(unknown.count - Self.mostUnknown, register: register, file: name, layout))
    }
    for misfit in layout.misfits {
      file.preview.add(
        .ofHead(misfit.head, "\(misfit.expected)。该列有内容的行未读入", file: name, layout))
    }
    for column in columns where !file.reaches(column.field) {
      let units = file.intake.codeLists["unit"]
      let keeper = units?.name(of: column.field.keeper) ?? column.field.keeper
      file.preview.add(.notYours(column.head, keeper: keeper, file: name, layout))
    }
    noteHidden()
  }

  /// Heads of columns that only number the rows, or that came with rows given back.
  private static let counters: Set<String> = ["序号", "行号", "No.", "NO.", "问题", "原行号"]

  private static let mostUnknown = 10

  private func noteHidden() {
    if !table.filledHiddenColumns.isEmpty {
      file.preview.add(
        .hiddenColumns(table.filledHiddenColumns.sorted(), file: name, sheet: sheet.name))
    }
    let rows = table.filledHiddenRows.filter { $0 > layout.headRow }
    if !rows.isEmpty {
      file.preview.add(.hiddenRows(rows.sorted(), file: name, sheet: sheet.name))
    }
  }
}
