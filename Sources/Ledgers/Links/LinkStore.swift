package import Commands
package import Storage

/// Reads and writes links between commitments; the latest version an entry may know counts.
package enum LinkStore {
  /// Returns the links as known at an entry, in the order of their codes.
  package static func links(
    knownAt: Int64?, in session: any Session
  ) throws -> [CommitmentLink] {
    try session.rows(
      """
      SELECT body FROM commitment_link WHERE seq = (SELECT MAX(seq) FROM commitment_link AS newer
        WHERE newer.code = commitment_link.code AND newer.seq <= \(knownAt ?? .max))
      ORDER BY code
      """
    ).map { try CanonicalJSON.value(CommitmentLink.self, from: try $0.get("body")) }
      .filter { $0.isWithdrawn != true }
  }

  static func link(
    _ code: String, knownAt: Int64? = nil, in session: any Session
  ) throws -> CommitmentLink? {
    try session.rows(
      """
      SELECT body FROM commitment_link WHERE code = \(code) AND seq <= \(knownAt ?? .max)
      ORDER BY seq DESC LIMIT 1
      """
    ).first.map { try CanonicalJSON.value(CommitmentLink.self, from: try $0.get("body")) }
  }

  /// Returns the entries that wrote links and were not taken back, newest first.
  package static func entries(
    knownAt: Int64?, in session: any Session
  ) throws -> [(entry: JournalEntry, links: [String])] {
    let undone = try DecisionStack.undone(knownAt: knownAt, in: session)
    var codes: [Int64: [String]] = [:]
    for row in try session.rows(
      "SELECT code, seq FROM commitment_link WHERE seq <= \(knownAt ?? .max) ORDER BY code")
    {
      codes[try row.get("seq"), default: []].append(try row.get("code"))
    }
    return try codes.keys.sorted(by: >).compactMap { seq in
      guard undone[seq] == nil, let entry = try JournalEntry.entry(seq, in: session),
        UndoLink.permissions[entry.command] != nil
      else { return nil }
      return (entry, codes[seq] ?? [])
    }
  }

  static func write(
    _ link: CommitmentLink, seq: Int64, in transaction: any Transaction
  ) throws {
    _ = try transaction.execute(
      """
      INSERT INTO commitment_link (code, seq, body)
      VALUES (\(link.id), \(seq), \(try CanonicalJSON.text(link)))
      """)
  }
}
