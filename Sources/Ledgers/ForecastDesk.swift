import Definitions
import Facts
import Forecasts
import Quantities

extension LedgerDesk {
  /// Returns what will probably be at the deadline of a commitment, or why nothing can be said.
  func outlook(
    of metric: Metric?, bar: Bar?, builder: ReadingBuilder, view: AsOf,
    views: inout LedgerViews
  ) async throws -> Outlook {
    guard let metric else { return .insufficient("还没有绑定指标，自报的数不作预测") }
    let source = try await source(of: metric, from: builder.period.from, view: view, &views)
    let goal = Goal(from: builder.period.from, due: builder.period.due, bar: bar)
    let outlook = source.outlook(on: view.day, goal: goal, cache: forecasts)
    guard case .forecast(var forecast) = outlook else { return outlook }
    forecast.pastError = forecasts.pastError(of: source, goal: goal, on: view.day)
    return .forecast(forecast)
  }

  /// What the forecast of a metric is learned from, in a view.
  func source(
    of metric: Metric, from: Day, view: AsOf, _ views: inout LedgerViews
  ) async throws -> ForecastSource {
    guard metric.isMeasurable else {
      return .missing(metric.unavailability ?? "没有登记簿能够计量")
    }
    var earlier: [Int: [String: Snapshot]] = [:]
    if case .sum = metric.measure, metric.measure.namesDay {
      for back in 1...ForecastReader.years {
        let end = Period(.year, containing: from.adding(years: -back)).last
        earlier[end.year] = try await views.narrow(metric, asOf: AsOf(end, knownAt: view.knownAt))
      }
    }
    return ForecastReader(
      metric: metric, snapshots: try await views.view(metric, asOf: view), earlier: earlier,
      from: from, day: view.day
    ).source
  }
}

extension Goal {
  init(from: Day, due: Day, bar: Bar?) {
    guard let bar else {
      self.init(from: from, due: due, bar: nil)
      return
    }
    let isUp = bar.direction == .up
    // What counts as near is the ledger's rule: five per cent short.
    let slack = bar.comparison == .about ? abs(bar.value.double) * 0.05 : 0
    let value = bar.value.double + (isUp ? -slack : slack)
    let comparison: Comparison =
      switch bar.comparison {
      case .above, .relativeAbove: .above
      case .atLeast, .relativeAtLeast: .atLeast
      case .atMost: .atMost
      case .below: .below
      case .equal, .relativeEqual, .unstated, .about, .between: isUp ? .atLeast : .atMost
      }
    self.init(from: from, due: due, bar: value, comparison: comparison)
  }
}
