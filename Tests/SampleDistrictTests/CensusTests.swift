import Commands
import Definitions
import Foundation
import Quantities
import SampleDistrict
import Testing

/// A district of the published size, made once for all tests that compare shares.
private let census = CensusDistrict(entities: 50_000)
private let entities = (0..<census.entities).map { census.entity($0) }

@Suite("The census district") struct CensusTests {
  // MARK: Made by number

  @Test func `makes an entity the same whoever asks, and in whatever order`() async {
    let small = CensusDistrict(entities: 3_000, seed: 5)
    let inOrder = (0..<3_000).map { small.entity($0) }
    let together = await withTaskGroup(of: (Int, Entity).self) { group in
      for index in (0..<3_000).reversed() { group.addTask { (index, small.entity(index)) } }
      var made: [Int: Entity] = [:]
      for await (index, entity) in group { made[index] = entity }
      return made
    }
    #expect((0..<3_000).map { together[$0] } == inOrder)
  }

  @Test func `differs for different seeds and for different districts of a province`() {
    let one = CensusDistrict(entities: 500, seed: 5).entity(7)
    #expect(CensusDistrict(entities: 500, seed: 6).entity(7) != one)
    let districts = CensusDistrict.province(entities: 120_001, seed: 5)
    #expect(districts.map(\.entities) == [40_000, 40_000, 40_001])
    #expect(Set(districts.map(\.place.region)).count == 3)
  }

  @Test func `has places of its own for a whole province`() throws {
    let districts = CensusDistrict.province(entities: 10_000_000, seed: 1)
    #expect(districts.count == 200)
    #expect(Set(districts.map(\.place.region)).count == 200)
    #expect(Set(districts.map(\.place.name)).count == 200)
    guard let shared = Package.shared else { return }
    let list = shared.appending(path: "data/regions/regions-county.tsv")
    let real = Set(
      try String(contentsOf: list, encoding: .utf8).split(separator: "\n").map { $0.prefix(6) })
    #expect(districts.allSatisfy { !real.contains(Substring($0.place.region)) })
  }

  @Test func `gives every record a right code of its own, twins and branches included`() {
    let twins = TwinEntities(district: census).all.map(\.entity)
    let codes = entities.map(\.code) + twins.map(\.code)
    #expect(Set(codes).count == codes.count)
    #expect(codes.allSatisfy { CreditCode.problem(with: $0) == nil })
  }

  @Test func `gives every company a name of its own`() {
    let names = entities.filter { $0.code.hasPrefix("91") }.map(\.name)
    #expect(Set(names).count == names.count)
  }

  // MARK: Composition, beside the published figures

  @Test(
    arguments: [
      ("个体工商户", 680), ("农民专业合作社", 20),
    ] as [(String, Int)])
  func `has the published share of each form`(type: String, perMille: Int) {
    #expect(entities.count { $0.type == type } == 50 * perMille)
  }

  @Test(
    arguments: [
      ("F", 330), ("L", 120), ("E", 110), ("C", 95), ("M", 70), ("I", 50), ("A", 40), ("G", 35),
      ("K", 35), ("O", 30), ("R", 30), ("H", 25), ("N", 8), ("P", 8), ("Q", 6), ("J", 4), ("D", 3),
      ("B", 1),
    ] as [(String, Int)])
  func `has the published share of each section among companies`(section: String, perMille: Int) {
    let companies = entities.filter { $0.code.hasPrefix("91") }
    let share = companies.count { $0.section == section } * 1000
    #expect(abs(share - perMille * companies.count) <= 2 * 1000, "\(Double(share) / 15_000)")
  }

  @Test(
    arguments: [
      (.micro, 850, 8), (.small, 132, 8), (.medium, 15, 3), (.large, 2, 2),
    ] as [(SizeClass, Int, Int)])
  func `has the published share of each size`(size: SizeClass, perMille: Int, within: Int) {
    let companies = entities.filter { $0.code.hasPrefix("91") && $0.lastRevenue != nil }
    let share = companies.count { $0.size == size } * 1000 / companies.count
    #expect(abs(share - perMille) <= within, "\(share) per mille")
  }

  @Test func `has 230 industrial firms above scale with the published tail`() {
    let above = entities.filter(\.isAboveScale)
    #expect(above.count == 230)
    let revenue = above.compactMap(\.lastRevenue).sorted()
    #expect(revenue.count == 230)
    // 万元: median about 3,700, sum 230 to 300 亿, none above 60 亿.
    #expect((300_000...450_000).contains(revenue[115]), "median \(revenue[115])")
    #expect((100_000_000...420_000_000).contains(revenue.reduce(0, +)), "\(revenue.reduce(0, +))")
    #expect((revenue.last ?? 0) <= 60_000_000)
    #expect((revenue.first ?? 0) >= 200_000)
  }

  @Test func `spends and pays like the published firms`() {
    let above = entities.filter(\.isAboveScale)
    let active = above.filter { $0.researchCost != nil }
    #expect((95...135).contains(active.count), "\(active.count) of 230 do research")
    let intensity = active.map { ($0.researchCost ?? 0) * 100_000 / ($0.lastRevenue ?? 1) }.sorted()
    #expect((1_400...2_300).contains(intensity[intensity.count / 2]))
    let told = entities.filter { $0.tax != nil }
    let burden = told.map { ($0.tax ?? 0) * 100_000 / max($0.lastRevenue ?? 1, 1) }.sorted()
    #expect((2_000...2_400).contains(burden[burden.count / 2]), "\(burden[burden.count / 2])")
    let land = above.compactMap(\.land).sorted()
    #expect((2_500...4_000).contains(land[115]), "median \(land[115])")
    #expect((15...35).contains(land.count { $0 > 15_000 }), "\(land.count { $0 > 15_000 })")
  }

  @Test func `is born and dies at the published rates, and the stock law holds each month`() {
    let newYear = CensusDistrict.newYear
    let births = entities.filter { $0.founded >= newYear }
    let deaths = entities.filter { $0.closed != nil }
    #expect((7_600...8_500).contains(births.count), "\(births.count)")
    #expect((4_300...5_600).contains(deaths.count), "\(deaths.count)")
    var stock = entities.count { $0.founded < newYear }
    for month in 1...12 {
      let last = Period(.month, number: month, of: 2022)?.last ?? newYear
      let first = Period(.month, number: month, of: 2022)?.first ?? newYear
      let isWithin = { (day: Day?) in day.map { first <= $0 && $0 <= last } ?? false }
      stock += births.count { isWithin($0.founded) }
      stock -= deaths.count { isWithin($0.closed) }
      stock -= entities.count { isWithin($0.movedOut) }
      let counted = entities.count { entity in
        entity.founded <= last && entity.closed.map { $0 > last } ?? true
          && entity.movedOut.map { $0 > last } ?? true
      }
      #expect(stock == counted, "month \(month)")
    }
  }

  @Test func `tells months that add up to the year`() {
    for entity in entities where entity.isAboveScale {
      for year in 2017...2022 {
        let months = MonthlyHistory(of: entity, in: census).months(of: year)
        #expect(months.isEmpty == (entity.revenue(of: year) == nil))
        #expect(months.allSatisfy { $0.revenue >= 0 })
        let sum = months.reduce(0) { $0 + $1.revenue }
        #expect(sum == entity.revenue(of: year) ?? 0, "\(entity.code) \(year)")
      }
    }
  }

  // MARK: Errors

  @Test func `keeps the truth of what it planted, and plants nothing when it is clean`() {
    let small = CensusDistrict(entities: 20_000, seed: 3)
    let kinds = Dictionary(grouping: small.flaws, by: \.kind).mapValues(\.count)
    #expect(Set(kinds.keys) == Set(Flaw.Kind.allCases), "\(kinds)")
    let clean = CensusDistrict(entities: 2_000, seed: 3, isFlawed: false)
    #expect(clean.flaws.isEmpty)
    let entity = clean.entity(11)
    #expect(ReportedEntity(entity, in: clean).revenue(of: 2021) == entity.lastRevenue)
  }

  @Test func `writes the truth apart from what detectors read`() throws {
    var paths: [String] = []
    try CensusFiles(district: CensusDistrict(entities: 1_000, seed: 2)).write(
      to: CensusFiles.Sink(
        begin: { paths.append($0) }, write: { _ in }, end: {}, progress: { _ in }))
    #expect(paths.contains("region=419802/enterprise.csv"))
    #expect(paths.filter { $0.contains("truth") } == ["truth/region=419802.csv"])
  }

  // MARK: Land and supply

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `cuts parks into parcels that neither overlap nor leave a gap`(seed: UInt64) {
    var random = SeededGenerator(seed: seed, stream: "sizes")
    let sizes = (0..<60).map { _ in random.within(3_000...200_000) }
    let layout = ParkLayout(squareMetres: sizes)
    #expect(layout.plots.count == sizes.count)
    #expect(
      layout.plots.reduce(0) { $0 + $1.squareMetres } == layout.park.squareMetres)
    #expect(layout.plots.reduce(0) { $0 + $1.mu } == layout.park.mu)
    for (place, plot) in layout.plots.enumerated() {
      #expect(plot.width > 0 && plot.height > 0)
      #expect(plot.x >= 0 && plot.x + plot.width <= layout.park.width)
      #expect(plot.y >= 0 && plot.y + plot.height <= layout.park.height)
      for other in layout.plots[(place + 1)...] {
        let isApart =
          plot.x + plot.width <= other.x || other.x + other.width <= plot.x
          || plot.y + plot.height <= other.y || other.y + other.height <= plot.y
        #expect(isApart, "\(plot) and \(other)")
      }
    }
  }

  /// The digests that the chain benchmark publishes for its recipe.
  @Test func `draws the published supply network, digit for digit`() {
    let network = SupplyNetwork(firms: 1_000, meanDegree: 5)
    let links = network.links.map { "\($0.supplier)\t\($0.buyer)\t\($0.amount)\n" }.joined()
    #expect(Digest.hex(Array(links.utf8)).prefix(16) == "ea4ad212f489b7bd")
    let rows = (0..<200).map { row in
      network.essential[row * 200..<row * 200 + 200].map { String($0) }.joined() + "\n"
    }
    #expect(Digest.hex(Array(rows.joined().utf8)).prefix(16) == "09bf8d4bcebebc40")
  }
}
