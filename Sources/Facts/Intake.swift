package import Definitions
package import Documents
package import Quantities
package import Storage

/// Compares a file with the register it belongs to and says what would change.
///
/// Reading never fails half-way: a row that cannot be read becomes a remark, and the other rows
/// are understood all the same. Whether anything is written is decided afterwards.
package struct Intake {
  package let register: Register
  package let region: String
  /// Day from which states in the file are valid.
  package let validFrom: Day
  let codeLists: [String: CodeList]
  /// The columns and rows that the acting post may write.
  let writable: [Visibility.Scope]
  /// What people decided by hand about columns.
  package var choices = ColumnChoices()
  /// Codes that were chosen by hand for names that may mean several firms, by the folded name.
  package var matches: [String: String] = [:]
  /// Cells that somebody has asked for: what they are told is written anew, the same value too.
  package var asked: Set<FactCell> = []
  /// Told how far the comparison has come.
  package var watch: ImportProgress.Watch = { _ in }

  package init(
    register: Register, region: String, validFrom: Day, codeLists: [String: CodeList],
    writable: [Visibility.Scope] = [.all]
  ) {
    self.register = register
    self.region = region
    self.validFrom = validFrom
    self.codeLists = codeLists
    self.writable = writable
  }

  /// Reads a workbook against the store: every sheet in sight that has the register's heads.
  package func preview(
    _ workbook: Workbook, file: String, in session: any Session
  ) throws -> ImportPreview {
    var preview = ImportPreview(file: file, register: register.id)
    preview.head = try FactStore.head(in: session)
    for remark in workbook.remarks { preview.add(.ofFile(remark, file: file)) }
    let recogniser = LayoutRecogniser(register: register, choices: choices)
    var found: [(sheet: Sheet, layout: Layout)] = []
    for sheet in workbook.sheets
    where !sheet.rows.isEmpty && sheet.name != SheetPlan.choicesSheet {
      if sheet.isHidden {
        preview.add(.hiddenSheet(sheet.name, file: file))
      } else if let layout = recogniser.recognise(sheet) {
        found.append((sheet, layout))
      } else {
        preview.add(.otherSheet(sheet.name, register: register, file: file))
      }
    }
    // A sheet without the codes is read only where hands may still say which column holds them.
    let whole = found.map { (sheet: $0.sheet, layout: byName($0.layout)) }
      .filter { $0.layout.codeColumn != nil || $0.layout.isByName }
    guard !whole.isEmpty else {
      preview.layouts = found.prefix(1).map(\.layout)
      preview.add(.noHeads(file: file, workbook: workbook, register: register))
      return preview
    }
    preview.layouts = whole.map(\.layout)
    let isCutOff = workbook.remarks.contains(where: \.isCutOff)
    let rows = whole.reduce(0) { $0 + $1.sheet.rows.count }
    var reading = try FileReading(
      intake: self, preview: preview, sheets: whole.count, rows: rows, in: session)
    for (index, (sheet, layout)) in whole.enumerated() {
      var rows = try SheetReading(
        file: reading, index: index, sheet: sheet, layout: layout, days: workbook.days,
        isCutOff: isCutOff, in: session)
      rows.readHeads()
      rows.readRows()
      reading = rows.file
    }
    return reading.preview
  }

  /// Firms may be found by their names; other codes belong to one list and nobody guesses them.
  private func byName(_ layout: Layout) -> Layout {
    var layout = layout
    layout.isByName =
      layout.codeColumn == nil && register.codeRule == .creditCode
      && layout.columns.contains { $0.field == register.nameField }
    return layout
  }
}
