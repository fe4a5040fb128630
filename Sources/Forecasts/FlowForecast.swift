package import Quantities

/// Forecasts a count of things that pass through stages: what is on its way, and what will still come.
///
/// Each thing on its way has a chance of its own; their sum is a Poisson-binomial number. With a single
/// stage there is nothing on its way, and only arrivals are counted. A closed set of things, such as
/// the parks that have to be reformed, has no arrivals.
package struct FlowForecast: Hashable, Sendable {
  package var items: [StagedItem]
  /// The stage whose day has to lie within the period.
  package var countedOn: Int
  package var hasArrivals: Bool
  /// What the stages are called.
  package var titles: [String]

  package init(
    items: [StagedItem], countedOn: Int, hasArrivals: Bool = true, titles: [String] = []
  ) {
    self.items = items
    self.countedOn = countedOn
    self.hasArrivals = hasArrivals
    self.titles = titles
  }

  private var last: Int { (items.first?.entered.count ?? titles.count) - 1 }

  /// Makes the forecast from what was known on a day; without `isFull` only the range and the chance.
  package func outlook(on day: Day, goal: Goal, isFull: Bool = true) -> Outlook {
    guard day < goal.due else { return .insufficient("期限已到，读数就是结果") }
    let coming = Arrivals(
      learningFrom: items.compactMap { $0.entered.first ?? nil }, on: day)
    let seen = coming.events
    guard !hasArrivals || seen >= Outlook.least else {
      return .insufficient("到时点只有 \(seen) 个可用于推算的到达，至少要 \(Outlook.least) 个")
    }
    let pipeline: Pipeline
    do {
      pipeline = try Pipeline(
        learningFrom: items, on: day, reach: Day.days(from: day, to: goal.due) + 740)
    } catch {
      let stage = titles.indices.contains(error.stage + 1) ? titles[error.stage + 1] : "下一步"
      return .insufficient("到“\(stage)”只有 \(error.completed) 个已完成的用时，至少要 \(Outlook.least) 个")
    }
    let state = FlowState(self, pipeline, coming, day, goal)
    let count = state.count(by: goal.due)
    let unit = hasArrivals ? 1.0 : 100 / Double(max(items.count, 1))
    func value(_ number: Int) -> Double { Double(number) * unit }
    let way = isFull ? state.way(unit) : []
    return .forecast(
      Forecast(
        method: hasArrivals ? (last > 0 ? .pipeline : .arrivals) : .milestone,
        low: value(count.quantile(0.1)), middle: value(count.quantile(0.5)),
        high: value(count.quantile(0.9)), chance: goal.chance(count, per: unit),
        expectedDay: isFull ? state.expectedDay(unit) : nil,
        observations: hasArrivals ? seen : pipeline.stages.map(\.completed).min() ?? 0,
        pastError: nil, way: way, grounds: state.grounds(pipeline, coming)))
  }

  /// Returns the number that was reached between two days, all of it known.
  package func counted(from: Day, through day: Day) -> Int {
    items.count { item in
      guard let on = item.entered[countedOn], let done = item.entered[last] else { return false }
      return from <= on && on <= day && done <= day
    }
  }

  /// Compares what would have been forecast in closed years with what came: at the same time of year
  /// for the error, in every month for the coverage.
  package func pastError(before day: Day, goal: Goal) -> PastError? {
    guard hasArrivals else { return nil }
    var record = PastRecord(isRelative: true)
    for back in 1...4 {
      let (from, due) = (goal.from.adding(years: -back), goal.due.adding(years: -back))
      let came = Double(counted(from: from, through: due))
      let asked = day.adding(years: -back)
      for origin in PastRecord.origins(from: from, due: due) + [asked] {
        let goal = Goal(from: from, due: due, bar: nil)
        guard let forecast = outlook(on: origin, goal: goal, isFull: false).forecast else {
          continue
        }
        record.add(forecast, came: came, isAsked: origin == asked)
      }
    }
    return record.error
  }
}

/// The pipeline as it stands on a day, asked about later days.
struct FlowState {
  private let pipeline: Pipeline
  private let arrivals: Arrivals?
  private let done: Int
  /// Things that began and may still count.
  let waiting: [StagedItem]
  private let day: Day
  private let goal: Goal

  init(_ flow: FlowForecast, _ pipeline: Pipeline, _ coming: Arrivals, _ day: Day, _ goal: Goal) {
    self.pipeline = pipeline
    self.day = day
    self.goal = goal
    arrivals = flow.hasArrivals ? coming : nil
    done =
      flow.hasArrivals
      ? flow.counted(from: goal.from, through: day)
      : flow.items.count { $0.stage(on: day) == pipeline.stages.count }
    waiting = flow.items.filter { item in
      guard let stage = item.stage(on: day), stage < pipeline.stages.count else { return false }
      guard flow.hasArrivals, let on = item.entered[flow.countedOn], on <= day else { return true }
      return goal.from <= on
    }
  }

  func count(by due: Day) -> CountDistribution {
    let trials = waiting.map { pipeline.chance(of: $0, on: day, by: due) }
    let present = CountDistribution(trials: trials, certain: done)
    guard let arrivals else { return present }
    let new = arrivals.number(after: day, through: due) { arrived in
      pipeline.stages.isEmpty ? 1 : pipeline.chance(within: Day.days(from: arrived, to: due))
    }
    return present.adding(new)
  }

  func way(_ unit: Double) -> [Forecast.Point] {
    PastRecord.origins(from: day, due: goal.due).filter { $0 > day }.map { $0 }
      .appending(goal.due).map { end in
        let count = count(by: end)
        return Forecast.Point(
          day: end, low: Double(count.quantile(0.1)) * unit,
          middle: Double(count.quantile(0.5)) * unit, high: Double(count.quantile(0.9)) * unit)
      }
  }

  /// The first end of a month at which the middle number reaches the bar.
  func expectedDay(_ unit: Double) -> Day? {
    guard goal.bar != nil else { return nil }
    var month = Period(.month, containing: day)
    for _ in 0..<36 {
      let end = month.last
      guard end <= goal.due.adding(months: 24) else { return nil }
      if end > day, goal.isMet(by: Double(count(by: end).quantile(0.5)) * unit) { return end }
      month = month.next
    }
    return nil
  }

  func grounds(_ pipeline: Pipeline, _ coming: Arrivals) -> [Forecast.Ground] {
    var grounds = [Forecast.Ground("已计入", "\(done) 个")]
    if !pipeline.stages.isEmpty {
      let expected = waiting.reduce(0) { $0 + pipeline.chance(of: $1, on: day, by: goal.due) }
      grounds.append(
        .init("在途", "\(waiting.count) 个，逐个概率之和 \(Self.shown(expected)) 个"))
      let completed = pipeline.stages.map { "\($0.completed)" }.joined(separator: "、")
      grounds.append(.init("各步历史用时样本", "\(completed) 个"))
    }
    if arrivals != nil {
      let new = count(by: goal.due).mean - Double(done)
      grounds.append(.init("历史到达", "\(coming.events) 个，其中完整年度 \(coming.years) 个"))
      grounds.append(.init("到期前预计再计入", "\(Self.shown(new)) 个"))
    }
    return grounds
  }

  private static func shown(_ value: Double) -> String {
    String((value * 10).rounded() / 10)
  }
}

extension Array {
  fileprivate func appending(_ element: Element) -> [Element] { self + [element] }
}
