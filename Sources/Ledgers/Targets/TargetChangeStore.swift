package import Commands
package import Storage

/// Reads and writes changes of targets; the latest version an entry may know counts.
package enum TargetChangeStore {
  private static let table = BodyTable<TargetChange>(name: "target_change")

  /// Returns the changes as known at an entry, of all commitments or of one, in the order of codes.
  package static func changes(
    of commitment: Commitment.ID? = nil, knownAt: Int64?, in session: any Session
  ) throws -> [TargetChange] {
    try table.latest(beginning: commitment.map { $0 + "/" }, knownAt: knownAt, in: session)
      .map(\.body).filter { $0.isWithdrawn != true }
  }

  static func change(
    _ code: String, knownAt: Int64? = nil, in session: any Session
  ) throws -> TargetChange? {
    try table.latest(of: code, knownAt: knownAt, in: session)?.body
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
    try table.entries(
      where: SQL.begins("code", with: commitment + "/"), knownAt: knownAt, in: session)
  }

  static func write(_ change: TargetChange, seq: Int64, in transaction: any Transaction) throws {
    try table.write(change, as: change.id, seq: seq, in: transaction)
  }
}
