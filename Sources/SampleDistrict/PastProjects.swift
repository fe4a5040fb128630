import Quantities

/// What was signed, begun and finished in the years before the story, stage by stage.
///
/// Stages follow the published shares: 85 of 100 contracts are registered within 60 days, 65 begin
/// within 180 days, 70 of 100 begun ones produce within 18 months. Some are later, some never.
package struct PastProjects: Sendable {
  /// Contracts, key projects and renovations, in the order of their codes.
  package let all: [Project]

  package init(seed: UInt64, years: ClosedRange<Int>) {
    var builder = PastProjectBuilder(seed: seed)
    all = years.flatMap { builder.build($0) }
  }

  /// Projects on the list of key industrial projects of a year.
  package func key(in year: Int) -> [Project] { all.filter { $0.keyYear == year } }
}

private struct PastProjectBuilder {
  private var random: SeededGenerator
  private var names = Names()
  private var year = 0
  private var number = 0

  /// Contracts and renovations by month: quarters end with a ceremony.
  private static let signings = [2, 1, 5, 4, 2, 4, 2, 2, 5, 3, 2, 3]
  private static let renovations = [1, 1, 3, 3, 3, 3, 2, 2, 3, 3, 2, 2]
  /// Share of the year's plan that is completed in each month.
  private static let pace = [4, 5, 9, 9, 10, 10, 10, 11, 11, 8, 7, 6]
  /// Contract sums in hundredths of 亿元, as in the year of the story.
  private static let contract = QuantileTable(points: [
    (0, 60), (200, 220), (400, 500), (690, 1_000), (880, 2_400), (1000, 5_400),
  ])

  init(seed: UInt64) { random = SeededGenerator(seed: seed, stream: "past projects") }

  mutating func build(_ year: Int) -> [Project] {
    self.year = year
    number = 100
    let growth = year - PublishedSeries.years.lowerBound
    let signed = (1...12).flatMap { month -> [Project] in
      let usual = Self.signings[month - 1] * (90 + growth * 5) / 100
      return (0..<max(0, usual + random.within(-1...1))).map { _ in contract(month) }
    }
    // A year goes well or badly for all of its projects.
    let mood = 1000 + random.normal() * 55 / 1000 + SeriesLevels.hardTimes(year, 2) / 2
    let key = (0..<(44 + growth * 3 + random.below(6))).map { _ in keyProject(mood) }
    let renovations = (1...12).flatMap { month -> [Project] in
      let usual = Self.renovations[month - 1] * (80 + growth * 5) / 100
      return (0..<max(0, usual + random.within(-1...1))).map { _ in renovation(month) }
    }
    return signed + key + renovations
  }

  // MARK: Contracts

  private mutating func contract(_ month: Int) -> Project {
    var project = attraction(kind: "招商", unit: "commerce", Self.contract.draw(&random))
    let signed = Day.of(year, month, 2 + random.below(25))
    project.signedOn = signed
    project.plannedStartOn = signed.adding(days: 150)
    if random.happens(perMille: 60) {
      project.isFromOutside = false
      project.origin = "本区"
      project.exclusion = "本地投资"
    }
    guard let registered = delay(850, 12...58, 50, 61...200) else { return project }
    project.registeredOn = signed.adding(days: registered)
    // 65 of 100 signed begin within 180 days: 722 in a thousand of those that were registered.
    guard
      let begun = delay(
        722, max(20, 90 - registered)...(180 - min(registered, 120)), 110, 181...420)
    else { return project }
    project.startedOn = project.registeredOn?.adding(days: begun)
    project.statisticsOn = project.startedOn?.adding(days: random.within(10...48))
    if let produced = delay(700, 240...540, 150, 541...900) {
      project.producedOn = project.startedOn?.adding(days: produced)
    }
    return project
  }

  /// Days that a step takes: usual ones, late ones, or nil when it is never taken.
  private mutating func delay(
    _ inTime: Int, _ usual: ClosedRange<Int>, _ later: Int, _ late: ClosedRange<Int>
  ) -> Int? {
    let place = random.below(1000)
    if place < inTime { return random.within(usual) }
    return place < inTime + later ? random.within(late) : nil
  }

  private mutating func attraction(kind: String, unit: String, _ investment: Int) -> Project {
    let chain = random.pick(weighted: [("专用车", 5), ("新能源", 3), ("现代食品", 4), ("", 3)])
    let product = random.pick(Self.products[chain] ?? ["智能装备"])
    let origin = random.pick(["江苏省", "浙江省", "上海市", "广东省", "北京市", "山东省", "湖北省", "郑州市"])
    let investor = names.company(product, &random)
    return Project(
      code: nextCode(), name: "\(product)项目（\(investor.dropFirst(2).prefix(2))）", kind: kind,
      unit: unit, town: random.below(Place.towns.count),
      park: random.pick(Place.parks).code, chain: chain.isEmpty ? nil : chain,
      investor: investor, origin: origin, isFromOutside: kind == "招商" ? true : nil,
      investment: investment, fixedAssets: investment * random.within(55...80) / 100)
  }

  // MARK: Key projects and renovations

  private mutating func keyProject(_ mood: Int) -> Project {
    var project = attraction(
      kind: "工业重点", unit: "development-reform", Self.contract.draw(&random) + 200)
    let plan = project.investment * random.within(36...56) / 100
    project.keyYear = year
    project.yearPlan = plan
    let speed = mood * random.within(85...118) / 100
    project.monthly = Self.pace.map { share in
      plan * share * speed * (1000 + random.normal() * 160 / 1000) / 100_000_000
    }
    project.plannedStartOn = Day.of(year, 1 + random.below(7), 5 + random.below(20))
    // What begins at once is on the list already.
    project.startedOn = project.plannedStartOn.map {
      max($0.adding(days: random.within(-6...34)), Day.of(year, 1, 3))
    }
    project.statisticsOn = project.startedOn?.adding(days: random.within(10...48))
    project.producedOn = project.startedOn?.adding(days: random.within(300...780))
    return project
  }

  private mutating func renovation(_ month: Int) -> Project {
    let kind = random.pick(["绿色化改造", "智能化改造", "企业技术改造"])
    let name = names.company(random.pick(random.pick(Industries.aboveScale).0.products), &random)
    var project = Project(
      code: nextCode(), name: "\(name.dropLast(4))\(kind)", kind: "技改", unit: "industry",
      town: random.below(Place.towns.count), investor: name, investment: random.within(12...480))
    project.isRenovation = true
    project.renovationKind = kind
    project.filingCode = "\(year % 100)01-419802-04-02-000\(number)"
    project.plannedStartOn = Day.of(year, month, 5)
    // One in twelve is filed and never begun.
    if !random.happens(perMille: 80) {
      project.startedOn = Day.of(year, month, 6 + random.below(20))
      project.producedOn = project.startedOn?.adding(days: random.within(90...360))
    }
    return project
  }

  private mutating func nextCode() -> String {
    number += 1
    return "X-\(year)-0\(number)"
  }

  private static let products = [
    "专用车": ["车桥总成", "轻量化车架", "冷藏车厢", "环卫车上装"],
    "新能源": ["储能系统", "光伏组件", "电池回收"], "现代食品": ["预制菜", "速冻面米", "功能饮品"],
  ]
}
