import Quantities

/// Gives a company its revenue, staff, tax, land, energy and research, in that order.
struct EntityEconomy {
  let stratum: Stratum

  func fill(_ entity: inout Entity, _ random: inout SeededGenerator) {
    let lines = SizeLines.lines(section: entity.section, industry: entity.industry)
    let output = random.lognormal(median: Self.output(entity.section), spread: 600)
    let (revenue, staff) =
      stratum.isAboveScale
      ? aboveScale(output, &random) : sized(lines, output, &random)
    entity.size = lines.size(staff: staff, revenue: revenue)
    entity.revenue = history(revenue, founded: entity.founded, &random)
    guard entity.lastRevenue != nil else { return }
    entity.staff = staff
    entity.tax = revenue * random.lognormal(median: 2_200, spread: 700) / 100_000
    entity.isGeneralTaxpayer = revenue > 50_000
    let contact = String(random.pick(Names.surnames)) + String(random.pick(Names.given))
    entity.contact = contact
    if stratum.isAboveScale { fillFactory(&entity, revenue, &random) }
  }

  private func fillFactory(
    _ entity: inout Entity, _ revenue: Int, _ random: inout SeededGenerator
  ) {
    let year = max(2012, entity.founded.year + 1)
    entity.aboveScaleOn = Day.of(
      year + random.below(max(1, 2022 - year)), 1 + random.below(12), 15)
    let division = Int(entity.industry.prefix(2)) ?? 0
    // Tons of standard coal for ten thousand yuan, in hundredths: light trades little, materials much.
    let intensity = [13, 14, 15, 17, 18].contains(division) ? 6 : division == 30 ? 45 : 14
    entity.energy = revenue * random.lognormal(median: intensity * 1000, spread: 500) / 100_000
    if random.happens(perMille: 500) {
      entity.researchCost = revenue * random.lognormal(median: 1_800, spread: 600) / 100_000
    }
    entity.land = 500 + random.lognormal(median: 2_700, spread: 1_300)
    if random.happens(perMille: 600) { entity.park = random.pick(Place.parks).code }
  }

  // MARK: Size

  /// Revenue of industrial firms above scale: 2,000 万元 × U^(−1/1.12), cut off at 60 亿元.
  private func aboveScale(
    _ output: Int, _ random: inout SeededGenerator
  ) -> (revenue: Int, staff: Int) {
    let revenue = min(random.pareto(least: 200_000, exponent: 1_120), 60_000_000)
    return (revenue, max(6, revenue / max(output, 1)))
  }

  /// Revenue and staff of a firm whose size the plan has fixed, within the lines of that size.
  private func sized(
    _ lines: SizeLines, _ output: Int, _ random: inout SeededGenerator
  ) -> (revenue: Int, staff: Int) {
    let output = max(output, 1)
    let size = stratum.size.rawValue
    guard size > 0 else { return micro(lines, output, &random) }
    let leastStaff = lines.staff.isEmpty ? 3 : lines.staff[size - 1]
    let mostStaff = lines.staff.count > size ? lines.staff[size] - 1 : leastStaff * 8
    guard !lines.revenue.isEmpty else {
      let staff = min(random.pareto(least: leastStaff, exponent: 1_200), mostStaff)
      return (staff * output, staff)
    }
    let leastRevenue = lines.revenue[size - 1]
    let mostRevenue = lines.revenue.count > size ? lines.revenue[size] - 1 : leastRevenue * 8
    let wanted = max(leastRevenue, lines.staff.isEmpty ? 0 : leastStaff * output)
    let revenue = min(
      random.pareto(least: min(wanted, mostRevenue), exponent: 1_100), industrialLimit(mostRevenue))
    let staff = max(1, revenue / output)
    return (revenue, lines.staff.isEmpty ? staff : min(max(staff, leastStaff), mostStaff))
  }

  /// Industrial firms that are not above scale stay under its line.
  private func industrialLimit(_ revenue: Int) -> Int {
    ["B", "C", "D"].contains(stratum.industry.section) ? min(revenue, 199_900) : revenue
  }

  /// Revenue of micro firms: lognormal, median 60 万元, σ 1.5; one line of the sector stays unreached.
  private func micro(
    _ lines: SizeLines, _ output: Int, _ random: inout SeededGenerator
  ) -> (revenue: Int, staff: Int) {
    var revenue = industrialLimit(max(20, random.lognormal(median: 6_000, spread: 1_500)))
    var staff = max(1, revenue / output)
    if lines.size(staff: staff, revenue: revenue) > .micro {
      if let least = lines.staff.first {
        staff = least - 1
        revenue = min(revenue, staff * output)
      } else if let least = lines.revenue.first {
        revenue = least / 4 + random.below(least * 3 / 4)
        staff = max(1, revenue / output)
      }
    }
    return (max(20, revenue), staff)
  }

  // MARK: Years

  /// Revenue from 2017 to 2022: growth of each year is Laplace, mean 6 %, scale 12 %.
  private func history(
    _ revenue: Int, founded: Day, _ random: inout SeededGenerator
  ) -> [Int?] {
    var years: [Int?] = Array(repeating: nil, count: 6)
    guard founded < CensusDistrict.newYear else { return years }
    years[4] = revenue
    var value = revenue
    for place in stride(from: 3, through: 0, by: -1) {
      value = value * 1000 / (1000 + Self.growth(&random))
      if founded.year < CensusDistrict.firstYear + place { years[place] = max(10, value) }
    }
    years[5] = revenue * (1000 + Self.growth(&random)) / 1000
    return years
  }

  private static func growth(_ random: inout SeededGenerator) -> Int {
    min(max(random.laplace(centre: 60, scale: 120), -600), 900)
  }

  /// Revenue a head in hundredths of 万元: median 90 万元 in industry, other trades around it.
  private static func output(_ section: String) -> Int {
    switch section {
    case "B", "C", "D": 9_000
    case "F": 11_000
    case "K", "J": 12_000
    case "E", "G", "I", "M": 6_000
    default: 3_500
    }
  }
}
