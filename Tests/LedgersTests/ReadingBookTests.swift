import Definitions
import Facts
import Ledgers
import Quantities
import SampleDistrict
import Testing

@Suite("The book of readings") struct ReadingBookTests {
  private func world() async throws -> World {
    let world = try await World()
    try await world.register(
      plan("全年新增上云企业3家。引进亿元以上项目2个。新增规上工业企业2家。持续改善环境。"))
    try await world.importing(
      "统一社会信用代码,企业名称\n91419802MA00000A9H,甲公司\n", to: "enterprise",
      as: "DU-market-regulation", on: "2022-03-01")
    return world
  }

  private func readings(_ book: ReadingBook, _ world: World) async throws -> [Reading] {
    try await book.readings(at: world.desk, asOf: AsOf(day("2022-06-30")), forecasting: true)
  }

  @Test func `renews the readings that a fact touches and no others`() async throws {
    let world = try await world()
    let book = ReadingBook()
    let first = try await readings(book, world)
    #expect(first.count > 2)
    #expect(await book.renewals.readings == first.count)
    _ = try await readings(book, world)
    #expect(await book.renewals.readings == first.count)
    // The day on which a firm moved to the cloud is read by one metric only.
    try await world.importing(
      "统一社会信用代码,上云日期,上云依据\n91419802MA00000A9H,2022-04-01,付费合同\n", to: "enterprise",
      as: "DU", on: "2022-04-02")
    let second = try await readings(book, world)
    #expect(await book.renewals.readings == first.count + 1)
    let cloud = try #require(second.first { $0.commitment.metric == "new-cloud-enterprises" })
    #expect(cloud.claimed == 1)
    #expect(
      second
        == (try await world.desk.readings(
          asOf: AsOf(day("2022-06-30")), forecasting: true)))
  }

  @Test func `renews nothing for a fact that no metric reads`() async throws {
    let world = try await world()
    let book = ReadingBook()
    let first = try await readings(book, world)
    try await world.importing(
      "统一社会信用代码,法定代表人\n91419802MA00000A9H,某人\n", to: "enterprise",
      as: "DU-market-regulation", on: "2022-04-02")
    #expect(try await readings(book, world) == first)
    #expect(await book.renewals.readings == first.count)
  }

  @Test func `renews every reading of a register that got a subject`() async throws {
    let world = try await world()
    let book = ReadingBook()
    let first = try await readings(book, world)
    let code = try #require(CreditCode.code(kind: "91", region: Place.region, body: "MA010001"))
    try await world.importing(
      "统一社会信用代码,企业名称\n\(code),乙公司\n", to: "enterprise",
      as: "DU-market-regulation", on: "2022-04-02")
    let second = try await readings(book, world)
    let register = second.filter { reading in
      world.desk.metric(of: reading.commitment)?.measure.registers.contains("enterprise") ?? false
    }
    #expect(await book.renewals.readings == first.count + register.count)
    #expect(register.count < first.count)
    #expect(
      second
        == (try await world.desk.readings(
          asOf: AsOf(day("2022-06-30")), forecasting: true)))
  }

  @Test func `renews a reading whose commitment was changed`() async throws {
    let world = try await world()
    let book = ReadingBook()
    let first = try await readings(book, world)
    let present = try #require(first.first { $0.commitment.metric != nil }).commitment
    try await world.commit(
      ConfirmCommitment(commitment: present.id, metric: present.metric, unit: nil), as: "SV",
      on: "2022-04-02")
    let second = try await readings(book, world)
    #expect(second.first { $0.id == present.id }?.commitment.state == .confirmed)
    #expect(await book.renewals.readings == first.count + 1)
  }

  @Test func `weighs again only what was touched`() async throws {
    let world = try await world()
    let book = ReadingBook()
    let asOf = AsOf(day("2022-06-30"))
    let all = try await book.findings(at: world.desk, asOf: asOf)
    let weighed = await book.renewals.findings
    #expect(try await book.findings(at: world.desk, asOf: asOf) == all)
    #expect(await book.renewals.findings == weighed)
    try await world.importing(
      "统一社会信用代码,上云日期,上云依据\n91419802MA00000A9H,2022-04-01,付费合同\n", to: "enterprise",
      as: "DU", on: "2022-04-02")
    _ = try await book.findings(at: world.desk, asOf: asOf)
    #expect(await book.renewals.findings == weighed + 1)
  }
}
