package import Quantities

/// Where a commitment should be on each day of its period.
///
/// A quantity goes in a straight line from its opening value on the first day to its target on the
/// day it is due. A growth rate or a share stands at its target all the time, because each release
/// already speaks of the whole period so far.
package struct TimePath: Hashable, Sendable {
  package enum Shape: Hashable, Sendable {
    case straight, level
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
    self.shape = isThere && shape == .straight ? .level : shape
    self.from = from
    self.due = due
    self.opening = opening
    self.target = target
    self.direction = direction
  }

  /// Returns the value the path asks for on a day.
  package func value(on day: Day) -> Number {
    guard shape == .straight, let (gone, whole) = days(on: day), gone < whole else { return target }
    return opening
      + (((target - opening) * Number(gone)).divided(by: Number(whole)) ?? target - opening)
  }

  /// Returns how many percentage points a value lies behind the path; negative when ahead.
  ///
  /// They are points of the way from the opening value to the target; on a level path, whose value
  /// speaks of the whole period so far, the way begins at zero: 4.8 % for 7 % is 31 points behind.
  /// One division at the end keeps thresholds such as 10 and 30 exact.
  package func behind(_ actual: Number, on day: Day) -> Number? {
    guard shape == .straight else {
      return (short(of: target, actual) * 100).divided(by: target.magnitude)
    }
    let (gone, whole) = days(on: day) ?? (1, 1)
    let way = target - opening
    let missing = way * Number(gone) - (actual - opening) * Number(whole)
    return (missing * 100).divided(by: way * Number(whole))
  }

  /// Ends of the line, and the day itself when it lies between them.
  package func points(until day: Day) -> [Point] {
    [from, min(max(day, from), due), due].reduce(into: []) { points, day in
      if points.last?.day != day { points.append(Point(day: day, value: value(on: day))) }
    }
  }

  private func short(of target: Number, _ actual: Number) -> Number {
    direction == .up ? target - actual : actual - target
  }

  /// Days gone and days in all; nil for a period of a single day.
  private func days(on day: Day) -> (gone: Int, whole: Int)? {
    let whole = Day.days(from: from, to: due)
    guard whole > 0 else { return nil }
    return (min(max(Day.days(from: from, to: day), 0), whole), whole)
  }
}
