import Commands
import Storage

/// A table of things that are written whole: each version lies under its code and the entry that
/// wrote it, and the latest that an entry may know counts.
struct BodyTable<Body: Codable & Sendable>: Sendable {
  struct Version {
    var body: Body
    /// The entry that wrote it.
    var seq: Int64
  }

  let name: SQL

  /// Returns the latest version of each thing as known at an entry, in the order of their codes; of
  /// all things, or of those whose code begins with a text.
  func latest(
    beginning prefix: String? = nil, knownAt: Int64?, in session: any Session
  ) throws -> [Version] {
    let only: SQL = prefix.map { "AND \(SQL.begins("code", with: $0))" } ?? ""
    return try session.rows(
      """
      SELECT seq, body FROM \(name) WHERE seq = (SELECT MAX(seq) FROM \(name) AS newer
        WHERE newer.code = \(name).code AND newer.seq <= \(knownAt ?? .max)) \(only)
      ORDER BY code
      """
    ).map(version)
  }

  /// Returns the latest version of one thing; nil when there is none of that code.
  func latest(
    of code: String, knownAt: Int64? = nil, in session: any Session
  ) throws -> Version? {
    try session.rows(
      """
      SELECT seq, body FROM \(name) WHERE code = \(code) AND seq <= \(knownAt ?? .max)
      ORDER BY seq DESC LIMIT 1
      """
    ).first.map(version)
  }

  /// Returns the entries that wrote things of which a condition holds, newest first.
  func entries(
    where condition: SQL, knownAt: Int64?, in session: any Session
  ) throws -> [JournalEntry] {
    try session.rows(
      """
      SELECT \(JournalEntry.columns) FROM journal WHERE seq IN (
        SELECT seq FROM \(name) WHERE \(condition) AND seq <= \(knownAt ?? .max))
      ORDER BY seq DESC
      """
    ).map { try JournalEntry($0) }
  }

  /// Returns the code after the last one that begins with a text, its number filled up with zeros.
  func nextCode(
    after prefix: String, digits: Int, in session: any Session
  ) throws -> String {
    let codes: [String] = try session.rows(
      "SELECT DISTINCT code FROM \(name) WHERE \(SQL.begins("code", with: prefix))"
    ).map { try $0.get("code") }
    let last = codes.compactMap { Int($0.dropFirst(prefix.count)) }.max() ?? 0
    return Self.code(prefix, last + 1, digits: digits)
  }

  static func code(_ prefix: String, _ number: Int, digits: Int) -> String {
    let written = String(number)
    return prefix + String(repeating: "0", count: max(0, digits - written.count)) + written
  }

  func write(
    _ body: Body, as code: String, seq: Int64, in transaction: any Transaction
  ) throws {
    _ = try transaction.execute(
      """
      INSERT INTO \(name) (code, seq, body)
      VALUES (\(code), \(seq), \(try CanonicalJSON.text(body)))
      """)
  }

  private func version(_ row: SQLRow) throws -> Version {
    Version(
      body: try CanonicalJSON.value(Body.self, from: try row.get("body")),
      seq: try row.get("seq"))
  }
}
