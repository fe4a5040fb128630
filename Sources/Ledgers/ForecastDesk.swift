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
    let goal = Goal(from: builder.period.from, due: builder.period.due, reaching: bar)
    return try await forecast(of: metric, goal: goal, view: view, &views).outlook
  }

  /// Returns the forecast of a metric for a goal with the source that it was made from.
  func forecast(
    of metric: Metric, goal: Goal, view: AsOf, _ views: inout LedgerViews
  ) async throws -> (source: ForecastSource, outlook: Outlook) {
    let source = try await source(of: metric, from: goal.from, view: view, &views)
    guard case .threshold(let threshold) = source else {
      return (source, settled(source, of: metric, goal: goal, on: view.day, bar: goal.bar))
    }
    let entries = ForecastSource.flow(threshold.entries)
    // Of the two ways to count what will be entered the one that missed less is taken.
    let (near, arriving) = (
      (source, outlook(of: source, goal: goal, on: view.day)),
      (entries, outlook(of: entries, goal: goal, on: view.day))
    )
    guard let first = near.1.forecast else { return arriving.1.forecast == nil ? near : arriving }
    guard let second = arriving.1.forecast?.pastError else { return near }
    return first.pastError.map { $0.mean <= second.mean } ?? false ? near : arriving
  }

  /// The forecast within what a metric can be; `bar` is the one that was promised, where the goal
  /// asks for less of it.
  func settled(
    _ source: ForecastSource, of metric: Metric, goal: Goal, on day: Day, bar: Double?
  ) -> Outlook {
    outlook(of: source, goal: goal, on: day).bounded(by: metric)
      .excluding(source, of: metric, bar: bar, gained: (bar ?? 0) - (goal.bar ?? 0))
  }

  private func outlook(of source: ForecastSource, goal: Goal, on day: Day) -> Outlook {
    let outlook = source.outlook(on: day, goal: goal, cache: forecasts)
    guard case .forecast(var forecast) = outlook else { return outlook }
    forecast.pastError = forecasts.pastError(of: source, goal: goal, on: day)
    return .forecast(forecast)
  }

  /// The rhythm of a flow in earlier years; nil where too little of them is known.
  func season(
    of metric: Metric, _ builder: ReadingBuilder, _ view: AsOf, _ views: inout LedgerViews
  ) async throws -> [Int]? {
    guard metric.kind == .flow else { return nil }
    // A list that is drawn up anew every year says nothing of the months of another list.
    if case .sum = metric.measure, metric.measure.namesDay { return nil }
    let from = builder.period.from
    func weights(_ flow: FlowForecast) -> [Int]? {
      Seasonality(days: flow.items.compactMap { $0.entered[flow.countedOn] }, before: from)?.weights
    }
    switch try await source(of: metric, from: from, view: view, &views) {
    case .flow(let flow): return weights(flow)
    // The days on which things were entered tell the rhythm; who is near the line does not matter.
    case .threshold(let threshold): return weights(threshold.entries)
    case .series(let series, .flow, _): return Seasonality(series, before: from)?.weights
    case .series, .growth, .missing: return nil
    }
  }

  /// What the forecast of a metric is learned from, in a view.
  func source(
    of metric: Metric, from: Day, view: AsOf, _ views: inout LedgerViews
  ) async throws -> ForecastSource {
    guard metric.isMeasurable else {
      return .missing(metric.unavailability ?? "没有登记簿能够计量")
    }
    var earlier: [Int: [String: Snapshot]] = [:]
    if metric.readsYearEnds {
      for back in 1...ForecastReader.years {
        let end = Period(.year, containing: from.adding(years: -back)).last
        earlier[end.year] = try await views.narrow(metric, asOf: AsOf(end, knownAt: view.knownAt))
      }
    }
    return ForecastReader(
      metric: metric, snapshots: try await views.view(metric, asOf: view), earlier: earlier,
      from: from, view: view, cache: forecasts
    ).source
  }
}

extension Metric {
  /// Whether its past has to be read as it stood at the ends of earlier years, because what is known
  /// today tells only of the newest list.
  var readsYearEnds: Bool {
    if case .lists? = forecast { return true }
    if case .sum = measure { return measure.namesDay }
    return false
  }
}

extension Goal {
  init(from: Day, due: Day, reaching bar: Bar?) {
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

extension Outlook {
  /// A share stays between nothing and all.
  fileprivate func bounded(by metric: Metric) -> Outlook {
    guard metric.kind == .ratio, metric.unit == .percent, case .forecast(var forecast) = self else {
      return self
    }
    func share(_ value: Double) -> Double { min(max(value, 0), 100) }
    forecast.low = share(forecast.low)
    forecast.middle = share(forecast.middle)
    forecast.high = share(forecast.high)
    forecast.way = forecast.way.map {
      Forecast.Point(
        day: $0.day, low: share($0.low), middle: share($0.middle), high: share($0.high))
    }
    return .forecast(forecast)
  }

  /// All of a period can no longer comply once something in it did not.
  fileprivate func excluding(
    _ source: ForecastSource, of metric: Metric, bar: Double?, gained: Double
  ) -> Outlook {
    guard case .series(let series, .rate, _) = source, case .forecast(var forecast) = self,
      metric.measure.namesPeriod, let bar, bar >= 100,
      let newest = series.values.last ?? nil, newest + gained < 100 - 1e-9
    else { return self }
    forecast.chance = 0
    forecast.expectedDay = nil
    forecast.grounds.append(.init("判断", "本期已有不符合的对象，比例不可能再到 100%"))
    return .forecast(forecast)
  }
}
