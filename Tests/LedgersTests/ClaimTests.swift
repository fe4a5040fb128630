import Definitions
import Facts
import Ledgers
import Quantities
import SampleDistrict
import Testing

@Suite("Claims by hand") struct ClaimTests {
  private let text = plan("实现5G网络镇街全覆盖，新建改扩建幼儿园4所。")

  private func readings(_ world: World, on day: String) async throws -> [Reading] {
    try await world.desk.readings(asOf: AsOf(LedgersTests.day(day)))
  }

  @Test func `without any a commitment is grey and names what is missing`() async throws {
    let world = try await World()
    try await world.register(text)
    let readings = try await readings(world, on: "2022-06-30")
    #expect(readings.count == 2)
    for reading in readings {
      #expect(reading.light.light == .grey)
      #expect(reading.light.because.hasPrefix("数据不足："))
      #expect(reading.light.because.contains("承诺自报"))
    }
    let coverage = try #require(readings.first { $0.commitment.metric == "five-g-coverage" })
    #expect(coverage.light.because.contains("基站登记簿"))
  }

  @Test func `the newest one counts, as claimed or as confirmed by its grade`() async throws {
    let world = try await World()
    try await world.register(text)
    let code = try #require(
      try await world.commitments().first { $0.subject.contains("幼儿园") }?.id)
    try await world.importing(
      "承诺编号,自报值2022年5月\n\(code),1", to: "commitment", as: "DU-gov-office",
      on: "2022-06-10", evidence: .claimed)
    try await world.importing(
      "承诺编号,自报值2022年6月\n\(code),2", to: "commitment", as: "DU-gov-office",
      on: "2022-07-10", evidence: .claimed)
    func reading(_ on: String) async throws -> Reading? {
      try await readings(world, on: on).first { $0.id == code }
    }
    let may = try #require(try await reading("2022-05-31"))
    #expect(may.claimed == 1)
    #expect(may.verified == nil)
    let june = try #require(try await reading("2022-07-02"))
    #expect(june.claimed == 2)
    #expect(june.expected == 2)
    #expect(june.light.light == .green)
    #expect(june.source == .claim(metric: nil))
  }

  @Test func `a day of completion is the whole`() async throws {
    let world = try await World()
    try await world.register(text)
    let code = try #require(
      try await world.commitments().first { $0.metric == "five-g-coverage" }?.id)
    try await world.importing(
      "承诺编号,自报完成日\n\(code),2022-09-20", to: "commitment", as: "DU-gov-office",
      on: "2022-09-21", evidence: .claimed)
    let reading = try #require(
      try await readings(world, on: "2022-09-30").first { $0.id == code })
    #expect(reading.claimed == 100)
    #expect(reading.light.light == .green)
  }
}
