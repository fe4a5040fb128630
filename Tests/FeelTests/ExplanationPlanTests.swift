import Feel
import Frames
import Quantities
import Testing

/// Explanations of many rules at once against those that each rule gives by itself.
struct ExplanationPlanTests {
  @Test(arguments: 0..<12)
  func `many rules explain themselves as one does`(batch: Int) throws {
    let cases = try ColumnsCases(seed: UInt64(batch) + 5_000)
    try compare(cases.rules, cases.frame, rows: 0..<20)
  }

  @Test(arguments: 0..<20)
  func `rules that ask the same twice are explained alike`(batch: Int) throws {
    var generator = RuleGenerator(seed: UInt64(batch) &* 31 &+ 7)
    let tests = (0..<4).map { _ in generator.rule() }
    var rules: [Rule] = []
    for round in 0..<12 {
      func pick(_ place: Int) -> String { tests[(round * 7 + place * 5 + batch) % tests.count] }
      let texts = [
        "(\(pick(0)) and \(pick(1))) or (\(pick(0)) and \(pick(2)))",
        "not(\(pick(0)) or \(pick(1)) or \(pick(0))) and (\(pick(2)) or not(\(pick(1))))",
        "if \(pick(0)) then (\(pick(1)) or \(pick(0))) else (\(pick(0)) and \(pick(3)))",
      ]
      rules.append(
        try Rule(
          texts[round % 3], vocabulary: ColumnsWorld.vocabulary, expecting: .boolean))
    }
    try compare(rules, ColumnsWorld.frame(rows: 20, seed: UInt64(batch)), rows: 0..<20)
  }

  @Test func `a rule that gives a value has no explanation`() throws {
    let rules = [
      try Rule("收入 + 1", vocabulary: ColumnsWorld.vocabulary, expecting: .number(nil)),
      try Rule("收入 > 1", vocabulary: ColumnsWorld.vocabulary, expecting: .boolean),
    ]
    let explanations = ExplanationPlan(rules: rules).explanations { _ in nil }
    #expect(explanations[0] == nil)
    #expect(explanations[1]?.missing == ["income"])
    #expect(explanations.answer(of: 1) == nil)
  }

  @Test func `a fact of the wrong type is a reason, not a missing fact`() throws {
    let rule = try Rule("收入 > 1", vocabulary: ColumnsWorld.vocabulary, expecting: .boolean)
    let lookup: (String) -> Value? = { _ in .text("很多") }
    let explanation = try #require(ExplanationPlan(rules: [rule]).explanations(lookup)[0])
    #expect(explanation == rule.explanation(lookup))
    #expect(explanation.root.tests[0].reason == "事实的类型与定义不符")
    #expect(explanation.missing == [])
  }

  private func compare(_ rules: [Rule], _ frame: Frame, rows: Range<Int>) throws {
    let plan = ExplanationPlan(rules: rules)
    for row in rows {
      let lookup: (String) -> Value? = { frame.value($0, row: row) }
      let explanations = plan.explanations(lookup)
      for (place, rule) in rules.enumerated() {
        let judge = try #require(rule.explanation(lookup))
        let own = try #require(explanations[place])
        try #require(own.root == judge.root, "row \(row): \(rule.text)")
        try #require(own.missing == judge.missing, "row \(row): \(rule.text)")
        try #require(
          own.cure == judge.cure,
          """
          row \(row): \(rule.text)
          \(own.cure.map { $0.map(\.words) } ?? ["none"])
          \(judge.cure.map { $0.map(\.words) } ?? ["none"])
          """)
      }
    }
  }
}
