import Foundation

/// Exponential smoothing with a damped trend, and with the seasons of the year where asked for.
///
/// The additive model with one source of error. A month without a value moves the state on without
/// correcting it. Multiplicative seasons are this model on logarithms, see `SeriesMethod`.
package struct ExponentialSmoothing: Hashable, Sendable {
  package struct Parameters: Hashable, Sendable {
    /// How much of an error corrects the level, the trend and the season.
    package var level: Double
    package var trend: Double
    package var season: Double
    /// What is left of the trend after a month.
    package var damping: Double
  }

  package struct State: Hashable, Sendable {
    package var level: Double
    package var trend: Double
    /// What each calendar month adds, January first; empty without seasons.
    package var season: [Double]
  }

  package private(set) var parameters: Parameters
  package private(set) var opening: State

  /// Fits parameters and opening state by least squares; nil with too few values.
  package init?(fitting series: MonthlySeries, isSeasonal: Bool) {
    guard series.observations >= (isSeasonal ? 24 : 4) else { return nil }
    opening = Self.decomposed(series, isSeasonal: isSeasonal)
    parameters = Self.unfolded([-1, -2, -1, 1])
    var place = [-1.0, -2, -1, 1]
    // Given the parameters the errors are linear in the opening state, so it is solved exactly.
    for round in 0..<2 {
      let opening = opening
      place = Minimiser.minimum(from: place, step: 1, limit: round == 0 ? 160 : 120) { point in
        Self.squaredError(of: series, Self.unfolded(point), opening)
      }
      parameters = Self.unfolded(place)
      improveOpening(with: series)
    }
  }

  // MARK: Running

  /// Returns the state after the months of a series.
  package func state(after series: MonthlySeries) -> State {
    var state = opening
    for index in series.values.indices {
      _ = state.observe(series.values[index], in: series.first + index, parameters)
    }
    return state
  }

  /// Returns what is expected of the months from `month` on.
  package func forecasts(from state: State, month: Int, count: Int) -> [Double] {
    var state = state
    return (0..<count).map { state.expected(in: month + $0, advancing: parameters) }
  }

  /// The sum of the squared errors of one month ahead.
  package func squaredError(of series: MonthlySeries) -> Double {
    Self.squaredError(of: series, parameters, opening)
  }

  private static func squaredError(
    of series: MonthlySeries, _ parameters: Parameters, _ opening: State
  ) -> Double {
    var state = opening
    var sum = 0.0
    for index in series.values.indices {
      let error = state.observe(series.values[index], in: series.first + index, parameters)
      sum += error * error
    }
    return sum
  }

  // MARK: Fitting

  /// Parameters in their bounds from numbers without bounds.
  private static func unfolded(_ point: [Double]) -> Parameters {
    func share(_ value: Double) -> Double { 1 / (1 + exp(-value)) }
    let level = 0.0001 + 0.9998 * share(point[0])
    return Parameters(
      level: level, trend: level * share(point[1]), season: (1 - level) * share(point[2]),
      damping: 0.8 + 0.195 * share(point[3]))
  }

  /// A straight line through the first three years, and what the months differ from it.
  private static func decomposed(_ series: MonthlySeries, isSeasonal: Bool) -> State {
    let known = series.values.prefix(36).enumerated().compactMap { index, value in
      value.map { (Double(index), $0) }
    }
    let count = Double(known.count)
    let middle = known.reduce(0) { $0 + $1.0 } / count
    let mean = known.reduce(0) { $0 + $1.1 } / count
    let spread = known.reduce(0) { $0 + ($1.0 - middle) * ($1.0 - middle) }
    let slope =
      spread > 0 ? known.reduce(0) { $0 + ($1.0 - middle) * ($1.1 - mean) } / spread : 0
    var state = State(level: mean - slope * (middle + 1), trend: slope, season: [])
    guard isSeasonal else { return state }
    var sums = [Double](repeating: 0, count: 12)
    var counts = [Double](repeating: 0, count: 12)
    for (index, value) in known {
      let month = (series.first + Int(index)) % 12
      sums[month] += value - mean - slope * (index - middle)
      counts[month] += 1
    }
    state.season = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
    return state
  }

  private mutating func improveOpening(with series: MonthlySeries) {
    let base = errors(of: series, opening)
    let directions = opening.directions
    let effects = directions.map { direction in
      zip(base, errors(of: series, opening.moved(by: 1, along: direction))).map(-)
    }
    guard let steps = LinearEquations.leastSquares(effects, base) else { return }
    var better = opening
    for (step, direction) in zip(steps, directions) {
      better = better.moved(by: step, along: direction)
    }
    if Self.squaredError(of: series, parameters, better) < squaredError(of: series) {
      opening = better
    }
  }

  private func errors(of series: MonthlySeries, _ opening: State) -> [Double] {
    var state = opening
    return series.values.indices.map {
      state.observe(series.values[$0], in: series.first + $0, parameters)
    }
  }
}

extension ExponentialSmoothing.State {
  /// Moves on by a month and returns by how much its value differs from what was expected.
  fileprivate mutating func observe(
    _ value: Double?, in month: Int, _ parameters: ExponentialSmoothing.Parameters
  ) -> Double {
    let error = value.map { $0 - expected(in: month, advancing: parameters) }
    guard let error else {
      _ = expected(in: month, advancing: parameters)
      return 0
    }
    level += parameters.level * error
    trend += parameters.trend * error
    if !season.isEmpty { season[month % 12] += parameters.season * error }
    return error
  }

  /// Moves on by a month and returns what it expects of it.
  fileprivate mutating func expected(
    in month: Int, advancing parameters: ExponentialSmoothing.Parameters
  ) -> Double {
    trend *= parameters.damping
    level += trend
    return season.isEmpty ? level : level + season[month % 12]
  }

  /// The numbers of the state by which it may be moved: level, trend, and eleven months against the
  /// last, because a season that all months share is a level.
  fileprivate var directions: [Int] { Array(0..<(season.isEmpty ? 2 : 13)) }

  fileprivate func moved(by step: Double, along direction: Int) -> Self {
    var moved = self
    switch direction {
    case 0: moved.level += step
    case 1: moved.trend += step
    default:
      moved.season[direction - 2] += step
      moved.season[11] -= step
    }
    return moved
  }
}
