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
    for sql in rowsWritten(by: seq) { try session.each(sql) { after.add($0.values) } }
    for sql in rowsReplaced(by: seq) { try session.each(sql) { before.add($0.values) } }
    return (before, after)
  }

  /// Counts the rows that an entry wrote besides facts.
  static func count(of seq: Int64, in session: any Session) throws -> Int64 {
    let counts = rowsWritten(by: seq).map { "(SELECT COUNT(*) FROM (\($0)) AS written)" as SQL }
    let sum = SQL.joined(counts, separator: " + ")
    return try session.rows("SELECT \(sum)").first?.get(0) ?? 0
  }

  private static func rowsWritten(by seq: Int64) -> [SQL] {
    [
      "SELECT 'setting', key, value FROM setting WHERE seq = \(seq) ORDER BY key",
      "SELECT 'person', id, name FROM person WHERE seq = \(seq) ORDER BY id",
      """
      SELECT 'post', id, person_id, role, unit, scope_value, from_day, to_day
      FROM post WHERE seq = \(seq) ORDER BY id
      """,
      "SELECT 'field', id, register, key FROM field WHERE seq = \(seq) ORDER BY id",
      """
      SELECT 'subject', id, register, region, code FROM subject WHERE seq = \(seq) ORDER BY id
      """,
      "SELECT 'report', id, body, text FROM report WHERE seq = \(seq) ORDER BY id",
      """
      SELECT 'commitment', code, report_id, body FROM commitment WHERE seq = \(seq) ORDER BY code
      """,
      """
      SELECT 'question', report_id, number, body FROM question
      WHERE seq = \(seq) ORDER BY report_id, number
      """,
      "SELECT 'undone_decision', entry FROM undone_decision WHERE seq = \(seq) ORDER BY entry",
      "SELECT 'ask', code, register, state, body FROM ask WHERE seq = \(seq) ORDER BY code",
      """
      SELECT 'ask_cell', ask, subject, field, period, keeper, note FROM ask_cell
      WHERE seq = \(seq) ORDER BY ask, subject, field, period
      """,
      """
      SELECT 'quality_decision', doubt, register, verdict, body FROM quality_decision
      WHERE seq = \(seq) ORDER BY doubt
      """,
      "SELECT 'split', code, body FROM split WHERE seq = \(seq) ORDER BY code",
      "SELECT 'bulletin', code, body FROM bulletin WHERE seq = \(seq) ORDER BY code",
      "SELECT 'assignment', code, body FROM assignment WHERE seq = \(seq) ORDER BY code",
      "SELECT 'directive', code, body FROM directive WHERE seq = \(seq) ORDER BY code",
      "SELECT 'claim', code, body FROM claim WHERE seq = \(seq) ORDER BY code",
      "SELECT 'target_change', code, body FROM target_change WHERE seq = \(seq) ORDER BY code",
    ]
  }

  private static func rowsReplaced(by seq: Int64) -> [SQL] {
    [
      """
      SELECT 'post', old.id, old.person_id, old.role, old.unit, old.scope_value, old.from_day,
        old.to_day
      FROM post AS new JOIN post AS old ON old.id = new.id AND old.seq =
        (SELECT MAX(seq) FROM post WHERE id = new.id AND seq < new.seq)
      WHERE new.seq = \(seq) ORDER BY new.id
      """,
      """
      SELECT 'report', old.id, old.body, old.text
      FROM report AS new JOIN report AS old ON old.id = new.id AND old.seq =
        (SELECT MAX(seq) FROM report WHERE id = new.id AND seq < new.seq)
      WHERE new.seq = \(seq) ORDER BY new.id
      """,
      """
      SELECT 'commitment', old.code, old.report_id, old.body
      FROM commitment AS new JOIN commitment AS old ON old.code = new.code AND old.seq =
        (SELECT MAX(seq) FROM commitment WHERE code = new.code AND seq < new.seq)
      WHERE new.seq = \(seq) ORDER BY new.code
      """,
      """
      SELECT 'question', old.report_id, old.number, old.body
      FROM question AS new JOIN question AS old ON old.report_id = new.report_id
        AND old.number = new.number AND old.seq = (SELECT MAX(seq) FROM question
          WHERE report_id = new.report_id AND number = new.number AND seq < new.seq)
      WHERE new.seq = \(seq) ORDER BY new.report_id, new.number
      """,
      """
      SELECT 'ask', old.code, old.register, old.state, old.body
      FROM ask AS new JOIN ask AS old ON old.code = new.code AND old.seq =
        (SELECT MAX(seq) FROM ask WHERE code = new.code AND seq < new.seq)
      WHERE new.seq = \(seq) ORDER BY new.code
      """,
      """
      SELECT 'ask_cell', old.ask, old.subject, old.field, old.period, old.keeper, old.note
      FROM ask_cell AS new JOIN ask_cell AS old ON old.ask = new.ask
        AND old.subject = new.subject AND old.field = new.field AND old.period = new.period
        AND old.seq = (SELECT MAX(seq) FROM ask_cell WHERE ask = new.ask
          AND subject = new.subject AND field = new.field AND period = new.period
          AND seq < new.seq)
      WHERE new.seq = \(seq) ORDER BY new.ask, new.subject, new.field, new.period
      """,
      """
      SELECT 'quality_decision', old.doubt, old.register, old.verdict, old.body
      FROM quality_decision AS new JOIN quality_decision AS old ON old.doubt = new.doubt
        AND old.seq = (SELECT MAX(seq) FROM quality_decision
          WHERE doubt = new.doubt AND seq < new.seq)
      WHERE new.seq = \(seq) ORDER BY new.doubt
      """,
      """
      SELECT 'split', old.code, old.body
      FROM split AS new JOIN split AS old ON old.code = new.code AND old.seq =
        (SELECT MAX(seq) FROM split WHERE code = new.code AND seq < new.seq)
      WHERE new.seq = \(seq) ORDER BY new.code
      """,
      """
      SELECT 'bulletin', old.code, old.body
      FROM bulletin AS new JOIN bulletin AS old ON old.code = new.code AND old.seq =
        (SELECT MAX(seq) FROM bulletin WHERE code = new.code AND seq < new.seq)
      WHERE new.seq = \(seq) ORDER BY new.code
      """,
      """
      SELECT 'assignment', old.code, old.body
      FROM assignment AS new JOIN assignment AS old ON old.code = new.code AND old.seq =
        (SELECT MAX(seq) FROM assignment WHERE code = new.code AND seq < new.seq)
      WHERE new.seq = \(seq) ORDER BY new.code
      """,
      """
      SELECT 'directive', old.code, old.body
      FROM directive AS new JOIN directive AS old ON old.code = new.code AND old.seq =
        (SELECT MAX(seq) FROM directive WHERE code = new.code AND seq < new.seq)
      WHERE new.seq = \(seq) ORDER BY new.code
      """,
      """
      SELECT 'claim', old.code, old.body
      FROM claim AS new JOIN claim AS old ON old.code = new.code AND old.seq =
        (SELECT MAX(seq) FROM claim WHERE code = new.code AND seq < new.seq)
      WHERE new.seq = \(seq) ORDER BY new.code
      """,
      """
      SELECT 'target_change', old.code, old.body
      FROM target_change AS new JOIN target_change AS old ON old.code = new.code AND old.seq =
        (SELECT MAX(seq) FROM target_change WHERE code = new.code AND seq < new.seq)
      WHERE new.seq = \(seq) ORDER BY new.code
      """,
    ]
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
