import Definitions
import Facts
import Feel
import Forecasts
import Frames
import Quantities

/// What a forecast is learned from, taken out of the registers as they are known in a view.
///
/// Days and amounts become plain arrays here; the numerics know nothing of registers. Forecasts are
/// estimates, so amounts become binary floating point at this border and nowhere before it.
enum ForecastSource: Hashable, Sendable {
  case flow(FlowForecast)
  /// Those near a line, and the entries of earlier years as arrivals.
  case threshold(ThresholdView)
  case series(MonthlySeries, SeriesModel.Kind, grain: Double)
  /// Amounts of months, of which the growth on the year before is asked.
  case growth(MonthlySeries)
  /// Nothing to learn from, with the reason in words.
  case missing(String)
}

/// Takes the past of a metric out of snapshots.
struct ForecastReader {
  let metric: Metric
  let snapshots: [String: Snapshot]
  /// Snapshots of the ends of earlier years, for filters that name the year.
  let earlier: [Int: [String: Snapshot]]
  let from: Day
  let view: AsOf
  let cache: ForecastCache

  var day: Day { view.day }

  /// Years of the past that are looked at.
  static let years = 6

  var source: ForecastSource {
    switch metric.forecast {
    case .stages(let filter, let days)?: return stages(filter, days)
    case .threshold(let filter, let amount, let line)?: return threshold(filter, amount, line)
    case .lists?: return lists()
    case .balance(let opened, let closed)?: return balance(opened, closed)
    case nil: break
    }
    return switch metric.measure {
    case .count(let register, let filter, let on?): events(register, filter, on)
    case .count(_, _, nil), .share: states()
    case .sum(let register, let filter, let field): amounts(register, filter, field)
    case .series(let source): published(values(of: source), source)
    case .difference(let own, let reference): difference(own, reference)
    case .growth(let source, let isCumulative): growth(of: source, isCumulative)
    case .milestone(let register, let filter, let on): steps(register, filter, [on])
    case .unavailable(let register, let reason): .missing("缺少\(register)：\(reason)")
    }
  }

  // MARK: Days

  private func events(_ register: String, _ filter: Rule?, _ on: String) -> ForecastSource {
    guard let snapshot = snapshots[register] else { return .missing("没有登记簿“\(register)”") }
    return .flow(
      FlowForecast(
        items: items(snapshot, filter, [on]), countedOn: 0,
        titles: titles([on], snapshot.register)))
  }

  /// The days of every year's lists as they stood at its end; those of this year as they stand.
  private func lists() -> ForecastSource {
    guard case .count(let register, let filter, let on?) = metric.measure,
      let snapshot = snapshots[register]
    else { return .missing("名单没有公布日期") }
    var items: [StagedItem] = []
    for year in (from.year - Self.years)...day.year {
      guard let then = year < from.year ? earlier[year]?[register] : snapshot else { continue }
      let end = min(day, Period(.year, containing: from.adding(years: year - from.year)).last)
      items += self.items(then, filter, [on], on: end)
        .filter { $0.entered.first.flatMap(\.self)?.year == year }
    }
    return .flow(
      FlowForecast(items: items, countedOn: 0, titles: titles([on], snapshot.register)))
  }

  private func stages(_ filter: Rule?, _ days: [String]) -> ForecastSource {
    guard let register = metric.measure.registers.first, let snapshot = snapshots[register] else {
      return .missing("没有可以推算的登记簿")
    }
    if case .milestone = metric.measure { return steps(register, filter, days) }
    guard case .count(_, _, let on?) = metric.measure, let counted = days.firstIndex(of: on) else {
      return .missing("预测的步骤里没有计数用的日期")
    }
    return .flow(
      FlowForecast(
        items: items(snapshot, filter, days), countedOn: counted,
        titles: titles(days, snapshot.register)))
  }

  /// A closed set of subjects, all of which have to go through the same steps.
  private func steps(_ register: String, _ filter: Rule?, _ days: [String]) -> ForecastSource {
    guard let snapshot = snapshots[register] else { return .missing("没有登记簿“\(register)”") }
    guard days.count > 1 else {
      return .missing("“\(snapshot.register.title)”里没有分步骤的日期，不能推算用时")
    }
    let flow = FlowForecast(
      items: items(snapshot, filter, days), countedOn: days.count - 1, hasArrivals: false,
      titles: titles(days, snapshot.register))
    return .flow(flow)
  }

  private func items(
    _ snapshot: Snapshot, _ filter: Rule?, _ days: [String], on end: Day? = nil
  ) -> [StagedItem] {
    let truth = truth(filter, snapshot, on: end ?? day)
    let columns = days.map { DayColumn(snapshot.frame.columns[$0]) }
    let isClosed = metric.kind == .milestone
    return (0..<snapshot.count).compactMap { row in
      guard truth[row] == true else { return nil }
      let entered = columns.map { $0[row] }
      return isClosed || entered.contains { $0 != nil }
        ? StagedItem(name: snapshot.codes[row], entered: entered) : nil
    }
  }

  private func titles(_ days: [String], _ register: Register) -> [String] {
    days.map { register.field($0)?.label ?? $0 }
  }

  private func truth(_ filter: Rule?, _ snapshot: Snapshot, on day: Day) -> Truth {
    Evaluator(
      snapshots: [:], from: Period(.year, containing: day).first, day: day
    ).truth(of: filter, over: snapshot)
  }

  // MARK: Amounts

  private func amounts(_ register: String, _ filter: Rule?, _ key: String) -> ForecastSource {
    guard let snapshot = snapshots[register], let field = snapshot.register.field(key) else {
      return .missing("没有登记簿“\(register)”")
    }
    var sums: [Period: Double] = [:]
    let namesYear = filter?.names.contains("as_of") ?? false
    for year in (from.year - Self.years)...day.year {
      // A list that is drawn up for every year is taken as it was at the end of that year.
      guard let then = namesYear && year < from.year ? earlier[year]?[register] : snapshot else {
        continue
      }
      let end = min(day, Period(.year, containing: from.adding(years: year - from.year)).last)
      let belongs = truth(filter, then, on: end)
      let rows = (0..<then.count).filter { belongs[$0] == true }
      for (period, column) in snapshot.series[key] ?? [:]
      where period.length == .month && period.year == year && period.last <= day {
        let amounts = rows.compactMap { row in
          snapshot.frame.row(of: then.frame.subjects[row]).flatMap { column.double(row: $0) }
        }
        if !amounts.isEmpty { sums[period] = amounts.reduce(0, +) }
      }
    }
    guard !sums.isEmpty else { return .missing("“\(field.label)”还没有按月的数") }
    let factor = factor(from: field.unit, to: metric.unit)
    return .series(
      MonthlySeries(sums.mapValues { $0 * factor }).sharingJointMonths, .flow, grain: 0)
  }

  private func threshold(
    _ filter: Rule?, _ key: String, _ line: Parameter
  ) -> ForecastSource {
    guard case .count(let register, _, let on?) = metric.measure,
      let snapshot = snapshots[register], let field = snapshot.register.field(key)
    else { return .missing("预测的对象没有入库日期") }
    guard case .number(let number)? = line.value(on: day)?.value else {
      return .missing("参数“\(line.label)”在这一天没有规定的值")
    }
    let unit = MeasureUnit.named(line.unit ?? "")
    let plan = ThresholdBook.Plan(
      metric: metric.id, on: on, amount: key,
      line: number.double * factor(from: unit, to: field.unit),
      first: (from.year - Self.years) * 12, from: from.year * 12, day: day,
      knownAt: view.knownAt)
    guard
      let contenders = ContenderView(
        snapshot, belongs: truth(filter, snapshot, on: day), plan: plan)
    else { return events(register, nil, on) }
    return .threshold(ThresholdView(book: cache.book(of: contenders), view: contenders))
  }

  private func factor(from: MeasureUnit?, to: MeasureUnit?) -> Double {
    guard let from, let to, from != to,
      let one = try? Quantity(1, from).converted(to: to)
    else { return 1 }
    return one.amount.double
  }

  // MARK: Series

  private func values(of source: SeriesSource) -> [Period: Double] {
    guard let snapshot = snapshots[source.register] else { return [:] }
    let row =
      snapshot.row(code: source.subject)
      ?? (0..<snapshot.count).first { snapshot.name(row: $0) == source.subject }
    guard let row else { return [:] }
    return (snapshot.series[source.field] ?? [:]).compactMapValues { $0.double(row: row) }
      .filter { $0.key.last <= day }
  }

  private func published(_ values: [Period: Double], _ source: SeriesSource) -> ForecastSource {
    let monthly = values.filter { $0.key.length == .month }
    let label = snapshots[source.register]?.register.field(source.field)?.label ?? source.field
    guard !monthly.isEmpty else {
      return .missing(
        values.isEmpty ? "“\(label)”还没有发布" : "“\(label)”按年发布，年内没有月度数可以推算")
    }
    return .series(MonthlySeries(monthly), .rate, grain: 0)
  }

  private func difference(_ own: SeriesSource, _ reference: SeriesSource) -> ForecastSource {
    let other = values(of: reference)
    let both = values(of: own).compactMap { period, value in
      other[period].map { (period, value - $0) }
    }
    return published(Dictionary(both, uniquingKeysWith: { first, _ in first }), own)
  }

  /// The amounts of months whose growth is asked; what is known of the year up to each month is taken
  /// apart.
  private func growth(of source: SeriesSource, _ isCumulative: Bool) -> ForecastSource {
    let published = Evaluator(snapshots: snapshots, from: from, day: day).amounts(of: source)
      .mapValues(\.double)
    guard !published.isEmpty else { return .missing("还没有按月的数可以推算") }
    let series = MonthlySeries(published)
    return .growth((isCumulative ? series.ofSingleMonths : series).sharingJointMonths)
  }

  /// The stock at the ends of months: what is there now, less those who came since, and those who
  /// left since.
  private func balance(_ opened: String, _ closed: String) -> ForecastSource {
    guard case .count(let register, let filter, nil) = metric.measure,
      let snapshot = snapshots[register]
    else { return .missing("存量没有可以推算的登记簿") }
    let belongs = truth(filter, snapshot, on: day)
    let now = (0..<snapshot.count).count { belongs[$0] == true }
    let (came, left) = (
      DayColumn(snapshot.frame.columns[opened]), DayColumn(snapshot.frame.columns[closed])
    )
    var change: [Int: Double] = [:]
    for row in 0..<snapshot.count {
      if let on = came[row], on <= day { change[MonthlySeries.ordinal(of: on), default: 0] += 1 }
      if let on = left[row], on <= day { change[MonthlySeries.ordinal(of: on), default: 0] -= 1 }
    }
    let end = MonthlySeries.ordinal(of: day.adding(days: 1))
    let first = max(change.keys.min() ?? end, (from.year - Self.years) * 12)
    guard first < end else { return .missing("没有设立和注销的日期，往月的存量不能推算") }
    // A month that is not over belongs to the next.
    var stock = Double(now) - (change[end] ?? 0)
    var values: [Double?] = []
    for month in (first..<end).reversed() {
      values.append(stock)
      stock -= change[month] ?? 0
    }
    return .series(MonthlySeries(first: first, values: values.reversed()), .stock, grain: 1)
  }

  /// How things stood at the ends of months, where today's facts tell it: by days that they carry.
  private func states() -> ForecastSource {
    guard metric.measure.namesDay else { return .missing("往月的存量要按当时的登记重算，暂无月末序列") }
    var values: [Period: Double] = [:]
    var month = Period(.month, containing: day)
    if month.last > day { month = month.previous }
    for _ in 0..<(12 * Self.years) {
      let end = month.last
      let measurement = Evaluator(
        snapshots: snapshots, from: Period(.year, containing: end).first, day: end
      ).measure(metric)
      guard let value = measurement.value, measurement.count > 0 else { break }
      values[month] = value.double
      month = month.previous
    }
    guard !values.isEmpty else { return .missing("往月都没有计入的对象") }
    let isCount = metric.kind == .stock
    return .series(MonthlySeries(values), isCount ? .stock : .rate, grain: isCount ? 1 : 0)
  }
}

extension Measure {
  /// Whether its rules name the day they are asked about, so that they can be asked about the past.
  var namesDay: Bool { names("as_of") }

  /// Whether it looks only at what happened within the period.
  var namesPeriod: Bool { names("period_from") }

  private func names(_ key: String) -> Bool {
    let rules: [Rule?] =
      switch self {
      case .count(_, let filter, _), .sum(_, let filter, _), .milestone(_, let filter, _): [filter]
      case .share(_, let numerator, let denominator): [numerator, denominator]
      case .series, .difference, .growth, .unavailable: []
      }
    return rules.contains { $0?.names.contains(key) ?? false }
  }
}
