import Definitions
import Quantities

/// Firms that stand in the register twice, and branches that only look as if they did.
package struct TwinEntities: Sendable {
  private let district: CensusDistrict

  package init(district: CensusDistrict) { self.district = district }

  /// Four in a thousand entities are there twice; as many are branches of a firm.
  private var pairs: Int { district.isFlawed ? district.entities * 4 / 1000 : 0 }

  /// The second records, each with the flaw it is; branches are no flaws.
  package var all: [(entity: Entity, flaw: Flaw?)] {
    (0..<pairs * 2).compactMap { number in
      var random = SeededGenerator(seed: district.seed, part: 9, subject: number)
      guard let original = original(&random) else { return nil }
      return number < pairs
        ? twin(of: original, number, &random) : (branch(of: original, number, &random), nil)
    }
  }

  private func original(_ random: inout SeededGenerator) -> Entity? {
    for _ in 0..<60 {
      let entity = district.entity(random.below(district.entities))
      let isSettled = !entity.isNew && entity.closed == nil && entity.movedOut == nil
      if entity.type == "公司", isSettled { return entity }
    }
    return nil
  }

  private func twin(
    of original: Entity, _ number: Int, _ random: inout SeededGenerator
  ) -> (Entity, Flaw?) {
    var twin = original
    twin.index = district.entities + number
    twin.code = EntityBuilder.code("91", district.place.region, serial: twin.index)
    let manner = random.pick(weighted: [
      ("bracket-form", 25), ("legal-form", 20), ("long-prefix", 15), ("near-code", 15),
      ("name-slip", 10), ("former-name", 15),
    ])
    let body = original.name.dropFirst(district.place.name.count)
    switch manner {
    case "bracket-form":
      twin.name = "\(body.dropLast(4))（\(district.place.name)）有限公司"
    case "legal-form": twin.name = "\(original.name.dropLast(4))有限责任公司"
    case "long-prefix": twin.name = "\(Place.city)\(district.place.name)区\(body)"
    case "near-code": twin.code = Self.near(original.code, district.place.region, &random)
    case "name-slip": twin.name = Self.slipped(original.name, &random)
    default:
      twin.name = EntityNames(place: district.place).name(
        of: twin, serial: twin.index, product: String(body.dropFirst(3).dropLast(4)),
        town: Place.towns[twin.town], &random)
    }
    // Some clerks type the address and the capital anew.
    if manner != "former-name", random.happens(perMille: 200) { twin.address += "院内" }
    // What is known of the business stands in the first record.
    twin.revenue = []
    twin.staff = nil
    twin.tax = nil
    twin.aboveScaleOn = nil
    twin.isAboveScale = false
    twin.park = nil
    let flaw = Flaw(
      .duplicate, "enterprise", twin.code, other: original.code, manner: manner)
    return (twin, flaw)
  }

  private func branch(
    of original: Entity, _ number: Int, _ random: inout SeededGenerator
  ) -> Entity {
    var branch = original
    branch.index = district.entities + number
    branch.code = EntityBuilder.code("91", district.place.region, serial: branch.index)
    branch.type = "分支机构"
    branch.town = random.below(Place.towns.count)
    let town = Place.towns[branch.town].name
    branch.name = "\(original.name)\(town.dropLast(2))分公司"
    branch.address = "\(district.place.name)区\(town)\(random.within(1...480))号"
    branch.founded = original.founded.adding(days: 200)
    branch.capital = 0
    branch.revenue = []
    branch.staff = nil
    branch.tax = nil
    branch.aboveScaleOn = nil
    branch.isAboveScale = false
    branch.park = nil
    return branch
  }

  /// A code of which one digit was typed wrong and whose check digits the computer made anew.
  private static func near(
    _ code: String, _ region: String, _ random: inout SeededGenerator
  ) -> String {
    var body = Array(code.dropFirst(8).prefix(8))
    let place = 3 + random.below(5)
    body[place] =
      body[place] == "9" ? "0" : Character(String((body[place].wholeNumberValue ?? 0) + 1))
    // A letter that no serial uses keeps the code from being another firm's.
    body[1] = "C"
    return CreditCode.code(kind: "91", region: region, body: String(body)) ?? code
  }

  /// A name in which one syllable was heard wrong.
  private static func slipped(_ name: String, _ random: inout SeededGenerator) -> String {
    var letters = Array(name)
    let place = 3
    letters[place] = random.pick(Names.second.filter { $0 != letters[place] })
    return String(letters)
  }
}
