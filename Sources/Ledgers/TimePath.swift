package import Quantities

/// Where a commitment should be on each day of its period.
///
/// A quantity goes from its opening value on the first day to its target on the day it is due: in the
/// rhythm of the months of earlier years where these are known, else in a straight line, or as a person
/// set it by hand. A growth rate or a share stands at its target all the time, because each release
/// already speaks of the whole period so far.
package struct TimePath: Hashable, Sendable {
  package enum Shape: Hashable, Sendable {
    case straight, level
    /// Weights of the twelve calendar months.
    case seasonal([Int])
    /// Numbers for days, in straight lines between them; the last is the target on the due day.
    case frozen([FrozenPath.Mark])
  }

  package struct Point: Hashable, Sendable {
    package var day: Day
    package var value: Number
  }

  package let shape: Shape
  package let from: Day
  package let due: Day
  package let opening: Number
  package let target: Number
  package let direction: Comparison.Direction

  package init(
    shape: Shape, from: Day, due: Day, opening: Number, target: Number,
    direction: Comparison.Direction = .up
  ) {
    // A stock that has its target from the beginning has nowhere to go: it has to stay.
    let isThere = direction == .up ? opening >= target : opening <= target
    if case .frozen = shape { self.shape = shape } else { self.shape = isThere ? .level : shape }
    self.from = from
    self.due = due
    self.opening = opening
    self.target = target
    self.direction = direction
  }

  /// Returns the value the path asks for on a day.
  package func value(on day: Day) -> Number {
    if case .frozen(let marks) = shape {
      let leg = leg(of: marks, on: day)
      return leg.start
        + (((leg.end - leg.start) * Number(leg.gone)).divided(by: Number(leg.whole)) ?? .zero)
    }
    guard shape != .level, let (gone, whole) = days(on: day), gone < whole else { return target }
    return opening
      + (((target - opening) * Number(gone)).divided(by: Number(whole)) ?? target - opening)
  }

  /// Returns how many percentage points a value lies behind the path; negative when ahead.
  ///
  /// They are points of the way from the opening value to the target; on a level path, whose value
  /// speaks of the whole period so far, the way begins at zero: 4.8 % for 7 % is 31 points behind.
  /// One division at the end keeps thresholds such as 10 and 30 exact.
  package func behind(_ actual: Number, on day: Day) -> Number? {
    guard shape != .level else {
      return (short(of: target, actual) * 100).divided(by: target.magnitude)
    }
    let way = target - opening
    if case .frozen(let marks) = shape {
      let leg = leg(of: marks, on: day)
      let expected = leg.start * Number(leg.whole) + (leg.end - leg.start) * Number(leg.gone)
      let missing = (expected - actual * Number(leg.whole)) * 100
      guard !way.isZero else {
        return (short(of: target, actual) * 100).divided(by: target.magnitude)
      }
      return missing.divided(by: way * Number(leg.whole))
    }
    let (gone, whole) = days(on: day) ?? (1, 1)
    let missing = way * Number(gone) - (actual - opening) * Number(whole)
    return (missing * 100).divided(by: way * Number(whole))
  }

  /// Its rhythm in words.
  package var title: String {
    switch shape {
    case .straight: "直线"
    case .level: "始终为目标值"
    case .seasonal: "按往年各月完成的比例"
    case .frozen: "人工冻结"
    }
  }

  /// Ends of the line, and the day itself when it lies between them.
  package func points(until day: Day) -> [Point] {
    var days = [from, min(max(day, from), due), due]
    if case .seasonal = shape {
      var month = Period(.month, containing: from)
      while month.last < due {
        days.append(month.last)
        month = month.next
      }
    }
    if case .frozen(let marks) = shape { days += marks.map(\.day) }
    return days.sorted().reduce(into: []) { points, day in
      if points.last?.day != day { points.append(Point(day: day, value: value(on: day))) }
    }
  }

  /// The two numbers between which a day lies, and how many of the days between them are gone.
  private func leg(
    of marks: [FrozenPath.Mark], on day: Day
  ) -> (start: Number, end: Number, gone: Int, whole: Int) {
    var start = FrozenPath.Mark(day: from, value: opening)
    for mark in marks {
      guard mark.day <= day else {
        let whole = max(Day.days(from: start.day, to: mark.day), 1)
        return (start.value, mark.value, max(Day.days(from: start.day, to: day), 0), whole)
      }
      start = mark
    }
    return (start.value, start.value, 0, 1)
  }

  private func short(of target: Number, _ actual: Number) -> Number {
    direction == .up ? target - actual : actual - target
  }

  /// Days gone and days in all; nil for a period of a single day.
  private func days(on day: Day) -> (gone: Int, whole: Int)? {
    let whole = Day.days(from: from, to: due)
    guard whole > 0 else { return nil }
    if case .seasonal(let weights) = shape {
      let all = Self.weighted(weights, from: from, to: due)
      let gone = Self.weighted(weights, from: from, to: min(max(day, from), due))
      return all > 0 ? (gone, all) : nil
    }
    return (min(max(Day.days(from: from, to: day), 0), whole), whole)
  }

  /// The weights of the days before a day, in whole numbers: 377580 is a multiple of the length of
  /// every month.
  private static func weighted(_ weights: [Int], from: Day, to end: Day) -> Int {
    var sum = 0
    var start = from
    while start < end {
      let next = min(Period(.month, containing: start).next.first, end)
      let length = Day.length(ofMonth: start.month, year: start.year)
      sum += weights[start.month - 1] * Day.days(from: start, to: next) * (377_580 / length)
      start = next
    }
    return sum
  }
}
