package import Commands
package import Storage

/// A split with the entry that wrote it as it stands.
package struct StoredSplit: Hashable, Sendable {
  package var split: Split
  package var version: Int64
}

/// Reads and writes splits; the latest version an entry may know counts.
package enum SplitStore {
  /// Returns the splits as known at an entry, by the codes of their commitments.
  package static func splits(
    knownAt: Int64?, in session: any Session
  ) throws -> [Commitment.ID: StoredSplit] {
    var splits: [Commitment.ID: StoredSplit] = [:]
    for row in try session.rows(
      """
      SELECT seq, body FROM split WHERE seq = (SELECT MAX(seq) FROM split AS newer
        WHERE newer.code = split.code AND newer.seq <= \(knownAt ?? .max))
      """)
    {
      let stored = try read(row)
      // A split whose first version was taken back has no parts.
      if !stored.split.parts.isEmpty { splits[stored.split.commitment] = stored }
    }
    return splits
  }

  /// Returns the split of one commitment.
  package static func split(
    of commitment: Commitment.ID, knownAt: Int64? = nil, in session: any Session
  ) throws -> StoredSplit? {
    try session.rows(
      """
      SELECT seq, body FROM split WHERE code = \(commitment) AND seq <= \(knownAt ?? .max)
      ORDER BY seq DESC LIMIT 1
      """
    ).first.map(read)
  }

  /// Returns the entries that wrote a split, newest first.
  package static func entries(
    of commitment: Commitment.ID, knownAt: Int64?, in session: any Session
  ) throws -> [JournalEntry] {
    try session.rows(
      """
      SELECT \(JournalEntry.columns) FROM journal WHERE seq IN (
        SELECT seq FROM split WHERE code = \(commitment) AND seq <= \(knownAt ?? .max))
      ORDER BY seq DESC
      """
    ).map { try JournalEntry($0) }
  }

  private static func read(_ row: SQLRow) throws -> StoredSplit {
    StoredSplit(
      split: try CanonicalJSON.value(Split.self, from: try row.get("body")),
      version: try row.get("seq"))
  }

  static func write(_ split: Split, seq: Int64, in transaction: any Transaction) throws {
    _ = try transaction.execute(
      """
      INSERT INTO split (code, seq, body)
      VALUES (\(split.commitment), \(seq), \(try CanonicalJSON.text(split)))
      """)
  }
}
