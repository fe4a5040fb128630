package import Quantities

/// A piece of building land; areas are hundredths of 亩, money hundredths of 万元.
package struct Parcel: Hashable, Sendable {
  package var code: String
  package var name: String
  package var park: String?
  package var town: Int
  package var area: Int
  package var use: String
  package var state: String
  package var holder: String?
  /// Day of transfer, for land that was sold in the year or before.
  package var transferredOn: Day?
  package var isNewIndustrial: Bool?
  package var isStandard: Bool?
  package var price: Int?
  package var agreedStartOn: Day?
  package var agreedFinishOn: Day?
  package var agreedTax: Int?
  /// Where it lies, for a parcel in a park.
  package var plot: LandPlot?
}

/// The parcels of the district, with the characters that tests and handbook speak of.
package struct Parcels: Hashable, Sendable {
  package var all: [Parcel]

  package subscript(code: String) -> Parcel? { all.first { $0.code == code } }

  package enum Code {
    /// Sold in 2019 and still lying idle.
    package static let idle = "D-01-0001"
    /// Industrial land sold in May without the terms of standard land.
    package static let notStandard = "D-03-0002"
  }

  package var idle: Parcel? { self[Code.idle] }
  package var notStandard: Parcel? { self[Code.notStandard] }
}

/// Fills the parks and towns with parcels.
struct ParcelBuilder {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed, stream: "parcels") }

  mutating func build(holders: [Firm]) -> [Parcel] {
    var parcels = [idle, notStandard]
    for (index, firm) in holders.enumerated() { parcels.append(held(by: firm, index)) }
    for index in 0..<14 { parcels.append(soldThisYear(index)) }
    for index in 0..<9 { parcels.append(waiting(index)) }
    return parcels
  }

  private var idle: Parcel {
    Parcel(
      code: Parcels.Code.idle, name: "石衡三号路北侧地块", park: Place.equipmentPark.code, town: 3,
      area: 8_640, use: "工业", state: "闲置", transferredOn: Day.of(2019, 6, 20),
      isNewIndustrial: true, isStandard: false, price: 138_240,
      agreedStartOn: Day.of(2020, 6, 20), agreedFinishOn: Day.of(2022, 6, 20))
  }

  private var notStandard: Parcel {
    Parcel(
      code: Parcels.Code.notStandard, name: "枫渡东环路西侧地块", park: Place.energyPark.code, town: 8,
      area: 4_310, use: "工业", state: "在建", transferredOn: Day.of(2022, 5, 18),
      isNewIndustrial: true, isStandard: false, price: 73_270,
      agreedStartOn: Day.of(2022, 11, 18), agreedFinishOn: Day.of(2024, 11, 18))
  }

  private mutating func held(by firm: Firm, _ index: Int) -> Parcel {
    Parcel(
      code: code(park: firm.park, 100 + index), name: "\(firm.name.dropLast(4))厂区",
      park: firm.park, town: firm.town, area: Self.size.draw(&random) * 100, use: "工业",
      state: random.pick(weighted: [("在用", 86), ("低效", 9), ("闲置", 5)]), holder: firm.code,
      transferredOn: firm.founded.adding(days: 200), isNewIndustrial: true, isStandard: false)
  }

  private mutating func soldThisYear(_ index: Int) -> Parcel {
    let month = [1, 2, 3, 3, 4, 6, 6, 7, 8, 9, 9, 10, 11, 12][index]
    let park = random.pick(Place.parks)
    let area = Self.size.draw(&random) * 100
    let sold = Day.of(2022, month, 6 + random.below(20))
    return Parcel(
      code: code(park: park.code, 300 + index), name: "2022 年第 \(index + 1) 号工业用地",
      park: park.code, town: Place.towns.firstIndex { $0.code == park.town } ?? 0, area: area,
      use: "工业", state: "在建", transferredOn: sold, isNewIndustrial: true, isStandard: true,
      price: area * random.within(15...19), agreedStartOn: sold.adding(days: 180),
      agreedFinishOn: sold.adding(days: 900), agreedTax: random.within(1_400...1_900))
  }

  private mutating func waiting(_ index: Int) -> Parcel {
    let park = random.pick(Place.parks)
    return Parcel(
      code: code(park: park.code, 400 + index), name: "待供地块 \(index + 1)", park: park.code,
      town: Place.towns.firstIndex { $0.code == park.town } ?? 0,
      area: Self.size.draw(&random) * 100,
      use: random.pick(weighted: [("工业", 6), ("仓储", 2), ("商业服务业", 1)]), state: "待供")
  }

  private func code(park: String?, _ number: Int) -> String {
    let place = Place.parks.firstIndex { $0.code == park }.map { $0 + 1 } ?? 9
    return "D-0\(place)-0\(number)"
  }

  /// Size in 亩: median 32, one in ten over 150.
  private static let size = QuantileTable(points: [
    (0, 6), (250, 16), (500, 32), (750, 70), (900, 150), (1000, 320),
  ])
}
