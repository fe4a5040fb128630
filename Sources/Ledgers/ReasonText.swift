import Definitions
import Quantities

/// The arithmetic behind a light, in one sentence for the person who asks why.
struct ReasonText {
  let measurement: Measurement
  let bar: Bar?
  let path: TimePath?
  let behind: Number?
  let day: Day
  let due: Day
  let asOf: Day
  let aspect: String
  let verdict: LightRule.Verdict
  let commitment: Commitment

  var text: String {
    guard let value = measurement.value else { return verdict.because }
    switch aspect {
    case "relative": return "本期与参照相差 \(shown(value))，\(verdict.because)"
    case "milestone": return "完成 \(shown(value))，\(lateness)：\(verdict.because)"
    default:
      return ([state(value)] + [distance].compactMap(\.self)).joined(separator: "，")
        + "：\(verdict.because)"
    }
  }

  private func state(_ value: Number) -> String {
    let verified = measurement.verified.map { "、已证实 \(shown($0))" } ?? ""
    let goal = bar.map { "，目标 \($0.comparison.sign) \(shown($0.value))" } ?? ""
    return "到\(day.chinese)自报 \(shown(value))\(verified)\(goal)"
  }

  private var distance: String? {
    guard let path, let behind else { return nil }
    let expected = "路径应达 \(shown(path.value(on: day)))"
    if behind.isZero { return "\(expected)，正好在路径上" }
    let points = Self.rounded(behind.magnitude)
    return behind.isNegative ? "\(expected)，超前 \(points) 个百分点" : "\(expected)，落后 \(points) 个百分点"
  }

  private var lateness: String {
    let late = Day.days(from: due, to: asOf)
    return late > 0 ? "已过期限 \(late) 天" : late == 0 ? "今天到期" : "距期限 \(-late) 天"
  }

  private func shown(_ number: Number) -> String {
    let unit = bar?.unit?.symbol ?? commitment.target.unit ?? ""
    return unit == "%" ? "\(Self.rounded(number))%" : "\(Self.rounded(number)) \(unit)"
  }

  private static func rounded(_ number: Number) -> String {
    number.rounded(toPlaces: 2, .halfUp).description
  }
}
