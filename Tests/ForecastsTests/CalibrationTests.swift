import Forecasts
import Foundation
import Quantities
import Testing

/// Years that the methods have never seen, made by processes whose truth is known.
@Suite("On years held back") struct CalibrationTests {
  @Test func `ranges of yearly sums hold four times in five, and chances come true`() throws {
    var random = SeededNumbers(seed: 2022)
    var record = Reliability()
    for _ in 0..<60 {
      let series = MadeSeries.amounts(years: 6, noise: 0.06, random: &random)
      let came = try #require(SeriesForecast.value(of: series, kind: .flow, goal: goal(2022)))
      let before = try #require(SeriesForecast.value(of: series, kind: .flow, goal: goal(2021)))
      let model = try #require(SeriesForecast.learned(from: series, before: 2022, kind: .flow))
      for month in [2, 5, 8] {
        // A bar that does not know the truth: last year's sum and what a plan adds to it.
        let bar = before * (1 + 0.15 * random.unit())
        let asked = goal(2022, bar: bar)
        let known = series.before(2022 * 12 + month)
        let forecast = try #require(SeriesForecast(model).outlook(known, goal: asked).forecast)
        record.add(low: forecast.low, high: forecast.high, came: came)
        record.add(chance: try #require(forecast.chance), happened: came >= bar)
      }
    }
    #expect((0.75...0.88).contains(record.coverage), "\(record.table)")
    #expect(record.gap < 0.12, "\(record.table)")
  }

  @Test func `ranges of rates hold four times in five`() throws {
    var random = SeededNumbers(seed: 7)
    var record = Reliability()
    for _ in 0..<60 {
      let series = MadeSeries.rates(years: 6, random: &random)
      let came = try #require(SeriesForecast.value(of: series, kind: .rate, goal: goal(2022)))
      let model = try #require(SeriesForecast.learned(from: series, before: 2022, kind: .rate))
      for month in [2, 5, 8] {
        let bar = (6 + 3 * random.normal()).rounded()
        let known = series.before(2022 * 12 + month)
        let forecast = try #require(
          SeriesForecast(model).outlook(known, goal: goal(2022, bar: bar)).forecast)
        record.add(low: forecast.low, high: forecast.high, came: came)
        record.add(chance: try #require(forecast.chance), happened: came >= bar)
      }
    }
    #expect((0.75...0.88).contains(record.coverage), "\(record.table)")
    #expect(record.gap < 0.12, "\(record.table)")
  }

  @Test func `ranges of arrivals hold four times in five, and chances come true`() throws {
    var random = SeededNumbers(seed: 35)
    var record = Reliability()
    for _ in 0..<80 {
      let rate = 5 + 60 * random.unit()
      let items = MadeFlow.arrivals(rate: rate, &random).map { StagedItem(entered: [$0]) }
      let flow = FlowForecast(items: items, countedOn: 0)
      let came = Double(flow.counted(from: day("2022-01-01"), through: day("2022-12-31")))
      for asked in ["2022-03-31", "2022-06-30", "2022-09-30"] {
        let bar = (rate * (0.7 + 0.6 * random.unit())).rounded()
        let outlook = flow.outlook(on: day(asked), goal: goal(2022, bar: bar), isFull: false)
        let forecast = try #require(outlook.forecast)
        record.add(low: forecast.low, high: forecast.high, came: came)
        record.add(chance: try #require(forecast.chance), happened: came >= bar)
      }
    }
    // Whole numbers cannot hold exactly 80 %: a range of them holds a little more.
    #expect((0.75...0.88).contains(record.coverage), "\(record.table)")
    #expect(record.gap < 0.08, "\(record.table)")
  }

  @Test func `ranges of a pipeline hold four times in five, and chances come true`() throws {
    var random = SeededNumbers(seed: 100)
    var record = Reliability()
    for _ in 0..<40 {
      let rate = 30 + 60 * random.unit()
      let flow = FlowForecast(items: MadeFlow.projects(rate: rate, &random), countedOn: 1)
      let came = Double(flow.counted(from: day("2022-01-01"), through: day("2022-12-31")))
      for asked in ["2022-03-31", "2022-06-30", "2022-09-30"] {
        let bar = (rate * 0.85 * (0.75 + 0.5 * random.unit())).rounded()
        let outlook = flow.outlook(on: day(asked), goal: goal(2022, bar: bar), isFull: false)
        let forecast = try #require(outlook.forecast)
        #expect(forecast.method == .pipeline)
        record.add(low: forecast.low, high: forecast.high, came: came)
        record.add(chance: try #require(forecast.chance), happened: came >= bar)
      }
    }
    #expect((0.75...0.88).contains(record.coverage), "\(record.table)")
  }
}

/// Projects that are signed, registered and begun at known rates.
enum MadeFlow {
  /// Five years of days, more of them at the ends of quarters.
  static func arrivals(rate: Double, _ random: inout SeededNumbers) -> [Day] {
    var days: [Day] = []
    for year in 2018...2022 {
      let pace = rate * exp(0.1 * random.normal())
      for month in 1...12 {
        let share = month % 3 == 0 ? 1.6 / 12 : 0.7 / 12
        for _ in 0..<random.poisson(pace * share) {
          let number = 1 + Int(random.unit() * 28)
          if let day = Day(year: year, month: month, day: number) { days.append(day) }
        }
      }
    }
    return days
  }

  /// 85 % register after 60 days or so, 65 % of those begin after about 180.
  static func projects(rate: Double, _ random: inout SeededNumbers) -> [StagedItem] {
    arrivals(rate: rate, &random).map { signed in
      guard random.unit() < 0.85 else { return StagedItem(entered: [signed, nil]) }
      let days = Int(60 * exp(0.6 * random.normal()))
      return StagedItem(entered: [signed, signed.adding(days: days)])
    }
  }
}
