package import Commands
package import Storage

/// Reads and writes links between commitments; the latest version an entry may know counts.
package enum LinkStore {
  private static let table = BodyTable<CommitmentLink>(name: "commitment_link")

  /// Returns the links as known at an entry, in the order of their codes.
  package static func links(
    knownAt: Int64?, in session: any Session
  ) throws -> [CommitmentLink] {
    try table.latest(knownAt: knownAt, in: session).map(\.body)
      .filter { $0.isWithdrawn != true }
  }

  static func link(
    _ code: String, knownAt: Int64? = nil, in session: any Session
  ) throws -> CommitmentLink? {
    try table.latest(of: code, knownAt: knownAt, in: session)?.body
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
    try table.write(link, as: link.id, seq: seq, in: transaction)
  }
}
