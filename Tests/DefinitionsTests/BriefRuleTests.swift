import Definitions
import Quantities
import Testing

/// The written rule of the one page.
struct BriefRuleTests {
  private struct Case: Sendable {
    var light: String
    var chance: Number?
    var days: Number
  }

  private func places(_ item: Case, by rule: BriefRule) -> [Number?] {
    rule.places { key in
      switch key {
      case "light": .text(item.light)
      case "chance": item.chance.map { .number($0) }
      case "days_left": .number(item.days)
      default: nil
      }
    }
  }

  @Test
  func `red goes before yellow, a small chance before a great one, an early day before a late`()
    throws
  {
    let rule = try #require(try BuiltIn.library().briefs["default"])
    let order = [
      Case(light: "红", chance: 3, days: 90), Case(light: "红", chance: 40, days: -2),
      Case(light: "红", chance: 40, days: 10), Case(light: "红", chance: nil, days: 1),
      Case(light: "黄", chance: 1, days: 1), Case(light: "绿", chance: 1, days: 1),
      Case(light: "灰", chance: 1, days: 1), Case(light: "蓝", chance: 1, days: 1),
    ].map { places($0, by: rule) }
    for (one, other) in zip(order, order.dropFirst()) {
      #expect(BriefRule.comesFirst(one, other) == true, "\(one) \(other)")
      #expect(BriefRule.comesFirst(other, one) == false)
    }
    #expect(BriefRule.comesFirst(order[0], order[0]) == nil)
    #expect(rule.mostNumbers == 5)
    #expect(rule.decisions.first == .targets)
  }
}
