import Commands
package import Storage

/// Reads and writes papers that were issued; the latest version an entry may know counts.
package enum IssuedPaperStore {
  /// Returns the papers as known at an entry, the newest first.
  package static func papers(
    knownAt: Int64?, in session: any Session
  ) throws -> [IssuedPaper] {
    try session.rows(
      """
      SELECT body FROM issued_paper WHERE seq = (SELECT MAX(seq) FROM issued_paper AS newer
        WHERE newer.code = issued_paper.code AND newer.seq <= \(knownAt ?? .max))
      """
    ).map { try CanonicalJSON.value(IssuedPaper.self, from: try $0.get("body")) }
      .sorted { ($1.print.knownAt, $1.id) < ($0.print.knownAt, $0.id) }
  }

  package static func paper(
    _ code: String, knownAt: Int64? = nil, in session: any Session
  ) throws -> IssuedPaper? {
    try session.rows(
      """
      SELECT body FROM issued_paper WHERE code = \(code) AND seq <= \(knownAt ?? .max)
      ORDER BY seq DESC LIMIT 1
      """
    ).first.map { try CanonicalJSON.value(IssuedPaper.self, from: try $0.get("body")) }
  }

  /// Returns the code that the next paper of a kind takes in a year.
  package static func nextCode(
    of kind: IssuedPaper.Kind, year: Int, in session: any Session
  ) throws -> String {
    let prefix = kind.prefix(of: year)
    let codes: [String] = try session.rows(
      "SELECT DISTINCT code FROM issued_paper WHERE \(SQL.begins("code", with: prefix))"
    ).map { try $0.get("code") }
    let number = String((codes.compactMap { Int($0.dropFirst(prefix.count)) }.max() ?? 0) + 1)
    return prefix + String(repeating: "0", count: max(0, 3 - number.count)) + number
  }

  static func write(_ paper: IssuedPaper, seq: Int64, in transaction: any Transaction) throws {
    _ = try transaction.execute(
      """
      INSERT INTO issued_paper (code, seq, body)
      VALUES (\(paper.id), \(seq), \(try CanonicalJSON.text(paper)))
      """)
  }
}
