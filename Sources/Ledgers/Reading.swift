package import Definitions
package import Facts
package import Forecasts
package import Quantities

/// How far a commitment is on a day: claimed beside verified, the path, the light, and why.
package struct Reading: Hashable, Sendable, Identifiable {
  package var commitment: Commitment
  /// The view that was asked for, and the day for which the number holds: never after it was due.
  package var asOf: AsOf
  package var day: Day
  /// First day of the period in which things count.
  package var from: Day
  /// Last day of the period.
  package var due: Day
  package var source: Source
  package var bar: Bar?
  package var measurement: Measurement
  package var path: TimePath?
  /// Percentage points behind the path; negative when ahead.
  package var behind: Number?
  package var isMet: Bool?
  package var isVerified: Bool
  package var light: LightRule.Verdict
  /// The arithmetic behind the light, in one sentence.
  package var reason: String
  /// The written rule that gave the light.
  package var rule: Rule
  /// What will probably be at the deadline; nil when it was not asked for.
  package var outlook: Outlook?

  package var id: Commitment.ID { commitment.id }

  /// Everything that counts (自报).
  package var claimed: Number? { measurement.value }
  /// The part whose evidence is good enough (已证实).
  package var verified: Number? { measurement.verified }
  package var unit: MeasureUnit? { bar?.unit }

  /// What the path asks for on the day.
  package var expected: Number? { path?.value(on: day) }

  /// What is missing from the verified value to the bar; nil when it is reached or unknown.
  package var gap: Number? {
    guard let bar, let verified, bar.isMet(by: verified) != true else { return nil }
    return bar.direction == .up ? bar.value - verified : verified - bar.value
  }

  /// Whether nothing can be said, for want of data.
  package var isUnread: Bool { measurement.value == nil }

  /// Where the number comes from.
  package enum Source: Hashable, Sendable {
    /// Computed from a register by a metric.
    case metric(id: String, title: String)
    /// Reported by hand in the register of claims, for a metric or for none.
    case claim(metric: String?)

    package var title: String {
      switch self {
      case .metric(_, let title): title
      case .claim: "承诺自报"
      }
    }
  }

  /// The light rule with its version and the aspect that applied.
  package struct Rule: Hashable, Sendable {
    package var id: String
    package var version: Int
    package var aspect: String
    package var text: String
  }
}
