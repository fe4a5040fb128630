import Quantities

/// What happens to firms in the year: entries above scale, titles, listings, cloud services.
struct FirmEvents {
  var random: SeededGenerator

  /// Months in which firms are approved as above scale, one for each firm.
  static let entriesAboveScale = [
    2, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 8, 8, 9, 9, 10, 10, 11, 11, 11, 12, 12, 12, 12,
  ]
  /// Firms that start to use cloud services, by month.
  private static let cloudByMonth = [6, 6, 12, 10, 10, 11, 8, 9, 12, 10, 12, 13]
  /// Yearly numbers of technology-based small firms, by batch.
  private static let technologyBatches = [
    (4, 22, 10), (6, 24, 12), (8, 26, 10), (10, 21, 9), (11, 18, 5),
  ]

  func applied(to firms: [Firm]) -> [Firm] {
    var next = self
    return next.run(firms)
  }

  private mutating func run(_ firms: [Firm]) -> [Firm] {
    var firms = firms
    let named = Set(NamedFirms.all.map(\.code))
    let core = firms.indices.filter {
      firms[$0].aboveScaleOn != nil && !named.contains(firms[$0].code)
    }
    // The climbers stand right behind the firms above scale.
    let first = (core.last ?? 0) + 1
    enterAboveScale(&firms, first: first)
    giveTitles(&firms, to: core.shuffled(using: &random))
    research(&firms, in: core)
    list(&firms, from: core.shuffled(using: &random))
    adoptCloud(&firms, in: core.shuffled(using: &random))
    return firms
  }

  private mutating func enterAboveScale(_ firms: inout [Firm], first: Int) {
    for (offset, month) in Self.entriesAboveScale.enumerated() {
      firms[first + offset].aboveScaleOn = Day.of(2022, month, 8 + random.below(18))
      // Of two firms the office has the notice but not yet the published list.
      firms[first + offset].isCrossChecked = offset != 5 && offset != 17
    }
  }

  /// Firms of high technology, numbers of small ones, special and refined ones, smart plants.
  private mutating func giveTitles(_ firms: inout [Firm], to order: [Int]) {
    for (place, index) in order.prefix(21).enumerated() {
      firms[index].highTechOn = Day.of(2018 + place % 4, 10 + place % 3, 3 + place)
    }
    for (place, index) in order.dropFirst(21).prefix(6).enumerated() {
      firms[index].highTechOn = Day.of(2022, place < 3 ? 11 : 12, 5 + place * 4)
    }
    for index in order.dropFirst(12).prefix(42) {
      firms[index].technologyNumbers = [Day.of(2021, 5 + index % 6, 20)]
    }
    var next = 21
    for (month, day, count) in Self.technologyBatches {
      for index in order.dropFirst(next).prefix(count) {
        firms[index].technologyNumbers.append(Day.of(2022, month, day))
      }
      next += count
    }
    for index in order.prefix(9) { firms[index].specialisedOn = Day.of(2021, 7, 9) }
    for index in order.dropFirst(9).prefix(3) { firms[index].specialisedOn = Day.of(2022, 7, 6) }
    for index in order.dropFirst(30).prefix(1) {
      firms[index].smartFactoryOn = Day.of(2022, 10, 12)
    }
    for index in order.dropFirst(31).prefix(1) {
      firms[index].smartWorkshopOn = Day.of(2022, 10, 12)
    }
  }

  /// Of 229 firms above scale that stayed, 107 or so report research in the year before.
  private mutating func research(_ firms: inout [Firm], in core: [Int]) {
    for index in core {
      let isActive = firms[index].highTechOn != nil || random.happens(perMille: 450)
      firms[index].isActiveInResearch = isActive
      firms[index].hasResearchInstitution = isActive && random.happens(perMille: 450)
      guard isActive || random.happens(perMille: 120), let revenue = firms[index].revenue else {
        continue
      }
      firms[index].researchCost = revenue * random.within(6...48) / 1000
    }
  }

  private mutating func list(_ firms: inout [Firm], from order: [Int]) {
    for (place, index) in order.prefix(2).enumerated() {
      firms[index].jointStockOn = Day.of(2015 + place, 6, 20)
      firms[index].neeqOn = Day.of(2016 + place, 8, 11)
    }
    for index in order.dropFirst(2).prefix(1) {
      firms[index].jointStockOn = Day.of(2021, 4, 27)
      firms[index].neeqOn = Day.of(2022, 11, 9)
    }
    for index in order.dropFirst(3).prefix(3) { firms[index].jointStockOn = Day.of(2021, 9, 14) }
    for (place, index) in order.dropFirst(6).prefix(14).enumerated() {
      firms[index].exchangeOn = Day.of(2017 + place % 5, 2 + place % 9, 16)
    }
    for (index, day) in zip(
      order.dropFirst(20), [Day.of(2022, 3, 24), Day.of(2022, 8, 18), Day.of(2022, 9, 27)])
    {
      firms[index].exchangeOn = day
    }
  }

  private mutating func adoptCloud(_ firms: inout [Firm], in order: [Int]) {
    for index in order.prefix(70) {
      firms[index].cloudOn = Day.of(2020 + index % 2, 1 + index % 12, 11)
      firms[index].cloudProof = "付费合同"
    }
    var next = 70
    for (month, count) in zip(1...12, Self.cloudByMonth) {
      for index in order.dropFirst(next).prefix(count) {
        firms[index].cloudOn = Day.of(2022, month, 3 + random.below(24))
        firms[index].cloudProof = random.pick(
          weighted: [("付费合同", 55), ("服务商证明", 40), ("企业自报", 5)])
      }
      next += count
    }
  }
}
