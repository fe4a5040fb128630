import Commands
import Definitions
package import Facts
import Forecasts
import Quantities

/// The forecasts of closed years, made with what was known month by month, beside what came.
///
/// Targets of those years are not on file, so chances are asked of bars that a plan might have set:
/// what the year before brought and somewhat less or more.
package struct BackTest: Sendable {
  /// How one metric did.
  package struct Line: Sendable {
    package var metric: String
    package var title: String
    package var method: String
    package var cases = 0
    package var within = 0
    /// Mean error and that of last year's remaining months, in the same cases.
    package var error = 0.0
    package var naiveError = 0.0
    package var isRelative = true

    package var coverage: Double { Double(within) / Double(max(cases, 1)) }
    package var meanError: Double { error / Double(max(cases, 1)) }
    package var meanNaiveError: Double { naiveError / Double(max(cases, 1)) }
  }

  /// Chances of about the same size: what was said and how often it came true.
  package struct Bin: Sendable {
    package var stated = 0.0
    package var happened = 0
    package var cases = 0
  }

  package internal(set) var lines: [Line] = []
  /// Five bins of a fifth each.
  package internal(set) var bins = [Bin](repeating: Bin(), count: 5)
  /// Metrics that could not be tried, with the reason.
  package internal(set) var untried: [(title: String, reason: String)] = []

  package var cases: Int { lines.reduce(0) { $0 + $1.cases } }
  package var coverage: Double {
    Double(lines.reduce(0) { $0 + $1.within }) / Double(max(cases, 1))
  }

  /// Mean distance between what was said and what happened, over all chances.
  package var calibrationError: Double {
    let all = bins.reduce(0) { $0 + $1.cases }
    let gap = bins.reduce(0.0) { $0 + abs($1.stated - Double($1.happened)) }
    return gap / Double(max(all, 1))
  }
}

extension LedgerDesk {
  /// Tries the forecast of every metric in use on the three closed years before a view.
  package func backTest(asOf: AsOf) async throws -> BackTest {
    var test = BackTest()
    var views = LedgerViews(desk: self)
    let used = Set(try await commitments(knownAt: asOf.knownAt).compactMap(\.metric))
    for id in used.sorted() {
      guard let metric = library.metrics[id] else { continue }
      let year = Period(.year, containing: asOf.day)
      let source = try await source(of: metric, from: year.first, view: asOf, &views)
      if case .missing(let reason) = source {
        test.untried.append((metric.title, reason))
        continue
      }
      test.ask(metric, source, before: year)
    }
    return test
  }
}

extension BackTest {
  /// Asks for the year's end at the end of each month of the closed years.
  fileprivate mutating func ask(_ metric: Metric, _ source: ForecastSource, before now: Period) {
    var line = Line(metric: metric.id, title: metric.title, method: "")
    let cache = ForecastCache()
    for back in (1...3).reversed() {
      let year = now.advanced(by: -back)
      let plain = Goal(from: year.first, due: year.last, bar: nil)
      let last = Goal(from: year.previous.first, due: year.previous.last, bar: nil)
      // A year in which nothing was kept yet is no year to be tried on, nor to set a bar after.
      guard source.reaches(last.from), let came = source.value(plain),
        let earlier = source.value(last)
      else { continue }
      for origin in PastRecord.origins(from: year.first.adding(months: -1), due: year.last) {
        // Only what was known on that day.
        let past = source.known(on: origin)
        for (place, bar) in source.bars(around: earlier).enumerated() {
          let goal = Goal(from: year.first, due: year.last, bar: bar)
          guard let forecast = past.outlook(on: origin, goal: goal, cache: cache).forecast,
            let chance = forecast.chance
          else { break }
          add(chance, came: came >= bar)
          guard place == 0 else { continue }
          line.method = forecast.method.title
          line.isRelative = source.isRelative
          let naive = source.naive(plain, on: origin)
          line.add(forecast, came: came, naive: naive ?? earlier)
        }
      }
    }
    if line.cases > 0 {
      lines.append(line)
    } else {
      untried.append((metric.title, "往年没有够用的完整年度"))
    }
  }

  private mutating func add(_ chance: Double, came: Bool) {
    let bin = min(Int(chance * 5), 4)
    bins[bin].stated += chance
    bins[bin].happened += came ? 1 : 0
    bins[bin].cases += 1
  }
}

extension BackTest.Line {
  fileprivate mutating func add(_ forecast: Forecast, came: Double, naive: Double) {
    cases += 1
    if forecast.low - 1e-9 <= came, came <= forecast.high + 1e-9 { within += 1 }
    let scale = isRelative ? max(abs(came), 1) : 1
    error += abs(came - forecast.middle) / scale
    naiveError += abs(came - naive) / scale
  }
}

extension ForecastSource {
  /// Whether anything is known of the months after a day, or of days before it.
  fileprivate func reaches(_ day: Day) -> Bool {
    let first: Day? =
      switch self {
      case .flow(let flow): flow.items.compactMap { $0.entered[flow.countedOn] }.min()
      case .threshold(let threshold):
        threshold.entries.items.compactMap { $0.entered.first ?? nil }.min()
      case .series, .growth: day
      case .missing: nil
      }
    return first.map { $0 <= day.adding(months: 12).adding(days: -1) } ?? false
  }

  /// What a closed period brought.
  fileprivate func value(_ goal: Goal) -> Double? {
    switch self {
    case .flow(let flow):
      flow.hasArrivals ? Double(flow.counted(from: goal.from, through: goal.due)) : nil
    case .threshold(let threshold):
      Double(threshold.forecast.counted(from: goal.from, through: goal.due))
    case .series(let series, let kind, _):
      SeriesForecast.value(of: series, kind: kind, goal: goal)
    case .growth(let series): SeriesForecast.growth(of: series, goal: goal)
    case .missing: nil
    }
  }

  /// The same without the months after a day; days carry their own time.
  fileprivate func known(on day: Day) -> ForecastSource {
    let month = MonthlySeries.ordinal(of: day.adding(days: 1))
    return switch self {
    case .series(let series, let kind, let grain):
      .series(series.before(month), kind, grain: grain)
    case .growth(let series): .growth(series.before(month))
    default: self
    }
  }

  fileprivate var isRelative: Bool {
    switch self {
    case .series(_, .rate, _), .growth: false
    default: true
    }
  }

  /// Bars that a plan might set after such a year.
  fileprivate func bars(around value: Double) -> [Double] {
    isRelative
      ? [0.8, 0.95, 1.1, 1.3].map { (value * $0).rounded() }
      : [-2, -0.5, 0.5, 2].map { value + $0 }
  }

  /// What stands so far, and for the rest what the same months of the year before brought.
  fileprivate func naive(_ goal: Goal, on day: Day) -> Double? {
    let rest = (from: day.adding(days: 1).adding(years: -1), due: goal.due.adding(years: -1))
    func sum(_ from: Day, _ due: Day) -> Double? {
      from <= due ? value(Goal(from: from, due: due, bar: nil)) : 0
    }
    if case .growth = self {
      return value(
        Goal(from: goal.from.adding(years: -1), due: goal.due.adding(years: -1), bar: nil))
    }
    if case .series(_, let kind, _) = self, kind != .flow {
      return value(Goal(from: goal.from, due: goal.due.adding(years: -1), bar: nil))
    }
    guard let known = sum(goal.from, day), let open = sum(rest.from, rest.due) else { return nil }
    return known + open
  }
}
