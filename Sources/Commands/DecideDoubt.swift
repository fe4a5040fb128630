import Definitions
package import Facts
package import Quantities
import Storage

/// Decides about a doubt about the data: one thing or two, which source counts, odd but right, or
/// the keeper is asked.
///
/// The decision stands until it is taken back or the values it was made on change.
package struct DecideDoubt: Command {
  package static let name = "decide-doubt"
  package static let title = "处理数据疑点"

  /// A doubt as the person had it in view.
  package struct Doubt: Hashable, Sendable {
    package var key: String
    package var detector: String
    package var title: String
    package var register: String
    package var code: String
    package var other: String?
    package var field: String
    package var period: Int64
    package var basis: String
    package var keeper: String
    /// Sources that speak, of a conflict.
    package var sources: [String]

    package init(
      key: String, detector: String, title: String, register: String, code: String,
      other: String?, field: String, period: Int64, basis: String, keeper: String,
      sources: [String]
    ) {
      self.key = key
      self.detector = detector
      self.title = title
      self.register = register
      self.code = code
      self.other = other
      self.field = field
      self.period = period
      self.basis = basis
      self.keeper = keeper
      self.sources = sources
    }

    /// What may be decided about it.
    package var verdicts: [QualityDecision.Verdict] {
      if other != nil { return [.same, .different, .increment] }
      return sources.isEmpty ? [.explained, .asked] : [.counts, .asked]
    }
  }

  package struct Body: Codable, Sendable {
    var doubt: String
    var detector: String
    var register: String
    var code: String
    var other: String?
    var field: String
    var verdict: String
    var source: String?
    var due: Day?
  }

  private let doubt: Doubt
  private let verdict: QualityDecision.Verdict
  private let source: String?
  private let reason: String
  private let due: Day?
  /// The entry of the decision that the person had in view; nil when there was none.
  private let seen: Int64?

  package init(
    _ doubt: Doubt, verdict: QualityDecision.Verdict, source: String? = nil, reason: String,
    due: Day? = nil, seen: Int64?
  ) {
    self.doubt = doubt
    self.verdict = verdict
    self.source = source
    self.reason = reason
    self.due = due
    self.seen = seen
  }

  package static let needed = Permission("quality", "U")
  package var permission: Permission { Self.needed }
  package var body: Body {
    Body(
      doubt: doubt.key, detector: doubt.detector, register: doubt.register, code: doubt.code,
      other: doubt.other, field: doubt.field, verdict: verdict.rawValue, source: source, due: due)
  }

  /// Writes the decision and returns the ask that went out, where one did.
  package func run(in context: CommandContext) throws -> String? {
    guard !reason.isEmpty else { throw JournalError.invalid("请写明理由，以后的人要看。没有改动") }
    guard doubt.verdicts.contains(verdict) else {
      throw JournalError.invalid("这类疑点不能定为“\(verdict.title)”，没有改动")
    }
    if verdict == .counts, source.map(doubt.sources.contains) != true {
      throw JournalError.invalid("请选取哪个来源的数，没有改动")
    }
    guard try DoubtRow.newest(of: doubt.key, in: context.transaction)?.standing == seen else {
      throw JournalError.invalid("您打开之后已有人处理过这个疑点，没有改动。请刷新后再看")
    }
    let ask = verdict == .asked ? try ask(in: context) : nil
    let decision = QualityDecision(
      doubt: doubt.key, detector: doubt.detector, register: doubt.register, code: doubt.code,
      other: doubt.other, field: doubt.field, period: doubt.period, verdict: verdict,
      reason: reason, basis: doubt.basis, source: source, ask: ask,
      person: context.permit.actor.person.name, day: context.day)
    try DoubtRow(verdict: verdict.rawValue, body: CanonicalJSON.text(decision), seq: context.seq)
      .write(doubt: doubt.key, register: doubt.register, in: context.transaction)
    return ask
  }

  /// Puts the one fact to its keeper.
  private func ask(in context: CommandContext) throws -> String {
    guard let due, due >= context.day else {
      throw JournalError.invalid("请写请对方在哪一天以前答复，不早于今天。没有改动")
    }
    guard let register = context.library.registers[doubt.register],
      let field = register.field(doubt.field)
    else { throw JournalError.invalid("没有这个数据项，没有改动") }
    let isPeriodic = if case .periodic = field.time { true } else { false }
    let post = context.permit.actor.post
    let ask = Ask(
      code: try IssueAsk.nextCode(in: context), title: "\(doubt.title)：\(field.label)",
      reason: reason, due: due,
      request: DataRequest(
        register: register.id, subject: doubt.code, fields: [field.key],
        period: isPeriodic ? Period(code: doubt.period) : nil),
      unit: post.unit, post: post.id, day: context.day, wanted: 1, known: 0, repeated: 0, sent: 1,
      doubt: doubt.key, state: .open, ending: nil, endedOn: nil)
    try AskStore.write(ask, seq: context.seq, in: context.transaction)
    let cell = FactCell(
      code: doubt.code, field: field.key, period: isPeriodic ? doubt.period : 0)
    try AskStore.write(
      [(cell, field.keeper, nil)], of: ask.code, seq: context.seq, in: context.transaction)
    return ask.code
  }
}

/// Takes the last decision about a doubt back: what was decided before stands again.
package struct UndoDoubtDecision: Command {
  package static let name = "undo-doubt-decision"
  package static let title = "撤销疑点处理"

  package struct Body: Codable, Sendable {
    package var doubt: String
    package var entry: Int64
  }

  package let body: Body
  private let reason: String

  package init(doubt: String, entry: Int64, reason: String) {
    body = Body(doubt: doubt, entry: entry)
    self.reason = reason
  }

  package static let needed = Permission("quality", "U")
  package var permission: Permission { Self.needed }

  package func run(in context: CommandContext) throws {
    guard !reason.isEmpty else { throw JournalError.invalid("请写明为什么撤销，没有改动") }
    let rows = try DoubtRow.all(of: body.doubt, in: context.transaction)
    guard let last = rows.last, last.seq == body.entry, last.verdict != nil else {
      throw JournalError.invalid("第 \(body.entry) 号处理之后又有改动，没有撤销。请刷新后再看")
    }
    let register: String =
      try context.transaction.rows(
        "SELECT register FROM quality_decision WHERE doubt = \(body.doubt) LIMIT 1"
      ).first?.get(0) ?? ""
    var restored = rows.dropLast().last ?? last
    if rows.count == 1 { restored.verdict = nil }
    restored.seq = context.seq
    try restored.write(doubt: body.doubt, register: register, in: context.transaction)
    try withdrawAsk(of: last, in: context)
  }

  /// The question that the decision put to the keeper need not be answered any more.
  private func withdrawAsk(of row: DoubtRow, in context: CommandContext) throws {
    let decision = try CanonicalJSON.value(QualityDecision.self, from: row.body)
    guard decision.verdict == .asked, let code = decision.ask,
      var ask = try AskStore.ask(code, in: context.transaction)?.ask, ask.state == .open
    else { return }
    ask.state = .withdrawn
    ask.ending = reason
    ask.endedOn = context.day
    try AskStore.write(ask, seq: context.seq, in: context.transaction)
  }
}

/// A version of what was decided about a doubt.
private struct DoubtRow {
  var verdict: String?
  var body: String
  var seq: Int64

  /// The entry that decided; nil when it was taken back.
  var standing: Int64? { verdict == nil ? nil : seq }

  static func all(of doubt: String, in session: any Session) throws -> [DoubtRow] {
    try session.rows(
      "SELECT verdict, body, seq FROM quality_decision WHERE doubt = \(doubt) ORDER BY seq"
    ).map { DoubtRow(verdict: try $0.get(0), body: try $0.get(1), seq: try $0.get(2)) }
  }

  static func newest(of doubt: String, in session: any Session) throws -> DoubtRow? {
    try all(of: doubt, in: session).last
  }

  func write(doubt: String, register: String, in transaction: any Transaction) throws {
    try transaction.execute(
      """
      INSERT INTO quality_decision (doubt, seq, register, verdict, body)
      VALUES (\(doubt), \(seq), \(register), \(verdict), \(body))
      """)
  }
}
