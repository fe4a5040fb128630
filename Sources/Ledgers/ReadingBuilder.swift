package import Definitions
package import Facts
import Feel
package import Forecasts
package import Quantities

/// Makes a reading of a measurement: bar, path, light and the reason in words.
///
/// A pure function of values; the day is given and nothing is looked up.
package struct ReadingBuilder: Sendable {
  package var commitment: Commitment
  package var metric: Metric?
  /// The light rule in force; without one every light is grey and says so.
  package var rule: LightRule?
  package var asOf: AsOf

  package init(commitment: Commitment, metric: Metric?, rule: LightRule?, asOf: AsOf) {
    self.commitment = commitment
    self.metric = metric
    self.rule = rule
    self.asOf = asOf
  }

  /// The period of the commitment; what the report leaves open is the year it speaks for.
  package var period: (from: Day, due: Day) { commitment.period(elseOf: asOf.day) }

  /// The last day whose facts count: what comes after the deadline no longer keeps the promise.
  /// A milestone may be late and is still seen to be done.
  package var day: Day {
    aspect == "milestone" ? asOf.day : min(asOf.day, period.due)
  }

  /// Aspect of the light rule that judges it.
  package var aspect: String {
    if let metric { return metric.kind.aspect }
    switch commitment.kind {
    case "growth_rate", "share", "pp_change", "limit": return "rate"
    case "relative": return "relative"
    case "milestone", "coverage": return "milestone"
    default: return "progress"
    }
  }

  /// Whether the written rule of the light asks how likely the bar will be reached.
  var needsChance: Bool { rule?.asks("chance", of: aspect) ?? false }

  /// Makes the reading; `opening` is the stock on the day before the period.
  package func reading(
    _ measurement: Measurement, opening: Number?, source: Reading.Source, outlook: Outlook? = nil,
    season: [Int]? = nil
  ) -> Reading {
    let bar = Bar(commitment, metric: metric)
    let path = path(bar, opening: opening, season: season)
    let isMet = measurement.value.flatMap { value in bar?.isMet(by: value) ?? nil }
    let isVerified =
      aspect == "relative"
      ? measurement.verified != nil
      : measurement.verified.flatMap { bar?.isMet(by: $0) ?? nil } == true
    let behind = measurement.value.flatMap { value in
      path.flatMap { $0.behind(value, on: day) }
    }
    let verdict = light(
      measurement, bar: bar, isMet: isMet, isVerified: isVerified, behind: behind,
      chance: outlook?.forecast?.chance)
    let reason = ReasonText(
      measurement: measurement, bar: bar, path: path, behind: behind, day: day,
      due: period.due, asOf: asOf.day, aspect: aspect, verdict: verdict, commitment: commitment)
    return Reading(
      commitment: commitment, asOf: asOf, day: day, from: period.from, due: period.due,
      source: source, bar: bar, measurement: measurement, path: path, behind: behind,
      isMet: isMet, isVerified: isVerified, light: verdict, reason: reason.text, rule: written,
      outlook: outlook)
  }

  private func path(_ bar: Bar?, opening: Number?, season: [Int]?) -> TimePath? {
    guard let bar else { return nil }
    let (from, due) = period
    func path(_ shape: TimePath.Shape, from opening: Number) -> TimePath {
      TimePath(
        shape: shape, from: from, due: due, opening: opening, target: bar.value,
        direction: bar.direction)
    }
    // A path that ends at a former target no longer leads anywhere.
    let frozen = commitment.frozenPath(on: asOf.day).flatMap { frozen in
      frozen.marks.last == FrozenPath.Mark(day: due, value: bar.value) ? frozen.marks : nil
    }
    switch aspect {
    case "rate": return path(.level, from: bar.value)
    case "progress":
      let shape =
        frozen.map { .frozen($0) } ?? season.map { .seasonal($0) } ?? TimePath.Shape.straight
      return opening.map { path(shape, from: $0) }
    default: return nil
    }
  }

  private func light(
    _ measurement: Measurement, bar: Bar?, isMet: Bool?, isVerified: Bool, behind: Number?,
    chance: Double?
  ) -> LightRule.Verdict {
    let late = Day.days(from: period.due, to: asOf.day)
    guard measurement.value != nil else {
      return LightRule.Verdict(
        light: .grey, because: "数据不足：" + measurement.missing.joined(separator: "；"),
        missing: measurement.missing)
    }
    guard let rule else {
      return LightRule.Verdict(light: .grey, because: "没有亮灯规则，请在定义目录补上 lights/default.yaml")
    }
    return rule.light(aspect) { key in
      switch key {
      case Vocabulary.asOf: .day(asOf.day)
      case "done": isMet.map { .boolean($0) }
      case "verified": .boolean(isVerified)
      case "overdue": .boolean(late > 0)
      case "behind": behind.map { .number($0) }
      case "difference": measurement.value.map { .number($0) }
      // An estimate is judged in whole per cent.
      case "chance": chance.map { .number(Number(Int(($0 * 100).rounded()))) }
      case "days_late": .number(Number(late))
      case "months_late": .number(Number(Self.months(from: period.due, to: asOf.day)))
      default: nil
      }
    }
  }

  /// Months that have begun since the month of a day.
  private static func months(from due: Day, to day: Day) -> Int {
    (day.year - due.year) * 12 + day.month - due.month
  }

  private var written: Reading.Rule {
    let aspect = rule?.aspects[aspect]
    let lines = aspect?.lines.map { "\($0.because)，亮\($0.light.letter)灯" } ?? []
    return Reading.Rule(
      id: rule?.id ?? "", version: rule?.version ?? 0, aspect: aspect?.title ?? self.aspect,
      text: lines.joined(separator: "；"))
  }
}

extension Commitment {
  /// The period in which it is to be kept; an end that the report leaves open is the year's.
  package func period(elseOf day: Day) -> (from: Day, due: Day) {
    let year = Period(.year, containing: due ?? from ?? day)
    let first = from ?? year.first
    return (first, due ?? Period(.year, containing: first).last)
  }
}
