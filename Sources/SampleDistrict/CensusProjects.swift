package import Quantities

/// A project of the census; amounts are hundredths of 亿元.
package struct CensusProject: Hashable, Sendable {
  package var code: String
  package var name: String
  package var investor: String
  package var origin: String
  package var chain: String
  package var town: Int
  package var park: String?
  /// What the planning office knows.
  package var investment: Int
  /// What the office that leads the talks says of the investment.
  package var contractInvestment: Int
  package var plannedStart: Day
  /// What the office that leads the talks says of the start.
  package var contractStart: Day
  package var fixedAssets: Int
  package var signed: Day
  package var enterprise: String?
}

/// The attraction projects of a census district, some of them counted twice or told in two ways.
package struct CensusProjects: Sendable {
  package private(set) var all: [CensusProject] = []
  package private(set) var flaws: [Flaw] = []

  /// So many projects stand in the register of a district up to fifty thousand entities.
  private static let usual = 220

  package init(district: CensusDistrict) {
    let count = max(Self.usual, Self.usual * district.entities / CensusDistrict.usualSize)
    var random = SeededGenerator(seed: district.seed, part: 11, subject: 0)
    for number in 0..<min(count, 9_000) { all.append(project(number, district, &random)) }
    guard district.isFlawed else { return }
    plantConflicts(&random)
    plantDoubles(&random)
  }

  private func project(
    _ number: Int, _ district: CensusDistrict, _ random: inout SeededGenerator
  ) -> CensusProject {
    let (product, chain) = random.pick(Self.products)
    let brand =
      String(random.pick(Names.first)) + String(random.pick(Names.second))
      + String(random.pick(Names.second))
    let investment = random.pick(weighted: Self.sizes)
    let amount = random.within(investment)
    let signed = Day.of(2021, 1, 1).adding(days: random.below(363))
    return CensusProject(
      code: Self.code(number), name: "\(brand)\(product)项目",
      investor: "\(brand)\(random.pick(Self.kinds))",
      origin: random.pick(weighted: Self.origins), chain: chain,
      town: random.below(Place.towns.count),
      park: random.happens(perMille: 700) ? random.pick(Place.parks).code : nil,
      investment: amount, contractInvestment: amount, plannedStart: signed.adding(days: 120),
      contractStart: signed.adding(days: 120),
      fixedAssets: amount * 65 / 100, signed: signed)
  }

  private static func code(_ number: Int) -> String {
    "X-2021-\(String(10_001 + number).dropFirst())"
  }

  // MARK: Flaws

  /// One project in eight is told in two ways; as many differ by no more than rounding.
  private mutating func plantConflicts(_ random: inout SeededGenerator) {
    for index in all.indices {
      let right = all[index].investment
      if random.happens(perMille: 120) {
        all[index].contractInvestment = right * random.pick([70, 80, 120, 150, 200]) / 100
        flaws.append(
          Flaw(
            .conflict, "project", all[index].code, field: "planned_investment",
            other: Value.hundredths(all[index].contractInvestment).written, manner: "two-offices"))
      } else if random.happens(perMille: 120) {
        all[index].contractInvestment = right + (right > 200 ? 1 : 0)
      }
      guard random.happens(perMille: 60) else { continue }
      all[index].contractStart = all[index].plannedStart.adding(days: 30 * random.within(1...6))
      flaws.append(
        Flaw(
          .conflict, "project", all[index].code, field: "planned_start_on",
          other: all[index].contractStart.description, manner: "two-offices"))
    }
  }

  /// One project in sixteen has a second record; as many have a true second phase.
  private mutating func plantDoubles(_ random: inout SeededGenerator) {
    let singles = all
    for original in singles {
      let isDouble = random.happens(perMille: 65)
      guard isDouble || random.happens(perMille: 60) else { continue }
      var copy = original
      copy.code = Self.code(all.count)
      copy.signed = original.signed.adding(days: random.below(25))
      copy.contractInvestment = copy.investment
      copy.contractStart = copy.plannedStart
      let short = original.name.dropLast(2)
      guard isDouble else {
        copy.name = "\(short)二期项目"
        copy.investment = max(100, original.investment * random.within(30...60) / 100)
        copy.contractInvestment = copy.investment
        copy.fixedAssets = copy.investment * 65 / 100
        copy.signed = original.signed.adding(days: 200 + random.below(200))
        all.append(copy)
        continue
      }
      let manner = random.pick(["phase-one", "short-name", "investor-name", "rounded-amount"])
      switch manner {
      case "phase-one": copy.name = "\(short)（一期）"
      case "short-name": copy.name = String(short)
      case "investor-name": copy.name = "\(original.investor)\(original.name.dropFirst(3))"
      default:
        copy.name = "年产\(short)建设项目"
        copy.investment = max(100, (original.investment + 50) / 100 * 100)
        copy.contractInvestment = copy.investment
      }
      all.append(copy)
      flaws.append(
        Flaw(.doubleCount, "project", copy.code, other: original.code, manner: manner))
    }
  }

  // MARK: Tables

  var plan: SampleTable {
    table([
      ("项目名称", { .text($0.name) }), ("项目类别", { _ in .text("招商") }),
      ("所属镇街", { .text(Place.towns[$0.town].code) }), ("责任单位", { _ in .text("commerce") }),
      ("计划总投资（亿元）", { .hundredths($0.investment) }), ("计划开工日期", { .day($0.plannedStart) }),
    ])
  }

  var contracts: SampleTable {
    table([
      ("投资方", { .text($0.investor) }), ("来源地", { .text($0.origin) }),
      ("区外投资", { .boolean($0.origin != "本区") }), ("所属产业链", { .text($0.chain) }),
      ("固定资产投资计划（亿元）", { .hundredths($0.fixedAssets) }), ("签约日期", { .day($0.signed) }),
    ])
  }

  /// The list of the office that leads the talks, which states investment and start once more.
  var attraction: SampleTable {
    table([
      ("计划总投资（亿元）", { .hundredths($0.contractInvestment) }),
      ("计划开工日期", { .day($0.contractStart) }),
    ])
  }

  var parks: SampleTable { table([("所属园区", { $0.park.map { .text($0) } })]) }

  private func table(_ columns: [(String, (CensusProject) -> Value?)]) -> SampleTable {
    let rows = all.compactMap { project -> [Value?]? in
      let values = columns.map { $0.1(project) }
      return values.contains { $0 != nil } ? [.text(project.code)] + values : nil
    }
    return SampleTable(heads: ["项目编号"] + columns.map(\.0), rows: rows)
  }

  // MARK: Words

  /// Sizes of signed projects in hundredths of 亿元, as a prefecture published them.
  private static let sizes: [(ClosedRange<Int>, Int)] = [
    (100...499, 400), (500...999, 292), (1000...2999, 188), (3000...4999, 103), (5000...9000, 17),
  ]
  private static let origins = [
    ("江苏省", 12), ("浙江省", 11), ("广东省", 20), ("北京市", 18), ("湖北省", 14), ("山东省", 15),
    ("本区", 10),
  ]
  private static let kinds = ["控股集团", "实业集团", "科技股份", "产业投资"]
  private static let products = [
    ("专用车生产", "专用车"), ("车桥制造", "专用车"), ("储能电池", "新能源"), ("光伏组件", "新能源"),
    ("预制菜加工", "现代食品"), ("调味品生产", "现代食品"), ("新型墙材", "建材"), ("医药中间体", "医药"),
    ("智能仓储", "物流"), ("精密轴承", "装备制造"),
  ]
}
