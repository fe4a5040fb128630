import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import SampleDistrict
import Storage
import Testing

/// One project under two codes counts once, at its first signing, as it was decided.
@Suite("Counted once") struct CountedOnceTests {
  private static let heads = "项目编号,项目名称,项目类别,区外投资,签约日期,注册落地日期,计划总投资（亿元）"

  private func world(_ rows: [String]) async throws -> World {
    let world = try await World()
    try await world.register(plan("引进亿元以上项目35个。"))
    try await world.importing(
      ([Self.heads] + rows).joined(separator: "\n"), to: "project", as: "IAM", on: "2022-06-01",
      validFrom: "2022-01-01")
    return world
  }

  private static let twice = [
    "X-2022-0001,砚川储能电池项目,招商,是,2022-03-02,2022-03-20,12.5",
    "X-2022-0002,砚川储能电池（一期）,招商,是,2022-02-20,2022-03-20,12.5",
    "X-2022-0003,岳衡预制菜项目,招商,是,2022-04-01,2022-04-20,3",
  ]

  private func decide(
    _ verdict: QualityDecision.Verdict, in world: World, seen: Int64? = nil
  ) async throws -> Int64 {
    let doubt = DecideDoubt.Doubt(
      key: "d1", detector: "project-double-counts", title: "项目重复计数", register: "project",
      code: "X-2022-0002", other: "X-2022-0001", field: "", period: 0, basis: "b",
      keeper: "development-reform", sources: [])
    let actor = try await world.actor("SX")
    let permit = try Authority(library: library).permit(
      actor, DecideDoubt.needed, on: day("2022-06-10"))
    return try await world.journal(on: "2022-06-10").commit(
      DecideDoubt(doubt, verdict: verdict, reason: "合同为同一份", seen: seen), permit: permit,
      reason: "合同为同一份"
    ).seq
  }

  private func undo(_ entry: Int64, in world: World) async throws {
    let permit = try Authority(library: library).permit(
      try await world.actor("SX"), UndoDoubtDecision.needed, on: day("2022-06-10"))
    try await world.journal(on: "2022-06-10").commit(
      UndoDoubtDecision(doubt: "d1", entry: entry, reason: "看错了"), permit: permit, reason: "看错了")
  }

  private func measured(
    in world: World, on date: String = "2022-06-30", knownAt: Int64? = nil
  ) async throws -> Measurement {
    let explanation = try #require(
      try await world.explanation(
        of: "signed-projects-over-100-million", on: date, knownAt: knownAt))
    return explanation.reading.measurement
  }

  @Test
  func `the same project counts at its first signing, and the list says why the other does not`()
    async throws
  {
    let world = try await world(Self.twice)
    #expect(try await measured(in: world).count == 3)
    let before = try await world.database.read { try FactStore.head(in: $0) }
    let entry = try await decide(.same, in: world)
    let once = try await measured(in: world)
    #expect(once.value == 2)
    #expect(Set(once.counted.map(\.code)) == ["X-2022-0002", "X-2022-0003"])
    #expect(once.uncounted.map(\.code) == ["X-2022-0001"], "signed ten days later")
    #expect(once.uncounted.first?.reasons.first?.contains("X-2022-0002") == true)
    #expect(try await measured(in: world, knownAt: before).count == 3, "as it was known then")
    try await undo(entry, in: world)
    #expect(try await measured(in: world).count == 3)
  }

  @Test func `what was first signed the year before is not counted again`() async throws {
    var rows = Self.twice
    rows[1] = "X-2022-0002,砚川储能电池（一期）,招商,是,2021-11-20,2022-03-20,12.5"
    let world = try await world(rows)
    #expect(try await measured(in: world).count == 2)
    _ = try await decide(.same, in: world)
    let once = try await measured(in: world)
    #expect(once.counted.map(\.code) == ["X-2022-0003"])
    #expect(once.leftOut == 1)
  }

  @Test(arguments: [QualityDecision.Verdict.increment, .different])
  func `more money is no project of its own, and two projects are two`(
    verdict: QualityDecision.Verdict
  ) async throws {
    let world = try await world(Self.twice)
    _ = try await decide(verdict, in: world)
    let measured = try await measured(in: world)
    #expect(measured.count == (verdict == .increment ? 2 : 3))
    guard verdict == .increment else { return }
    #expect(measured.uncounted.map(\.code) == ["X-2022-0002"])
    #expect(measured.uncounted.first?.reasons.first?.contains("增资") == true)
  }

  @Test func `a decision that somebody made meanwhile is not overwritten unseen`() async throws {
    let world = try await world(Self.twice)
    let first = try await decide(.same, in: world)
    await #expect(throws: JournalError.self) { try await decide(.different, in: world) }
    let second = try await decide(.different, in: world, seen: first)
    #expect(try await measured(in: world).count == 3)
    await #expect(throws: JournalError.self) { try await undo(first, in: world) }
    try await undo(second, in: world)
    #expect(try await measured(in: world).count == 2, "what was decided before stands again")
    let verdict = try await world.database.read { try JournalVerifier().verify(in: $0) }
    #expect(verdict.holds)
  }

  @Test func `records that are one thing by way of a third count once`() async throws {
    let world = try await world(Self.twice)
    let register = try #require(library.registers["project"])
    let snapshot = try await SnapshotCache(database: world.database, region: Place.region)
      .snapshot(of: register, asOf: AsOf(day("2022-06-30")))
    var pairs = DecidedPairs()
    pairs.same = [
      .init(first: "X-2022-0001", second: "X-2022-0003"),
      .init(first: "X-2022-0002", second: "X-2022-0003"),
    ]
    let repeats = pairs.repeats(in: snapshot, day: "signed_on")
    let left = Set(repeats.keys.map { snapshot.codes[$0] })
    #expect(left == ["X-2022-0001", "X-2022-0003"])
    #expect(Set(repeats.values) == [.same(as: "X-2022-0002")])
  }
}
