import Commands
import Definitions
import Facts
import Quantities
import Storage

/// Writes facts without a file.
struct WriteFacts: Command {
  struct Value: Codable, Sendable {
    var field: String
    var code: String
    var period: Int64
    var number: Int64?
    var text: String?
  }

  static let name = "write-facts"
  static let title = "写数据"
  static let needed = Permission("report", "C")
  var register = "thing"
  var values: [Value]
  var isFailing = false
  var permission: Permission { Self.needed }
  var body: [Value] { values }

  func run(in context: CommandContext) throws {
    let fields = try FactStore.ensureFields(
      values.map(\.field), of: register, seq: context.seq, in: context.transaction)
    let subjects = try FactStore.ensureSubjects(
      values.map(\.code), register: register, region: context.region, seq: context.seq,
      in: context.transaction)
    var seen: Set<[Int64]> = []
    try FactStore.write(
      values.compactMap { value in
        guard let field = fields[value.field], let subject = subjects[value.code],
          seen.insert([field, value.period, subject]).inserted
        else { return nil }
        return FactVersion(
          field: field, period: value.period, subject: subject, seq: context.seq,
          value: StoredValue(number: value.number, text: value.text), evidence: .documented)
      }, in: context.transaction)
    if isFailing { throw JournalError.invalid("写到一半") }
  }
}

/// Writes one paper: a version of a report, a commitment, a question, an ask with a cell, a choice
/// between sources, a split or a bulletin.
struct WritePaper: Command {
  enum Kind: String, CaseIterable, Sendable {
    case report, commitment, question, ask, decision, split, bulletin
  }

  static let name = "write-paper"
  static let title = "写文件"
  static let needed = Permission("report", "C")
  var kind: Kind
  var number: Int
  var text: String
  /// The fact of a decision, and the source that it chooses; nil takes the choice back.
  var fact: (code: String, period: Int64) = ("", 0)
  var source: String?
  var permission: Permission { Self.needed }
  var body: [String: String] { ["kind": kind.rawValue, "text": text, "number": "\(number)"] }

  func run(in context: CommandContext) throws {
    let transaction = context.transaction
    let (seq, written) = (context.seq, try CanonicalJSON.text(body))
    switch kind {
    case .report:
      try transaction.execute(
        """
        INSERT INTO report (id, seq, body, text) VALUES (\("B-\(number)"), \(seq), \(written), \(text))
        """)
    case .commitment:
      try transaction.execute(
        """
        INSERT INTO commitment (code, seq, report_id, body)
        VALUES (\("C-\(number)"), \(seq), \("B-\(number % 7)"), \(written))
        """)
    case .question:
      try transaction.execute(
        """
        INSERT INTO question (report_id, number, seq, body)
        VALUES (\("B-\(number % 7)"), \(number), \(seq), \(written))
        """)
    case .ask: try ask(written, seq: seq, in: transaction)
    case .decision: try decide(seq: seq, on: context.day, in: transaction)
    case .split, .bulletin:
      try transaction.execute(
        """
        INSERT INTO \(SQL(stringLiteral: kind.rawValue)) (code, seq, body)
        VALUES (\("D-\(number)"), \(seq), \(written))
        """)
    }
  }

  private func ask(_ written: String, seq: Int64, in transaction: any Transaction) throws {
    try transaction.execute(
      """
      INSERT INTO ask (code, seq, register, state, body)
      VALUES (\("A-\(number)"), \(seq), 'thing', 'open', \(written))
      """)
    try transaction.execute(
      """
      INSERT INTO ask_cell (ask, subject, field, period, seq, keeper, note)
      VALUES (\("A-\(number)"), \(text), 'field-1', \(number), \(seq), 'unit',
        \(number % 2 == 0 ? text : nil))
      """)
  }

  /// Chooses a source for a fact that imports look at, so that previews have to heed it.
  private func decide(seq: Int64, on day: Day, in transaction: any Transaction) throws {
    let decision = QualityDecision(
      doubt: "d\(number)", detector: "conflict", register: "enterprise", code: fact.code,
      field: "monthly_revenue", period: fact.period, verdict: .counts, reason: text, basis: "",
      source: source, person: "温清禾", day: day)
    try transaction.execute(
      """
      INSERT INTO quality_decision (doubt, seq, register, verdict, body)
      VALUES (\("d\(number)"), \(seq), 'enterprise', \(source.map { _ in "counts" }),
        \(try CanonicalJSON.text(decision)))
      """)
  }
}
