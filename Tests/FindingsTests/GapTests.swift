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
