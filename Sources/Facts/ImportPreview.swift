/// One value that an import would write, beside the value that counts now.
package struct FactChange: Hashable, Sendable {
  package var code: String
  package var field: String
  package var period: Int64
  package var before: StoredValue
  package var after: StoredValue
  package var sourceRow: Int?

  package init(
    code: String, field: String, period: Int64, before: StoredValue, after: StoredValue,
    sourceRow: Int?
  ) {
    self.code = code
    self.field = field
    self.period = period
    self.before = before
    self.after = after
    self.sourceRow = sourceRow
  }
}

/// What a file would change, before anything is written.
package struct ImportPreview: Sendable {
  package var file: String
  package var register: String
  package var layout: Layout?
  /// The last journal entry that the comparison saw.
  package var head: Int64 = 0
  /// Rows below the heads that speak of a subject; blanks, totals and notes are left out.
  package var rows = 0
  /// Subjects that the register does not hold yet.
  package var added: [String] = []
  /// Subjects of which at least one value would change.
  package var changed: Set<String> = []
  /// Rows that say what is known already.
  package var unchanged = 0
  /// Rows that cannot be read or may not be written.
  package var refused = 0
  package var changes: [FactChange] = []
  /// What its sender should look at, up to a number that a person can read.
  package private(set) var remarks: [ImportRemark] = []
  /// Remarks beyond those that were kept.
  package private(set) var furtherRemarks = 0

  private static let keptRemarks = 1_000

  package init(file: String, register: String) {
    self.file = file
    self.register = register
  }

  /// Whether the file says nothing that is not known.
  package var changesNothing: Bool { changes.isEmpty && added.isEmpty }

  mutating func add(_ remark: ImportRemark) {
    if remarks.count < Self.keptRemarks { remarks.append(remark) } else { furtherRemarks += 1 }
  }
}
