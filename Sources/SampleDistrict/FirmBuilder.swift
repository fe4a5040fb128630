import Quantities

/// Fills the district with market entities: the named ones, the firms above scale, the tail.
struct FirmBuilder {
  private var random: SeededGenerator
  private var tail: SeededGenerator
  private var names = Names()
  private var serial = 100

  /// Fewest entities that hold the firms above scale and a tail around them.
  static let leastEntities = 1_000
  /// Of a thousand entities, how many are founded and how many struck off in the year.
  static let foundedPerMille = 160
  static let closedPerMille = 95

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed, stream: "firms above scale")
    tail = SeededGenerator(seed: seed, stream: "other entities")
    names.reserve(NamedFirms.all.map(\.name))
  }

  mutating func build(_ entities: Int) -> [Firm] {
    var firms = NamedFirms.all
    firms += aboveScale(besides: firms)
    firms += (0..<FirmEvents.entriesAboveScale.count).map { climber($0) }
    firms += (0..<8).map { _ in nearLine() }
    let founded = entities * Self.foundedPerMille / 1000
    let closed = entities * Self.closedPerMille / 1000 - 1
    let older = entities - firms.count - founded
    firms += (0..<older).map { closing($0, of: older, closed: closed) }
    firms += (0..<founded).map { new($0, of: founded) }
    return FirmEvents(random: random).applied(to: firms)
  }

  /// Entities that were struck off before the story began, with some firms among them that had
  /// come near the line and never crossed it. They are drawn after the district itself.
  mutating func closedBefore(_ entities: Int, in years: ClosedRange<Int>) -> [Firm] {
    serial = max(serial, Self.firstPastSerial)
    return years.flatMap { year -> [Firm] in
      // Fewer were struck off when there were fewer.
      let rate = Self.closedPerMille * (76 - 4 * (2021 - year)) / 100
      let ordinary = (0..<entities * rate / 1000).map { _ in struckOff(in: year) }
      let candidates = (0..<Self.triedPerYear).map { _ -> Firm in
        var firm = industrial(
          tail.pick(Industries.aboveScale).0, revenue: tail.within(120_000...196_000))
        firm.closed = Day.of(year, 6 + tail.below(7), 1 + tail.below(28))
        firm.founded = Day.of(year - 4 - tail.below(6), 1 + tail.below(12), 1 + tail.below(28))
        return firm
      }
      return ordinary + candidates
    }
  }

  /// Serial from which those are numbered that the story does not know.
  private static let firstPastSerial = 600_000
  /// Firms of each year that came near the line and were struck off.
  private static let triedPerYear = 6

  private mutating func struckOff(in year: Int) -> Firm {
    let closed = Day.of(year, tail.pick(weighted: Self.months), 1 + tail.below(28))
    var firm = entity(founded: closed.adding(days: -Self.age.draw(&tail) - 30))
    firm.closed = closed
    return firm
  }

  // MARK: Firms above scale and near it

  private mutating func aboveScale(besides named: [Firm]) -> [Firm] {
    Industries.aboveScale.flatMap { industry, count in
      let present = named.count { $0.industry == industry.code && $0.aboveScaleOn != nil }
      return (0..<(count - present)).map { _ in factory(industry) }
    }
  }

  private mutating func factory(_ industry: Industry) -> Firm {
    var firm = industrial(industry, revenue: Self.aboveScaleRevenue.draw(&random) * 100)
    let year = 2012 + random.below(10)
    firm.founded = Day.of(year - 1 - random.below(6), 1 + random.below(12), 1 + random.below(28))
    firm.aboveScaleOn = Day.of(year, 1 + random.below(12), 15)
    return firm
  }

  private mutating func climber(_ index: Int) -> Firm {
    industrial(random.pick(Industries.aboveScale).0, revenue: random.within(205_000...390_000))
  }

  private mutating func nearLine() -> Firm {
    industrial(random.pick(Industries.aboveScale).0, revenue: random.within(161_000...198_000))
  }

  private mutating func industrial(_ industry: Industry, revenue: Int) -> Firm {
    let town = drawTown(&random)
    var firm = Firm(
      code: nextCode("91"), name: names.company(random.pick(industry.products), &random),
      type: "公司", section: industry.section, industry: industry.code, town: town,
      founded: Day.of(2008 + random.below(12), 1 + random.below(12), 1 + random.below(28)),
      capital: random.pick([50, 100, 200, 300, 500, 800, 1000, 2000, 5000]) * 100)
    firm.revenue = revenue
    firm.growth = random.within(-60...190)
    firm.tax = revenue * random.within(8...55) / 1000
    firm.staff = max(6, revenue / random.within(6_000...14_000))
    firm.isGeneralTaxpayer = true
    firm.contact = names.person(&random)
    firm.isCrossChecked = random.happens(perMille: 820)
    place(&firm)
    return firm
  }

  /// Gives a factory its park, chain and cluster by what it makes.
  private mutating func place(_ firm: inout Firm) {
    switch firm.industry.prefix(2) {
    case "36": assign(&firm, Place.equipmentPark, "专用车")
    case "38", "44": assign(&firm, Place.energyPark, "新能源")
    case "13", "14", "15": assign(&firm, Place.foodPark, "食品")
    case "33", "34", "35":
      firm.cluster = "装备制造"
      if random.happens(perMille: 600) { firm.park = Place.equipmentPark.code }
    default: break
    }
  }

  private mutating func assign(_ firm: inout Firm, _ park: Place.Park, _ cluster: String) {
    firm.chain = cluster == "食品" ? "现代食品" : cluster
    firm.cluster = cluster
    if random.happens(perMille: 750) { firm.park = park.code }
  }

  // MARK: The tail

  private mutating func closing(_ index: Int, of count: Int, closed: Int) -> Firm {
    var firm = entity(founded: Day.of(2021, 12, 31).adding(days: -Self.age.draw(&tail)))
    // Every so many entities one is struck off, so that exactly the wanted number is.
    let before = index * closed / count
    if (index + 1) * closed / count > before {
      let month = tail.pick(weighted: Self.months)
      firm.closed = Day.of(2022, month, 1 + tail.below(28))
    }
    return firm
  }

  private mutating func new(_ index: Int, of count: Int) -> Firm {
    let month = tail.pick(weighted: Self.months)
    var firm = entity(founded: Day.of(2022, month, 1 + tail.below(28)))
    firm.revenue = nil
    firm.tax = nil
    firm.staff = nil
    return firm
  }

  private mutating func entity(founded: Day) -> Firm {
    switch tail.below(1000) {
    case ..<680: household(founded: founded)
    case ..<980: company(founded: founded)
    default: cooperative(founded: founded)
    }
  }

  private mutating func household(founded: Day) -> Firm {
    let industry = tail.pick(weighted: Industries.households)
    let town = drawTown(&tail)
    let name = names.shop(tail.pick(industry.products), in: Place.towns[town], &tail)
    return Firm(
      code: nextCode("92"), name: name, type: "个体工商户", section: industry.section,
      industry: industry.code, town: town, founded: founded,
      capital: tail.within(1...20) * 100)
  }

  private mutating func company(founded: Day) -> Firm {
    let industry = tail.pick(weighted: Industries.companies)
    var firm = Firm(
      code: nextCode("91"), name: names.company(tail.pick(industry.products), &tail), type: "公司",
      section: industry.section, industry: industry.code, town: drawTown(&tail), founded: founded,
      capital: tail.pick([10, 30, 50, 100, 200, 500, 1000]) * 100)
    if tail.happens(perMille: 47) {
      firm.type = tail.happens(perMille: 600) ? "个人独资企业" : "合伙企业"
    }
    let revenue = Self.smallRevenue.draw(&tail)
    firm.revenue = revenue
    firm.tax = revenue * tail.within(5...40) / 1000
    firm.staff = max(1, revenue / tail.within(4_000...12_000))
    firm.isGeneralTaxpayer = revenue > 50_000
    return firm
  }

  private mutating func cooperative(founded: Day) -> Firm {
    let industry = Industries.cooperatives
    let town = drawTown(&tail)
    let name = names.shop(tail.pick(industry.products), in: Place.towns[town], &tail)
    return Firm(
      code: nextCode("93"), name: name, type: "农民专业合作社", section: industry.section,
      industry: industry.code, town: town, founded: founded, capital: tail.within(10...300) * 100)
  }

  private mutating func nextCode(_ kind: String) -> String {
    serial += 1
    return Firms.code(kind, serial)
  }

  private func drawTown(_ random: inout SeededGenerator) -> Int {
    random.pick(weighted: Place.towns.indices.map { ($0, Place.towns[$0].weight) })
  }

  // MARK: Distributions

  /// Revenue above scale in 万元: 2,000 × U^(−1/1.12), cut off at the largest firms.
  private static let aboveScaleRevenue = QuantileTable(points: [
    (0, 2_000), (100, 2_197), (200, 2_441), (300, 2_750), (400, 3_156), (500, 3_714), (600, 4_533),
    (700, 5_860), (800, 8_417), (900, 15_627), (950, 29_015), (980, 65_700), (1000, 122_000),
  ])

  /// Revenue of other companies in hundredths of 万元: lognormal, median 60 万元, σ 1.5.
  private static let smallRevenue = QuantileTable(points: [
    (0, 100), (10, 180), (100, 880), (250, 2_180), (500, 6_000), (750, 16_500), (900, 41_000),
    (950, 70_700), (980, 130_700), (1000, 158_000),
  ])

  /// Age in days at the beginning of the year.
  private static let age = QuantileTable(points: [
    (0, 10), (250, 500), (500, 1_300), (750, 2_600), (900, 4_300), (1000, 7_000),
  ])

  private static let months = [
    (1, 6), (2, 5), (3, 9), (4, 9), (5, 8), (6, 8), (7, 8), (8, 8), (9, 9), (10, 8), (11, 10),
    (12, 12),
  ]
}
