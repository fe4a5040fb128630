package import Commands
import Quantities
package import Storage

/// Reads and writes what goes with the facts of the register of claims; the latest version counts.
package enum ClaimStore {
  /// Returns the claims as known at an entry, by commitment, oldest month first.
  package static func claims(
    of commitment: Commitment.ID? = nil, knownAt: Int64?, in session: any Session
  ) throws -> [Commitment.ID: [Claim]] {
    let only: SQL = commitment.map { "AND \(SQL.begins("code", with: $0 + " "))" } ?? ""
    let claims = try session.rows(
      """
      SELECT body FROM claim WHERE seq = (SELECT MAX(seq) FROM claim AS newer
        WHERE newer.code = claim.code AND newer.seq <= \(knownAt ?? .max)) \(only)
      ORDER BY code
      """
    ).map { try CanonicalJSON.value(Claim.self, from: try $0.get("body")) }
      .filter { $0.isWithdrawn != true }
    return Dictionary(grouping: claims, by: \.commitment)
  }

  static func claim(
    _ commitment: Commitment.ID, _ period: Period, knownAt: Int64? = nil, in session: any Session
  ) throws -> Claim? {
    try session.rows(
      """
      SELECT body FROM claim WHERE code = \(Claim.code(commitment, period))
        AND seq <= \(knownAt ?? .max) ORDER BY seq DESC LIMIT 1
      """
    ).first.map { try CanonicalJSON.value(Claim.self, from: try $0.get("body")) }
  }

  /// Returns the entries that wrote claims of a commitment, newest first.
  package static func entries(
    of commitment: Commitment.ID, knownAt: Int64?, in session: any Session
  ) throws -> [JournalEntry] {
    try session.rows(
      """
      SELECT \(JournalEntry.columns) FROM journal WHERE seq IN (
        SELECT seq FROM claim WHERE \(SQL.begins("code", with: commitment + " ")) AND seq <= \(knownAt ?? .max))
      ORDER BY seq DESC
      """
    ).map { try JournalEntry($0) }
  }

  static func write(_ claim: Claim, seq: Int64, in transaction: any Transaction) throws {
    _ = try transaction.execute(
      """
      INSERT INTO claim (code, seq, body) VALUES (\(Claim.code(claim.commitment, claim.period)),
        \(seq), \(try CanonicalJSON.text(claim)))
      """)
  }
}
