import Definitions
import Facts
import Findings
import Quantities
import Testing

@Suite("Gaps in the registers") struct GapTests {
  @Test func `are codes that name nobody, with the code that was meant`() async throws {
    let firms = try await FilledRegister("enterprise")
    try await firms.write([
      ("91419099MA00000153", ["name": "甲"]), ("91419099MA9876543P", ["name": "乙"]),
    ])
    let land = try await FilledRegister("parcel", on: firms.database)
    try await land.write([
      ("D-01-0001", ["name": "一", "holder": "91419099MA00000153"]),
      ("D-01-0002", ["name": "二", "holder": "91419099MA00000158"]),
      ("D-01-0003", ["name": "三", "holder": "92000000000000000X"]), ("D-01-0004", ["name": "四"]),
    ])
    let targets = ["enterprise": try await firms.snapshot("2022-06-30")]
    let found = try #require(
      OrphanDetector(
        detector("parcel-orphans"), snapshot: try await land.snapshot("2022-06-30"),
        targets: targets)
    ).issues()
    #expect(found.map(\.code) == ["D-01-0002", "D-01-0003"])
    #expect(found.map(\.other) == ["91419099MA00000153", nil])
  }

  @Test(
    arguments: [("2022-05", "2022-07-30", false), ("2022-05", "2022-07-31", true)]
      as [(String, String, Bool)])
  func `are reports that have not come for longer than their field allows`(
    last: String, day: String, isStale: Bool
  ) async throws {
    let world = try await FilledRegister("enterprise")
    try await world.write([
      (
        "F1",
        [
          "name": "甲", "status": "存续", "above_scale_on": "2020-01-15",
          "monthly_revenue \(last)": "90",
        ]
      ),
      // Never told, and not asked for: neither is stale.
      ("F2", ["name": "乙", "status": "存续", "above_scale_on": "2020-01-15"]),
      ("F3", ["name": "丙", "status": "存续", "monthly_revenue 2021-01": "90"]),
    ])
    let found = try #require(
      StaleDetector(detector("enterprise-stale"), snapshot: try await world.snapshot(day))
    ).issues()
    #expect(found.map(\.code) == (isStale ? ["F1"] : []), "\(found)")
  }

  @Test func `do not break the stock law as long as every change has its reason`() async throws {
    let (balance, issues) = try await balance([
      "new": ["status": "存续", "founded_on": "2022-06-10"],
      "late": ["status": "存续", "founded_on": "2022-05-01"],
      "dead": ["status": "注销", "closed_on": "2022-06-12"],
      "dead-late": ["status": "注销", "closed_on": "2022-05-20"],
      "moved": ["status": "迁出"],
    ])
    #expect(balance.holds)
    #expect(
      [balance.opening, balance.born, balance.bornLate, balance.died, balance.diedLate] == [
        4, 1, 1, 1, 1,
      ])
    #expect([balance.movedOut, balance.closing, balance.unexplained] == [1, 3, 0])
    #expect(issues.isEmpty, "\(issues)")
  }

  @Test func `break the stock law when something goes without a day, or stays with one`()
    async throws
  {
    let (balance, issues) = try await balance([
      "dead": ["status": "注销"], "moved": ["closed_on": "2022-06-02"],
      "new": ["status": "存续"],
    ])
    #expect(!balance.holds)
    #expect(balance.unexplained == 2)
    #expect(Set(issues.map(\.code)) == ["dead", "moved", "new"])
    #expect(issues.allSatisfy { $0.keeper == "market-regulation" })
  }

  /// One entity, its days and its status at both ends, and where it stands in June's account.
  struct Entity: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Nil where May knows nothing of it.
    var may: [String: String]?
    var june: [String: String]
    /// opening, born, born late, moved in, died, died late, moved out, closing, unexplained
    var terms: [Int]
  }

  static let entities = [
    Entity(
      testDescription: "founded on the day of the opening, told in June", may: nil,
      june: ["status": "存续", "founded_on": "2022-05-31"], terms: [0, 0, 1, 0, 0, 0, 0, 1, 0]),
    Entity(
      testDescription: "founded on the first day of the span", may: nil,
      june: ["status": "存续", "founded_on": "2022-06-01"], terms: [0, 1, 0, 0, 0, 0, 0, 1, 0]),
    Entity(
      testDescription: "founded on the last day of the span", may: nil,
      june: ["status": "存续", "founded_on": "2022-06-30"], terms: [0, 1, 0, 0, 0, 0, 0, 1, 0]),
    Entity(
      testDescription: "founded on a day to come", may: nil,
      june: ["status": "存续", "founded_on": "2022-07-01"], terms: [0, 0, 0, 0, 0, 0, 0, 1, 1]),
    Entity(
      testDescription: "closed on the first day of the span",
      may: ["status": "存续", "founded_on": "2019-02-03"],
      june: ["status": "注销", "closed_on": "2022-06-01"], terms: [1, 0, 0, 0, 1, 0, 0, 0, 0]),
    Entity(
      testDescription: "closed on the day of the opening, told in June",
      may: ["status": "存续", "founded_on": "2019-02-03"],
      june: ["status": "注销", "closed_on": "2022-05-31"], terms: [1, 0, 0, 0, 0, 1, 0, 0, 0]),
    Entity(
      testDescription: "closed on a day to come",
      may: ["status": "存续", "founded_on": "2019-02-03"],
      june: ["status": "注销", "closed_on": "2022-07-01"], terms: [1, 0, 0, 0, 0, 0, 0, 0, 1]),
    Entity(
      testDescription: "founded and closed within the span", may: nil,
      june: ["status": "注销", "founded_on": "2022-06-02", "closed_on": "2022-06-20"],
      terms: [0, 1, 0, 0, 1, 0, 0, 0, 0]),
    Entity(
      testDescription: "closed and opened again",
      may: ["status": "注销", "founded_on": "2019-02-03", "closed_on": "2020-01-01"],
      june: ["status": "存续"], terms: [0, 0, 0, 1, 0, 0, 0, 1, 0]),
    Entity(
      testDescription: "suspended, and still in stock",
      may: ["status": "存续", "founded_on": "2019-02-03"], june: ["status": "歇业"],
      terms: [1, 0, 0, 0, 0, 0, 0, 1, 0]),
    Entity(
      testDescription: "moved away", may: ["status": "存续", "founded_on": "2019-02-03"],
      june: ["status": "迁出"], terms: [1, 0, 0, 0, 0, 0, 1, 0, 0]),
    Entity(
      testDescription: "gone without a day", may: ["status": "存续", "founded_on": "2019-02-03"],
      june: ["status": "注销"], terms: [1, 0, 0, 0, 0, 0, 0, 0, 1]),
  ]

  @Test(arguments: entities)
  func `an entity stands in the account where its days put it`(entity: Entity) async throws {
    let world = try await FilledRegister("enterprise")
    // A further entity that stays, so that the register is not empty in May.
    let stays = ["name": "在", "status": "存续", "founded_on": "2018-01-01"]
    let before = try await world.write(
      [("stays", stays)] + (entity.may.map { [("it", $0)] } ?? []))
    try await world.write([("it", entity.june)], on: "2022-06-30")
    let account = try #require(
      StockAccount(
        detector("market-entity-stock"),
        before: try await world.snapshot("2022-05-31", knownAt: before),
        after: try await world.snapshot("2022-06-30")))
    let balance = account.balance
    #expect(
      [
        balance.opening - 1, balance.born, balance.bornLate, balance.movedIn, balance.died,
        balance.diedLate, balance.movedOut, balance.closing - 1, balance.unexplained,
      ] == entity.terms)
    #expect(balance.holds == (entity.terms.last == 0))
    #expect(account.gaps.map(\.code) == (balance.holds ? [] : ["it"]))
    #expect(abs(balance.gap) == balance.unexplained)
  }

  /// Four entities in stock at the end of May, what June's file says of some, and the account.
  private func balance(
    _ june: [String: [String: String]]
  ) async throws -> (StockLaw.Balance, [DataIssue]) {
    let world = try await FilledRegister("enterprise")
    let before = try await world.write(
      ["stays", "dead", "dead-late", "moved"].map {
        ($0, ["name": $0, "status": "存续", "founded_on": "2019-02-03"])
      })
    try await world.write(
      june.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, on: "2022-06-30")
    let law = try #require(
      StockLaw(
        detector("market-entity-stock"),
        before: try await world.snapshot("2022-05-31", knownAt: before),
        after: try await world.snapshot("2022-06-30")))
    return law.check()
  }
}
