import Foundation

/// How long things stay in a stage before they reach the next, learned from those that did and those
/// that still wait.
///
/// With many cases this is the discrete hazard by age, whose product is the Kaplan-Meier estimate on
/// classes of age, each class drawn towards the whole by a Beta prior worth one event. With few it is
/// a lognormal duration, times the share that ever arrives.
package struct WaitingTime: Hashable, Sendable {
  private enum Law: Hashable, Sendable {
    /// Chance of leaving on a day, by class of age.
    case hazards([Double])
    case lognormal(mean: Double, spread: Double, ever: Double)
  }

  /// Days of age at which a new class begins.
  private static let classes = [0, 15, 30, 60, 90, 180, 365, 730]
  private static let many = 12

  private let law: Law
  /// Cases that reached the next stage.
  package let completed: Int

  /// Learns from durations in days of those that left and ages of those that wait; nil with too few.
  package init?(completed durations: [Int], waiting ages: [Int]) {
    completed = durations.count
    guard completed >= Outlook.least else { return nil }
    law =
      completed >= Self.many
      ? .hazards(Self.hazards(durations, ages)) : Self.lognormal(durations, ages)
  }

  /// Returns the chance of leaving within some days more, having waited for some.
  package func chance(within days: Int, after age: Int = -1) -> Double {
    guard days >= 0 else { return 0 }
    let now = staying(through: age)
    guard now > 0 else { return 1 }
    return (1 - staying(through: age + max(days, age < 0 ? days + 1 : days)) / now).clamped
  }

  /// Chance of still waiting at the end of a day of age; the day of entry is day 0.
  private func staying(through age: Int) -> Double {
    guard age >= 0 else { return 1 }
    switch law {
    case .hazards(let hazards):
      var logarithm = 0.0
      for (index, from) in Self.classes.enumerated() where from <= age {
        let to = index + 1 < Self.classes.count ? Self.classes[index + 1] : .max
        logarithm += Double(min(age + 1, to) - from) * log1p(-hazards[index])
      }
      return exp(logarithm)
    case .lognormal(let mean, let spread, let ever):
      return 1 - ever * NormalDistribution.cumulative((log(Double(age) + 1) - mean) / spread)
    }
  }

  private static func hazards(_ durations: [Int], _ ages: [Int]) -> [Double] {
    var events = [Double](repeating: 0, count: classes.count)
    var days = [Double](repeating: 0, count: classes.count)
    func live(through age: Int) {
      for (index, from) in classes.enumerated() where from <= age {
        let to = index + 1 < classes.count ? classes[index + 1] : .max
        days[index] += Double(min(age + 1, to) - from)
      }
    }
    for duration in durations {
      live(through: max(duration, 0))
      events[classes.lastIndex { $0 <= max(duration, 0) } ?? 0] += 1
    }
    for age in ages { live(through: max(age, 0)) }
    let overall = min(Double(durations.count) / max(days.reduce(0, +), 1), 0.5)
    return zip(events, days).map { min(($0 + 1) / ($1 + 1 / overall), 0.9) }
  }

  /// The spread is drawn towards a factor of about two, as two cases more would.
  private static func lognormal(_ durations: [Int], _ ages: [Int]) -> Law {
    let logs = durations.map { log(Double(max($0, 0)) + 1) }
    let count = Double(logs.count)
    let mean = logs.reduce(0, +) / count
    let squares = logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let spread = ((squares + 2 * 0.49) / (count + 1) * (1 + 1 / count)).squareRoot()
    // Who waits far longer than anyone who left may never leave.
    let longest = (durations.max() ?? 0) * 2
    let stuck = Double(ages.count { $0 > longest })
    return .lognormal(mean: mean, spread: spread, ever: (count + 1) / (count + stuck + 1))
  }
}
