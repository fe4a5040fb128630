package import Quantities

/// Which share of a year each calendar month has had, as whole weights.
package struct Seasonality: Hashable, Sendable {
  /// Twelve weights, January first, that add up to about ten thousand.
  package let weights: [Int]
  /// Closed years they were learned from.
  package let years: Int

  private static let leastYears = 2
  private static let leastEvents = 24

  /// Learns from the days of events; nil from fewer than two closed years or two dozen events.
  ///
  /// Each month is drawn towards an equal share by one event.
  package init?(days: [Day], before from: Day) {
    let past = days.filter { $0 < from }
    guard let first = past.min() else { return nil }
    let opening = first.month <= 3 ? first.year : first.year + 1
    let known = past.filter { $0.year >= opening && $0.year < from.year }
    guard from.year - opening >= Self.leastYears, known.count >= Self.leastEvents else {
      return nil
    }
    var months = [Double](repeating: 1, count: 12)
    for day in known { months[day.month - 1] += 1 }
    self.init(months, years: from.year - opening)
  }

  /// Learns from the amounts of months; nil from fewer than two years without a gap.
  package init?(_ series: MonthlySeries, before from: Day) {
    var months = [Double](repeating: 0, count: 12)
    var years = 0
    var year = from.year - 1
    while year * 12 >= series.first {
      let values = (0..<12).compactMap { series[month: year * 12 + $0] }
      guard values.count == 12, values.allSatisfy({ $0 >= 0 }) else { break }
      let whole = values.reduce(0, +)
      if whole > 0 { for (month, value) in values.enumerated() { months[month] += value / whole } }
      years += 1
      year -= 1
    }
    guard years >= Self.leastYears, months.reduce(0, +) > 0 else { return nil }
    self.init(months, years: years)
  }

  private init(_ months: [Double], years: Int) {
    let whole = months.reduce(0, +)
    weights = months.map { Int(($0 / whole * 10_000).rounded()) }
    self.years = years
  }
}
