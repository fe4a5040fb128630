package import Quantities

/// A thing that moves through stages, with the day on which it entered each.
package struct StagedItem: Hashable, Sendable {
  package var name: String
  package var entered: [Day?]

  package init(name: String = "", entered: [Day?]) {
    self.name = name
    self.entered = entered
  }

  /// Returns the last stage entered by a day; nil when it was not there yet.
  package func stage(on day: Day) -> Int? {
    entered.lastIndex { $0.map { $0 <= day } ?? false }
  }
}

/// How things move through the stages of a pipeline, learned from everything known by a day.
package struct Pipeline: Hashable, Sendable {
  /// The waiting time in each stage but the last.
  package let stages: [WaitingTime]
  /// Days to a step of the calculation.
  private static let step = 5
  /// Chance of the last stage within so many steps of entering each stage.
  private let arriving: [[Double]]

  /// Learns the stages; the first that too few have left is named instead.
  package init(learningFrom items: [StagedItem], on day: Day, reach: Int) throws(TooFew) {
    let count = items.first?.entered.count ?? 0
    var stages: [WaitingTime] = []
    for stage in 0..<max(count - 1, 0) {
      var durations: [Int] = []
      var ages: [Int] = []
      for item in items {
        guard let entered = item.entered[stage], entered <= day else { continue }
        let later = item.entered[(stage + 1)...].compactMap(\.self).filter { $0 <= day }.min()
        if let later {
          durations.append(max(Day.days(from: entered, to: later), 0))
        } else {
          ages.append(Day.days(from: entered, to: day))
        }
      }
      guard let time = WaitingTime(completed: durations, waiting: ages) else {
        throw TooFew(stage: stage, completed: durations.count)
      }
      stages.append(time)
    }
    self.stages = stages
    arriving = Self.arriving(stages, steps: max(reach, 0) / Self.step + 1)
  }

  /// A stage that too few have left for anything to be learned.
  package struct TooFew: Error, Hashable {
    package var stage: Int
    package var completed: Int
  }

  /// Returns the chance that what enters the first stage is through within some days.
  package func chance(within days: Int) -> Double {
    days < 0 ? 0 : arriving[0][min(days / Self.step, arriving[0].count - 1)]
  }

  /// Returns the chance that an item is through by a later day, as it stood on a day.
  package func chance(of item: StagedItem, on day: Day, by due: Day) -> Double {
    guard let stage = item.stage(on: day), let entered = item.entered[stage] else { return 0 }
    guard stage < stages.count else { return 1 }
    let (age, days) = (Day.days(from: entered, to: day), Day.days(from: day, to: due))
    guard days > 0 else { return 0 }
    guard stage + 1 < stages.count else { return stages[stage].chance(within: days, after: age) }
    return Self.passing(days / Self.step, arriving[stage + 1]) { steps in
      stages[stage].chance(within: steps * Self.step, after: age)
    }
  }

  private static func arriving(_ stages: [WaitingTime], steps: Int) -> [[Double]] {
    var arriving = [[Double]](repeating: Array(repeating: 1, count: steps), count: stages.count + 1)
    for stage in stages.indices.reversed() {
      let next = arriving[stage + 1]
      let leaving = (0..<steps).map { stages[stage].chance(within: $0 * step) }
      arriving[stage] = (0..<steps).map { time in passing(time, next) { leaving[$0] } }
    }
    return arriving
  }

  /// Sums over the step in which a stage is left.
  private static func passing(
    _ steps: Int, _ next: [Double], _ left: (Int) -> Double
  ) -> Double {
    var sum = 0.0
    var before = 0.0
    for time in 0...max(steps, 0) {
      let now = left(time)
      sum += (now - before) * next[min(steps - time, next.count - 1)]
      before = now
    }
    return sum.clamped
  }
}
