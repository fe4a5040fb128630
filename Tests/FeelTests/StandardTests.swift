import Feel
import Frames
import Quantities
import Testing

/// A rule and its text in plain FEEL have to give the same answers.
struct StandardTests {
  @Test(
    arguments: [
      ("营业收入 >= 2000万元", "营业收入 >= 2000"),
      ("营业收入 >= 0.2亿元", "营业收入 >= 2000"),
      ("占地面积 > 2公顷", "占地面积 > 30"),
      ("研发费用 / 营业收入 >= 3%", "(研发费用 / 营业收入) >= 0.03"),
      ("登记状态 = \"存续\"", "(if 登记状态 = null then null else 登记状态 = \"存续\")"),
      ("注销日期 = null or 注销日期 > 时点", "注销日期 = null or 注销日期 > 时点"),
      ("成立日期 + 6个月 <= 时点", "(成立日期 + @\"P6M\") <= 时点"),
      ("year(成立日期) >= 2020", "成立日期.year >= 2020"),
    ])
  func `reads as plain FEEL`(text: String, standard: String) throws {
    let rule = try Rule(text, vocabulary: enterprise, expecting: .boolean)
    #expect(rule.standard == standard)
  }

  @Test(
    arguments: RuleFrameTests.rules + [
      "year(成立日期) = 2020 and 成立日期.month in (1, 2)",
      "years and months duration(成立日期, 注销日期) >= duration(\"P1Y\")",
      "注销日期 - 成立日期 >= 365天", "abs(营业收入 - 研发费用) > 100万元",
      "round half up(营业收入 / 7, 1) >= 285.7万元", "min(营业收入, 研发费用 * 40) >= 2000万元",
      "not(登记状态 in (\"存续\", \"在业\")) or 规上工业 = 规上工业",
      "if 登记状态 = \"存续\" then 规上工业 else 营业收入 != null",
    ])
  func `plain FEEL agrees with the rule`(text: String) throws {
    let rule = try Rule(text, vocabulary: enterprise, expecting: .boolean)
    let names = Names(enterprise.names.map(\.standardName))
    let parsed = try Parser.expression(rule.standard, scopes: [names])
    let frame = RuleFrameTests.frame(rows: 200, seed: 23)
    var answers: Set<Bool?> = []
    for row in 0..<frame.count {
      let scope = Scope(
        FeelContext(
          enterprise.names.map { name in
            (name.standardName, feel(frame.value(name.key, row: row)))
          }))
      let value = Evaluation().value(of: parsed, in: scope)
      let outcome = rule.outcome { frame.value($0, row: row) }
      let expected: FeelValue =
        if case .value(.boolean(let flag)) = outcome { .boolean(flag) } else { .null }
      #expect(value == expected, "row \(row): \(rule.standard)")
      if case .boolean(let flag) = value { answers.insert(flag) } else { answers.insert(nil) }
    }
    #expect(answers.count > 1, "all rows answer alike, so nothing is shown")
  }

  private func feel(_ value: Value?) -> FeelValue {
    switch value {
    case nil: .null
    case .number(let number)?: .number(number)
    case .day(let day)?:
      CalendarDate(year: day.year, month: day.month, day: day.day).map { .date($0) } ?? .null
    case .text(let text)?: .string(text)
    case .boolean(let flag)?: .boolean(flag)
    }
  }
}
