package import Quantities

/// How many new things come, learned from the years before and from this year so far.
///
/// The rate of a year is gamma distributed: its spread is what the years differ by and what few events
/// leave open. This year's events sharpen it. Months have shares of their own, drawn towards equal
/// shares by twelve events. Things that come in lists, many on one day, count for fewer.
package struct Arrivals: Hashable, Sendable {
  private let season: [Double]
  private let shape: Double
  private let rate: Double
  /// How much more the months differ than independent events would make them.
  private let dispersion: Double
  /// Events it was learned from, and closed years.
  package let events: Int
  package let years: Int

  /// Learns from the days of events that were known on a day.
  package init(learningFrom days: [Day], on day: Day) {
    let known = days.filter { $0 <= day }.sorted()
    let closed = Self.closedYears(known, before: day.year)
    let past = known.filter { closed.contains($0.year) }
    years = closed.count
    var months = [Double](repeating: 1, count: 12)
    for day in past { months[day.month - 1] += 1 }
    let whole = months.reduce(0, +)
    season = months.map { $0 / whole }
    let counts = closed.map { year in Double(past.count { $0.year == year }) }
    let soFar = Double(known.count { $0.year == day.year })
    let mean = counts.isEmpty ? 0 : counts.reduce(0, +) / Double(counts.count)
    events = past.count + Int(soFar)
    dispersion = Self.dispersion(past, in: closed, season)
    let prior = Self.prior(counts, mean: mean, dispersion)
    let first = Day(year: day.year, month: 1, day: 1) ?? day
    shape = prior.shape + soFar / dispersion
    rate = prior.rate + Self.exposure(season, from: first, through: day) / dispersion
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
    let mean = shape / rate * exposure
    guard mean > 0 else { return CountDistribution(certain: 0) }
    let spread = (dispersion - 1) / mean + 1 / shape
    return CountDistribution(arrivalsWithMean: mean, shape: 1 / spread)
  }

  /// A year counts as closed when its beginning was seen: the first only if it began with events.
  private static func closedYears(_ known: [Day], before year: Int) -> [Int] {
    guard let first = known.first else { return [] }
    let from = first.month <= 3 ? first.year : first.year + 1
    return from < year ? Array(from..<year) : []
  }

  /// The mean squared deviation of the months from their share of the year, in events.
  private static func dispersion(_ past: [Day], in years: [Int], _ season: [Double]) -> Double {
    var sum = 0.0
    for year in years {
      let days = past.filter { $0.year == year }
      for month in 1...12 where !days.isEmpty {
        let expected = Double(days.count) * season[month - 1]
        let difference = Double(days.count { $0.month == month }) - expected
        sum += difference * difference / expected
      }
    }
    // A year of independent months is added, because few months cannot tell.
    let freedom = Double(max(years.count - 1, 0) * 11)
    return max((sum + 11) / (freedom + 11), 1)
  }

  private static func prior(
    _ counts: [Double], mean: Double, _ dispersion: Double
  ) -> (shape: Double, rate: Double) {
    // Nothing seen yet: half an event and a trace of a year.
    guard mean > 0 else { return (0.5, counts.isEmpty ? 0.05 : Double(counts.count)) }
    let years = Double(counts.count)
    let squares = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    // Years differ by about an eighth where too few were seen to tell.
    let usual = mean * dispersion + mean * mean / 64
    let variance = (squares + usual * 2) / (years - 1 + 2)
    let between = max(variance - mean * dispersion, 0) / (mean * mean)
    let relative = between * (1 + 1 / years) + dispersion / (mean * years + 0.5)
    let shape = 1 / max(relative, 1e-6)
    return (shape, shape / mean)
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
