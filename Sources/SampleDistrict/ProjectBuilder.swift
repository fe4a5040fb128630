import Quantities

/// Fills the district with projects: signed ones, key industrial ones, renovations, works.
struct ProjectBuilder {
  private var random: SeededGenerator
  private var names = Names()
  private var number = 100

  /// What the report says of the list of key projects, in hundredths of 亿元.
  static let keyCount = 60
  static let keyInvestment = 54_020
  static let keyPlan = 25_200
  /// Contracts signed with investors from outside, by month, besides the named ones.
  private static let signedByMonth = [2, 1, 5, 4, 2, 4, 2, 2, 5, 3, 2, 2]
  /// Renovations begun, by month.
  private static let renovationsByMonth = [1, 1, 3, 3, 3, 3, 2, 2, 3, 3, 2, 2]

  init(seed: UInt64) { random = SeededGenerator(seed: seed, stream: "projects") }

  mutating func build() -> [Project] {
    var projects = NamedProjects.all
    projects += (0..<12).map { _ in signedBefore() }
    for (month, count) in zip(1...12, Self.signedByMonth) {
      projects += (0..<count).map { signed(month: month, place: $0) }
    }
    projects += key(besides: projects)
    for (month, count) in zip(1...12, Self.renovationsByMonth) {
      projects += (0..<count).map { _ in renovation(month: month) }
    }
    projects += ["澄心路北延工程", "栗原河滨路改造", "枫渡片区安置房", "麦墟污水处理厂扩容"].map { works($0) }
    return projects
  }

  // MARK: Signed with investors

  private mutating func signedBefore() -> Project {
    var project = attraction(investment: Self.contract.draw(&random))
    let signed = Day.of(2020 + random.below(2), 1 + random.below(12), 1 + random.below(28))
    project.signedOn = signed
    project.registeredOn = signed.adding(days: 20 + random.below(30))
    project.startedOn = signed.adding(days: 120 + random.below(90))
    return project
  }

  private mutating func signed(month: Int, place: Int) -> Project {
    var project = attraction(investment: min(Self.contract.draw(&random), 2_900))
    // The second project over 3 billion comes in September.
    if month == 9, place == 0 { project.investment = 3_180 }
    let signed = Day.of(2022, month, 2 + random.below(25))
    project.signedOn = signed
    project.plannedStartOn = signed.adding(days: 150)
    if !random.happens(perMille: 70) {
      project.registeredOn = signed.adding(days: 12 + random.below(46))
    }
    if let registered = project.registeredOn, random.happens(perMille: 650) {
      project.startedOn = registered.adding(days: 60 + random.below(110))
    }
    project.isCrossChecked = random.happens(perMille: 850)
    return project
  }

  private mutating func attraction(investment: Int) -> Project {
    let chain = random.pick(weighted: [("专用车", 5), ("新能源", 3), ("现代食品", 4), ("", 3)])
    let origin = random.pick(
      weighted: [
        ("江苏省", 12), ("浙江省", 12), ("上海市", 6), ("广东省", 20), ("北京市", 10), ("天津市", 4), ("河北省", 4),
        ("山东省", 8), ("湖北省", 8), ("郑州市", 16),
      ])
    let product = random.pick(Self.products[chain] ?? ["智能装备"])
    let name = names.company(product, &random)
    let park = Self.parks[chain] ?? Place.equipmentPark
    return Project(
      code: nextCode(), name: "\(product)项目（\(name.dropFirst(2).prefix(2))）", kind: "招商",
      unit: "commerce", town: random.below(Place.towns.count), park: park.code,
      chain: chain.isEmpty ? nil : chain, investor: name, origin: origin, isFromOutside: true,
      investment: investment, fixedAssets: investment * random.within(55...80) / 100)
  }

  // MARK: Key industrial projects

  /// Sizes and plans are drawn and then fitted, so that they add up to what the report says.
  private mutating func key(besides named: [Project]) -> [Project] {
    let present = named.filter { $0.keyYear == 2022 }
    let count = Self.keyCount - present.count
    let sizes = fitted(
      (0..<count).map { _ in Self.contract.draw(&random) + 200 },
      to: Self.keyInvestment - present.reduce(0) { $0 + $1.investment })
    let plans = fitted(
      sizes.map { $0 * random.within(36...56) / 100 },
      to: Self.keyPlan - present.reduce(0) { $0 + ($1.yearPlan ?? 0) })
    return zip(sizes, plans).map { size, plan in keyProject(size: size, plan: plan) }
  }

  private mutating func keyProject(size: Int, plan: Int) -> Project {
    var project = attraction(investment: size)
    project.kind = "工业重点"
    project.unit = "development-reform"
    project.isFromOutside = nil
    project.keyYear = 2022
    project.yearPlan = plan
    // Later in the year a project goes slower or faster than its plan.
    let pace = random.within(88...118)
    project.monthly = Self.pace.map { plan * $0 * pace / 10_000 }
    let start = Day.of(2022, 1 + random.below(7), 5 + random.below(20))
    project.plannedStartOn = random.happens(perMille: 450) ? Day.of(2021, 9, 10) : start
    project.startedOn = project.plannedStartOn?.adding(days: random.within(-6...34))
    project.statisticsOn = project.startedOn?.adding(days: random.within(10...48))
    project.isCrossChecked = random.happens(perMille: 900)
    return project
  }

  private func fitted(_ amounts: [Int], to total: Int) -> [Int] {
    let sum = max(amounts.reduce(0, +), 1)
    var fitted = amounts.map { $0 * total / sum }
    if let last = fitted.indices.last { fitted[last] += total - fitted.reduce(0, +) }
    return fitted
  }

  // MARK: Renovations and works

  private mutating func renovation(month: Int) -> Project {
    let kind = random.pick(["绿色化改造", "智能化改造", "企业技术改造"])
    let name = names.company(random.pick(random.pick(Industries.aboveScale).0.products), &random)
    var project = Project(
      code: nextCode(), name: "\(name.dropLast(4))\(kind)", kind: "技改", unit: "industry",
      town: random.below(Place.towns.count), investor: name,
      investment: random.within(12...480))
    project.isRenovation = true
    project.renovationKind = kind
    project.filingCode = "2201-419802-04-02-000\(number)"
    project.plannedStartOn = Day.of(2022, month, 5)
    project.startedOn = Day.of(2022, month, 6 + random.below(20))
    project.isCrossChecked = random.happens(perMille: 800)
    return project
  }

  private mutating func works(_ name: String) -> Project {
    var project = Project(
      code: nextCode(), name: name, kind: "基础设施", unit: "housing",
      town: random.below(Place.towns.count), investment: random.within(40...260))
    project.plannedStartOn = Day.of(2022, 2 + random.below(6), 10)
    project.startedOn = project.plannedStartOn?.adding(days: 12)
    return project
  }

  private mutating func nextCode() -> String {
    number += 1
    return "X-2022-0\(number)"
  }

  /// Contract sums in hundredths of 亿元: two fifths under 5, a third over 10, few over 30.
  private static let contract = QuantileTable(points: [
    (0, 110), (200, 220), (400, 500), (690, 1_000), (880, 2_400), (1000, 2_900),
  ])

  /// Share of the year's plan that is completed in each month: fast until autumn.
  private static let pace = [4, 5, 9, 9, 10, 10, 10, 11, 11, 8, 7, 6]

  private static let products = [
    "专用车": ["车桥总成", "轻量化车架", "冷藏车厢", "环卫车上装"],
    "新能源": ["储能系统", "光伏组件", "电池回收"], "现代食品": ["预制菜", "速冻面米", "功能饮品"],
  ]
  private static let parks = [
    "专用车": Place.equipmentPark, "新能源": Place.energyPark, "现代食品": Place.foodPark,
  ]
}
