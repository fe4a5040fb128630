/// Names entities of the census; a company's name follows from its serial number and is its own.
struct EntityNames {
  let place: CensusPlace

  func name(
    of entity: Entity, serial: Int, product: String, town: Place.Town,
    _ random: inout SeededGenerator
  ) -> String {
    guard ["个体工商户", "农民专业合作社"].contains(entity.type) else {
      return "\(place.name)\(brand(serial))\(product)有限公司"
    }
    // Several shops may have the same name over the door.
    let brand = String(random.pick(Names.first)) + String(random.pick(Names.second))
    return "\(place.name)区\(town.name)\(brand)\(product)"
  }

  /// Three syllables, and a further one for every ten thousand companies or so.
  private func brand(_ serial: Int) -> String {
    let base = Names.first.count
    let cycle = base * base * base
    // Neighbours in number are no neighbours in name.
    var rest = (serial % cycle * 3_571 + 1_013) % cycle
    var text = String(Names.first[rest % base])
    rest /= base
    text.append(Names.second[rest % base])
    rest /= base
    text.append(Names.second[rest % base])
    var turn = serial / cycle
    while turn > 0 {
      text.append(Names.first[turn % base])
      turn /= base
    }
    return text
  }
}
