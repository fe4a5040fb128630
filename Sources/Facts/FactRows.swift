import Definitions
package import Storage

/// Versions of facts on their way into the store, as rows of its table.
package struct FactRows: Sendable {
  package private(set) var parcel = RowParcel(width: Column.allCases.count)

  /// The columns of the table in the order in which a row holds them.
  package enum Column: Int, CaseIterable, Sendable {
    case field, period, subject, seq, number, text, evidence, sourceRow
  }

  static let columns: [SQL] = [
    "field_id", "period", "subject_id", "seq", "number", "text", "evidence", "source_row",
  ]

  package init() {}

  package var count: Int { parcel.count }
  package var isEmpty: Bool { parcel.kinds.isEmpty }
  package var isFull: Bool { parcel.isFull }

  package mutating func append(_ version: FactVersion) {
    begin(
      Place(field: version.field, period: version.period, subject: version.subject),
      seq: version.seq)
    append(version.value.number)
    if let text = version.value.text { parcel.append(text: text) } else { parcel.appendNull() }
    parcel.append(Int64(version.evidence.rawValue))
    append(version.sourceRow.map(Int64.init))
  }

  /// Adds a version whose text lies among other bytes.
  mutating func append(
    _ place: Place, seq: Int64, number: Int64?, text: UnsafeRawBufferPointer?, evidence: Evidence,
    sourceRow: Int64?
  ) {
    begin(place, seq: seq)
    append(number)
    if let text { parcel.append(text: text) } else { parcel.appendNull() }
    parcel.append(Int64(evidence.rawValue))
    append(sourceRow)
  }

  package mutating func removeAll() { parcel.removeAll() }

  private mutating func begin(_ place: Place, seq: Int64) {
    parcel.append(place.field)
    parcel.append(place.period)
    parcel.append(place.subject)
    parcel.append(seq)
  }

  private mutating func append(_ number: Int64?) {
    if let number { parcel.append(number) } else { parcel.appendNull() }
  }

  // MARK: Places

  /// One fact: its field and period, whose facts lie together, and its subject.
  package struct Place: Hashable, Comparable, Sendable {
    package var field: Int64
    package var period: Int64
    package var subject: Subject.ID

    package static func < (one: Place, other: Place) -> Bool {
      (one.field, one.period, one.subject) < (other.field, other.period, other.subject)
    }
  }

  /// The fact of a row.
  package func place(_ row: Int) -> Place {
    let start = row * parcel.width
    return Place(
      field: parcel.numbers[start], period: parcel.numbers[start + 1],
      subject: parcel.numbers[start + 2])
  }

  /// Whether the rows come in the order of the primary key, each fact once.
  package var isAscending: Bool {
    guard count > 1 else { return true }
    var last = place(0)
    for row in 1..<count {
      let next = place(row)
      guard last < next else { return false }
      last = next
    }
    return true
  }
}

extension FactRows {
  /// Returns the last version of each of these facts that the store holds, before they are written;
  /// nil where it is quicker to look them up one by one.
  ///
  /// The rows are of one field and period, in the order of their subjects.
  package func replaced(in session: any Session) throws -> FactRows? {
    var replaced = FactRows()
    guard count > 0 else { return replaced }
    let (first, last) = (place(0), place(count - 1))
    let known: SQL = """
      fact WHERE field_id = \(first.field) AND period = \(first.period)
        AND subject_id BETWEEN \(first.subject) AND \(last.subject)
      """
    guard try !session.rows("SELECT 1 FROM \(known) LIMIT 1").isEmpty else { return replaced }
    guard FactHistory.isDense(first.subject...last.subject, count: count) else { return nil }
    var row = 0
    var waiting: FactVersion?
    func settle() {
      guard let version = waiting else { return }
      while row < count, place(row).subject < version.subject { row += 1 }
      if row < count, place(row).subject == version.subject { replaced.append(version) }
    }
    try session.each(
      """
      SELECT \(FactVersion.columns) FROM \(known) ORDER BY field_id, period, subject_id, seq
      """
    ) { found in
      let next = try FactVersion(found)
      if waiting?.subject != next.subject { settle() }
      waiting = next
    }
    settle()
    return replaced
  }
}
