import Definitions
import Foundation
import Quantities
import SampleDistrict
import Testing

/// A district of the published size without errors, so that medians are those of the model.
private let census = CensusDistrict(entities: 50_000, isFlawed: false)
private let entities = (0..<census.entities).map { census.entity($0) }
private let companies = entities.filter { $0.code.hasPrefix("91") }
private let plants = entities.filter(\.isAboveScale)

/// The census beside the figures of a real county of its size; each line says how near it must be.
@Suite("The calibration of the census") struct CalibrationTests {
  private func median(_ values: [Int]) -> Int { values.sorted()[values.count / 2] }

  // MARK: Composition

  /// Shares of households in thousandths; the published ones are rounded to a whole per cent.
  @Test(
    arguments: [
      ("F", 510), ("H", 150), ("O", 120), ("G", 80), ("C", 50), ("L", 30), ("R", 20), ("E", 15),
      ("I", 10),
    ] as [(String, Int)])
  func `has the published share of each section among households`(section: String, share: Int) {
    let households = entities.filter(\.isHousehold)
    let own = households.count { $0.section == section } * 1000 / households.count
    #expect(abs(own - share) <= max(6, share / 12), "\(section): \(own) per mille, not \(share)")
  }

  /// Industrial firms above scale by division; each count within two, 230 together.
  @Test(
    arguments: [
      (["13"], 34), (["14"], 22), (["15"], 6), (["17", "18"], 16), (["20", "21"], 10),
      (["22", "23"], 8), (["26"], 12), (["27"], 9), (["29"], 14), (["30"], 26), (["33"], 14),
      (["34"], 11), (["35"], 13), (["36"], 20), (["38"], 8), (["39"], 3), (["44", "45", "46"], 4),
    ] as [([String], Int)])
  func `has the published count of each division above scale`(divisions: [String], count: Int) {
    let own = plants.count { plant in divisions.contains { plant.industry.hasPrefix($0) } }
    #expect(abs(own - count) <= 2, "\(divisions): \(own), not \(count)")
  }

  @Test func `has as many companies of each size and form as published`() {
    #expect(entities.count == 50_000)
    #expect(companies.count == 15_000)
    #expect(plants.count == 230)
    let known = companies.filter { $0.lastRevenue != nil }
    #expect((2...4).contains(known.count { $0.size == .large } * 1000 / known.count))
  }

  // MARK: Sizes

  /// Hill's estimate from the largest half of the firms above scale; published are 1.10 to 1.15,
  /// and an estimate from 115 firms has a standard error of a tenth.
  @Test func `has the published tail of firm sizes`() {
    let sizes = plants.compactMap(\.lastRevenue).sorted(by: >).prefix(116).map(Double.init)
    let least = sizes[115]
    let mean = sizes.prefix(115).reduce(0) { $0 + log($1 / least) } / 115
    #expect((0.85...1.45).contains(1 / mean), "exponent \(1 / mean)")
  }

  /// Published: lognormal, median 60 万元, spread 1.5 of the logarithm.
  @Test func `has the published body of small firms`() {
    let small = companies.filter { $0.size == .micro }.compactMap(\.lastRevenue)
    let middle = median(small)
    #expect((4_500...7_500).contains(middle), "median \(middle)")
    let spread = small.sorted()[small.count * 84 / 100]
    #expect((1.0...1.7).contains(log(Double(spread) / Double(middle))))
  }

  /// Published: 90 万元 of revenue a head in the middle.
  @Test func `has the published revenue a head`() {
    let heads = plants.compactMap { plant -> Int? in
      guard let revenue = plant.lastRevenue, let staff = plant.staff, staff > 0 else { return nil }
      return revenue / staff
    }
    #expect((7_500...10_800).contains(median(heads)), "\(median(heads))")
  }

  /// Published: a median of 5 万元 of tax a 亩, of 32 亩 of land, one plant in ten over 150.
  @Test func `has the published tax on land`() {
    let yields = plants.compactMap { plant -> Int? in
      guard let tax = plant.tax, let land = plant.land, land > 0 else { return nil }
      return tax * 100 / land
    }
    #expect((300...800).contains(median(yields)), "\(median(yields)) hundredths")
    let land = plants.compactMap(\.land)
    #expect((2_400...4_200).contains(median(land)), "\(median(land))")
    #expect((60...150).contains(land.count { $0 > 15_000 } * 1000 / land.count))
  }

  /// Published: research of half the firms, 1.8 of 100 in the middle, 1.4 of all revenue.
  @Test func `has the published research`() {
    let active = plants.filter { $0.researchCost != nil }
    #expect((42...58).contains(active.count * 100 / plants.count), "\(active.count)")
    let spent = active.reduce(0) { $0 + ($1.researchCost ?? 0) }
    let sold = plants.compactMap(\.lastRevenue).reduce(0, +)
    #expect((60...240).contains(spent * 10_000 / sold), "\(spent * 10_000 / sold) per 10,000")
  }

  /// Published: growth of 6 of 100 in the middle, with fat tails of scale 0.12.
  @Test func `grows as published`() {
    let growth = companies.compactMap { company -> Int? in
      guard let now = company.lastRevenue, let before = company.revenue(of: 2020), before > 0
      else { return nil }
      return (now - before) * 1000 / before
    }
    let middle = median(growth)
    #expect((40...80).contains(middle), "\(middle) per mille")
    let away = median(growth.map { abs($0 - middle) })
    // The median distance of a Laplace distribution is its scale times the logarithm of 2.
    #expect((60...110).contains(away), "\(away) per mille")
  }

  /// Published: 7 years of firms and 5 of households in the mean of an exponential.
  @Test func `is as old as published`() {
    let newYear = CensusDistrict.newYear
    let ages = { (own: [Entity]) in
      own.filter { $0.founded < newYear }.map { Day.days(from: $0.founded, to: newYear) }
    }
    let firms = median(ages(companies))
    let households = median(ages(entities.filter(\.isHousehold)))
    // The median of an exponential is 69 of 100 of its mean.
    #expect((1_300...2_100).contains(firms), "\(firms) days")
    #expect((900...1_600).contains(households), "\(households) days")
  }

  // MARK: Files

  @Test func `writes files whose heads and codes the registers know`() throws {
    let district = CensusDistrict(entities: 1_500, seed: 4)
    var files: [String: [UInt8]] = [:]
    var path = ""
    try CensusFiles(district: district).write(
      to: CensusFiles.Sink(
        begin: {
          path = $0
          files[$0] = []
        }, write: { files[path]? += $0 }, end: {}, progress: { _ in }))
    let registers = [
      "enterprise", "project", "park", "chain", "link", "product", "supply-relation", "order",
      "loan", "visit", "arrears", "parcel-park-food",
    ]
    for name in registers {
      let bytes = try #require(files["region=419802/\(name).csv"], "\(name)")
      let id = name.hasPrefix("parcel") ? "parcel" : name
      let register = try #require(library.registers[id])
      let text = String(decoding: bytes, as: UTF8.self).dropFirst()
      let head = try #require(text.split(separator: "\r\n").first).split(separator: ",")
      #expect(head.first.map(String.init) == register.codeLabel, "\(name)")
      for label in head.dropFirst() {
        let bare = label.split(separator: "（")[0].split(separator: "2")[0]
        #expect(register.field(named: String(bare)) != nil, "\(name): \(label)")
      }
      #expect(text.split(separator: "\r\n").count > 1, "\(name) is empty")
    }
  }
}
