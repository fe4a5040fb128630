import Testing

@testable import Web

/// Values of a series one after another: what was first published, what it was corrected to, and
/// what came late.
@Suite("A series with its vintages") struct VintagePageTests {
  private static let indicator = "/indicators/industrial-growth-over-city"

  private func district() async throws -> SmallDistrict {
    let district = try await SmallDistrict.open()
    func tell(_ month: Int, _ value: String, on day: String) async throws {
      try await district.write(
        "region", "范围,地区名称,规上工业增加值增速（%）2022年\(month)月\n本区,澄川区,\(value)\n", on: day,
        as: "DU-statistics")
    }
    try await tell(3, "5.1", on: "2022-04-20")
    try await tell(2, "4.4", on: "2022-06-10")
    try await tell(3, "5.36", on: "2022-06-15")
    return district
  }

  @Test func `an indicator shows first and corrected values with the revision`() async throws {
    let browser = try await district().browser(as: "SV")
    let page = try await browser.get(Self.indicator).body
    for words in ["首次", "更正", "5.1", "5.36", "+0.26", "测试数据", "迟报 71 天", "应于 2022-03-31 前报"] {
      #expect(page.contains(words), "\(words)")
    }
    let then = try await browser.get(Self.indicator + "?day=2022-05-31").body
    #expect(then.contains("5.1") && !then.contains("5.36") && !then.contains("4.4"))
    #expect(try await browser.get("/indicators").body.contains(Self.indicator))
    #expect(try await browser.get("/indicators/nothing").status == 404)
  }

  @Test func `an object's page and the interface mark what was corrected and what came late`()
    async throws
  {
    let browser = try await district().browser(as: "SV")
    let path = "/regions/\(Address.encoded("本区"))"
    let facts = try await browser.get(path + "?tab=facts").body
    #expect(facts.contains(">更正</span>") && facts.contains("迟报 71 天"))
    #expect(facts.contains("的历次数值"))
    #expect(try await browser.get(path + "?tab=journal").body.contains("导入数据（更正 1"))
    let json = try await browser.get("/api/v1/registers/region/\(Address.encoded("本区"))").body
    #expect(json.contains("\"revision\":0.26") && json.contains("\"act\":\"correction\""))
    #expect(json.contains("\"days_late\":71"))
  }

  @Test func `the page of the data's quality lists what came late by its keeper`() async throws {
    let district = try await district()
    let browser = try await district.browser(as: "SV")
    let page = try await browser.get("/quality").body
    #expect(page.contains("迟报的数据，按主管单位") && page.contains("2022年2月"))
    #expect(page.contains("71 天") && !page.contains("2022年3月</td>"))
    // As known then, nothing had come late yet.
    let then = try await browser.get("/quality?day=2022-06-01").body
    #expect(!then.contains("迟报的数据"))
  }

  @Test func `the enterprises' list opens with the account of what is in stock`() async throws {
    let district = try await SmallDistrict.open()
    try await district.write(
      "enterprise",
      """
      统一社会信用代码,企业名称,登记状态,成立日期
      91419802MA00000A9H,禾丰专用车辆有限公司,存续,2015-03-01
      91419802MA00000B7C,恒润电子科技有限公司,存续,2016-05-06
      """, on: "2022-03-01", as: "DU-market-regulation")
    try await district.write(
      "enterprise", "统一社会信用代码,登记状态\n91419802MA00000B7C,注销\n", on: "2022-06-28",
      as: "DU-market-regulation")
    let browser = try await district.browser(as: "SV")
    let list = try await browser.get("/enterprises").body
    #expect(list.contains("期初 <b>2</b>") && list.contains("期末 <b>1</b>"))
    #expect(list.contains("有 1 户说不清"))
    let quality = try await browser.get("/quality").body
    #expect(quality.contains("市场主体增减平衡") && quality.contains("退出在营而没有注销日期"))
    let then = try await browser.get("/enterprises?day=2022-06-01").body
    #expect(then.contains("期末 <b>2</b>") && then.contains("平衡"))
    // A firm sees itself alone, and no account of all of them.
    let firm = try await district.browser(as: "EA").get("/enterprises").body
    #expect(!firm.contains("期初"))
  }
}
