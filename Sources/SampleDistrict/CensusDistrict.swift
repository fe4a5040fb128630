package import Quantities

/// One fictional district at its full breadth: any number of market entities with five years of
/// facts, each made by itself from the seed and its number.
///
/// Where `SampleDistrict` tells the story of a year, the census has the composition, the sizes and
/// the errors of real registers. A province is a row of such districts.
package struct CensusDistrict: Sendable {
  package let seed: UInt64
  /// Place of the district in its province, from 0.
  package let number: Int
  /// Market entities in the register, without the duplicates that were planted.
  package let entities: Int
  package let place: CensusPlace
  let plan: CensusPlan
  /// Whether the registers have the errors of real ones.
  package let isFlawed: Bool

  /// Entities of a district when a province is cut into districts.
  package static let usualSize = 50_000
  package static let firstYear = 2017
  /// The year whose changes are told month by month.
  package static let year = 2022
  package static let newYear = Day.of(2022, 1, 1)

  package init(entities: Int, seed: UInt64 = 2022, number: Int = 0, isFlawed: Bool = true) {
    self.seed = seed &+ UInt64(number) &* 0xa24b_aed4_963e_e407
    self.number = number
    self.entities = entities
    self.isFlawed = isFlawed
    place = CensusPlace(number: number)
    plan = CensusPlan(count: entities, seed: self.seed)
  }

  /// Cuts so many entities into districts of the usual size, as equal as can be.
  package static func province(
    entities: Int, seed: UInt64, isFlawed: Bool = true
  ) -> [CensusDistrict] {
    let count = max(1, (entities + usualSize - 1) / usualSize)
    return (0..<count).map { number in
      let size = entities * (number + 1) / count - entities * number / count
      return CensusDistrict(entities: size, seed: seed, number: number, isFlawed: isFlawed)
    }
  }

  package var title: String { "\(Place.city)\(place.name)区" }
  /// The names of the places around, which say nothing about which firm it is.
  package var places: [String] { [Place.city, "\(place.name)区"] }

  /// Makes an entity; the same number gives the same entity, whoever asks and in whatever order.
  package func entity(_ index: Int) -> Entity {
    EntityBuilder(district: self).entity(index)
  }
}

/// Where a district of the census lies; none of the codes or names is anybody's.
package struct CensusPlace: Hashable, Sendable {
  /// Six digits that GB/T 2260 gives to nobody.
  package let region: String
  /// Name without 区, which stands before the names of its firms.
  package let name: String

  init(number: Int) {
    guard number > 0 else {
      region = Place.region
      name = String(Place.district.dropLast())
      return
    }
    // Prefectures 96 and 97 and counties from 11 on: no place has them.
    let slot = number - 1
    region = "41\(96 + slot / 89 % 4)\(11 + slot % 89)"
    let first = Names.first[slot % Names.first.count]
    let second = Names.second[(slot / Names.first.count + slot) % Names.second.count]
    name = String(first) + String(second)
  }
}
