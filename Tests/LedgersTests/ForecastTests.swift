import Definitions
import Facts
import Forecasts
import Ledgers
import Quantities
import SampleDistrict
import Testing

@Suite("The forecast of a commitment") struct ForecastTests {
  /// Firms that moved to the cloud in three years, more of them late in the year.
  private static func movers(in years: ClosedRange<Int>, a month: Int) -> String {
    var rows = ["统一社会信用代码,企业名称,上云日期,上云依据"]
    var number = 0
    for year in years {
      for place in 1...12 where year < 2022 || place <= 6 {
        for _ in 0..<(place >= 7 ? month * 2 : month) {
          number += 1
          let body = "MA0\(10_000 + number)"
          let code = CreditCode.code(kind: "91", region: Place.region, body: body) ?? ""
          let month = String(100 + place).suffix(2)
          rows.append("\(code),某\(number)公司,\(year)-\(month)-15,付费合同")
        }
      }
    }
    return rows.joined(separator: "\n")
  }

  /// Each office hands in its own columns.
  private static func columns(_ places: [Int], of rows: String) -> String {
    rows.split(separator: "\n").map { row in
      let cells = row.split(separator: ",")
      return places.map { String(cells[$0]) }.joined(separator: ",")
    }.joined(separator: "\n")
  }

  @Test func `comes with the reading, and the path has the rhythm of earlier years`() async throws {
    let world = try await World()
    try await world.register(plan("全年新增上云企业100家以上。"))
    let rows = Self.movers(in: 2019...2022, a: 5)
    try await world.importing(
      Self.columns([0, 1], of: rows), to: "enterprise", as: "DU-market-regulation",
      on: "2022-06-30")
    try await world.importing(
      Self.columns([0, 2, 3], of: rows), to: "enterprise", as: "DU", on: "2022-06-30")
    let readings = try await world.desk.readings(
      asOf: AsOf(day("2022-06-30")), forecasting: true)
    let reading = try #require(readings.first { $0.commitment.metric == "new-cloud-enterprises" })
    let forecast = try #require(reading.outlook?.forecast)
    #expect(forecast.method == .arrivals)
    #expect(forecast.low <= forecast.middle && forecast.middle <= forecast.high)
    #expect(try #require(forecast.chance) < 0.5)
    #expect(try #require(forecast.pastError).cases > 0)
    // A third of the firms came in the first halves of the years, so the path asks for a third.
    let expected = try #require(reading.expected).double
    #expect((30...37).contains(expected), "\(expected)")
  }

  @Test func `is not made of two observations`() async throws {
    let world = try await World()
    try await world.register(plan("全年新增上云企业100家以上。"))
    let readings = try await world.desk.readings(
      asOf: AsOf(day("2022-06-30")), forecasting: true)
    let reading = try #require(readings.first)
    #expect(reading.outlook?.forecast == nil)
    #expect(reading.outlook != nil)
  }

  @Test func `is left out where nobody asked`() async throws {
    let world = try await World()
    try await world.register(plan("全年新增上云企业100家以上。"))
    let readings = try await world.desk.readings(asOf: AsOf(day("2022-06-30")))
    #expect(readings.allSatisfy { $0.outlook == nil })
  }
}

@Suite("The seasonal path") struct SeasonalPathTests {
  private static let path = TimePath(
    shape: .seasonal([0, 0, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10]), from: day("2022-01-01"),
    due: day("2022-12-31"), opening: 0, target: 100)

  @Test func `asks for nothing in months that brought nothing`() {
    #expect(Self.path.value(on: day("2022-03-01")) == 0)
    #expect(Self.path.value(on: day("2022-12-31")) == 100)
  }

  @Test func `never falls, and what is on it is not behind`() {
    var last = Number.zero
    for number in 0...364 {
      let on = day("2022-01-01").adding(days: number)
      let value = Self.path.value(on: on)
      #expect(value >= last && value <= 100)
      let behind = Self.path.behind(value, on: on)
      #expect(behind.map { $0.magnitude < Number(coefficient: 1, exponent: -20) } == true)
      last = value
    }
  }

  @Test func `has a point at the end of every month`() {
    #expect(Self.path.points(until: day("2022-06-30")).count == 13)
  }
}
