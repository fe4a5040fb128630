import Forecasts
import Quantities
import Testing

@Suite("Waiting in a stage") struct WaitingTimeTests {
  @Test func `is the share that left, where all left at once or never`() throws {
    let time = try #require(
      WaitingTime(
        completed: Array(repeating: 5, count: 80), waiting: Array(repeating: 400, count: 20)))
    #expect(abs(time.chance(within: 60) - 0.8) < 0.04)
  }

  @Test func `grows with time and shrinks with age where most leave early`() throws {
    let time = try #require(
      WaitingTime(
        completed: (0..<60).map { $0 }, waiting: (0..<40).map { 300 + 10 * $0 }))
    let chances = [0, 10, 30, 90, 365].map { time.chance(within: $0) }
    #expect(chances == chances.sorted() && chances.allSatisfy { (0...1).contains($0) })
    #expect(time.chance(within: 60, after: 200) < time.chance(within: 60, after: 0))
  }

  @Test func `needs three that left`() {
    #expect(WaitingTime(completed: [10, 20], waiting: [5, 6, 7]) == nil)
    #expect(WaitingTime(completed: [10, 20, 30], waiting: []) != nil)
  }

  @Test func `of few cases is lognormal about their middle`() throws {
    let time = try #require(WaitingTime(completed: [50, 60, 72], waiting: []))
    #expect((0.35...0.6).contains(time.chance(within: 60)))
    #expect(time.chance(within: 600) > 0.95)
  }
}

@Suite("The forecast of a flow") struct FlowForecastTests {
  @Test func `gives every project its own chance and adds them exactly`() throws {
    var random = SeededNumbers(seed: 9)
    let items = MadeFlow.projects(rate: 40, &random)
    let flow = FlowForecast(items: items, countedOn: 1, titles: ["签约", "注册"])
    let asked = day("2022-06-30")
    let forecast = try #require(flow.outlook(on: asked, goal: goal(2022, bar: 30)).forecast)
    #expect(forecast.method == .pipeline)
    #expect(forecast.way.last?.day == day("2022-12-31"))
    #expect(Int(forecast.low) >= flow.counted(from: day("2022-01-01"), through: asked))
    let middles = forecast.way.map(\.middle)
    #expect(middles == middles.sorted())
    #expect(flow.pastError(before: asked, goal: goal(2022))?.cases ?? 0 > 20)
  }

  @Test func `knows nothing of what happened after the day`() {
    var random = SeededNumbers(seed: 10)
    let items = MadeFlow.projects(rate: 40, &random)
    let asked = day("2021-06-30")
    let cut = items.map { item in
      StagedItem(entered: item.entered.map { $0.flatMap { $0 <= asked ? $0 : nil } })
    }
    let whole = FlowForecast(items: items, countedOn: 1).outlook(on: asked, goal: goal(2021))
    let past = FlowForecast(items: cut, countedOn: 1).outlook(on: asked, goal: goal(2021))
    #expect(whole.forecast != nil && whole == past)
  }

  @Test func `says what is missing when too few have passed a stage`() {
    let items = (1...5).map { StagedItem(entered: [day("2022-01-0\($0)"), nil]) }
    let flow = FlowForecast(items: items, countedOn: 1, titles: ["签约日期", "注册落地日期"])
    #expect(
      flow.outlook(on: day("2022-06-30"), goal: goal(2022, bar: 3))
        == .insufficient("到“注册落地日期”只有 0 个已完成的用时，至少要 3 个"))
  }

  @Test func `has no forecast of a handful of arrivals, nor of a period that is over`() {
    let items = (1...2).map { StagedItem(entered: [day("2022-01-0\($0)")]) }
    let flow = FlowForecast(items: items, countedOn: 0)
    #expect(flow.outlook(on: day("2022-06-30"), goal: goal(2022)).forecast == nil)
    #expect(flow.outlook(on: day("2022-12-31"), goal: goal(2022)).forecast == nil)
  }

  @Test func `asks of a milestone how likely all will be through`() throws {
    let begun = day("2022-01-10")
    var items = (0..<5).map { index in
      StagedItem(entered: [begun, begun.adding(days: 60 + 10 * index)])
    }
    items.append(StagedItem(entered: [day("2022-05-01"), nil]))
    let flow = FlowForecast(items: items, countedOn: 1, hasArrivals: false)
    let asked = goal(2022, bar: 100)
    let forecast = try #require(flow.outlook(on: day("2022-05-31"), goal: asked).forecast)
    #expect(forecast.method == .milestone && forecast.high == 100)
    #expect(try #require(forecast.chance) > 0.8)
    #expect(forecast.expectedDay.map { day("2022-06-30") <= $0 && $0 <= day("2022-08-31") } == true)
  }
}

@Suite("The forecast at a threshold") struct ThresholdForecastTests {
  /// Firms whose monthly amount wobbles about a twelfth of their year.
  private static func firms(_ random: inout SeededNumbers) -> [Contender] {
    (0..<150).map { number in
      let size = 1_200 + 1_600 * random.unit()
      let values: [Double?] = (0..<54).map { month in
        size / 12 * MadeSeries.seasons[month % 12] * (0.9 + 0.2 * random.unit())
      }
      let series = MonthlySeries(first: 2018 * 12, values: values)
      return Contender(
        name: "\(number)", months: series, enteredOn: size > 2_050 ? day("2019-11-15") : nil)
    }
  }

  @Test func `counts who is near the line by how far they came in other years`() throws {
    var random = SeededNumbers(seed: 20)
    var firms = Self.firms(&random)
    let far = MonthlySeries(first: 2022 * 12, values: Array(repeating: 60, count: 6))
    firms.append(Contender(name: "远", months: far, enteredOn: nil))
    let forecast = try #require(
      ThresholdForecast(contenders: firms, line: 2_000)
        .outlook(on: day("2022-06-30"), goal: goal(2022, bar: 1)).forecast)
    #expect(forecast.method == .threshold)
    #expect(forecast.low <= forecast.middle && forecast.middle <= forecast.high)
  }

  @Test func `stays the same sum when contenders change one by one`() throws {
    var random = SeededNumbers(seed: 64)
    var forecast = ThresholdForecast(contenders: Self.firms(&random), line: 2_000)
    let (day, asked) = (day("2022-06-30"), goal(2022, bar: 20))
    var state = ThresholdState(forecast, on: day, goal: asked)
    for turn in 0..<300 {
      let place = Int(random.unit() * 150)
      let old = forecast.contenders[place]
      guard old.enteredOn == nil else { continue }
      var values = old.months.values
      values[48 + turn % 6] = 250 * random.unit()
      let new = Contender(
        name: old.name, months: MonthlySeries(first: 2018 * 12, values: values), enteredOn: nil)
      forecast.replace(new, at: place)
      let isKept = state.replace(old, with: new, at: place)
      #expect(isKept)
      let fresh = try #require(forecast.outlook(on: day, goal: asked).forecast)
      let kept = try #require(state.outlook.forecast)
      #expect((kept.low, kept.middle, kept.high) == (fresh.low, fresh.middle, fresh.high))
      #expect(abs((kept.chance ?? 0) - (fresh.chance ?? 1)) < 1e-10, "turn \(turn)")
    }
  }

  @Test func `is made anew when a year before changes`() {
    var random = SeededNumbers(seed: 65)
    let forecast = ThresholdForecast(contenders: Self.firms(&random), line: 2_000)
    var state = ThresholdState(forecast, on: day("2022-06-30"), goal: goal(2022, bar: 20))
    let old = forecast.contenders[3]
    var values = old.months.values
    values[10] = 1
    let new = Contender(
      name: old.name, months: MonthlySeries(first: 2018 * 12, values: values), enteredOn: nil)
    let isKept = state.replace(old, with: new, at: 3)
    #expect(!isKept)
  }

  @Test func `needs years before to compare with`() {
    let series = MonthlySeries(first: 2022 * 12, values: Array(repeating: 150, count: 6))
    let firm = Contender(name: "新", months: series, enteredOn: nil)
    let outlook = ThresholdForecast(contenders: [firm], line: 2_000)
      .outlook(on: day("2022-06-30"), goal: goal(2022))
    #expect(outlook == .insufficient("往年同期只有 0 个可比对象，至少要 30 个"))
  }
}
