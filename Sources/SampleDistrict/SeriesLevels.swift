import Quantities

/// The levels behind a published series, from the year before the first on.
struct SeriesLevels {
  private static let firstYear = PublishedSeries.years.lowerBound - 1
  private let series: Release.Series
  /// Level of each month, from January of the first year.
  private let levels: [Int]

  /// Share of each month in twelve-hundredths of the year.
  private static let season: [Release.Series: [Int]] = [
    .industrialGrowth: [88, 84, 104, 100, 101, 107, 98, 98, 104, 101, 103, 112],
    .renovationGrowth: [40, 44, 90, 105, 112, 130, 108, 108, 122, 112, 112, 117],
    .retailGrowth: [108, 104, 96, 92, 97, 98, 94, 95, 102, 106, 102, 106],
    .budgetRevenue: [118, 86, 97, 91, 91, 118, 91, 84, 104, 91, 84, 145],
  ]

  /// Growth of a year in thousandths, and spread of the shocks of a month.
  private static func character(_ series: Release.Series) -> (growth: Int, spread: Int) {
    switch series {
    case .industrialGrowth: (84, 13)
    case .renovationGrowth: (135, 42)
    case .retailGrowth: (92, 16)
    case .budgetRevenue: (88, 18)
    }
  }

  /// Shocks that the district and the city share: half of each lives on into the next month.
  static func shocks(_ series: Release.Series, _ random: inout SeededGenerator) -> [Int] {
    let spread = character(series).spread
    var shock = 0
    return (firstYear...PublishedSeries.years.upperBound).flatMap { year in
      (1...12).map { month in
        shock = shock / 2 + random.normal() * spread / 1000
        return shock + hardTimes(year, month)
      }
    }
  }

  /// The first months of 2020 were hard everywhere.
  static func hardTimes(_ year: Int, _ month: Int) -> Int {
    year == 2020 && month <= 5 ? [-90, -130, -80, -40, -15][month - 1] : 0
  }

  init(_ series: Release.Series, sharing common: [Int], _ random: inout SeededGenerator) {
    self.series = series
    let (growth, spread) = Self.character(series)
    let season = Self.season[series] ?? []
    var trend = 1_000_000
    levels = common.enumerated().map { place, shock in
      // The trend drifts a little from month to month.
      trend += trend * (growth + random.normal() * 20 / 1000) / 12_000
      let own = random.normal() * spread * 4 / 10 / 1000
      return trend * season[place % 12] / 100 * (1000 + shock + own) / 1000
    }
  }

  /// What stands in the report of a month: growth on the year before, or the sum so far.
  func published(_ period: Period) -> Int {
    let sum = total(to: period)
    guard series == .budgetRevenue else {
      let before = total(to: period.advanced(by: -12))
      return Int((Int128(sum) * 20_000 / Int128(before) + 1) / 2) - 10_000
    }
    // The whole of the last year is what the story begins with.
    let whole = levels.suffix(12).reduce(0, +)
    let wanted = RegionSeries.budgetRevenue[PublishedSeries.years.upperBound]?.last ?? 0
    return Int(Int128(sum) * Int128(wanted) / Int128(whole))
  }

  private func total(to period: Period) -> Int {
    let place = (period.year - Self.firstYear) * 12
    return levels[place..<place + period.numberInYear].reduce(0, +)
  }
}
