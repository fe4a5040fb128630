import Feel
import Frames
import Quantities
import Testing

struct ExplanationTests {
  private func explain(_ text: String, _ words: [String: String]) throws -> Explanation {
    let rule = try Rule(text, vocabulary: enterprise, expecting: .boolean)
    return try #require(rule.explanation(facts(words)))
  }

  @Test func `lists every test with fact and threshold`() throws {
    let explanation = try explain(
      "规上工业 and 研发费用 / 营业收入 >= 3%",
      ["above_scale": "true", "rd": "25", "revenue": "1000"])
    #expect(explanation.answer == false)
    let tests = explanation.root.tests
    #expect(tests.map(\.text) == ["规上工业", "研发费用 / 营业收入 >= 3%"])
    #expect(tests.map(\.answer) == [true, false])
    #expect(tests[1].value == .number(Number(fixedPoint: 25, places: 3)))
    #expect(tests[1].threshold == .number(Number(fixedPoint: 3, places: 2)))
    #expect(tests[1].names == ["rd", "revenue"])
    #expect(explanation.deciding.map(\.text) == ["研发费用 / 营业收入 >= 3%"])
  }

  @Test func `an open rule names the facts that would decide it`() throws {
    let explanation = try explain(
      "营业收入 >= 2000万元 and (占地面积 > 30亩 or 规上工业)", ["revenue": "2000"])
    #expect(explanation.answer == nil)
    #expect(explanation.missing == ["land", "above_scale"])
  }

  @Test(
    arguments: [
      ("营业收入 >= 2000万元", ["revenue": "1880"], ["营业收入还差 120万元（要不少于 2000万元）"]),
      ("营业收入 > 2000万元", ["revenue": "2000"], ["营业收入正好在界线上（要超过 2000万元）"]),
      ("营业收入 < 300万元", ["revenue": "301.5"], ["营业收入多了 1.5万元（要少于 300万元）"]),
      ("not(从业人数 > 300)", ["staff": "305"], ["从业人数多了 5人（要不超过 300人）"]),
      ("登记状态 = \"存续\"", ["status": "注销"], ["登记状态应为 “存续”"]),
      ("登记状态 in (\"存续\", \"在业\")", ["status": "注销"], ["登记状态应为 “存续” 或 “在业”"]),
      ("not(登记状态 in (\"注销\", \"吊销\"))", ["status": "注销"], ["登记状态不能是 “注销” 或 “吊销”"]),
      ("注销日期 = null", ["closed": "2022-01-01"], ["注销日期应当没有填报"]),
      ("规上工业", ["above_scale": "false"], ["规上工业应为 是"]),
      (
        "成立日期 <= date(\"2020-12-31\")", ["founded": "2021-01-02"],
        ["成立日期晚了 2 天（要不晚于 2020年12月31日）"]
      ),
      (
        // Of two ways the one with fewer changes.
        "(营业收入 >= 2000万元 and 占地面积 > 30亩) or 规上工业",
        ["revenue": "1", "land": "1", "above_scale": "false"], ["规上工业应为 是"]
      ),
      (
        // The same test in two places is changed once.
        "(营业收入 >= 2000万元 and 占地面积 > 30亩) or (营业收入 >= 2000万元 and 规上工业)",
        ["revenue": "1999", "land": "1", "above_scale": "true"],
        ["营业收入还差 1万元（要不少于 2000万元）"]
      ),
      (
        // What is missing has to be obtained.
        "营业收入 >= 2000万元 and 规上工业", ["above_scale": "true"],
        ["营业收入待补，要不少于 2000万元"]
      ),
      (
        "if 规上工业 then 营业收入 >= 2000万元 else 从业人数 >= 20人",
        ["above_scale": "false", "staff": "18", "revenue": "1"], ["从业人数还差 2人（要不少于 20人）"]
      ),
    ] as [(String, [String: String], [String])])
  func `says what would cure it`(text: String, words: [String: String], cure: [String]) throws {
    #expect(try explain(text, words).cure?.map(\.words) == cure)
  }

  @Test func `a test of constants is no matter of facts`() throws {
    let explanation = try explain("营业收入 > 1万元 and 1 > 2", ["revenue": "2"])
    #expect(explanation.cure == nil)
  }

  @Test func `a test that waits for two facts is asked for as it should be`() throws {
    let explanation = try explain("not(研发费用 > 营业收入)", ["rd": "2"])
    #expect(explanation.cure?.map(\.words) == ["应当不成立：研发费用 > 营业收入"])
  }

  @Test func `does not propose changes that exclude each other`() throws {
    let explanation = try explain(
      "营业收入 < 1000万元 and 营业收入 > 2000万元", ["revenue": "1500"])
    #expect(explanation.cure == nil)
  }

  @Test func `the cure of every row makes the rule hold`() throws {
    let rule = try Rule(
      "(营业收入 >= 2000万元 or 从业人数 between 20 and 300) and 登记状态 = \"存续\" and not(规上工业)"
        + " and (注销日期 = null or 注销日期 > date(\"2021-01-31\"))",
      vocabulary: enterprise, expecting: .boolean)
    let frame = RuleFrameTests.frame(rows: 300, seed: 11)
    for row in 0..<frame.count {
      let explanation = try #require(rule.explanation { frame.value($0, row: row) })
      guard explanation.answer != true else { continue }
      let cure = try #require(explanation.cure, "row \(row)")
      #expect(!cure.isEmpty)
      #expect(cure.count <= 4, "row \(row): \(cure.map(\.words))")
    }
  }

  @Test func `rows one test short are those whose cure is one change of a known fact`() throws {
    let texts = [
      "营业收入 >= 2000万元 and 登记状态 = \"存续\" and (规上工业 or 从业人数 >= 20)",
      "not(规上工业) and not(登记状态 in (\"注销\", \"在业\") or 占地面积 > 10亩)",
      "从业人数 >= 300 or (规上工业 and 注销日期 = null)",
    ]
    let rules = try texts.map { try Rule($0, vocabulary: enterprise, expecting: .boolean) }
    let frame = RuleFrameTests.frame(rows: 400, seed: 31)
    let rows = RulePlan(rules: rules).nearMisses(over: frame)
    for (rule, short) in zip(rules, rows) {
      #expect(!short.isEmpty)
      for row in 0..<frame.count {
        let explanation = try #require(rule.explanation { frame.value($0, row: row) })
        // A fact that is missing is never short; a cure may go another way round it.
        let cure = explanation.cure ?? []
        let isOne = cure.count == 1 && !cure[0].isMissing && explanation.answer != true
        #expect(short[row] == isOne, "row \(row): \(rule.text) \(cure.map(\.words))")
      }
    }
  }
}
