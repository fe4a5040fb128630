package import Definitions
package import Storage

/// One version of one fact as it lies in the store.
package struct FactVersion: Hashable, Sendable {
  package var field: Int64
  package var period: Int64
  package var subject: Subject.ID
  package var seq: Int64
  package var value: StoredValue
  package var evidence: Evidence
  /// The row of the imported file, counted from 1, or nil for what was entered by hand.
  package var sourceRow: Int?

  package init(
    field: Int64, period: Int64, subject: Subject.ID, seq: Int64, value: StoredValue,
    evidence: Evidence, sourceRow: Int? = nil
  ) {
    self.field = field
    self.period = period
    self.subject = subject
    self.seq = seq
    self.value = value
    self.evidence = evidence
    self.sourceRow = sourceRow
  }
}

/// Reads and writes facts inside one session of the database.
///
/// Facts are only ever added: a correction is a newer version with a higher sequence number.
/// Writing is reserved to the commands of the journal, which hand in their own sequence number.
package enum FactStore {
  /// Returns the number under which the store keeps a field, or nil when it has no fact yet.
  package static func field(
    _ key: String, of register: String, in session: any Session
  ) throws -> Int64? {
    try session.rows(
      "SELECT id FROM field WHERE register = \(register) AND key = \(key)"
    ).first?.get("id")
  }

  /// Returns the numbers of all fields of a register by key.
  package static func fields(
    of register: String, in session: any Session
  ) throws -> [String: Int64] {
    let rows = try session.rows("SELECT id, key FROM field WHERE register = \(register)")
    return Dictionary(
      try rows.map { (try $0.get("key") as String, try $0.get("id") as Int64) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Returns the numbers of the fields, giving one to each that has none.
  package static func ensureFields(
    _ keys: some Sequence<String>, of register: String, seq: Int64,
    in transaction: any Transaction
  ) throws -> [String: Int64] {
    var known = try fields(of: register, in: transaction)
    for key in keys where known[key] == nil {
      try transaction.execute(
        "INSERT INTO field (register, key, seq) VALUES (\(register), \(key), \(seq))")
      known[key] = try field(key, of: register, in: transaction)
    }
    return known
  }

  /// Finds a subject by its code.
  package static func subject(
    register: String, region: String, code: String, in session: any Session
  ) throws -> Subject.ID? {
    try session.rows(
      """
      SELECT id FROM subject
      WHERE register = \(register) AND region = \(region) AND code = \(code)
      """
    ).first?.get("id")
  }

  /// Returns the subjects of a register by code.
  package static func subjects(
    register: String, region: String, in session: any Session
  ) throws -> [String: Subject.ID] {
    var found: [String: Subject.ID] = [:]
    try session.each(
      "SELECT id, code FROM subject WHERE register = \(register) AND region = \(region)"
    ) { row in found[try row.get("code")] = try row.get("id") }
    return found
  }

  /// Adds subjects that the store does not know yet and returns all of them by code.
  package static func ensureSubjects(
    _ codes: some Sequence<String>, register: String, region: String, seq: Int64,
    in transaction: any Transaction
  ) throws -> [String: Subject.ID] {
    let known = try subjects(register: register, region: region, in: transaction)
    var seen = Set<String>()
    let added = codes.filter { known[$0] == nil && seen.insert($0).inserted }
    guard !added.isEmpty else { return known }
    try transaction.insert(
      into: "subject", columns: ["register", "region", "code", "seq"],
      rows: added.map { [.text(register), .text(region), .text($0), .integer(seq)] })
    return try subjects(register: register, region: region, in: transaction)
  }

  /// Writes versions of facts, all of them or none with the transaction.
  package static func write(
    _ versions: some Sequence<FactVersion>, in transaction: any Transaction
  ) throws {
    var rows = FactRows()
    for version in versions {
      rows.append(version)
      guard rows.isFull else { continue }
      try write(rows, in: transaction)
      rows.removeAll()
    }
    if !rows.isEmpty { try write(rows, in: transaction) }
  }

  /// Writes versions that stand ready as rows.
  package static func write(_ rows: FactRows, in transaction: any Transaction) throws {
    try transaction.insert(into: "fact", columns: FactRows.columns, rows: rows.parcel)
  }

  /// Returns the versions that one journal entry wrote, in the order of the primary key.
  package static func versions(writtenBy seq: Int64, in session: any Session) throws
    -> [FactVersion]
  {
    var versions: [FactVersion] = []
    try session.each(
      """
      SELECT \(FactVersion.columns)
      FROM fact WHERE seq = \(seq) ORDER BY field_id, period, subject_id
      """
    ) { versions.append(try FactVersion($0)) }
    return versions
  }

  /// Returns all versions of one subject's facts up to an entry, oldest first.
  package static func versions(
    of subject: Subject.ID, knownAt: Int64?, in session: any Session
  ) throws -> [FactVersion] {
    try session.rows(
      """
      SELECT \(FactVersion.columns)
      FROM fact WHERE subject_id = \(subject) AND seq <= \(knownAt ?? .max)
      ORDER BY field_id, period, seq
      """
    ).map { try FactVersion($0) }
  }

  /// Returns the version of a fact that counts below an entry, or nil when there was none.
  package static func latest(
    field: Int64, period: Int64, subject: Subject.ID, below seq: Int64, in session: any Session
  ) throws -> FactVersion? {
    try session.rows(
      """
      SELECT \(FactVersion.columns)
      FROM fact
      WHERE field_id = \(field) AND period = \(period) AND subject_id = \(subject)
        AND seq < \(seq)
      ORDER BY seq DESC LIMIT 1
      """
    ).first.map { try FactVersion($0) }
  }

  /// Returns the highest sequence number in the journal, or 0 when it is empty.
  package static func head(in session: any Session) throws -> Int64 {
    try session.rows("SELECT COALESCE(MAX(seq), 0) AS seq FROM journal").first?.get("seq") ?? 0
  }
}

extension FactVersion {
  /// The columns of a version, in the order in which a row of them is read.
  static let columns: SQL =
    "field_id, period, subject_id, seq, number, text, evidence, source_row"

  /// The same columns of one of several tables in a query.
  static func columns(of table: SQL) -> SQL {
    """
    \(table).field_id, \(table).period, \(table).subject_id, \(table).seq, \(table).number, \
    \(table).text, \(table).evidence, \(table).source_row
    """
  }

  /// Reads a row of those columns.
  init(_ row: SQLRow) throws {
    let grade: Int = try row.get(6)
    self.init(
      field: try row.get(0), period: try row.get(1), subject: try row.get(2),
      seq: try row.get(3), value: StoredValue(number: try row.get(4), text: try row.get(5)),
      evidence: Evidence(rawValue: grade) ?? .none, sourceRow: try row.get(7))
  }
}
