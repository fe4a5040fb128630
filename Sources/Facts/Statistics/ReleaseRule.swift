package import Definitions
import Feel
package import Quantities

/// Why a sum over single respondents is not told.
package enum Suppression: String, Hashable, Sendable, Codable, CaseIterable {
  case tooFew = "too-few"
  case dominated
  /// It would let somebody work out a sum that may not be told.
  case complementary

  package func words(_ rule: ReleaseRule) -> String {
    switch self {
    case .tooFew: "因统计保密不予显示：不足 \(rule.leastRespondents) 户"
    case .dominated: "因统计保密不予显示：最大一户占比超过 \(rule.largestShare)%"
    case .complementary: "因统计保密不予显示：防止与其他汇总数相减推算"
    }
  }
}

/// When a sum over single respondents of a survey may be told: enough of them, none too large.
package struct ReleaseRule: Hashable, Sendable, Codable {
  package var leastRespondents: Int
  /// Largest part of the sum that one respondent may make up, in per cent.
  package var largestShare: Number

  package init(leastRespondents: Int, largestShare: Number) {
    self.leastRespondents = leastRespondents
    self.largestShare = largestShare
  }

  /// The rule of a day; nil where the definitions set none, and nothing may be told.
  package init?(_ library: Library, on day: Day) {
    func value(_ id: String) -> Number? {
      guard case .number(let number)? = library.parameters[id]?.parameter.value(on: day)?.value
      else { return nil }
      return number
    }
    guard let least = value("stat-least-respondents")?.fixedPoint(places: 0),
      let share = value("stat-largest-share")
    else { return nil }
    self.init(leastRespondents: Int(least), largestShare: share)
  }

  /// Returns why the sum of some amounts may not be told; nil when it may.
  ///
  /// Sizes are compared without their signs, so that a loss hides behind no gain. A sum of nothing
  /// but zeros would tell each of them.
  package func objection(to amounts: [Number]) -> Suppression? {
    guard amounts.count >= leastRespondents else { return .tooFew }
    let sizes = amounts.map(\.magnitude)
    let sum = sizes.reduce(.zero, +)
    guard !sum.isZero, let largest = sizes.max() else { return .dominated }
    return largest * 100 > sum * largestShare ? .dominated : nil
  }
}
