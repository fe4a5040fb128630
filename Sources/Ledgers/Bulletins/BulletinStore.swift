import Commands
package import Storage

/// A bulletin with the entry that wrote it as it stands.
package struct StoredBulletin: Hashable, Sendable {
  package var bulletin: Bulletin
  package var version: Int64
}

/// Reads and writes bulletins; the latest version an entry may know counts.
package enum BulletinStore {
  /// Returns the bulletins as known at an entry, newest code first.
  package static func bulletins(
    knownAt: Int64?, in session: any Session
  ) throws -> [StoredBulletin] {
    try session.rows(
      """
      SELECT seq, body FROM bulletin WHERE seq = (SELECT MAX(seq) FROM bulletin AS newer
        WHERE newer.code = bulletin.code AND newer.seq <= \(knownAt ?? .max))
      ORDER BY code DESC
      """
    ).map(read)
  }

  /// Returns one bulletin.
  package static func bulletin(
    _ code: String, knownAt: Int64? = nil, in session: any Session
  ) throws -> StoredBulletin? {
    try session.rows(
      """
      SELECT seq, body FROM bulletin WHERE code = \(code) AND seq <= \(knownAt ?? .max)
      ORDER BY seq DESC LIMIT 1
      """
    ).first.map(read)
  }

  private static func read(_ row: SQLRow) throws -> StoredBulletin {
    StoredBulletin(
      bulletin: try CanonicalJSON.value(Bulletin.self, from: try row.get("body")),
      version: try row.get("seq"))
  }

  static func write(_ bulletin: Bulletin, seq: Int64, in transaction: any Transaction) throws {
    _ = try transaction.execute(
      """
      INSERT INTO bulletin (code, seq, body)
      VALUES (\(bulletin.id), \(seq), \(try CanonicalJSON.text(bulletin)))
      """)
  }

  /// Returns the code that the next bulletin of a year takes; numbers are filled up so that codes
  /// are in the order of their numbers.
  static func nextCode(year: Int, in session: any Session) throws -> String {
    let prefix = "N-\(year)-"
    let codes: [String] = try session.rows(
      "SELECT DISTINCT code FROM bulletin WHERE \(SQL.begins("code", with: prefix))"
    ).map { try $0.get("code") }
    let number = (codes.compactMap { Int($0.dropFirst(prefix.count)) }.max() ?? 0) + 1
    let digits = String(number)
    return prefix + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }
}
