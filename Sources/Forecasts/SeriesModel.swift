import Foundation

/// What was learned from the closed years of a series: the methods, which to trust, how far they miss.
///
/// Learning is done once; a new month only runs the fitted methods on. The errors come from rolling
/// back-tests in which every year is forecast by methods fitted on the years before it.
package struct SeriesModel: Hashable, Sendable {
  /// What the number of a goal is made of.
  package enum Kind: Hashable, Sendable {
    /// Amounts of months that add up, such as investment.
    case flow
    /// The latest value holds, such as a stock.
    case stock
    /// The latest value holds and may be near or below zero, such as a rate of growth.
    case rate

    var isRelative: Bool { self != .rate }
  }

  package let kind: Kind
  private let methods: [SeriesMethod]
  private let weights: [Double]
  private let errors: HorizonErrors
  /// The smallest step of the value; a count is never surer than a quarter of one.
  private let grain: Double
  package let method: Forecast.Method
  /// Months it was learned from.
  package let observations: Int

  package init?(learningFrom series: MonthlySeries, kind: Kind, grain: Double = 0) {
    guard series.observations >= Outlook.least else { return nil }
    self.kind = kind
    self.grain = grain
    observations = series.observations
    let methods = SeriesMethod.fitted(to: series)
    let trial = SeriesTrial(series, kind: kind)
    let scores = methods.map { trial.score(of: $0.title) }
    let blended = SeriesTrial.weights(scores)
    let mixed = trial.score(weights: zip(methods, blended).map { ($0.title, $1) })
    // One method has to beat the mixture clearly, because the best of many is partly luck.
    if let best = scores.indices.min(by: { scores[$0] < scores[$1] }),
      scores[best] < 0.9 * mixed || methods.count == 1
    {
      self.methods = [methods[best]]
      weights = [1]
      method = methods[best].title
    } else {
      self.methods = methods
      weights = blended
      method = .mixture
    }
    errors = trial.errors(weights: zip(self.methods, weights).map { ($0.title, $1) })
  }

  /// Returns what it expects of the months after the series.
  package func forecasts(after series: MonthlySeries, count: Int) -> [Double]? {
    var sum = [Double](repeating: 0, count: count)
    var whole = 0.0
    for (method, weight) in zip(methods, weights) where weight > 0 {
      guard let values = method.forecasts(after: series, count: count) else { continue }
      whole += weight
      for index in sum.indices { sum[index] += weight * values[index] }
    }
    return whole > 0 ? sum.map { $0 / whole } : nil
  }

  /// Returns the chance that what comes in `months`, the last of them `due`, lies below a value,
  /// where `expected` was forecast of it.
  func chance(below value: Double, expected: Double, months: Int, due: Int) -> Double {
    let (scale, freedom) = spread(expected, months, due)
    guard scale > 0 else { return value > expected ? 1 : 0 }
    return StudentDistribution(freedom: freedom).cumulative((value - expected) / scale)
  }

  /// A count of at least twenty is more than nineteen and a half.
  func step(of goal: Goal) -> Double {
    switch goal.comparison {
    case .atLeast, .below: -grain / 2
    case .above, .atMost: grain / 2
    }
  }

  /// Returns half the width of the 80 % range.
  func reach(expected: Double, months: Int, due: Int) -> Double {
    let (scale, freedom) = spread(expected, months, due)
    return scale * StudentDistribution(freedom: freedom).quantile(0.9)
  }

  private func spread(
    _ expected: Double, _ months: Int, _ due: Int
  ) -> (scale: Double, freedom: Double) {
    let (scale, freedom) = errors.spread(months, due: due)
    return (max(kind.isRelative ? scale * abs(expected) : scale, grain / 4), freedom)
  }
}
