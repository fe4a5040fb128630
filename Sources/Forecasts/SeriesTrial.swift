/// A rolling back-test of every method on one series.
///
/// From the third year on, each year is forecast month by month by methods fitted on the years before
/// it. A series that is too short for that is forecast by the methods that need no fitting.
struct SeriesTrial: Sendable {
  private struct Attempt {
    /// What each method said of the sum or the value 1, 2, … months ahead.
    var said: [Forecast.Method: [Double]]
    var came: [Double?]
    /// The first month that was forecast.
    var month: Int
  }

  private static let horizon = 12
  private let kind: SeriesModel.Kind
  private var attempts: [Attempt] = []

  init(_ series: MonthlySeries, kind: SeriesModel.Kind) {
    self.kind = kind
    let firstYear = (series.first + 24 + 11) / 12 * 12
    guard series.end >= firstYear + 6 else {
      for month in (series.first + 2)..<max(series.end, series.first + 3) {
        attempt(series, month, [.lastValue, .average])
      }
      return
    }
    // The last four years are what resembles the coming one most.
    let from = max(firstYear, (series.end - 48 + 11) / 12 * 12)
    for year in stride(from: from, to: series.end, by: 12) {
      let methods = SeriesMethod.fitted(to: series.before(year))
      for month in year..<min(year + 12, series.end) { attempt(series, month, methods) }
    }
  }

  private mutating func attempt(
    _ series: MonthlySeries, _ month: Int, _ methods: [SeriesMethod]
  ) {
    let count = min(Self.horizon, series.end - month)
    guard count > 0 else { return }
    let before = series.before(month)
    var said: [Forecast.Method: [Double]] = [:]
    for method in methods {
      said[method.title] = method.forecasts(after: before, count: count).map(gathered)
    }
    attempts.append(Attempt(said: said, came: came(series, month, count), month: month))
  }

  /// Amounts add up from month to month, everything else stands for itself.
  private func gathered(_ values: [Double]) -> [Double] {
    guard kind == .flow else { return values }
    var sum = 0.0
    return values.map {
      sum += $0
      return sum
    }
  }

  private func came(_ series: MonthlySeries, _ month: Int, _ count: Int) -> [Double?] {
    var sum: Double? = 0
    return (0..<count).map { ahead in
      let value = series[month: month + ahead]
      guard kind == .flow else { return value }
      if let value { sum = sum.map { $0 + value } } else { sum = nil }
      return sum
    }
  }

  // MARK: What it shows

  /// The mean size of a method's errors, every horizon counting the same.
  func score(of method: Forecast.Method) -> Double { score(weights: [(method, 1)]) }

  func score(weights: [(Forecast.Method, Double)]) -> Double {
    let squares = errors(weights: weights).errors.filter { !$0.isEmpty }.map { errors in
      errors.reduce(0) { $0 + $1.error * $1.error } / Double(errors.count)
    }
    guard !squares.isEmpty else { return .infinity }
    return (squares.reduce(0, +) / Double(squares.count)).squareRoot()
  }

  /// Weights by the inverse of the squared error; a method that was never tried gets none.
  static func weights(_ scores: [Double]) -> [Double] {
    let best = scores.min() ?? 0
    guard best.isFinite else { return scores.map { _ in 1 / Double(max(scores.count, 1)) } }
    let floor = max(best, 1e-12)
    let raw = scores.map { $0.isFinite ? (floor / max($0, floor)) * (floor / max($0, floor)) : 0 }
    // What misses more than twice as far as the best has nothing to add.
    let kept = raw.map { $0 >= 0.25 ? $0 : 0 }
    let whole = kept.reduce(0, +)
    return kept.map { $0 / whole }
  }

  /// Returns the errors of a weighted mean of methods.
  func errors(weights: [(Forecast.Method, Double)]) -> HorizonErrors {
    var errors = [[HorizonErrors.Miss]](repeating: [], count: Self.horizon)
    for attempt in attempts {
      let present = weights.compactMap { method, weight in
        attempt.said[method].map { ($0, weight) }
      }
      let whole = present.reduce(0) { $0 + $1.1 }
      guard whole > 0 else { continue }
      for (ahead, came) in attempt.came.enumerated() {
        guard let came else { continue }
        let said = present.reduce(0) { $0 + $1.0[ahead] * $1.1 } / whole
        guard !kind.isRelative || said != 0 else { continue }
        let error = kind.isRelative ? (came - said) / abs(said) : came - said
        errors[ahead].append(.init(error: error, month: attempt.month + ahead))
      }
    }
    return HorizonErrors(errors: errors, grows: kind != .flow)
  }
}
