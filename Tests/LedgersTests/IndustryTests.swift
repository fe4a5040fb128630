import Definitions
import Facts
import Quantities
import SampleDistrict
import Testing

@testable import Ledgers

/// Figures of industry: contributions that add up, falls by the written rule, issues that can be
/// compared without telling a respondent.
struct IndustryTests {
  @Test(arguments: 0..<60)
  func `contributions of any groups add up to the growth of all`(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(900 + seed), stream: "contributions")
    let lines = (0..<(1 + Int(random.next() % 12))).map { place in
      var line = GroupLine(code: "\(place)", name: "\(place)")
      line.growth = Growth(
        now: Number(fixedPoint: Int64(random.next() % 9_000_000), places: 2),
        before: Number(fixedPoint: Int64(1 + random.next() % 9_000_000), places: 2))
      return line
    }
    let total = lines.compactMap(\.growth).reduce(Growth(now: .zero, before: .zero), +)
    let weighed = IndustryFigures.weighed(lines, against: total)
    let sum = weighed.compactMap(\.contribution).reduce(Number.zero, +)
    #expect(sum == total.rate)
    for (line, exact) in zip(weighed, lines) {
      let growth = try #require(exact.growth)
      let own = try #require(((growth.now - growth.before) * 100).divided(by: total.before))
      let contribution = try #require(line.contribution)
      #expect((contribution - own).magnitude <= Number(fixedPoint: 1, places: 2))
    }
  }

  struct FallCase: Sendable {
    var growth: String
    var deviation: String?
    var months: Int
    var share: String
    var level: AlertRule.Level?
  }

  @Test(arguments: [
    FallCase(growth: "-50", deviation: "0", months: 1, share: "0.1", level: .grave),
    FallCase(growth: "-49.99", deviation: "0", months: 1, share: "0.1", level: nil),
    FallCase(growth: "-10", deviation: "-2.5", months: 1, share: "1", level: .grave),
    FallCase(growth: "-10", deviation: "-2.49", months: 1, share: "1", level: nil),
    FallCase(growth: "-10", deviation: "-2.5", months: 1, share: "0.99", level: nil),
    FallCase(growth: "-20", deviation: "-2.5", months: 1, share: "0.1", level: .watched),
    FallCase(growth: "-19.99", deviation: "-9", months: 1, share: "0.1", level: nil),
    FallCase(growth: "-5", deviation: nil, months: 3, share: "0.1", level: .watched),
    FallCase(growth: "-5", deviation: nil, months: 2, share: "0.1", level: nil),
    FallCase(growth: "-4.99", deviation: "0", months: 9, share: "0.1", level: nil),
    FallCase(growth: "8", deviation: "1", months: 0, share: "5", level: nil),
  ])
  func `a respondent is told where the rule says so and one step before it is not`(
    _ fall: FallCase
  ) throws {
    let rule = try #require(library.alerts["industry-falls"])
    let inputs: [String: Number?] = [
      "growth": Number(fall.growth), "deviation": fall.deviation.flatMap { Number($0) },
      "months_down": Number(fall.months), "share": Number(fall.share),
    ]
    let verdict = AlertRule.verdict(rule.respondents) { key in
      (inputs[key] ?? nil).map { .number($0) }
    }
    #expect(verdict?.level == fall.level)
  }

  private func respondent(_ code: String, _ group: String, _ now: Int) -> Respondent {
    Respondent(code: code, groups: ["industry": group], amounts: [Number(now), 100])
  }

  @Test func `two issues that differ by fewer than three firms of a group cannot both be told`() {
    let rule = ReleaseRule(leastRespondents: 3, largestShare: 80)
    let before = (0..<8).map { respondent("\($0)", $0 < 4 ? "a" : "b", 100 + $0) }
    func changed(_ places: [Int], by step: Int = 5) -> [Respondent] {
      before.enumerated().map { place, respondent in
        guard places.contains(place) else { return respondent }
        var respondent = respondent
        respondent.amounts[0] = respondent.amounts[0] + Number(step)
        return respondent
      }
    }
    func isSafe(_ now: [Respondent]) -> Bool {
      MonthlyRunDraft.isSafe(from: before, to: now, under: rule)
    }
    #expect(isSafe(before))
    #expect(!isSafe(changed([0])))
    #expect(!isSafe(changed([0, 1])))
    #expect(isSafe(changed([0, 1, 2])))
    #expect(!isSafe(changed([0, 1, 2, 4])))
    #expect(isSafe(changed([0, 1, 2, 4, 5, 6])))
    // One large correction hides behind no small ones.
    var uneven = changed([0, 1, 2])
    uneven[0].amounts[0] = 9_000
    #expect(!isSafe(uneven))
    // A late report is a difference as well.
    #expect(!isSafe(before + [respondent("9", "a", 70)]))
    #expect(!isSafe(Array(before.dropLast())))
  }
}
