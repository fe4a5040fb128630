import Feel
import Frames
import Quantities
import Testing

/// Values that documents change, used by name in rules.
struct ParameterTests {
  private static func day(_ text: String) throws -> Day { try #require(Day(text)) }

  /// A line that is 10 for two years, not set for a month, and 100 from then on; and a day.
  private static func vocabulary() throws -> Vocabulary {
    let line = Parameter(
      key: "line", label: "起点线", type: .number(nil),
      values: [
        .init(
          value: .number(Number(10)), from: try day("2020-02-29"), to: try day("2021-12-31"),
          document: "甲号文件"),
        .init(value: .number(Number(100)), from: try day("2022-02-01"), document: "乙号文件"),
      ])
    let start = Parameter(
      key: "start", label: "起算日", type: .day,
      values: [
        .init(value: .day(try day("2020-02-29")), from: try day("2020-03-31"), document: "丙号文件")
      ])
    let open = Parameter(
      key: "open", label: "放开", type: .boolean,
      values: [.init(value: .boolean(true), from: try day("2021-03-01"), document: "丁号文件")])
    return Vocabulary(
      ColumnsWorld.vocabulary.names + [.init(key: "as_of", label: "时点", type: .day)],
      parameters: [line, start, open])
  }

  private func rule(_ text: String) throws -> Rule {
    try Rule(text, vocabulary: try Self.vocabulary(), expecting: .boolean)
  }

  @Test(
    arguments: [
      ("2020-02-28", nil), ("2020-02-29", true), ("2021-12-31", true), ("2022-01-01", nil),
      ("2022-01-31", nil), ("2022-02-01", false), ("9999-12-31", false),
    ] as [(String, Bool?)])
  func `the value of the day decides`(day: String, answer: Bool?) throws {
    let asOf = try Self.day(day)
    let outcome = try rule("收入 >= 起点线").outcome { key in
      key == "as_of" ? .day(asOf) : .number(Number(50))
    }
    switch answer {
    case let flag?: #expect(outcome == .value(.boolean(flag)))
    case nil: #expect(outcome == .unknown(missing: [], reason: "参数“起点线”在这一天没有规定的值"))
    }
  }

  @Test func `without a day the day is missing`() throws {
    let outcome = try rule("收入 >= 起点线").outcome { $0 == "income" ? .number(.one) : nil }
    #expect(outcome == .unknown(missing: ["as_of"], reason: nil))
  }

  @Test func `a parameter needs a day and is no fact to be reported`() throws {
    let dayless = Vocabulary(
      [.init(key: "income", label: "收入", type: .number(nil))],
      parameters: [
        Parameter(
          key: "line", label: "起点线", type: .number(nil),
          values: [
            .init(value: .number(.one), from: try Self.day("2020-01-01"), document: "甲号文件")
          ])
      ])
    #expect(throws: RuleError(column: 7, message: "参数“起点线”按时点取值，这里没有时点，不能用参数")) {
      try Rule("收入 >= 起点线", vocabulary: dayless, expecting: .boolean)
    }
    #expect(throws: RuleError.self) { try rule("起点线 != null") }
    #expect(throws: RuleError.self) { try rule("起点线 >= \"很多\"") }
  }

  @Test func `the explanation names the parameter, its value and its document`() throws {
    let rule = try rule("收入 >= 起点线 * 2")
    let asOf = try Self.day("2022-02-01")
    let lookup: (String) -> Value? = { $0 == "as_of" ? .day(asOf) : .number(Number(50)) }
    let explanation = try #require(rule.explanation(lookup))
    #expect(ExplanationPlan(rules: [rule]).explanations(lookup)[0] == explanation)
    let test = try #require(explanation.root.tests.first)
    #expect(test.threshold == .number(Number(200)))
    #expect(test.parameters.map(\.parameter.label) == ["起点线"])
    #expect(test.parameters.map(\.value?.document) == ["乙号文件"])
    #expect(
      explanation.lines == [
        "✗ 收入 >= 起点线 * 2：50，界线 200；起点线 100（2022年2月1日起，乙号文件）",
        "要成立：收入、时点还差 150（要不少于 200）",
      ])
  }

  private static let texts = [
    "收入 >= 起点线", "收入 * 3 < 成本 + 起点线", "成本 / 收入 >= 起点线 / 100", "成立 <= 起算日",
    "成立 + duration(\"P6M\") > 起算日 or 收入 between 起点线 and 起点线 * 10",
    "not(收入 in (起点线, 30)) and 规上", "(if 收入 > 起点线 then 成本 else 人数) >= 起点线",
    "放开 and 规上", "min(收入, 起点线) > 成本", "round half up(收入 / 3, 0) >= 起点线",
    "放开 = 规上 or 起点线 > 50", "收入 * 成本 > 起点线",
  ]

  private func world(seed: UInt64) throws -> Frame {
    var frame = ColumnsWorld.frame(rows: 300, seed: seed)
    var random = SeededGenerator(seed: seed)
    let days = try ["2020-02-29", "2021-12-31", "2022-02-01", "2020-03-31", "2021-03-01"].map {
      try Self.day($0).number
    }
    frame.columns["as_of"] = Column(
      storage: .days(
        (0..<300).map { _ in
          days[Int.random(in: 0..<5, using: &random)] + Int32.random(in: -1...1, using: &random)
        }), valid: Bitmap(count: 300, repeating: true))
    return frame
  }

  @Test(arguments: 0..<5 as Range<UInt64>)
  func `columns and the interpreter take the same value of the day`(seed: UInt64) throws {
    let rules = try Self.texts.map(rule)
    let frame = try world(seed: seed)
    let truths = RulePlan(rules: rules).truths(over: frame)
    for (place, rule) in rules.enumerated() {
      var answers: Set<Bool?> = []
      for row in 0..<frame.count {
        let answer = rule.answer { frame.value($0, row: row) }
        answers.insert(answer)
        try #require(truths[place][row] == answer, "row \(row): \(rule.text)")
      }
      #expect(answers.count > 1, "\(rule.text) is one answer for all rows")
    }
  }

  @Test(
    .enabled(
      if: DatabaseProgram.isSQLiteHere, "skipped: no python3 with sqlite3 to run SQLite with"))
  func `SQLite and the interpreter take the same value of the day`() throws {
    let frame = try world(seed: 9)
    let world = StoredWorld(frame, dialect: .sqlite, daysAsNumbers: true)
    let rules = try Self.texts.map(rule).filter { rule in
      let plan = RulePlan(rules: [rule])
      return (try? plan.statements(.verdicts, dialect: .sqlite, table: world.table)) != nil
    }
    #expect(rules.count * 2 > Self.texts.count)
    let statements = try RulePlan(rules: rules).statements(
      .verdicts, dialect: .sqlite, table: world.table)
    #expect(!statements.contains { $0.text.contains("2022") }, "values are bound")
    let answers = try #require(DatabaseProgram.sqlite(statements, world))
    for (place, rule) in rules.enumerated() {
      for row in 0..<frame.count {
        try #require(
          answers[row][place] == rule.answer { frame.value($0, row: row) },
          "row \(row): \(rule.text)")
      }
    }
  }
}

extension Rule {
  fileprivate func answer(_ lookup: (String) -> Value?) -> Bool? {
    if case .value(.boolean(let flag)) = outcome(lookup) { flag } else { nil }
  }
}
