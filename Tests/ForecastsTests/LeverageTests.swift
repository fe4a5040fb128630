import Forecasts
import Quantities
import Testing

@Suite("What one thing means for a goal") struct LeverageTests {
  @Test(arguments: [1, 2, 7, 40, 300])
  func `is what the sum says without it and with it`(trials count: Int) throws {
    var random = SeededNumbers(seed: UInt64(count))
    let trials = (0..<count).map { _ in random.unit() }
    let whole = CountDistribution(trials: trials)
    for index in trials.indices where index < 40 {
      var others = trials
      let own = others.remove(at: index)
      let expected = CountDistribution(trials: others)
      let rest = whole.removing(trial: own)
      for number in 0...(count - 1) {
        #expect(abs(rest.chance(of: number) - expected.chance(of: number)) < 1e-10)
      }
    }
  }

  @Test(arguments: [0.0, 0.2, 0.5, 0.9, 1.0])
  func `takes out a trial of any chance, beside arrivals too`(own: Double) {
    let rest = CountDistribution(trials: [0.1, 0.6, 0.99], certain: 4)
      .adding(CountDistribution(arrivalsWithMean: 3, shape: 5))
    let found = rest.adding(CountDistribution(trials: [own])).removing(trial: own)
    #expect(found.least == rest.least && found.chances.count == rest.chances.count)
    for (one, other) in zip(found.chances, rest.chances) { #expect(abs(one - other) < 1e-12) }
  }

  @Test func `of every project adds up to the forecast itself`() throws {
    var random = SeededNumbers(seed: 9)
    let items = MadeFlow.projects(rate: 40, &random).enumerated().map { index, item in
      StagedItem(name: "P\(index)", entered: item.entered)
    }
    let flow = FlowForecast(items: items, countedOn: 1, titles: ["签约", "注册"])
    let (asked, goal) = (day("2022-06-30"), goal(2022, bar: 36))
    let now = try #require(flow.outlook(on: asked, goal: goal).forecast?.chance)
    let leverages = try #require(flow.leverages(on: asked, goal: goal))
    #expect(leverages.named.count > 3)
    for (_, one) in leverages.named {
      // As things stand every single view gives the same chance.
      #expect(abs(one.now - now) < 1e-9)
      #expect(one.without <= one.now && one.now <= one.with)
      // Registration is the last step, so the next step makes it certain.
      #expect(one.advanced == 1 && one.after == one.with)
    }
    // What is already registered, or was never signed, has no chance of its own to raise.
    #expect(leverages["P-unknown"] == nil)
  }

  @Test func `of a place on a list comes on top of what usually comes`() throws {
    var random = SeededNumbers(seed: 4)
    let items = MadeFlow.projects(rate: 30, &random).map { StagedItem(entered: [$0.entered[0]]) }
    let flow = FlowForecast(items: items, countedOn: 0)
    let (asked, goal) = (day("2022-06-30"), goal(2022, bar: 32))
    let arrival = try #require(flow.leverages(on: asked, goal: goal)?["anyone"])
    #expect(arrival.own == nil)
    #expect(arrival.now == flow.outlook(on: asked, goal: goal).forecast?.chance)
    var fewer = goal
    fewer.bar = 31
    #expect(
      abs(arrival.after - (flow.outlook(on: asked, goal: fewer).forecast?.chance ?? 0)) < 1e-12)
  }

  @Test func `is not stated without a bar or after the deadline`() {
    var random = SeededNumbers(seed: 4)
    let flow = FlowForecast(items: MadeFlow.projects(rate: 30, &random), countedOn: 1)
    #expect(flow.leverages(on: day("2022-06-30"), goal: goal(2022)) == nil)
    #expect(flow.leverages(on: day("2022-12-31"), goal: goal(2022, bar: 3)) == nil)
  }
}
