import Definitions
import Facts
import Foundation
import Quantities
import Storage
import Testing

/// What the store says before anybody is asked, around the last day on which a fact is fresh.
@Suite("The store answers first") struct StoreAnswerTests {
  private static let firms = """
    统一社会信用代码,企业名称,登记状态,成立日期
    \(Code.first),澄川一号机械有限公司,存续,2015-03-02
    \(Code.second),澄川二号纸业有限公司,注销,

    """

  private func answer(
    _ request: DataRequest, in world: World, on day: String, for visibility: Visibility = .engine
  ) async throws -> StoreAnswer {
    let day = try #require(Day(day))
    return try await world.database.read { session in
      try StoreAnswer(
        request, of: world.register, region: World.region, for: visibility, on: day, in: session)
    }
  }

  private func world() async throws -> World {
    let world = try await World()
    try await world.write(
      try await world.preview(Self.firms, by: world.intake(validFrom: "2022-06-01")))
    return world
  }

  // The state of registration may be thirty days old.
  @Test(
    arguments: [
      ("2022-06-30", true), ("2022-07-01", true), ("2022-07-02", false),
    ])
  func `a state is fresh up to the last day of its span`(day: String, isFresh: Bool) async throws {
    let world = try await world()
    let request = DataRequest(register: "enterprise", subject: Code.first, fields: ["status"])
    let cell = try #require(try await answer(request, in: world, on: day).cells.first)
    #expect(cell.isFresh == isFresh)
    #expect(cell.value == .text("存续"))
    #expect(cell.told == Period("2022-06-01"))
    #expect(cell.evidence == .documented)
    guard let last = Day("2022-07-01") else { return }
    #expect(
      cell.standing == (isFresh ? .fresh(until: last) : .stale(since: last.adding(days: 1))))
  }

  @Test func `what is true for ever does not age, and what nobody told is missing`() async throws {
    let world = try await world()
    let request = DataRequest(register: "enterprise", fields: ["founded_on"])
    let cells = try await answer(request, in: world, on: "2032-01-01").cells
    #expect(cells.map(\.isFresh) == [true, false])
    #expect(cells.map(\.standing).last == .missing)
  }

  // The revenue of a month is told in the next one and may then be a month old.
  @Test(
    arguments: [
      ("2022-06-29", true), ("2022-06-30", true), ("2022-07-01", false),
    ])
  func `the latest month is fresh until the next should have come`(
    day: String, isFresh: Bool
  ) async throws {
    let world = try await world()
    try await world.write(
      try await world.preview("统一社会信用代码,月度营业收入（万元）2022年4月\n\(Code.first),120\n"))
    let request = DataRequest(
      register: "enterprise", subject: Code.first, fields: ["monthly_revenue"])
    let cell = try #require(try await answer(request, in: world, on: day).cells.first)
    #expect(cell.isFresh == isFresh)
    let last = try #require(Day(day))
    // What answers says of which month it is; what is asked is the month before the day.
    let asked = Period(.month, containing: last).previous
    #expect(cell.cell.period == (isFresh ? Period("2022-04") : asked)?.code)
  }

  @Test func `a figure that came early answers for its own month`() async throws {
    let world = try await world()
    try await world.write(
      try await world.preview("统一社会信用代码,月度营业收入（万元）2022年6月\n\(Code.first),120\n"))
    let request = DataRequest(
      register: "enterprise", subject: Code.first, fields: ["monthly_revenue"])
    let cell = try #require(try await answer(request, in: world, on: "2022-06-30").cells.first)
    #expect(cell.isFresh && cell.cell.period == Period("2022-06")?.code)
    #expect(cell.told == Period("2022-06"))
  }

  @Test func `a month that is named is answered by its own figure only`() async throws {
    let world = try await world()
    try await world.write(
      try await world.preview("统一社会信用代码,月度营业收入（万元）2022年4月\n\(Code.first),120\n"))
    for (month, isFresh) in [("2022-04", true), ("2022-05", false)] {
      let request = DataRequest(
        register: "enterprise", subject: Code.first, fields: ["monthly_revenue"],
        period: Period(month))
      let cell = try #require(try await answer(request, in: world, on: "2023-06-01").cells.first)
      #expect(cell.isFresh == isFresh, "\(month)")
      #expect(cell.cell.period == Period(month)?.code)
    }
  }

  @Test func `the condition chooses, and what the asker may not see is answered without its value`()
    async throws
  {
    let world = try await world()
    try await world.write(
      try await world.preview("统一社会信用代码,营业收入2021年\n\(Code.first),2350\n\(Code.second),90\n"))
    let rule = DataRequest(
      register: "enterprise", condition: "登记状态 = \"存续\"", fields: ["revenue", "status"])
    let all = try await answer(rule, in: world, on: "2022-06-30")
    #expect(all.subjects == 1 && all.cells.allSatisfy(\.isFresh))
    let open = Visibility(scopes: [.open: [.all], .office: [.all]])
    let shown = try await answer(rule, in: world, on: "2022-06-30", for: open).cells
    #expect(shown.map(\.isFresh) == [true, true])
    #expect(shown.map(\.isHidden) == [true, false])
    #expect(shown.first?.value == nil)
    let secret = DataRequest(
      register: "enterprise", condition: "营业收入 > 1", fields: ["status"])
    await #expect(throws: StoreAnswer.Problem.self) {
      try await answer(secret, in: world, on: "2022-06-30", for: open)
    }
  }

  @Test func `a cell has come when its fact was fresh on the day it was asked, or told since`()
    async throws
  {
    let world = try await world()
    let cell = FactCell(code: Code.first, field: "status")
    let asked = try #require(Day("2022-07-10"))
    #expect(try await !CellProgress(world.snapshot("2022-07-20")).isIn(cell, askedOn: asked))
    var intake = world.intake(validFrom: "2022-07-15")
    let same = "统一社会信用代码,登记状态\n\(Code.first),存续\n"
    #expect(try await world.preview(same, by: intake).changesNothing)
    intake.asked = [cell]
    let preview = try await world.preview(same, by: intake)
    #expect(preview.changes.count == 1, "who is asked may answer that nothing has changed")
    try await world.write(preview)
    #expect(try await CellProgress(world.snapshot("2022-07-20")).isIn(cell, askedOn: asked))
  }
}
