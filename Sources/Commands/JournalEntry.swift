package import Quantities
package import Storage

/// One line of the journal: who changed what, when, by which command, and why.
package struct JournalEntry: Hashable, Sendable {
  package var seq: Int64
  /// The moment in China Standard Time.
  package var at: String
  package var day: Day
  package var person: String
  package var post: String
  package var command: String
  /// Canonical JSON of the command.
  package var body: String
  package var reason: String
  /// Digest of the rows that the command replaced.
  package var before: String
  /// Digest of the rows that the command wrote.
  package var after: String
  /// Digest of the entry before; 64 zeros for the first.
  package var previous: String
  package var digest: String

  /// What stands before the first entry.
  package static let origin = String(repeating: "0", count: 64)

  private struct Sealed: Encodable {
    var seq: Int64
    var at: String
    var day: String
    var person: String
    var post: String
    var command: String
    var body: String
    var reason: String
    var before: String
    var after: String
    var previous: String
  }

  /// Returns the digest that seals everything else in the entry.
  package func seal() throws -> String {
    let sealed = Sealed(
      seq: seq, at: at, day: day.description, person: person, post: post, command: command,
      body: body, reason: reason, before: before, after: after, previous: previous)
    return Digest.hex(try CanonicalJSON.text(sealed))
  }
}

extension JournalEntry {
  package static let columns: SQL = """
    seq, at, day, person, post, command, body, reason, before_digest, after_digest,
    previous_digest, digest
    """

  package init(_ row: SQLRow) throws {
    let written: String = try row.get("day")
    guard let day = Day(written) else { throw JournalError.unreadable(seq: try row.get("seq")) }
    self.init(
      seq: try row.get("seq"), at: try row.get("at"), day: day, person: try row.get("person"),
      post: try row.get("post"), command: try row.get("command"), body: try row.get("body"),
      reason: try row.get("reason"), before: try row.get("before_digest"),
      after: try row.get("after_digest"), previous: try row.get("previous_digest"),
      digest: try row.get("digest"))
  }

  /// Reads one entry.
  package static func entry(_ seq: Int64, in session: any Session) throws -> JournalEntry? {
    try session.rows("SELECT \(columns) FROM journal WHERE seq = \(seq)").first
      .map { try JournalEntry($0) }
  }

  /// Reads the entries from the newest down, below `seq` when it is given.
  package static func newest(
    _ count: Int, below seq: Int64? = nil, in session: any Session
  ) throws -> [JournalEntry] {
    try session.rows(
      """
      SELECT \(columns) FROM journal WHERE seq < \(seq ?? .max)
      ORDER BY seq DESC LIMIT \(count)
      """
    ).map { try JournalEntry($0) }
  }

  /// Returns the last entry that was written on or before a day.
  package static func head(onOrBefore day: Day, in session: any Session) throws -> Int64 {
    try session.rows(
      """
      SELECT seq FROM journal WHERE day <= \(day.description)
      ORDER BY day DESC, seq DESC LIMIT 1
      """
    ).first?.get("seq") ?? 0
  }
}

/// Why the journal refused, in words for the person who asked.
package enum JournalError: Error, Hashable, Sendable, CustomStringConvertible {
  case dayBeforeHead(today: Day, head: Day)
  case unreadable(seq: Int64)
  case nothingToUndo(seq: Int64)
  case alreadyReversed(seq: Int64, by: Int64)
  case tooLateToUndo(seq: Int64, lastDay: Day)
  case notEmpty
  case invalid(String)

  package var description: String {
    switch self {
    case .dayBeforeHead(let today, let head):
      "今天设为\(today.chinese)，早于最后一笔记录的日期\(head.chinese)：只能查看，不能改动。请把日期设到\(head.chinese)或以后"
    case .unreadable(let seq): "第 \(seq) 号记录已损坏，无法读取。请用 hefu journal verify 检查"
    case .nothingToUndo(let seq): "第 \(seq) 号记录不是导入，不能撤回"
    case .alreadyReversed(let seq, let by): "第 \(seq) 号导入已由第 \(by) 号记录撤回"
    case .tooLateToUndo(let seq, let lastDay):
      "第 \(seq) 号导入只能在\(lastDay.chinese)以前整批撤回。请导入更正后的数据"
    case .notEmpty: "数据库里已有记录，不能再次初始化。原有数据没有改动"
    case .invalid(let message): message
    }
  }
}
