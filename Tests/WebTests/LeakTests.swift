import Ledgers
import Testing

@testable import Web

/// What a reader may not see is nowhere: not on a page, in a list, behind a condition or a total.
struct LeakTests {
  /// A revenue that no other text contains.
  private static let secret = "48613"
  private static let firm = "91419802MA00000A9H"

  private func district() async throws -> SmallDistrict {
    let district = try await SmallDistrict.open()
    try await district.write(
      "enterprise",
      """
      统一社会信用代码,企业名称,登记状态
      \(Self.firm),禾丰专用车辆有限公司,存续
      91419802MA00000B7C,恒润电子科技有限公司,存续
      """, on: "2022-03-01", as: "DU-market-regulation")
    try await district.write(
      "enterprise",
      """
      统一社会信用代码,2021年营业收入（万元）
      \(Self.firm),\(Self.secret)
      """, on: "2022-06-10", as: "DU")
    return district
  }

  private static let pages = [
    "/enterprises", "/enterprises?column=revenue", "/enterprises/\(firm)",
    "/enterprises/\(firm)?tab=facts", "/enterprises/\(firm)?tab=journal",
    "/enterprises/\(firm)?tab=actions", "/enterprises/\(firm)?tab=relations",
    "/enterprises?sort=-revenue&column=revenue", "/search?q=\(secret)", "/registers",
    "/enterprises/\(firm)?tab=files", "/enterprises?group=status&column=revenue",
    "/enterprises?state.revenue=known&column=revenue", "/lists/enterprise?column=revenue&why=a",
    "/api/v1/registers/enterprise", "/api/v1/registers/enterprise/\(firm)",
    "/api/v1/registers/enterprise?sort=revenue", "/quality", "/indicators",
  ]

  @Test func `a firm's revenue is on no page of a post without a right to it`() async throws {
    let district = try await district()
    let browser = try await district.browser(as: "SV")
    for path in Self.pages {
      let body = try await browser.get(path).body.replacing("q=\(Self.secret)", with: "")
        .replacing("“\(Self.secret)”", with: "").replacing("value=\"\(Self.secret)\"", with: "")
      #expect(!body.contains("48,613") && !body.contains(Self.secret), "\(path)")
    }
  }

  @Test func `a condition cannot feel out what its reader may not see`() async throws {
    let district = try await district()
    let browser = try await district.browser(as: "SV")
    for rule in ["营业收入 > 1万元", "revenue > 1万元", "营业收入 != null"] {
      let address = Address("/enterprises", [.init(name: "rule", value: rule)])
      let body = try await browser.get(address.text).body
      #expect(body.contains("个字符处"), "\(rule) is no word for this reader")
      #expect(body.contains("恒润"), "and filters nothing")
    }
  }

  @Test func `neither a filter nor a state tells who has a value that is hidden`() async throws {
    let browser = try await district().browser(as: "SV")
    for query in ["f.revenue=\(Self.secret)", "state.revenue=known", "state.revenue=missing"] {
      let body = try await browser.get("/enterprises?\(query)").body
      #expect(body.contains("禾丰") && body.contains("恒润"), "\(query) narrows nothing")
    }
  }

  @Test func `a group of hidden values is counted, and neither missing nor told apart`()
    async throws
  {
    let district = try await district()
    try await district.write(
      "enterprise", "统一社会信用代码,服务专员岗位\n\(Self.firm),ES\n", on: "2022-06-11", as: "DU")
    try await district.write(
      "enterprise", "统一社会信用代码,一般纳税人\n\(Self.firm),是\n91419802MA00000B7C,否\n",
      on: "2022-06-11", as: "DU-tax")
    let body = try await district.browser(as: "ES").get("/enterprises?group=general_taxpayer").body
    #expect(body.contains("f.general_taxpayer=true") && !body.contains("f.general_taxpayer=false"))
    #expect(body.contains("无权查看") && !body.contains("state.general_taxpayer=missing"))
  }

  @Test func `the firm itself sees its own value and no other firm`() async throws {
    let district = try await district()
    let browser = try await district.browser(as: "EA")
    let own = try await browser.get("/enterprises/\(Self.firm)")
    #expect(own.status == 200)
    #expect(own.body.contains("48,613"))
    #expect(try await browser.get("/enterprises/91419802MA00000B7C").status == 403)
    let list = try await browser.get("/enterprises")
    #expect(list.body.contains("禾丰") && !list.body.contains("恒润"))
  }
}

extension LeakTests {
  @Test func `a candidate is counted and not named where its reason may not be known`() async throws
  {
    let district = try await district()
    try await district.write(
      "enterprise",
      """
      统一社会信用代码,市场主体类型,行业门类
      \(Self.firm),公司,制造业
      """, on: "2022-06-11", as: "DU-market-regulation")
    let commitment = try #require(
      try await district.commitments.first { $0.metric == "new-above-scale-industry" })
    let path = "/commitments/\(commitment.id)"
    let officer = try await district.browser(as: "SV").get(path)
    #expect(officer.body.contains("另有 1 项无权查看。"))
    #expect(!officer.body.contains("准规上"))
    #expect(!officer.body.contains(Self.firm))
    let firm = try await district.browser(as: "SV").get("/enterprises/\(Self.firm)?tab=actions")
    #expect(!firm.body.contains("准规上"))
  }
}
