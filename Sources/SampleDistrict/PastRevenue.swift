import Quantities

/// What a firm of the district sold in the years before the story, month by month.
///
/// The year before the story stands in the firm itself; the years before it are told backwards by
/// drawn growth. A firm that came above the line in a year crossed it in the year before.
package struct PastRevenue: Sendable {
  package static let years = 2016...2021
  /// The line of industrial firms above scale, 2,000 万元, in hundredths of 万元.
  package static let line = 200_000

  private let firm: Firm
  private let seed: UInt64
  private let byYear: [Int: Int]

  package init(of firm: Firm, seed: UInt64) {
    self.firm = firm
    self.seed = seed
    var random = SeededGenerator(seed: seed, stream: "revenue \(firm.code)")
    byYear = Self.path(firm, &random)
  }

  /// Revenue of a year in hundredths of 万元; nil before the firm was founded or reported.
  package func total(_ year: Int) -> Int? { byYear[year] }

  /// Revenue of the twelve months of a year, adding up to the year; zero before the founding.
  package func months(_ year: Int) -> [Int] {
    guard let total = byYear[year] else { return [] }
    var random = SeededGenerator(seed: seed, stream: "months \(firm.code) \(year)")
    let weights = (1...12).map { month -> Int in
      guard isTrading(year, month) else { return 0 }
      let hard = 1000 + SeriesLevels.hardTimes(year, month) * 2
      return max(5, Self.season[month - 1] * (1000 + random.normal() * 9 / 100) * hard / 1000)
    }
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return [] }
    var left = total
    let end = weights.lastIndex { $0 > 0 } ?? 11
    return weights.enumerated().map { place, weight in
      let revenue =
        place == end ? left : Int(Int128(total) * Int128(weight) / Int128(sum))
      left -= revenue
      return revenue
    }
  }

  private func isTrading(_ year: Int, _ month: Int) -> Bool {
    let last = Day.last(of: month, in: year)
    return firm.founded <= last && firm.closed.map { $0 > Day.of(year, month, 1) } ?? true
  }

  // MARK: Years

  private static func path(_ firm: Firm, _ random: inout SeededGenerator) -> [Int: Int] {
    guard let latest = firm.revenue, firm.isIndustrial else { return [:] }
    let end = min(firm.closed?.year ?? years.upperBound, years.upperBound)
    let entry = firm.aboveScaleOn?.year ?? 0
    var byYear: [Int: Int] = [:]
    var revenue = latest
    for year in stride(from: end, through: years.lowerBound, by: -1) where firm.founded.year <= year
    {
      if year == entry - 1, years.contains(entry) {
        // It crossed the line in the year before it entered, and did not grow tenfold since.
        revenue = line * random.within(1_010...1_300) / 1000
      }
      byYear[year] = revenue
      revenue = before(revenue, in: year, entry: entry, &random)
    }
    return byYear
  }

  /// The revenue of the year before a year.
  private static func before(
    _ revenue: Int, in year: Int, entry: Int, _ random: inout SeededGenerator
  ) -> Int {
    let isClimbing = entry > 0 && year < entry
    let growth =
      isClimbing
      ? random.within(60...380) : random.laplace(centre: 60, scale: 110)
    let common = SeriesLevels.hardTimes(year, 2) * 6 / 10
    let rate = min(max(growth + common, -600), 1_500)
    return max(100, revenue * 1000 / (1000 + rate))
  }

  /// Share of each month, in twelve-hundredths of the year.
  private static let season = [85, 85, 105, 100, 100, 108, 98, 98, 103, 100, 103, 115]
}
