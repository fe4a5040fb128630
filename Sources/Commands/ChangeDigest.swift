import Definitions
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
    var before = RowDigest()
    var after = RowDigest()
    for sql in Self.rowsWritten(by: seq) {
      try session.each(sql) { after.add($0.values) }
    }
    for sql in Self.rowsReplaced(by: seq) {
      try session.each(sql) { before.add($0.values) }
    }
    try Self.addFacts(of: seq, before: &before, after: &after, in: session)
    self.before = before.hex()
    self.after = after.hex()
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
      "SELECT 'commitment_link', code, body FROM commitment_link WHERE seq = \(seq) ORDER BY code",
      "SELECT 'issued_paper', code, body FROM issued_paper WHERE seq = \(seq) ORDER BY code",
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
      """
      SELECT 'commitment_link', old.code, old.body
      FROM commitment_link AS new JOIN commitment_link AS old ON old.code = new.code AND old.seq =
        (SELECT MAX(seq) FROM commitment_link WHERE code = new.code AND seq < new.seq)
      WHERE new.seq = \(seq) ORDER BY new.code
      """,
      """
      SELECT 'issued_paper', old.code, old.body
      FROM issued_paper AS new JOIN issued_paper AS old ON old.code = new.code AND old.seq =
        (SELECT MAX(seq) FROM issued_paper WHERE code = new.code AND seq < new.seq)
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

/// A digest of rows, each written as a line in which no two different rows look alike.
private struct RowDigest {
  private var digest = Digest()
  private var buffer: [UInt8] = []
  /// How every fact begins: the text of its kind, as `write` would put it.
  private static let fact = Array("t4:fact;".utf8)

  mutating func add(_ values: [SQLValue]) {
    for value in values { write(value) }
    endLine()
  }

  mutating func add(_ fact: FactVersion) {
    buffer.append(contentsOf: Self.fact)
    write(fact.field)
    write(fact.period)
    write(fact.subject)
    write(fact.value.number)
    write(fact.value.text)
    write(Int64(fact.evidence.rawValue))
    write(fact.sourceRow.map(Int64.init))
    endLine()
  }

  private mutating func write(_ value: SQLValue) {
    switch value {
    case .null: writeNothing()
    case .integer(let number): write(number)
    case .real(let number): end("r\(number.bitPattern)")
    case .text(let text): write(text)
    case .blob(let bytes): end("b\(bytes.hex)")
    }
  }

  private mutating func writeNothing() { end("-") }

  // Facts are counted in millions, so their numbers and texts go in without a text in between.

  private mutating func write(_ number: Int64?) {
    guard let number else { return writeNothing() }
    buffer.append(UInt8(ascii: "i"))
    if number < 0 { buffer.append(UInt8(ascii: "-")) }
    writeDigits(number.magnitude)
    buffer.append(UInt8(ascii: ";"))
  }

  private mutating func write(_ text: String?) {
    guard let text else { return writeNothing() }
    buffer.append(UInt8(ascii: "t"))
    writeDigits(UInt64(text.utf8.count))
    buffer.append(UInt8(ascii: ":"))
    end(text)
  }

  private mutating func writeDigits(_ number: UInt64) {
    let start = buffer.count
    var rest = number
    repeat {
      buffer.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    var (low, high) = (start, buffer.count - 1)
    while low < high {
      buffer.swapAt(low, high)
      (low, high) = (low + 1, high - 1)
    }
  }

  private mutating func endLine() {
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count > 1 << 16 { flush() }
  }

  consuming func hex() -> String {
    flush()
    return digest.hex()
  }

  /// Writes the last part of a value and the sign that ends it.
  private mutating func end(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    buffer.append(UInt8(ascii: ";"))
  }

  private mutating func flush() {
    digest.add(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
