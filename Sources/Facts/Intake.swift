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
  /// Who says what the file says; nil leaves open whose word it is, and no value stands beside
  /// another's.
  package var speaker: Speaker?
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

  /// The source of a file, and the grade of evidence that it brings.
  package struct Speaker: Hashable, Sendable {
    /// Unit of the acting post, or the post where it has none.
    package var source: String
    package var evidence: Evidence

    package init(source: String, evidence: Evidence) {
      self.source = source
      self.evidence = evidence
    }
  }

  /// Compares a workbook that is held in memory with the store.
  package func preview(
    _ workbook: Workbook, file: String, in session: any Session
  ) throws -> ImportPreview {
    try preview(TableBook(workbook), file: file, in: session)
  }

  /// Compares a file with the store: every sheet in sight that has the register's heads.
  package func preview(
    _ book: TableBook, file: String, in session: any Session
  ) throws -> ImportPreview {
    var preview = ImportPreview(file: file, register: register.id)
    preview.head = try FactStore.head(in: session)
    for remark in book.remarks { preview.add(.ofFile(remark, file: file)) }
    let found = sheets(of: book, file: file, to: &preview)
    // A sheet without the codes is read only where hands may still say which column holds them.
    let whole = found.map { (table: $0.table, layout: byName($0.layout)) }
      .filter { $0.layout.codeColumn != nil || $0.layout.isByName }
    guard !whole.isEmpty else {
      preview.layouts = found.prefix(1).map(\.layout)
      let table = book.tables.first { !$0.top.isHidden }
      preview.add(
        .noHeads(
          file: file, sheet: table?.name ?? "", top: try table.map(Self.firstWords) ?? [],
          register: register))
      return preview
    }
    preview.layouts = whole.map(\.layout)
    let reading = try FileReading(
      intake: self, preview: preview, sheets: whole.count,
      rows: whole.reduce(0) { $0 + $1.table.rows.count }, in: session)
    for (index, (table, layout)) in whole.enumerated() {
      var rows = try SheetReading(
        file: reading, index: index, table: table, layout: layout, days: book.days,
        isCutOff: book.remarks.contains(where: \.isCutOff), in: session)
      rows.readHeads()
      try rows.readRows(in: session)
    }
    return reading.finish()
  }

  /// Finds the tables in sight whose heads are known, and says of the others why they are left.
  private func sheets(
    of book: TableBook, file: String, to preview: inout ImportPreview
  ) -> [(table: Table, layout: Layout)] {
    let recogniser = LayoutRecogniser(register: register, choices: choices)
    var found: [(table: Table, layout: Layout)] = []
    for table in book.tables where table.rows.count > 0 && table.name != SheetPlan.choicesSheet {
      if table.top.isHidden {
        preview.add(.hiddenSheet(table.name, file: file))
      } else if let layout = recogniser.recognise(table.top) {
        found.append((table, layout))
      } else {
        preview.add(.otherSheet(table.name, register: register, file: file))
      }
    }
    return found
  }

  /// The first row of a table in which something is written.
  private static func firstWords(of table: Table) throws -> [Cell] {
    var found: [Cell] = []
    try table.rows.each { _, cells in
      guard cells.contains(where: { !$0.written.trimmed.isEmpty }) else { return true }
      found = cells
      return false
    }
    return found
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
