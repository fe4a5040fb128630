import Foundation

/// One way to continue a series, fitted once and then only run on.
enum SeriesMethod: Hashable, Sendable {
  case lastValue, average, seasonalNaive
  case smoothing(ExponentialSmoothing, isSeasonal: Bool)
  /// Seasons and trend multiply: the additive model on logarithms.
  case logarithmic(ExponentialSmoothing)

  var title: Forecast.Method {
    switch self {
    case .lastValue: .lastValue
    case .average: .average
    case .seasonalNaive: .seasonalNaive
    case .smoothing(_, isSeasonal: false): .smoothing
    case .smoothing(_, isSeasonal: true): .seasonalSmoothing
    case .logarithmic: .multiplicativeSmoothing
    }
  }

  /// Fits every method that a series is long enough for.
  static func fitted(to series: MonthlySeries) -> [SeriesMethod] {
    var methods: [SeriesMethod] = [.lastValue, .average]
    if series.count >= 12 { methods.append(.seasonalNaive) }
    guard series.observations >= 20, series.count >= 24 else { return methods }
    if let model = ExponentialSmoothing(fitting: series, isSeasonal: false) {
      methods.append(.smoothing(model, isSeasonal: false))
    }
    if let model = ExponentialSmoothing(fitting: series, isSeasonal: true) {
      methods.append(.smoothing(model, isSeasonal: true))
    }
    if let logs = series.logarithms,
      let model = ExponentialSmoothing(fitting: logs, isSeasonal: true)
    {
      methods.append(.logarithmic(model))
    }
    return methods
  }

  /// Returns what it expects of the months after the series; nil when it cannot say.
  func forecasts(after series: MonthlySeries, count: Int) -> [Double]? {
    switch self {
    case .lastValue:
      guard let last = series.values.last(where: { $0 != nil }) ?? nil else { return nil }
      return Array(repeating: last, count: count)
    case .average:
      let recent = series.values.suffix(12).compactMap(\.self)
      guard !recent.isEmpty else { return nil }
      return Array(repeating: recent.reduce(0, +) / Double(recent.count), count: count)
    case .seasonalNaive: return Self.sameMonths(series, count)
    case .smoothing(let model, _):
      return model.forecasts(from: model.state(after: series), month: series.end, count: count)
    case .logarithmic(let model):
      guard let logs = series.logarithms else { return nil }
      return model.forecasts(from: model.state(after: logs), month: series.end, count: count)
        .map(exp)
    }
  }

  private static func sameMonths(_ series: MonthlySeries, _ count: Int) -> [Double]? {
    let last = series.values.last { $0 != nil } ?? nil
    let values: [Double?] = (0..<count).map { ahead in
      var month = series.end + ahead - 12
      while month >= series.first {
        if let value = series[month: month] { return value }
        month -= 12
      }
      return last
    }
    let known = values.compactMap { $0 }
    return known.count == count ? known : nil
  }
}

extension MonthlySeries {
  /// The logarithms of the values; nil when one is not positive.
  var logarithms: MonthlySeries? {
    guard values.allSatisfy({ $0 ?? 1 > 0 }) else { return nil }
    return MonthlySeries(first: first, values: values.map { $0.map(log) })
  }
}
