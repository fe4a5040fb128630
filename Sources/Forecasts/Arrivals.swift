package import Quantities

/// How many new things come, learned from the years before and from this year so far.
///
/// The rate of a year follows the rates of the years before it, see `YearRates`; this year's events
/// sharpen it. Months have shares of their own. Things that come in lists, many on one day, count for
/// fewer.
package struct Arrivals: Hashable, Sendable {
  private let season: [Double]
  private let rates: YearRates
  /// Events it was learned from, and closed years.
  package let events: Int
  package let years: Int

  /// Learns from the days of events that were known on a day.
  package init(learningFrom days: [Day], on day: Day) {
    let known = days.filter { $0 <= day }.sorted()
    let closed = Self.closedYears(known, before: day.year)
    years = closed.count
    let months = closed.map { year in
      known.reduce(into: [Double](repeating: 0, count: 12)) { months, day in
        if day.year == year { months[day.month - 1] += 1 }
      }
    }
    season = MonthShares(years: months).shares
    let soFar = Double(known.count { $0.year == day.year })
    let counts = months.map { $0.reduce(0, +) }
    events = Int(counts.reduce(0, +) + soFar)
    let first = Day(year: day.year, month: 1, day: 1) ?? day
    rates = YearRates(
      counts: counts, dispersion: Self.dispersion(months, season),
      soFar: soFar, exposure: Self.exposure(season, from: first, through: day))
  }

  /// The number that comes after a day through another, each kept with the chance it has when it
  /// comes on that day.
  package func number(
    after day: Day, through due: Day, keeping chance: (Day) -> Double = { _ in 1 }
  ) -> CountDistribution {
    var exposure = 0.0
    var from = day.adding(days: 1)
    while from <= due {
      let end = min(Period(.month, containing: from).last, due)
      let middle = from.adding(days: Day.days(from: from, to: end) / 2)
      exposure += Self.exposure(season, from: from, through: end) * chance(middle)
      from = end.adding(days: 1)
    }
    return rates.number(exposure)
  }

  /// A year counts as closed when its beginning was seen: the first only if it began with events.
  private static func closedYears(_ known: [Day], before year: Int) -> [Int] {
    guard let first = known.first else { return [] }
    let from = first.month <= 3 ? first.year : first.year + 1
    return from < year ? Array(from..<year) : []
  }

  /// The mean squared deviation of the months from their share of the year, in events.
  private static func dispersion(_ years: [[Double]], _ season: [Double]) -> Double {
    var sum = 0.0
    for months in years {
      let whole = months.reduce(0, +)
      for (number, share) in zip(months, season) where whole > 0 {
        let difference = number - whole * share
        sum += difference * difference / (whole * share)
      }
    }
    // A year of independent months is added, because few months cannot tell.
    let freedom = Double(max(years.count - 1, 0) * 11)
    return max((sum + 11) / (freedom + 11), 1)
  }

  /// The share of a year's events that falls into some days.
  private static func exposure(_ season: [Double], from: Day, through day: Day) -> Double {
    var sum = 0.0
    var start = from
    while start <= day {
      let end = min(Period(.month, containing: start).last, day)
      let length = Day.length(ofMonth: start.month, year: start.year)
      sum += season[start.month - 1] * Double(Day.days(from: start, to: end) + 1) / Double(length)
      start = end.adding(days: 1)
    }
    return sum
  }
}
