package import Commands
package import Facts
package import Storage

/// An item of a report with the entry that wrote it as it stands.
package struct LedgerItem: Hashable, Sendable, Identifiable {
  package var commitment: Commitment
  /// Number of that entry; a decision names it, so that nothing is decided over a newer version.
  package var version: Int64

  package init(commitment: Commitment, version: Int64) {
    self.commitment = commitment
    self.version = version
  }

  package var id: Commitment.ID { commitment.id }
}

/// Reads and writes reports and commitments; the latest version an entry may know counts.
package enum LedgerStore {
  /// Returns the reports as known at an entry, newest first.
  package static func reports(knownAt: Int64?, in session: any Session) throws -> [Report] {
    try session.rows(
      """
      SELECT body FROM report WHERE seq = (SELECT MAX(seq) FROM report AS newer
        WHERE newer.id = report.id AND newer.seq <= \(knownAt ?? .max))
      ORDER BY id DESC
      """
    ).map { try CanonicalJSON.value(Report.self, from: try $0.get("body")) }
  }

  /// Returns a report with its text.
  package static func report(
    _ id: String, knownAt: Int64?, in session: any Session
  ) throws -> (report: Report, text: String)? {
    try session.rows(
      """
      SELECT body, text FROM report WHERE id = \(id) AND seq <= \(knownAt ?? .max)
      ORDER BY seq DESC LIMIT 1
      """
    ).first.map {
      (try CanonicalJSON.value(Report.self, from: try $0.get("body")), try $0.get("text"))
    }
  }

  /// Returns the promises that count as known at an entry, in the order of their codes: those of
  /// one report, or all that the district made itself.
  package static func commitments(
    of report: String? = nil, knownAt: Int64?, in session: any Session
  ) throws -> [Commitment] {
    let promises = try items(of: report, knownAt: knownAt, in: session).map(\.commitment)
      .filter(\.isPromise)
    guard report == nil else { return promises }
    let foreign = try reports(knownAt: knownAt, in: session).filter { $0.place != nil }.map(\.id)
    return foreign.isEmpty ? promises : promises.filter { !foreign.contains($0.report) }
  }

  /// Returns the promises with the targets that hold on the day of a view.
  package static func commitments(
    of report: String? = nil, asOf: AsOf, in session: any Session
  ) throws -> [Commitment] {
    try commitments(of: report, knownAt: asOf.knownAt, in: session)
      .map { $0.standing(on: asOf.day) }
  }

  /// Returns everything that was ever read or marked, as known at an entry, in the order of codes.
  package static func items(
    of report: String? = nil, knownAt: Int64?, in session: any Session
  ) throws -> [LedgerItem] {
    let only: SQL = report.map { "AND report_id = \($0)" } ?? ""
    return try session.rows(
      """
      SELECT seq, body FROM commitment WHERE seq = (SELECT MAX(seq) FROM commitment AS newer
        WHERE newer.code = commitment.code AND newer.seq <= \(knownAt ?? .max)) \(only)
      ORDER BY code
      """
    ).map { row in
      LedgerItem(
        commitment: try CanonicalJSON.value(Commitment.self, from: try row.get("body")),
        version: try row.get("seq"))
    }
  }

  /// Returns the items as an entry wrote them.
  package static func items(
    writtenBy entry: Int64, in session: any Session
  ) throws -> [Commitment] {
    try session.rows("SELECT body FROM commitment WHERE seq = \(entry) ORDER BY code")
      .map { try CanonicalJSON.value(Commitment.self, from: try $0.get("body")) }
  }

  /// Returns one item as it stands, whatever became of it.
  package static func item(_ code: String, in session: any Session) throws -> LedgerItem? {
    try session.rows(
      "SELECT seq, body FROM commitment WHERE code = \(code) ORDER BY seq DESC LIMIT 1"
    ).first.map { row in
      LedgerItem(
        commitment: try CanonicalJSON.value(Commitment.self, from: try row.get("body")),
        version: try row.get("seq"))
    }
  }

  /// Returns every version of a commitment, oldest first, with the entry that wrote it.
  package static func versions(
    of code: String, knownAt: Int64?, in session: any Session
  ) throws -> [(commitment: Commitment, entry: JournalEntry)] {
    let rows = try session.rows(
      """
      SELECT seq, body FROM commitment WHERE code = \(code) AND seq <= \(knownAt ?? .max)
      ORDER BY seq
      """)
    return try rows.compactMap { row in
      guard let entry = try JournalEntry.entry(try row.get("seq"), in: session) else { return nil }
      return (try CanonicalJSON.value(Commitment.self, from: try row.get("body")), entry)
    }
  }

  /// Returns the questions of a report with the answers as known at an entry, in order.
  package static func questions(
    of report: String, knownAt: Int64?, in session: any Session
  ) throws -> [ReportQuestion] {
    try session.rows(
      """
      SELECT body FROM question WHERE report_id = \(report) AND seq = (SELECT MAX(seq)
        FROM question AS newer WHERE newer.report_id = question.report_id
        AND newer.number = question.number AND newer.seq <= \(knownAt ?? .max))
      ORDER BY number
      """
    ).map { try CanonicalJSON.value(ReportQuestion.self, from: try $0.get("body")) }
      .filter { $0.isDropped != true }
  }

  /// Returns the numbers that questions of a report ever had.
  static func questionNumbers(of report: String, in session: any Session) throws -> [Int] {
    try session.rows(
      "SELECT DISTINCT number FROM question WHERE report_id = \(report) ORDER BY number"
    ).map { try $0.get("number") }
  }

  /// Returns the last entry that wrote anything about a report.
  package static func head(of report: String, in session: any Session) throws -> Int64 {
    let rows = try session.rows(
      """
      SELECT MAX(seq) AS seq FROM (
        SELECT seq FROM report WHERE id = \(report)
        UNION ALL SELECT seq FROM commitment WHERE report_id = \(report)
        UNION ALL SELECT seq FROM question WHERE report_id = \(report)) AS written
      """)
    let head: Int64? = try rows.first?.get("seq")
    return head ?? 0
  }

  /// Returns the entry that wrote the text of a report as known at an entry.
  package static func edition(
    of report: String, knownAt: Int64? = nil, in session: any Session
  ) throws -> Int64? {
    let rows = try session.rows(
      """
      SELECT MAX(seq) AS seq FROM report WHERE id = \(report) AND seq <= \(knownAt ?? .max)
      """)
    return try rows.first?.get("seq")
  }

  /// Returns the number that the next commitment or task of a year takes.
  static func nextNumber(_ prefix: String, in session: any Session) throws -> Int {
    let codes: [String] = try session.rows(
      """
      SELECT code FROM commitment WHERE \(SQL.begins("code", with: prefix))
      UNION SELECT code FROM assignment WHERE \(SQL.begins("code", with: prefix))
      """
    ).map { try $0.get("code") }
    return (codes.compactMap { Int($0.dropFirst(prefix.count)) }.max() ?? 0) + 1
  }

  static func write(
    _ report: Report, text: String, seq: Int64, in transaction: any Transaction
  ) throws {
    _ = try transaction.execute(
      """
      INSERT INTO report (id, seq, body, text)
      VALUES (\(report.id), \(seq), \(try CanonicalJSON.text(report)), \(text))
      """)
  }

  static func write(
    _ commitment: Commitment, seq: Int64, in transaction: any Transaction
  ) throws {
    _ = try transaction.execute(
      """
      INSERT INTO commitment (code, seq, report_id, body)
      VALUES (\(commitment.id), \(seq), \(commitment.report),
        \(try CanonicalJSON.text(commitment)))
      """)
  }

  static func write(
    _ question: ReportQuestion, seq: Int64, in transaction: any Transaction
  ) throws {
    _ = try transaction.execute(
      """
      INSERT INTO question (report_id, number, seq, body)
      VALUES (\(question.report), \(question.number), \(seq),
        \(try CanonicalJSON.text(question)))
      """)
  }
}
