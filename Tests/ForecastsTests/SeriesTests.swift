import Foundation
import Quantities
import Testing

@testable import Forecasts

/// A district's month by month amounts with seasons, a slow trend and noise.
enum MadeSeries {
  static let seasons = [0.85, 0.8, 1.05, 0.95, 1.0, 1.1, 0.95, 0.97, 1.05, 1.0, 1.02, 1.26]

  static func amounts(
    years: Int, noise: Double, growth: Double = 0.06, random: inout SeededNumbers
  ) -> MonthlySeries {
    var level = 10 * (1 + random.unit())
    var values: [Double?] = []
    for month in 0..<(years * 12) {
      level *= exp(growth / 12 + 0.3 * noise * random.normal())
      values.append(level * seasons[month % 12] * exp(noise * random.normal()))
    }
    return MonthlySeries(first: 2017 * 12, values: values)
  }

  /// Rates of growth since the beginning of the year, with no January.
  static func rates(years: Int, random: inout SeededNumbers) -> MonthlySeries {
    var level = 6.0
    let values: [Double?] = (0..<(years * 12)).map { month in
      level += 0.5 * random.normal()
      return month % 12 == 0 ? nil : level + 0.4 * random.normal()
    }
    return MonthlySeries(first: 2017 * 12, values: values)
  }
}

func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }

func goal(_ year: Int, bar: Double? = nil, _ comparison: Goal.Comparison = .atLeast) -> Goal {
  Goal(from: day("\(year)-01-01"), due: day("\(year)-12-31"), bar: bar, comparison: comparison)
}

@Suite("Exponential smoothing") struct ExponentialSmoothingTests {
  @Test func `finds the seasons of a series without noise`() throws {
    let values: [Double?] = (0..<48).map { 100 + 2 * Double($0 % 12) }
    let series = MonthlySeries(first: 2018 * 12, values: values)
    let model = try #require(ExponentialSmoothing(fitting: series, isSeasonal: true))
    let ahead = model.forecasts(from: model.state(after: series), month: series.end, count: 12)
    for (month, value) in ahead.enumerated() {
      #expect(abs(value - (100 + 2 * Double(month))) < 0.01, "month \(month)")
    }
  }

  @Test func `follows a level without seasons and lets a trend fade`() throws {
    let series = MonthlySeries(first: 2018 * 12, values: (0..<36).map { 50 + Double($0) })
    let model = try #require(ExponentialSmoothing(fitting: series, isSeasonal: false))
    let ahead = model.forecasts(from: model.state(after: series), month: series.end, count: 60)
    #expect(abs(ahead[0] - 86) < 0.6)
    let steps = zip(ahead.dropFirst(), ahead).map(-)
    #expect(zip(steps.dropFirst(), steps).allSatisfy { $0 <= $1 + 1e-9 })
  }

  @Test func `passes over months that were not published`() throws {
    var random = SeededNumbers(seed: 1)
    let series = MadeSeries.rates(years: 4, random: &random)
    let model = try #require(ExponentialSmoothing(fitting: series, isSeasonal: false))
    #expect(model.squaredError(of: series).isFinite)
  }

  @Test func `refuses what is too short`() {
    let series = MonthlySeries(first: 0, values: Array(repeating: 1, count: 23))
    #expect(ExponentialSmoothing(fitting: series, isSeasonal: true) == nil)
  }
}

@Suite("The forecast of a series") struct SeriesForecastTests {
  @Test func `adds what is known to what is expected of the months that are open`() throws {
    let values: [Double?] = (0..<54).map { 10 * MadeSeries.seasons[$0 % 12] }
    let series = MonthlySeries(first: 2018 * 12, values: values)
    let model = try #require(SeriesForecast.learned(from: series, before: 2022, kind: .flow))
    let outlook = SeriesForecast(model).outlook(series, goal: goal(2022, bar: 119))
    let forecast = try #require(outlook.forecast)
    #expect(abs(forecast.middle - 120) < 0.5)
    #expect(forecast.way.count == 6)
    #expect(try #require(forecast.chance) > 0.9)
    #expect(forecast.expectedDay == day("2022-12-31"))
  }

  @Test func `takes the last value of a rate and knows that January is not published`() throws {
    var random = SeededNumbers(seed: 7)
    let series = MadeSeries.rates(years: 6, random: &random).before(2022 * 12 + 1)
    #expect(series[month: 2022 * 12] == nil)
    let model = try #require(SeriesForecast.learned(from: series, before: 2022, kind: .rate))
    let forecast = try #require(
      SeriesForecast(model).outlook(series, goal: goal(2022, bar: 0, .above)).forecast)
    #expect(forecast.low < forecast.middle && forecast.middle < forecast.high)
    #expect(forecast.way.last?.day == day("2022-12-31"))
  }

  @Test func `says that two observations are too few`() {
    let series = MonthlySeries(first: 2022 * 12, values: [nil, 3, 4])
    #expect(SeriesForecast.learned(from: series, before: 2022, kind: .rate) == nil)
  }

  @Test func `shares out what January and February published together`() {
    let series = MonthlySeries(first: 2022 * 12, values: [nil, 18, 10]).sharingJointMonths
    #expect(series.values == [9, 9, 10])
  }

  @Test func `is surer the nearer the deadline is`() throws {
    var random = SeededNumbers(seed: 3)
    let series = MadeSeries.amounts(years: 6, noise: 0.05, random: &random)
    let model = try #require(SeriesForecast.learned(from: series, before: 2022, kind: .flow))
    let widths = [3, 6, 9].compactMap { month in
      SeriesForecast(model).outlook(series.before(2022 * 12 + month), goal: goal(2022)).forecast
        .map { $0.high - $0.low }
    }
    #expect(widths.count == 3 && widths == widths.sorted(by: >), "\(widths)")
  }
}

@Suite("The forecast of a growth") struct GrowthForecastTests {
  @Test func `is that of the amount over the known base`() throws {
    var random = SeededNumbers(seed: 3)
    let series = MadeSeries.amounts(years: 6, noise: 0.05, random: &random)
    let model = try #require(SeriesForecast.learned(from: series, before: 2022, kind: .flow))
    let known = series.before(2022 * 12 + 6)
    let base = try #require(SeriesForecast.value(of: series, kind: .flow, goal: goal(2021)))
    let asked = goal(2022, bar: 7)
    let growth = try #require(SeriesForecast(model).growth(known, goal: asked).forecast)
    let amount = try #require(
      SeriesForecast(model).outlook(known, goal: goal(2022, bar: base * 1.07)).forecast)
    #expect(growth.chance == amount.chance)
    #expect(abs(growth.middle - 100 * (amount.middle / base - 1)) < 1e-9)
    #expect(growth.low < growth.middle && growth.middle < growth.high)
  }

  @Test func `takes the year so far apart into months`() {
    let series = MonthlySeries(
      first: 2021 * 12, values: [nil, 30, 50, 65] + Array(repeating: nil, count: 8) + [12, 20])
    let months = series.ofSingleMonths.sharingJointMonths
    #expect(months.values.prefix(4) == [15, 15, 20, 15])
    #expect(months.values.suffix(2) == [12, 8])
  }
}

@Suite("The errors of a back-test") struct HorizonErrorTests {
  @Test func `reach as far as four in five did, whatever their shape`() {
    // Nine small misses and one wild one, every month of ten years.
    let misses = (0..<120).map { month in
      HorizonErrors.Miss(error: month % 10 == 9 ? 50 : Double(month % 10 + 1), month: month)
    }
    let errors = HorizonErrors(errors: [misses], grows: false)
    let (scale, freedom) = errors.spread(1, due: 5)
    let reach = scale * StudentDistribution(freedom: freedom).quantile(0.9)
    #expect((7.5...10).contains(reach), "\(reach)")
  }

  @Test func `are taken as normal where there are too few`() {
    let misses = [1.0, -1].enumerated().map { HorizonErrors.Miss(error: $1, month: $0) }
    let (scale, freedom) = HorizonErrors(errors: [misses], grows: false).spread(1, due: 0)
    #expect(scale > 1 && freedom == 2)
  }
}
