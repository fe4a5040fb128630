package import Commands
import Quantities
package import Storage

/// Reads and writes what goes with the facts of the register of claims; the latest version counts.
package enum ClaimStore {
  private static let table = BodyTable<Claim>(name: "claim")

  /// Returns the claims as known at an entry, by commitment, oldest month first.
  package static func claims(
    of commitment: Commitment.ID? = nil, knownAt: Int64?, in session: any Session
  ) throws -> [Commitment.ID: [Claim]] {
    let claims = try table.latest(
      beginning: commitment.map { $0 + " " }, knownAt: knownAt, in: session
    ).map(\.body).filter { $0.isWithdrawn != true }
    return Dictionary(grouping: claims, by: \.commitment)
  }

  static func claim(
    _ commitment: Commitment.ID, _ period: Period, knownAt: Int64? = nil, in session: any Session
  ) throws -> Claim? {
    try table.latest(of: Claim.code(commitment, period), knownAt: knownAt, in: session)?.body
  }

  /// Returns the entries that wrote claims of a commitment, newest first.
  package static func entries(
    of commitment: Commitment.ID, knownAt: Int64?, in session: any Session
  ) throws -> [JournalEntry] {
    try table.entries(
      where: SQL.begins("code", with: commitment + " "), knownAt: knownAt, in: session)
  }

  static func write(_ claim: Claim, seq: Int64, in transaction: any Transaction) throws {
    try table.write(
      claim, as: Claim.code(claim.commitment, claim.period), seq: seq, in: transaction)
  }
}
