import Commands
package import Storage

/// A bulletin with the entry that wrote it as it stands.
package struct StoredBulletin: Hashable, Sendable {
  package var bulletin: Bulletin
  package var version: Int64
}

/// Reads and writes bulletins; the latest version an entry may know counts.
package enum BulletinStore {
  private static let table = BodyTable<Bulletin>(name: "bulletin")

  /// Returns the bulletins as known at an entry, newest code first.
  package static func bulletins(
    knownAt: Int64?, in session: any Session
  ) throws -> [StoredBulletin] {
    try table.latest(knownAt: knownAt, in: session).reversed().map(stored)
  }

  /// Returns one bulletin.
  package static func bulletin(
    _ code: String, knownAt: Int64? = nil, in session: any Session
  ) throws -> StoredBulletin? {
    try table.latest(of: code, knownAt: knownAt, in: session).map(stored)
  }

  private static func stored(_ version: BodyTable<Bulletin>.Version) -> StoredBulletin {
    StoredBulletin(bulletin: version.body, version: version.seq)
  }

  static func write(_ bulletin: Bulletin, seq: Int64, in transaction: any Transaction) throws {
    try table.write(bulletin, as: bulletin.id, seq: seq, in: transaction)
  }

  /// Returns the code that the next bulletin of a year takes; numbers are filled up so that codes
  /// are in the order of their numbers.
  static func nextCode(year: Int, in session: any Session) throws -> String {
    try table.nextCode(after: "N-\(year)-", digits: 3, in: session)
  }
}
