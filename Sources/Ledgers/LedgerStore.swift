package import Commands
package import Storage

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

  /// Returns the commitments as known at an entry, in the order of their codes.
  package static func commitments(
    of report: String? = nil, knownAt: Int64?, in session: any Session
  ) throws -> [Commitment] {
    let all = try session.rows(
      """
      SELECT body FROM commitment WHERE seq = (SELECT MAX(seq) FROM commitment AS newer
        WHERE newer.code = commitment.code AND newer.seq <= \(knownAt ?? .max))
      ORDER BY code
      """
    ).map { try CanonicalJSON.value(Commitment.self, from: try $0.get("body")) }
    return report.map { id in all.filter { $0.report == id } } ?? all
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
