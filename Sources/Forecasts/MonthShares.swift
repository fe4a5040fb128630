import Foundation

/// The shares of a year's events that fall into its months, drawn towards equal shares.
///
/// How far they are drawn is what would have foretold the months of each year best from the others:
/// hardly at all where a list appears in the same month every year.
struct MonthShares {
  let shares: [Double]

  /// Events that each month is given beside those that it had.
  private static let pulls = [1, 0.3, 0.1, 0.03]

  init(years: [[Double]]) {
    let pull =
      Self.pulls.max { Self.likelihood(years, $0) < Self.likelihood(years, $1) } ?? Self.pulls[0]
    shares = Self.shares(years, years.count > 1 ? pull : Self.pulls[0])
  }

  private static func shares(_ years: [[Double]], _ pull: Double) -> [Double] {
    let months = years.reduce([Double](repeating: pull, count: 12)) { zip($0, $1).map(+) }
    let whole = months.reduce(0, +)
    return months.map { $0 / whole }
  }

  private static func likelihood(_ years: [[Double]], _ pull: Double) -> Double {
    years.indices.reduce(0.0) { sum, year in
      var others = years
      others.remove(at: year)
      return sum + zip(years[year], shares(others, pull)).reduce(0) { $0 + $1.0 * log($1.1) }
    }
  }
}
