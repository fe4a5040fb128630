import Definitions
import Quantities

/// Makes one entity of the census from nothing but the district and its number.
struct EntityBuilder {
  let district: CensusDistrict

  func entity(_ index: Int) -> Entity {
    let place = district.plan.place(of: index)
    let stratum = district.plan.stratum(at: place)
    var random = SeededGenerator(seed: district.seed, part: 1, subject: index)
    let town = random.pick(weighted: Self.towns)
    var entity = Entity(
      index: index, code: code(stratum.form, index), name: "", type: Self.type(stratum, &random),
      section: stratum.industry.section, industry: stratum.industry.code, town: town,
      address: address(town, &random), founded: founded(stratum, &random), capital: 0,
      size: stratum.size, isAboveScale: stratum.isAboveScale)
    entity.name = EntityNames(place: district.place).name(
      of: entity, serial: index, product: random.pick(stratum.industry.products),
      town: Place.towns[town], &random)
    entity.capital = Self.capital(stratum, &random)
    close(&entity, &random)
    if stratum.form == .company { EntityEconomy(stratum: stratum).fill(&entity, &random) }
    return entity
  }

  // MARK: Registration

  private func code(_ form: Stratum.Form, _ serial: Int) -> String {
    let kind =
      switch form {
      case .household: "92"
      case .cooperative: "93"
      case .company: "91"
      }
    return EntityBuilder.code(kind, district.place.region, serial: serial)
  }

  /// Returns a credit code that passes GB 32100; no two serials below a million share one.
  static func code(_ kind: String, _ region: String, serial: Int) -> String {
    let scattered = String(1_000_000 + serial * 7_919 % 1_000_000).dropFirst()
    return CreditCode.code(kind: kind, region: region, body: "MB\(scattered)") ?? ""
  }

  private static func type(_ stratum: Stratum, _ random: inout SeededGenerator) -> String {
    switch stratum.form {
    case .household: return "个体工商户"
    case .cooperative: return "农民专业合作社"
    case .company:
      guard stratum.size == .micro, random.happens(perMille: 47) else { return "公司" }
      return random.happens(perMille: 600) ? "个人独资企业" : "合伙企业"
    }
  }

  private func address(_ town: Int, _ random: inout SeededGenerator) -> String {
    let road = String(random.pick(Names.first)) + String(random.pick(Names.second))
    let number = 1 + random.below(480)
    return "\(district.place.name)区\(Place.towns[town].name)\(road)路\(number)号"
  }

  private func founded(_ stratum: Stratum, _ random: inout SeededGenerator) -> Day {
    // Of fifty thousand, nine thousand are founded in the year.
    if !stratum.isAboveScale, random.happens(perMille: 163) {
      let month = random.pick(weighted: Self.months)
      return Day.of(2022, month, 1 + random.below(28))
    }
    let mean = stratum.form == .household ? 5 * 365 : 7 * 365
    let least = stratum.isAboveScale ? 700 : 3
    let age = min(least + random.waiting(mean: mean), 30 * 365)
    return Day.of(2021, 12, 31).adding(days: -age)
  }

  private static func capital(_ stratum: Stratum, _ random: inout SeededGenerator) -> Int {
    switch stratum.form {
    case .household: random.within(1...20) * 100
    case .cooperative: random.within(10...300) * 100
    case .company:
      switch stratum.size {
      case .micro: random.pick([10, 30, 50, 100, 200, 500]) * 100
      case .small: random.pick([100, 200, 300, 500, 1000, 2000]) * 100
      case .medium, .large: random.pick([1000, 2000, 3000, 5000, 10_000]) * 100
      }
    }
  }

  /// Strikes off by the yearly rates of exit: 3 % above scale, 6 % of other firms, 14 % of
  /// households; two in a thousand move away.
  private func close(_ entity: inout Entity, _ random: inout SeededGenerator) {
    guard !entity.isNew else { return }
    let rate = entity.isAboveScale ? 30 : entity.isHousehold ? 140 : 60
    let day = Day.of(2022, random.pick(weighted: Self.months), 1 + random.below(28))
    if random.happens(perMille: rate) {
      entity.closed = day
    } else if random.happens(perMille: 2) {
      entity.movedOut = day
    }
  }

  private static let towns = Place.towns.indices.map { ($0, Place.towns[$0].weight) }
  private static let months = [
    (1, 6), (2, 5), (3, 9), (4, 9), (5, 8), (6, 8), (7, 8), (8, 8), (9, 9), (10, 8), (11, 10),
    (12, 12),
  ]
}
