import Definitions
import Facts
import Findings
import Forecasts
import Ledgers
import Quantities
import SampleDistrict
import Testing

@Suite("The lift of a finding") struct LiftTests {
  /// Projects signed in five years, most registered after some weeks; two of this year are not yet.
  private static let projects: String = {
    var rows = ["项目编号,项目名称,项目类别,计划总投资（亿元）,区外投资,签约日期,注册落地日期"]
    for year in 2018...2022 {
      for month in 1...(year == 2022 ? 5 : 12) {
        let number = "\(year)\(100 + month)"
        let code = "X-\(year)-\(String(10_000 + month).suffix(4))"
        let signed = "\(year)-\(String(100 + month).suffix(2))-10"
        let registered =
          year == 2022 && month >= 4
          ? "" : "\(month == 12 ? year + 1 : year)-\(String(100 + month % 12 + 1).suffix(2))-20"
        rows.append("\(code),某\(number)项目,招商,2,是,\(signed),\(registered)")
      }
    }
    return rows.joined(separator: "\n")
  }()

  private func world(_ target: Int) async throws -> World {
    let world = try await World()
    try await world.register(plan("全年引进亿元以上项目\(target)个。"))
    try await world.importing(Self.projects, to: "project", as: "IAM", on: "2022-06-30")
    return world
  }

  private func findings(_ world: World) async throws -> ([Finding], [Reading]) {
    let readings = try await world.desk.readings(
      asOf: AsOf(day("2022-06-30")), forecasting: true)
    return (try await world.desk.findings(for: readings), readings)
  }

  @Test func `is what the forecast says once the project counts`() async throws {
    let world = try await world(12)
    let (found, readings) = try await findings(world)
    let reading = try #require(
      readings.first { $0.commitment.metric == "signed-projects-over-100-million" })
    let now = try #require(reading.outlook?.forecast?.chance)
    #expect(Set(found.map(\.code)) == ["X-2022-0004", "X-2022-0005"])
    for finding in found {
      let chances = try #require(finding.lifts[reading.id]?.chances)
      #expect(abs(chances.now - now) < 1e-9)
      #expect(chances.after > chances.now)
      #expect(try #require(chances.without) < chances.now)
      #expect(abs(chances.gain + (try #require(chances.own)) - 1) < 1e-9)
      #expect(finding.next == "registered_on")
    }
    // Once the first is registered, the chance is what was said it would be, but for what one
    // waiting time more has taught.
    let first = try #require(found.first { $0.code == "X-2022-0004" })
    try await world.importing(
      "项目编号,注册落地日期\nX-2022-0004,2022-06-30\n", to: "project", as: "IAM", on: "2022-06-30")
    let (_, later) = try await findings(world)
    let came = try #require(
      later.first { $0.id == reading.id }?.outlook?.forecast?.chance)
    #expect(abs(came - (first.lifts[reading.id]?.chances?.after ?? 0)) < 0.05)
  }

  @Test func `is not stated where the forecast cannot be made`() async throws {
    let world = try await World()
    try await world.register(plan("全年引进亿元以上项目12个。"))
    let few = Self.projects.split(separator: "\n")
    try await world.importing(
      ([few[0]] + few.suffix(2)).joined(separator: "\n"), to: "project", as: "IAM",
      on: "2022-06-30")
    let (found, _) = try await findings(world)
    #expect(found.count == 2)
    for lift in found.flatMap(\.lifts.values) {
      guard case .insufficient(let reason) = lift else {
        Issue.record("a chance was stated")
        continue
      }
      #expect(reason.contains("至少要"))
    }
  }

  @Test func `is not asked for what is kept already`() async throws {
    let world = try await world(2)
    let (found, readings) = try await findings(world)
    #expect(readings.contains { $0.isMet == true })
    #expect(found.isEmpty)
  }
}
