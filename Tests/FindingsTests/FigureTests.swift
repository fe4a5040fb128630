import Definitions
import Facts
import Findings
import Quantities
import Testing

@Suite("Odd figures") struct FigureTests {
  /// Forty firms of one trade whose figures differ as figures do, and one that is told.
  private func firms(_ odd: [String: String]) -> [(code: String, values: [String: String])] {
    (0..<41).map { index in
      let revenue = 800 + index * 20
      var values = [
        "name": "厂\(index)", "industry_section": "C", "industry_code": "3311",
        "revenue 2020": "\(revenue - 40)", "revenue 2021": "\(revenue)",
        "staff 2021": "\(24 + index % 7)", "tax_paid 2021": "\(20 + index % 9)",
      ]
      if index == 40 { values.merge(odd) { $1 } }
      return ("F\(index)", values)
    }
  }

  @Test(
    arguments: [
      (["revenue 2021": "16000000"], "revenue", "industry"),
      (["staff 2021": "2600"], "staff", "human-resources"),
      (["tax_paid 2021": "2400"], "tax_paid", "tax"),
      (["revenue 2021": "0.16"], "revenue", "industry"),
    ] as [([String: String], String, String)])
  func `are blamed on the figure that is wrong, and laid before its keeper`(
    odd: [String: String], field: String, keeper: String
  ) async throws {
    let world = try await FilledRegister("enterprise")
    try await world.write(firms(odd))
    let issues = try #require(
      OutlierDetector(
        detector("enterprise-outliers"), snapshot: try await world.snapshot("2022-06-30"))
    ).issues()
    #expect(issues.map(\.code) == ["F40"], "\(issues)")
    #expect(issues.first?.field == field)
    #expect(issues.first?.keeper == keeper)
    #expect(issues.first?.period?.description == "2021")
    #expect(issues.first?.evidence == .confirmed)
    #expect((issues.first?.reasons.count ?? 0) > 1)
  }

  @Test func `are not seen where all is as usual, nor where there are too few to compare`()
    async throws
  {
    let usual = try await FilledRegister("enterprise")
    try await usual.write(firms([:]))
    let few = try await FilledRegister("enterprise")
    try await few.write(Array(firms(["revenue 2021": "16000000"]).suffix(8)))
    for world in [usual, few] {
      let snapshot = try await world.snapshot("2022-06-30")
      let found = try #require(
        OutlierDetector(detector("enterprise-outliers"), snapshot: snapshot)
      ).issues()
      #expect(found.allSatisfy { $0.reasons.contains { $0.contains("同比") } }, "\(found)")
    }
  }

  @Test func `never ask for a tenth of a worker`() async throws {
    let world = try await FilledRegister("enterprise")
    // One worker sells little: there is no smaller staff that would make it ordinary.
    try await world.write(
      firms([
        "staff 2021": "1", "revenue 2021": "1.6", "revenue 2020": "1.6", "tax_paid 2021": "0.03",
      ]))
    let found = try #require(
      OutlierDetector(
        detector("enterprise-outliers"), snapshot: try await world.snapshot("2022-06-30"))
    ).issues()
    #expect(found.allSatisfy { $0.field != "staff" }, "\(found)")
  }

  // MARK: Months

  /// A year and a half of a firm with a season; one month may be told wrong.
  private func months(_ code: String, slip: (month: Int, factor: Number)? = nil) -> (
    code: String, values: [String: String]
  ) {
    let season = [85, 85, 105, 100, 100, 108, 98, 98, 103, 100, 103, 115]
    var values = ["name": code]
    for index in 0..<18 {
      let period = Period(.month, number: index % 12 + 1, of: 2021 + index / 12)
      var value = Number(season[index % 12] * (10 + code.utf8.count) + index % 3)
      if let slip, slip.month == index { value = value * slip.factor }
      values["monthly_revenue \(period?.description ?? "")"] = value.description
    }
    return (code, values)
  }

  @Test(arguments: [(5, "10"), (9, "0.1"), (12, "1000")] as [(Int, String)])
  func `are seen in a month that jumps and jumps back`(month: Int, factor: String) async throws {
    let world = try await FilledRegister("enterprise")
    let slip = (month: month, factor: Number(factor) ?? 1)
    try await world.write([months("A"), months("BB"), months("CCC", slip: slip), months("D")])
    let snapshot = try await world.snapshot("2022-12-31")
    let found = try #require(
      SeriesDetector(detector("enterprise-months"), snapshot: snapshot)
    ).issues()
    #expect(found.map(\.code) == ["CCC"], "\(found)")
    let period = Period(.month, number: month % 12 + 1, of: 2021 + month / 12)
    #expect(found.first?.period == period)
  }

  @Test func `are not seen in the season`() async throws {
    let world = try await FilledRegister("enterprise")
    try await world.write([months("A"), months("BB"), months("CCC")])
    let snapshot = try await world.snapshot("2022-12-31")
    let found = try #require(
      SeriesDetector(detector("enterprise-months"), snapshot: snapshot)
    ).issues()
    #expect(found.isEmpty, "\(found)")
  }
}
