package import Commands
package import Storage

/// A split with the entry that wrote it as it stands.
package struct StoredSplit: Hashable, Sendable {
  package var split: Split
  package var version: Int64
}

/// Reads and writes splits; the latest version an entry may know counts.
package enum SplitStore {
  private static let table = BodyTable<Split>(name: "split")

  /// Returns the splits as known at an entry, by the codes of their commitments.
  package static func splits(
    knownAt: Int64?, in session: any Session
  ) throws -> [Commitment.ID: StoredSplit] {
    var splits: [Commitment.ID: StoredSplit] = [:]
    for version in try table.latest(knownAt: knownAt, in: session) {
      let stored = stored(version)
      // A split whose first version was taken back has no parts.
      if !stored.split.parts.isEmpty { splits[stored.split.commitment] = stored }
    }
    return splits
  }

  /// Returns the split of one commitment.
  package static func split(
    of commitment: Commitment.ID, knownAt: Int64? = nil, in session: any Session
  ) throws -> StoredSplit? {
    try table.latest(of: commitment, knownAt: knownAt, in: session).map(stored)
  }

  /// Returns the entries that wrote a split, newest first.
  package static func entries(
    of commitment: Commitment.ID, knownAt: Int64?, in session: any Session
  ) throws -> [JournalEntry] {
    try table.entries(where: "code = \(commitment)", knownAt: knownAt, in: session)
  }

  private static func stored(_ version: BodyTable<Split>.Version) -> StoredSplit {
    StoredSplit(split: version.body, version: version.seq)
  }

  static func write(_ split: Split, seq: Int64, in transaction: any Transaction) throws {
    try table.write(split, as: split.commitment, seq: seq, in: transaction)
  }
}
