import Quantities

/// The growth on the year before, forecast as the amount over a base that is known.
extension SeriesForecast {
  /// Makes the forecast of the growth of a series of amounts, in per cent.
  package func growth(_ series: MonthlySeries, goal: Goal) -> Outlook {
    let before = goal.yearBefore
    guard let base = Self.value(of: series, kind: .flow, goal: before), base > 0 else {
      return .insufficient("上年各月的数不全，没有可以比较的基数")
    }
    var amount = goal
    amount.bar = goal.bar.map { base * (1 + $0 / 100) }
    guard case .forecast(var forecast) = outlook(series, goal: amount) else {
      return outlook(series, goal: amount)
    }
    func growth(_ amount: Double) -> Double { 100 * (amount / base - 1) }
    (forecast.low, forecast.middle, forecast.high) = (
      growth(forecast.low), growth(forecast.middle), growth(forecast.high)
    )
    // On the way there the growth is that of the months so far, so only the end is told.
    forecast.way = forecast.way.suffix(1).map {
      Forecast.Point(
        day: $0.day, low: growth($0.low), middle: growth($0.middle), high: growth($0.high))
    }
    forecast.expectedDay = nil
    let shown = (base * 100).rounded() / 100
    forecast.grounds.append(.init("比较的基数", "上年同期合计 \(shown)，先推算本期合计再相除"))
    return .forecast(forecast)
  }

  /// The growth that a closed period had; nil when a month of it or of the year before is missing.
  package static func growth(of series: MonthlySeries, goal: Goal) -> Double? {
    guard let now = value(of: series, kind: .flow, goal: goal),
      let base = value(of: series, kind: .flow, goal: goal.yearBefore), base > 0
    else { return nil }
    return 100 * (now / base - 1)
  }
}

extension Goal {
  /// The same period of the year before, asked for nothing.
  fileprivate var yearBefore: Goal {
    Goal(from: from.adding(years: -1), due: due.adding(years: -1), bar: nil)
  }
}
