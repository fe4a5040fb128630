import Definitions
import Facts
import Findings
import Quantities
import Testing

@Suite("Two records of one subject") struct PairTests {
  private static let firm = [
    "name": "澄川砚驰挂车有限公司", "address": "澄川区石衡街道砚川路8号", "founded_on": "2015-03-02",
    "registered_capital": "500", "industry_code": "3660", "entity_type": "公司",
  ]

  @Test(
    arguments: [
      (["name": "砚驰挂车（澄川）有限公司"], true), (["name": "明砚市澄川区砚驰挂车有限责任公司"], true),
      (["name": "澄川砚驰挂车有限责任公司", "address": "石衡街道砚川路8号"], true),
      (["name": "澄川岳衡挂车有限公司"], true),
      // Another name, but the house, the day, the capital and the trade of the first.
      (["name": "澄川沅泽机械有限公司"], true),
      (["name": "澄川砚驰挂车有限公司石衡分公司", "entity_type": "分支机构"], false),
      (["name": "澄川砚泽挂车有限公司", "address": "澄川区麦墟镇桐路3号", "founded_on": "2018-01-09"], false),
      (["name": "澄川沅泽机械有限公司", "founded_on": "2019-05-05"], false),
    ] as [([String: String], Bool)])
  func `are told from two firms`(other: [String: String], isOne: Bool) async throws {
    let world = try await FilledRegister("enterprise")
    try await world.write([
      ("91419099MA00000153", Self.firm),
      ("91419099MA9876543P", Self.firm.merging(other) { $1 }),
    ])
    let snapshot = try await world.snapshot("2022-06-30")
    let found = try #require(
      DuplicateDetector(
        detector("enterprise-duplicates"), snapshot: snapshot, places: ["明砚市", "澄川区"])
    ).issues()
    #expect(found.isEmpty != isOne, "\(found.map(\.reasons))")
    guard isOne else { return }
    #expect(found.first?.code == "91419099MA9876543P")
    #expect(found.first?.other == "91419099MA00000153")
    #expect(found.first?.keeper == "market-regulation")
  }

  private static let project = [
    "name": "砚川储能电池项目", "investor": "砚川控股集团", "planned_investment": "12.5",
    "signed_on": "2022-03-02", "town": "town-shiheng",
  ]

  @Test(
    arguments: [
      (["name": "砚川储能电池（一期）"], true), (["name": "年产砚川储能电池建设项目", "signed_on": "2022-04-01"], true),
      (["name": "砚川储能电池项目", "planned_investment": "12.6", "town": "town-luting"], true),
      (["name": "砚川储能电池二期项目"], false),
      (["name": "砚川储能电池项目", "planned_investment": "30", "signed_on": "2020-01-01"], false),
      (["name": "岳衡预制菜项目", "investor": "岳衡实业集团"], false),
    ] as [([String: String], Bool)])
  func `are told from two projects`(other: [String: String], isOne: Bool) async throws {
    let world = try await FilledRegister("project")
    try await world.write([
      ("X-2022-0001", Self.project), ("X-2022-0002", Self.project.merging(other) { $1 }),
    ])
    let snapshot = try await world.snapshot("2022-06-30")
    let found = try #require(
      DoubleCountDetector(detector("project-double-counts"), snapshot: snapshot)
    ).issues()
    #expect(found.isEmpty != isOne, "\(found.map { "\($0.weight) \($0.reasons)" })")
    if isOne { #expect(found.first?.code == "X-2022-0002") }
  }
}
