import Definitions
import Facts
import Findings
import Quantities
import Testing

@Suite("Facts with two sources") struct ConflictTests {
  /// What two units say of one project's investment, one after the other.
  private func told(
    _ claims: [(unit: String, value: String, evidence: Evidence)]
  ) async throws -> (rivals: [RivalFacts], issues: [DataIssue], shown: Value?) {
    let world = try await FilledRegister("project")
    for unit in Set(claims.map(\.unit)).sorted() {
      try await world.appoint("P-\(unit)", unit: unit)
    }
    for claim in claims {
      try await world.write(
        [("X-2022-0001", ["planned_investment 2022": claim.value])], by: "P-\(claim.unit)",
        evidence: claim.evidence)
    }
    let rivals = try await world.rivals()
    let snapshot = try await world.snapshot("2022-06-30")
    let issues =
      try ConflictDetector(detector("project-conflicts"), rivals: rivals, snapshot: snapshot)?
      .issues() ?? []
    let shown = snapshot.value("planned_investment", row: 0)
    return (rivals, issues, shown)
  }

  @Test(
    arguments: [
      // The keeper of the field is development-reform.
      (
        "commerce", Evidence.confirmed, "development-reform", Evidence.documented, "commerce",
        "证据等级高"
      ),
      ("development-reform", .documented, "commerce", .documented, "development-reform", "主管单位"),
      ("commerce", .documented, "development-reform", .documented, "development-reform", "主管单位"),
      ("commerce", .documented, "statistics", .documented, "statistics", "后报"),
      ("statistics", .documented, "commerce", .claimed, "statistics", "证据等级高"),
    ] as [(String, Evidence, String, Evidence, String, String)])
  func `stand side by side; grade counts first, then the keeper, then the later`(
    first: String, firstGrade: Evidence, second: String, secondGrade: Evidence, counting: String,
    ground: String
  ) async throws {
    let (rivals, issues, shown) = try await told([
      (first, "5", firstGrade), (second, "8", secondGrade),
    ])
    #expect(shown == .number(counting == first ? 5 : 8))
    #expect(rivals.map(\.claims.count) == [2])
    #expect(rivals.first?.counting?.source == counting)
    let issue = try #require(issues.first)
    #expect(issue.field == "planned_investment")
    #expect(issue.keeper == "development-reform")
    #expect(issue.reasons.last?.contains(ground) == true, "\(issue.reasons)")
    #expect(issue.reasons.contains { $0.contains("5 亿元") })
    #expect(issue.reasons.contains { $0.contains("8 亿元") })
  }

  @Test func `agree within rounding`() async throws {
    let (rivals, issues, _) = try await told([
      ("commerce", "5", .documented), ("statistics", "5.04", .documented),
    ])
    #expect(rivals.count == 1)
    #expect(issues.isEmpty)
  }

  @Test func `are one source when the same unit corrects itself or takes its word back`()
    async throws
  {
    let corrected = try await told([
      ("commerce", "5", .documented), ("commerce", "8", .claimed),
    ])
    #expect(corrected.rivals.isEmpty)
    #expect(corrected.shown == .number(8))
    let withdrawn = try await told([
      ("commerce", "5", .documented), ("statistics", "8", .documented),
      ("statistics", "-", .documented),
    ])
    #expect(withdrawn.rivals.isEmpty)
    #expect(withdrawn.shown == .number(5))
  }
}
