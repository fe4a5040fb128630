import Facts
package import Storage

/// Digests of the rows that an entry wrote and of the rows they replaced.
///
/// Both are computed from the tables alone, in the order of their keys, so that anybody who holds
/// the database can compute them again.
package struct ChangeDigest: Hashable, Sendable {
  /// Digest of the versions that counted before the entry wrote over them.
  package let before: String
  /// Digest of the rows that the entry wrote.
  package let after: String

  /// Computes both for an entry.
  package init(of seq: Int64, in session: any Session) throws {
    var (before, after) = try Self.begun(of: seq, in: session)
    try Self.addFacts(of: seq, before: &before, after: &after, in: session)
    self.init(before: before.hex(), after: after.hex())
  }

  init(before: String, after: String) { (self.before, self.after) = (before, after) }

  /// The digests of all that an entry wrote and replaced but its facts, which come last.
  static func begun(
    of seq: Int64, in session: any Session
  ) throws -> (before: RowDigest, after: RowDigest) {
    var (before, after) = (RowDigest(), RowDigest())
    for table in try EntryTable.touched(by: seq, in: session) {
      try session.each(table.rowsWritten(by: seq)) { after.add($0.values) }
      guard table.hasVersions else { continue }
      try session.each(table.rowsReplaced(by: seq)) { before.add($0.values) }
    }
    return (before, after)
  }

  /// Counts the rows that an entry wrote besides facts.
  static func count(of seq: Int64, in session: any Session) throws -> Int64 {
    let counts: [SQL] = EntryTable.all.map {
      "(SELECT COUNT(*) FROM \($0.name) WHERE seq = \(seq))"
    }
    let sum = SQL.joined(counts, separator: " + ")
    return try session.rows("SELECT \(sum)").first?.get(0) ?? 0
  }

  /// Adds each fact of the entry, and the version before it.
  private static func addFacts(
    of seq: Int64, before: inout RowDigest, after: inout RowDigest, in session: any Session
  ) throws {
    try FactHistory(entry: seq).each(in: session) { versions in
      guard let written = versions.lastIndex(where: { $0.seq == seq }) else { return }
      after.add(versions[written])
      if written > 0 { before.add(versions[written - 1]) }
    }
  }
}
