import CXlsxWriter

/// Long lists of words to choose from, which stand in a hidden sheet of their own.
struct ChoiceLists {
  private var lists: [[String]] = []

  /// Returns the cells that will hold a list, or nil for one that is short enough for the rule.
  ///
  /// A rule keeps its list in one text of 255 bytes, parted by commas.
  mutating func range(for choices: [String]) -> String? {
    if choices.joined(separator: ",").utf8.count <= 255,
      !choices.contains(where: { $0.contains(",") })
    {
      return nil
    }
    let place = lists.firstIndex(of: choices) ?? lists.count
    if place == lists.count { lists.append(choices) }
    let column = CellReference.letters(of: place)
    return "\(SheetPlan.choicesSheet)!$\(column)$1:$\(column)$\(choices.count)"
  }

  /// Writes the lists side by side, row by row.
  func write(
    to book: UnsafeMutablePointer<lxw_workbook>, file: String
  ) throws(DocumentError) {
    guard !lists.isEmpty else { return }
    guard let sheet = workbook_add_worksheet(book, SheetPlan.choicesSheet) else {
      throw .unwritable(file: file, detail: "工作表“\(SheetPlan.choicesSheet)”无法建立")
    }
    for row in 0..<(lists.map(\.count).max() ?? 0) {
      for (column, list) in lists.enumerated() where row < list.count {
        worksheet_write_string(sheet, UInt32(row), UInt16(column), list[row], nil)
      }
    }
    worksheet_hide(sheet)
  }
}
