import Commands
import Definitions
import Facts
import Foundation
import Quantities
import Storage
import TestStores
import Testing

/// The same commands on both kinds of database leave the same records, refusals included.
@Suite(
  "Two stores, one journal",
  .enabled(if: TestStore.url != nil, Comment(rawValue: TestStore.absence)))
struct TwoStoresTests {
  /// `HEFU_RANDOM_COMMANDS` asks for more.
  static let count =
    ProcessInfo.processInfo.environment["HEFU_RANDOM_COMMANDS"].flatMap { Int($0) } ?? 2_000

  @Test(arguments: [2022] as [UInt64])
  func `a random sequence of commands leaves them equal`(seed: UInt64) async throws {
    let sqlite = try await District(on: .sqlite)
    let postgresql = try await District(on: .postgresql)
    var random = RandomCommands(seed: seed)
    var outcomes: [String: Int] = [:]
    let start = ContinuousClock.now
    for number in 1...Self.count {
      let step = random.next()
      // The two work at the same time: neither knows of the other.
      async let onSQLite = step.outcome(in: sqlite)
      async let onPostgreSQL = step.outcome(in: postgresql)
      let (outcome, other) = try await (onSQLite, onPostgreSQL)
      guard outcome == other else {
        Issue.record("command \(number), \(step): \(outcome) and \(other)")
        return
      }
      outcomes[outcome.kind, default: 0] += 1
      random.learn(outcome)
      if Self.count > 10_000, number.isMultiple(of: 10_000) {
        let spent = (ContinuousClock.now - start) / .seconds(1)
        print("\(number) commands, \(Int(Double(number) / spent)) a second")
      }
    }
    // A sequence in which nothing was refused, or nothing was done, would show little.
    #expect(outcomes["done", default: 0] > Self.count / 2)
    #expect(outcomes["refused", default: 0] > Self.count / 50)
    for table in TableCopy.tables {
      let digest = try await Self.digest(of: table, in: sqlite)
      #expect(try await Self.digest(of: table, in: postgresql) == digest, "\(table)")
    }
    let verdict = try await sqlite.verdict()
    #expect(verdict.holds)
    #expect(try await postgresql.verdict() == verdict)
    print("\(Self.count) commands on both stores: \(outcomes), root \(verdict.root.prefix(24))")
  }

  /// How many rows a table has, and a digest of them in the order of their bytes.
  private static func digest(of table: String, in district: District) async throws -> String {
    let rows = try await district.database.read { session in
      var rows: [String] = []
      try session.each("SELECT * FROM \(SQL(stringLiteral: table))") { row in
        rows.append("\(zip(row.columns, row.values).map { "\($0)=\($1)" })")
      }
      return rows
    }
    return "\(rows.count) rows \(Digest.hex(rows.sorted().joined(separator: "\n")))"
  }
}

/// What became of a command.
private enum Outcome: Equatable {
  case done(seq: Int64)
  case refused(String)

  var kind: String {
    switch self {
    case .done: "done"
    case .refused: "refused"
    }
  }
}

/// One thing that somebody tries.
private enum Step {
  case importing([String: (year: Int, amount: Int)])
  case reversing(Int64)
  case facts([WriteFacts.Value])
  case papers(WritePapers)
  /// Writes something and then fails.
  case failing([WriteFacts.Value])

  func outcome(in district: District) async throws -> Outcome {
    do {
      return .done(seq: try await run(in: district))
    } catch let error as JournalError {
      return .refused(error.description)
    } catch let error as Denial {
      return .refused(error.description)
    }
  }

  private func run(in district: District) async throws -> Int64 {
    switch self {
    case .importing(let rows):
      let years = Set(rows.values.map(\.year)).sorted()
      let head = "统一社会信用代码," + years.map { "营业收入\($0)年" }.joined(separator: ",")
      let lines = rows.sorted { $0.key < $1.key }.map { code, value in
        code + "," + years.map { $0 == value.year ? "\(value.amount)" : "" }.joined(separator: ",")
      }
      let checked = try await district.desk("DU-industry")
        .preview(district.request(([head] + lines).joined(separator: "\n") + "\n"))
      guard !checked.preview.changesNothing else { throw JournalError.invalid("nothing new") }
      return try await district.desk("DU-industry").commit(checked, reason: "试")
    case .reversing(let entry):
      _ = try await district.desk("DU-industry").reverse(entry, reason: "撤回")
      return entry
    case .facts(let values): return try await commit(WriteFacts(values: values), in: district)
    case .failing(let values):
      return try await commit(WriteFacts(values: values, isFailing: true), in: district)
    case .papers(let papers): return try await commit(papers, in: district)
    }
  }

  private func commit(_ command: some Command, in district: District) async throws -> Int64 {
    let permit = try district.authority.permit(
      District.actor("SV-1"), command.permission, on: day("2022-01-05"))
    return try await district.journal.commit(command, permit: permit, reason: "试").seq
  }
}

/// Makes the steps: mostly what offices do, some of it wrong.
private struct RandomCommands {
  private var random: SeededGenerator
  private var entries: [Int64] = []

  private static let firms = (0..<60).compactMap { number in
    CreditCode.code(kind: "91", region: "419099", body: String(format: "MA%06d", number))
  }

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func learn(_ outcome: Outcome) {
    if case .done(let seq) = outcome { entries.append(seq) }
    if entries.count > 40 { entries.removeFirst(20) }
  }

  mutating func next() -> Step {
    switch Int.random(in: 0..<100, using: &random) {
    case ..<15: importing()
    case ..<20: .reversing(entries.randomElement(using: &random) ?? 1)
    case ..<25: .failing(values())
    case ..<70: .facts(values())
    default: .papers(papers())
    }
  }

  private mutating func importing() -> Step {
    var rows: [String: (year: Int, amount: Int)] = [:]
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      guard let firm = Self.firms.randomElement(using: &random) else { continue }
      rows[firm] = (
        Int.random(in: 2010...2021, using: &random), Int.random(in: 0...99_999, using: &random)
      )
    }
    return .importing(rows)
  }

  private mutating func values() -> [WriteFacts.Value] {
    (0..<Int.random(in: 1...6, using: &random)).map { _ in
      let kind = Int.random(in: 0..<3, using: &random)
      return WriteFacts.Value(
        field: "field-\(Int.random(in: 0..<30, using: &random))",
        code: "S\(Int.random(in: 0..<500, using: &random))",
        period: Int64.random(in: 0...24, using: &random),
        number: kind == 0 ? .random(in: .min ... .max, using: &random) : nil,
        text: kind == 1 ? Self.words[Int.random(in: 0..<Self.words.count, using: &random)] : nil)
    }
  }

  private mutating func papers() -> WritePapers {
    WritePapers(
      number: Int.random(in: 1...300, using: &random),
      text: Self.words[Int.random(in: 0..<Self.words.count, using: &random)])
  }

  private static let words = [
    "力争市场主体突破5万户。", "a", "'; DROP TABLE fact; --", "\u{1F600}合符", "\\N", "tab\tand\nline",
    "\"quoted\"", "é", "０１２３",
  ]
}

/// Writes facts without a file.
private struct WriteFacts: Command {
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
  var values: [Value]
  var isFailing = false
  var permission: Permission { Self.needed }
  var body: [Value] { values }

  func run(in context: CommandContext) throws {
    let fields = try FactStore.ensureFields(
      values.map(\.field), of: "thing", seq: context.seq, in: context.transaction)
    let subjects = try FactStore.ensureSubjects(
      values.map(\.code), register: "thing", region: context.region, seq: context.seq,
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

/// Writes a version of a report, a commitment and a question.
private struct WritePapers: Command {
  static let name = "write-papers"
  static let title = "写报告"
  static let needed = Permission("report", "C")
  var number: Int
  var text: String
  var permission: Permission { Self.needed }
  var body: [String: String] { ["text": text, "number": "\(number)"] }

  func run(in context: CommandContext) throws {
    let written = try CanonicalJSON.text(body)
    try context.transaction.execute(
      """
      INSERT INTO report (id, seq, body, text)
      VALUES (\("B-\(number % 7)"), \(context.seq), \(written), \(text))
      """)
    try context.transaction.execute(
      """
      INSERT INTO commitment (code, seq, report_id, body)
      VALUES (\("C-\(number)"), \(context.seq), \("B-\(number % 7)"), \(written))
      """)
    try context.transaction.execute(
      """
      INSERT INTO question (report_id, number, seq, body)
      VALUES (\("B-\(number % 7)"), \(number), \(context.seq), \(written))
      """)
    try context.transaction.execute(
      """
      INSERT INTO ask (code, seq, register, state, body)
      VALUES (\("A-\(number)"), \(context.seq), 'thing', 'open', \(written))
      """)
    try context.transaction.execute(
      """
      INSERT INTO ask_cell (ask, subject, field, period, seq, keeper, note)
      VALUES (\("A-\(number)"), \(text), 'field-1', \(number), \(context.seq), 'unit',
        \(number % 2 == 0 ? text : nil))
      """)
    try context.transaction.execute(
      """
      INSERT INTO quality_decision (doubt, seq, register, verdict, body)
      VALUES (\("d\(number)"), \(context.seq), 'thing', NULL, \(written))
      """)
  }
}
