package import Quantities

/// A value that the statistics office published for a month, and the day on which it did.
package struct Release: Hashable, Sendable {
  /// Growth in hundredths of a per cent, revenue in hundredths of 亿元, from January to the month.
  package enum Series: Int, Hashable, Sendable, CaseIterable {
    case industrialGrowth, renovationGrowth, retailGrowth, budgetRevenue

    /// The field of the register of regions that keeps it.
    package var field: String {
      switch self {
      case .industrialGrowth: "industrial_growth"
      case .renovationGrowth: "renovation_growth"
      case .retailGrowth: "retail_growth"
      case .budgetRevenue: "budget_revenue"
      }
    }

    /// What stands above its column in a monthly report.
    var head: String {
      switch self {
      case .industrialGrowth: "规上工业增加值增速"
      case .renovationGrowth: "技术改造投资增速"
      case .retailGrowth: "社会消费品零售总额增速"
      case .budgetRevenue: "一般公共预算收入（亿元）"
      }
    }
  }

  package var isCity: Bool
  package var series: Series
  package var period: Period
  package var value: Int
  package var day: Day
  /// Whether it replaces a value that was published before.
  package var isRevision: Bool

  /// Code of the subject in the register of regions.
  package var scope: String { isCity ? "全市" : "本区" }
}

/// What the statistics office published of the district and the city, month by month, with the
/// habits of such offices: no release of January, now and then none at all, late ones, revisions.
///
/// Growth is computed from levels that have season, trend and shocks that fade, so that the months
/// of a year hang together as real ones do.
package struct PublishedSeries: Sendable {
  package static let years = 2017...2021
  /// Every release, in the order of the days.
  package let releases: [Release]
  private let final: [Key: Int]

  private struct Key: Hashable {
    var isCity: Bool
    var series: Release.Series
    var period: Period
  }

  package init(seed: UInt64) {
    var random = SeededGenerator(seed: seed, stream: "published series")
    var releases: [Release] = []
    var final: [Key: Int] = [:]
    for series in Release.Series.allCases {
      let common = SeriesLevels.shocks(series, &random)
      for isCity in series == .industrialGrowth ? [false, true] : [false] {
        let levels = SeriesLevels(series, sharing: common, &random)
        for period in Self.months where period.numberInYear > 1 {
          let value = levels.published(period)
          final[Key(isCity: isCity, series: series, period: period)] = value
          let draft = Release(
            isCity: isCity, series: series, period: period, value: value,
            day: MonthlyBatches.handInDay(after: period.last), isRevision: false)
          releases += Self.told(draft, &random)
        }
      }
    }
    self.releases = releases.sorted {
      ($0.day, $0.period.first, $0.series.rawValue, $0.isCity ? 1 : 0)
        < ($1.day, $1.period.first, $1.series.rawValue, $1.isCity ? 1 : 0)
    }
    self.final = final
  }

  /// The value that stands in the end, also of a month for which nothing was published.
  package func final(_ series: Release.Series, isCity: Bool = false, of period: Period) -> Int? {
    final[Key(isCity: isCity, series: series, period: period)]
  }

  private static var months: [Period] {
    years.flatMap { year in (1...12).compactMap { Period(.month, number: $0, of: year) } }
  }

  /// How a value comes to be known: at once, late, first a little wrong, or not at all.
  private static func told(
    _ release: Release, _ random: inout SeededGenerator
  ) -> [Release] {
    let month = release.period.numberInYear
    let isQuarter = month % 3 == 0
    // Five in a hundred months between the quarters are never published.
    if month > 2, !isQuarter, random.happens(perMille: 50) { return [] }
    var first = release
    if random.happens(perMille: 60) { first.day = release.day.adding(days: random.within(9...26)) }
    // December is settled by the yearly figures more often than not.
    guard random.happens(perMille: month == 12 ? 600 : 110) else { return [first] }
    var revision = first
    revision.isRevision = true
    revision.day = first.day.adding(days: random.within(month == 12 ? 60...90 : 28...62))
    let slip = release.series == .budgetRevenue ? release.value / 150 : 30
    first.value += (random.below(2) == 0 ? -1 : 1) * max(1, random.within(slip / 4...slip))
    return [first, revision]
  }
}
