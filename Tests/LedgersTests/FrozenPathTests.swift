import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Testing

@Suite("Paths and light rules set by hand") struct FrozenPathTests {
  private func world() async throws -> (World, Commitment.ID) {
    let world = try await World()
    try await world.register(plan("全年新增上云企业100家以上。"))
    let code = try #require(try await world.commitments().first { $0.metric != nil }?.id)
    try await world.importing(
      "统一社会信用代码,企业名称\n91419802MA00000A9H,甲公司\n", to: "enterprise",
      as: "DU-market-regulation", on: "2022-03-01")
    return (world, code)
  }

  private let marks = [
    FrozenPath.Mark(day: day("2022-06-30"), value: 10),
    FrozenPath.Mark(day: day("2022-12-31"), value: 100),
  ]

  private func expected(_ world: World, on day: String) async throws -> Number? {
    try await world.reading(of: "new-cloud-enterprises", on: day)?.expected
  }

  @Test func `hold from their day on, until the computed path is given back`() async throws {
    let (world, code) = try await world()
    let before = try await expected(world, on: "2022-06-30")
    try await world.commit(
      FreezePath(code, marks: marks, from: day("2022-04-01"), reason: "集中在下半年"), as: "SV",
      on: "2022-04-01")
    #expect(try await expected(world, on: "2022-06-30") == 10)
    #expect(try await expected(world, on: "2022-03-31") != 5)
    try await world.commit(
      FreezePath(code, marks: [], from: day("2022-06-01"), reason: "按常年进度"), as: "SV",
      on: "2022-06-01")
    #expect(try await expected(world, on: "2022-06-30") == before)
    let item = try #require(try await world.commitments().first { $0.id == code })
    #expect(item.frozenPaths?.map(\.reason) == ["集中在下半年", "按常年进度"])
  }

  @Test func `have to end at the target when it is due, in the order of days, for a reason`()
    async throws
  {
    let (world, code) = try await world()
    let wrong: [[FrozenPath.Mark]] = [
      [.init(day: day("2022-12-31"), value: 90)],
      [.init(day: day("2022-11-30"), value: 100)],
      marks.reversed(),
    ]
    for marks in wrong {
      await #expect(throws: JournalError.self) {
        try await world.commit(
          FreezePath(code, marks: marks, from: day("2022-04-01"), reason: "理由"), as: "SV",
          on: "2022-04-01")
      }
    }
    await #expect(throws: JournalError.self) {
      try await world.commit(
        FreezePath(code, marks: self.marks, from: day("2022-04-01"), reason: ""), as: "SV",
        on: "2022-04-01")
    }
    await #expect(throws: JournalError.self) {
      try await world.commit(
        FreezePath(code, marks: [], from: day("2022-04-01"), reason: "没有冻结过"), as: "SV",
        on: "2022-04-01")
    }
  }

  @Test func `are judged by another rule from the day on that it was chosen for`() async throws {
    let (world, code) = try await world()
    try await world.commit(
      ChooseLight(code, rule: "chance", from: day("2022-04-01"), reason: "看能否达标"), as: "SV",
      on: "2022-04-01")
    let later = try #require(try await world.reading(of: "new-cloud-enterprises", on: "2022-06-30"))
    // No firm moved yet, so there is no forecast, and the rule says what it lacks.
    #expect(later.rule.id == "chance")
    #expect(later.light.light == .grey && later.light.missing == ["达标概率"])
    let earlier = try #require(
      try await world.reading(of: "new-cloud-enterprises", on: "2022-03-31"))
    #expect(earlier.rule.id == "default" && earlier.light.light != .grey)
    await #expect(throws: JournalError.self) {
      try await world.commit(
        ChooseLight(code, rule: "none", from: day("2022-05-01"), reason: "理由"), as: "SV",
        on: "2022-05-01")
    }
  }
}
