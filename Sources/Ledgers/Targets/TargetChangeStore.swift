package import Commands
package import Storage

/// Reads and writes changes of targets; the latest version an entry may know counts.
package enum TargetChangeStore {
  /// Returns the changes as known at an entry, of all commitments or of one, in the order of codes.
  package static func changes(
    of commitment: Commitment.ID? = nil, knownAt: Int64?, in session: any Session
  ) throws -> [TargetChange] {
    let only: SQL = commitment.map { "AND \(SQL.begins("code", with: $0 + "/"))" } ?? ""
    return try session.rows(
      """
      SELECT body FROM target_change WHERE seq = (SELECT MAX(seq) FROM target_change AS newer
        WHERE newer.code = target_change.code AND newer.seq <= \(knownAt ?? .max)) \(only)
      ORDER BY code
      """
    ).map { try CanonicalJSON.value(TargetChange.self, from: try $0.get("body")) }
      .filter { $0.isWithdrawn != true }
  }

  static func change(
    _ code: String, knownAt: Int64? = nil, in session: any Session
  ) throws -> TargetChange? {
    try session.rows(
      """
      SELECT body FROM target_change WHERE code = \(code) AND seq <= \(knownAt ?? .max)
      ORDER BY seq DESC LIMIT 1
      """
    ).first.map { try CanonicalJSON.value(TargetChange.self, from: try $0.get("body")) }
  }

  static func nextCode(of commitment: Commitment.ID, in session: any Session) throws -> String {
    let rows = try session.rows(
      "SELECT DISTINCT code FROM target_change WHERE \(SQL.begins("code", with: commitment + "/"))")
    return "\(commitment)/T\(rows.count + 1)"
  }

  /// Returns the entries that wrote changes of a commitment's target, newest first.
  package static func entries(
    of commitment: Commitment.ID, knownAt: Int64?, in session: any Session
  ) throws -> [JournalEntry] {
    try session.rows(
      """
      SELECT \(JournalEntry.columns) FROM journal WHERE seq IN (SELECT seq FROM target_change
        WHERE \(SQL.begins("code", with: commitment + "/")) AND seq <= \(knownAt ?? .max)) ORDER BY seq DESC
      """
    ).map { try JournalEntry($0) }
  }

  static func write(_ change: TargetChange, seq: Int64, in transaction: any Transaction) throws {
    _ = try transaction.execute(
      """
      INSERT INTO target_change (code, seq, body)
      VALUES (\(change.id), \(seq), \(try CanonicalJSON.text(change)))
      """)
  }
}
