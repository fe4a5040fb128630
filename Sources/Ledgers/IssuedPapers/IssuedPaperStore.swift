import Commands
package import Storage

/// Reads and writes papers that were issued; the latest version an entry may know counts.
package enum IssuedPaperStore {
  private static let table = BodyTable<IssuedPaper>(name: "issued_paper")

  /// Returns the papers as known at an entry, the newest first.
  package static func papers(
    knownAt: Int64?, in session: any Session
  ) throws -> [IssuedPaper] {
    try table.latest(knownAt: knownAt, in: session).map(\.body)
      .sorted { ($1.print.knownAt, $1.id) < ($0.print.knownAt, $0.id) }
  }

  package static func paper(
    _ code: String, knownAt: Int64? = nil, in session: any Session
  ) throws -> IssuedPaper? {
    try table.latest(of: code, knownAt: knownAt, in: session)?.body
  }

  /// Returns the code that the next paper of a kind takes in a year.
  package static func nextCode(
    of kind: IssuedPaper.Kind, year: Int, in session: any Session
  ) throws -> String {
    try table.nextCode(after: kind.prefix(of: year), digits: 3, in: session)
  }

  static func write(_ paper: IssuedPaper, seq: Int64, in transaction: any Transaction) throws {
    try table.write(paper, as: paper.id, seq: seq, in: transaction)
  }
}
