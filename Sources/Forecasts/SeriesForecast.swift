package import Quantities

/// Forecasts the number of a goal from a monthly series.
///
/// The months after the last published one are forecast, however late that one was published, so gaps
/// such as January need no rule of their own.
package struct SeriesForecast: Sendable {
  package let model: SeriesModel

  package init(_ model: SeriesModel) { self.model = model }

  /// Learns from the closed years, or from everything where these are too short.
  package static func learned(
    from series: MonthlySeries, before year: Int, kind: SeriesModel.Kind, grain: Double = 0
  ) -> SeriesModel? {
    let closed = series.before(year * 12)
    return SeriesModel(
      learningFrom: closed.count >= 24 ? closed : series, kind: kind, grain: grain)
  }

  /// Makes the forecast from what had been published.
  package func outlook(_ series: MonthlySeries, goal: Goal) -> Outlook {
    let known = series.before(MonthlySeries.ordinal(of: goal.due) + 1)
    guard known.observations >= Outlook.least else {
      return .insufficient("只有 \(known.observations) 期观测，至少要 \(Outlook.least) 期")
    }
    let months = MonthlySeries.ordinal(of: goal.due) - known.end + 1
    guard months > 0 else { return .insufficient("期限内各月都已有数，读数就是结果") }
    guard let ahead = model.forecasts(after: known, count: months + 24) else {
      return .insufficient("最近一年没有可以沿用的数")
    }
    let way = SeriesWay(model: model, known: known, ahead: ahead, months: months, goal: goal)
    guard let last = way.points.last else { return .insufficient("期限内没有要预测的月份") }
    return .forecast(
      Forecast(
        method: model.method, low: last.low, middle: last.middle, high: last.high,
        chance: way.chance, expectedDay: way.crossing, observations: known.observations,
        pastError: nil, way: way.points,
        grounds: [
          .init("已有观测", "\(known.observations) 期，最近一期\(Self.title(known.end - 1))"),
          .init("待预测", "\(way.open) 个月"),
          .init("方法学自", "\(model.observations) 期"),
        ]))
  }

  /// Compares what would have been forecast in closed years with what came.
  package static func pastError(
    of series: MonthlySeries, kind: SeriesModel.Kind, goal: Goal, on day: Day,
    asGrowth: Bool = false
  ) -> PastError? {
    var record = PastRecord(isRelative: kind.isRelative && !asGrowth)
    for back in 1...3 {
      let past = Goal(
        from: goal.from.adding(years: -back), due: goal.due.adding(years: -back), bar: nil)
      let year = past.from.year
      guard series.before(year * 12).observations >= 20,
        let came = asGrowth
          ? growth(of: series, goal: past) : value(of: series, kind: kind, goal: past),
        let model = learned(from: series, before: year, kind: kind)
      else { continue }
      let asked = MonthlySeries.ordinal(of: day.adding(years: -back)) + 1
      let due = MonthlySeries.ordinal(of: past.due)
      for month in MonthlySeries.ordinal(of: past.from)...due {
        let known = series.before(month)
        let method = SeriesForecast(model)
        let outlook =
          asGrowth ? method.growth(known, goal: past) : method.outlook(known, goal: past)
        guard let forecast = outlook.forecast else { continue }
        record.add(forecast, came: came, isAsked: month == min(asked, due))
      }
    }
    return record.error
  }

  /// The value that a series had of a goal whose period has passed; nil when a month is missing.
  package static func value(
    of series: MonthlySeries, kind: SeriesModel.Kind, goal: Goal
  ) -> Double? {
    let due = MonthlySeries.ordinal(of: goal.due)
    guard kind == .flow else { return series[month: due] }
    var sum = 0.0
    for month in MonthlySeries.ordinal(of: goal.from)...due {
      guard let value = series[month: month] else { return nil }
      sum += value
    }
    return sum
  }

  private static func title(_ month: Int) -> String { "\(month / 12)年\(month % 12 + 1)月" }
}

/// The way from the last published month to the deadline, and on for two years.
struct SeriesWay {
  let points: [Forecast.Point]
  let chance: Double?
  let crossing: Day?
  /// Months of the period that are not known yet.
  let open: Int

  init(model: SeriesModel, known: MonthlySeries, ahead: [Double], months: Int, goal: Goal) {
    let from = MonthlySeries.ordinal(of: goal.from)
    let isFlow = model.kind == .flow
    // Only the months that belong to the period add up.
    let first = isFlow ? max(0, from - known.end) : 0
    let base =
      isFlow && from < known.end
      ? (from..<known.end).reduce(0.0) { $0 + (known[month: $1] ?? 0) } : 0
    // What was never negative does not take back what is done.
    let never = isFlow && known.values.allSatisfy { $0 ?? 0 >= 0 }
    var points: [Forecast.Point] = []
    var crossing: Day?
    var gathered = 0.0
    var rest = 0.0
    for index in first..<ahead.count {
      gathered = isFlow ? gathered + ahead[index] : ahead[index]
      let day = MonthlySeries.lastDay(of: known.end + index)
      if crossing == nil, goal.isMet(by: base + gathered) { crossing = day }
      guard index < months else { continue }
      rest = gathered
      let reach = model.reach(
        expected: gathered, months: index - first + 1, due: known.end + index)
      points.append(
        .init(
          day: min(day, goal.due),
          low: never ? max(base, base + gathered - reach) : base + gathered - reach,
          middle: base + gathered,
          high: base + gathered + reach))
    }
    self.points = points
    self.crossing = crossing
    open = months - first
    let open = open
    let step = model.step(of: goal)
    let due = MonthlySeries.ordinal(of: goal.due)
    chance = goal.chance { value in
      model.chance(below: value + step - base, expected: rest, months: open, due: due)
    }
  }
}
