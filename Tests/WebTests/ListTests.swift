import Commands
import Definitions
import Foundation
import HTTPTypes
import Testing

@testable import Web

/// Lists as an address asks for them: states, groups, totals, references, saved views.
struct ListTests {
  private func district() async throws -> SmallDistrict {
    let district = try await SmallDistrict.open()
    try await district.write(
      "enterprise",
      """
      统一社会信用代码,企业名称,登记状态,注册资本（万元）
      91419802MA00000A9H,禾丰专用车辆有限公司,存续,1000.5
      91419802MA00000B7C,恒润电子科技有限公司,存续,
      91419802MA00000C57,安和轴承有限公司,注销,200
      """, on: "2022-03-01", as: "DU-market-regulation")
    return district
  }

  private func page(
    _ items: [(String, String)], in district: SmallDistrict, as post: String = "SV"
  ) async throws -> String {
    let address = Address("/enterprises", items.map { .init(name: $0.0, value: $0.1) })
    return try await district.browser(as: post).get(address.text).body
  }

  @Test func `a total adds everything that is known and says how much is missing`() async throws {
    let district = try await district()
    let all = try await page([("column", "registered_capital")], in: district)
    #expect(all.contains("1,200.5"))
    #expect(all.contains("缺 1 个"))
    let some = try await page(
      [("column", "registered_capital"), ("f.status", "注销")], in: district)
    #expect(some.contains(">200<"))
    #expect(!some.contains("缺 1 个"))
  }

  @Test(arguments: [
    #"行业门类 = "制造业""#, #"行业门类 = "C""#, #"行业门类 in ("制造业", "采矿业")"#,
    #"not(行业门类 != "制造业")"#, #"所属镇街 = "砚池街道""#, #"所属镇街 = "town-yanchi""#,
  ])
  func `a condition takes the words that the list shows`(rule: String) async throws {
    let district = try await SmallDistrict.open()
    try await district.write(
      "enterprise",
      """
      统一社会信用代码,企业名称,登记状态,行业门类,所属镇街
      91419802MA00000A9H,禾丰专用车辆有限公司,存续,制造业,town-yanchi
      91419802MA00000B7C,恒润电子商贸有限公司,存续,批发和零售业,town-shalu
      """, on: "2022-03-01", as: "DU-market-regulation")
    let found = try await page([("rule", rule)], in: district)
    #expect(found.contains("禾丰专用车辆有限公司"))
    #expect(!found.contains("恒润电子商贸有限公司"))
  }

  @Test func `groups hold counts and sums, and lead to their lists`() async throws {
    let district = try await district()
    let grouped = try await page(
      [("column", "registered_capital"), ("group", "status")], in: district)
    #expect(grouped.contains("按登记状态分组"))
    #expect(grouped.contains("f.status=%E5%AD%98%E7%BB%AD"))
    #expect(grouped.contains("1,000.5"))
    #expect(!grouped.contains("禾丰专用车辆有限公司"), "rows stand behind the groups")
  }

  @Test func `a state of a field narrows the list`() async throws {
    let district = try await district()
    let missing = try await page([("state.registered_capital", "missing")], in: district)
    #expect(missing.contains("恒润") && !missing.contains("禾丰") && !missing.contains("安和"))
    let stale = try await page([("state.name", "stale")], in: district)
    #expect(stale.contains("禾丰"), "a name of 1 March has aged beyond 30 days by 30 June")
    let fresh = try await page(
      [("state.name", "stale"), ("day", "2022-03-20"), ("known", "now")], in: district)
    #expect(!fresh.contains("禾丰"))
  }

  @Test func `rows are sorted by values and not by their words`() async throws {
    let district = try await district()
    let body = try await page([("sort", "-registered_capital")], in: district)
    func place(_ name: String) throws -> String.Index {
      try #require(body.firstRange(of: name)).lowerBound
    }
    #expect(try place("禾丰") < place("安和"))
    #expect(try place("安和") < place("恒润"), "what is not known comes last")
  }

  @Test func `a reference shows the name and leads to the subject, by code and by name`()
    async throws
  {
    let district = try await district()
    try await district.write(
      "chain", "产业链编号,产业链名称\nL-01,专用车\n", on: "2022-03-02", as: "DU")
    try await district.write(
      "enterprise",
      "统一社会信用代码,所属产业链\n91419802MA00000A9H,专用车\n91419802MA00000B7C,L-01\n91419802MA00000C57,食品\n",
      on: "2022-03-02", as: "DU")
    let list = try await page([("column", "chain")], in: district, as: "LD")
    #expect(list.components(separatedBy: "href=\"/chains/L-01\"").count == 3)
    let orphans = try await page([("state.chain", "orphan")], in: district, as: "LD")
    #expect(orphans.contains("安和") && !orphans.contains("禾丰") && !orphans.contains("恒润"))
    let chain = try await district.browser(as: "LD").get("/chains/L-01?tab=relations").body
    #expect(chain.contains("禾丰专用车辆有限公司") && chain.contains("恒润电子科技有限公司"))
    #expect(!chain.contains("安和轴承有限公司"))
    let firm = try await district.browser(as: "LD").get(
      "/enterprises/91419802MA00000A9H?tab=relations"
    ).body
    #expect(firm.contains("/chains/L-01"))
    // Without a right to the chains, the word is there and leads nowhere.
    let plain = try await page([("column", "chain")], in: district, as: "SV")
    #expect(plain.contains("专用车") && !plain.contains("/chains/"))
  }

  @Test func `a view is saved, shared with the unit and taken away by its owner only`()
    async throws
  {
    let district = try await district()
    let officer = try await district.browser(as: "SV")
    let csrf = ("csrf", SmallDistrict.csrf)
    let saved = try await officer.post(
      "/views",
      [
        csrf, ("register", "enterprise"), ("title", "在营企业"),
        ("query", "?f.status=%E5%AD%98%E7%BB%AD&sort=name"), ("shared", "yes"),
      ])
    #expect(saved.status == 303)
    #expect(try await officer.get(try #require(saved.location)).body.contains("在营企业"))
    let colleague = try await district.browser(as: "ES")
    #expect(try await colleague.get("/enterprises").body.contains("在营企业"), "the same unit")
    let other = try await district.browser(as: "DU-market-regulation")
    #expect(try await !other.get("/enterprises").body.contains("在营企业"), "another unit")
    let entry = try #require(try await district.server.site.views.all().first).entry
    #expect(try await colleague.post("/views/\(entry)/removal", [csrf]).status == 409)
    #expect(try await officer.post("/views/\(entry)/removal", [csrf]).status == 303)
    #expect(try await !officer.get("/enterprises").body.contains("在营企业"))
    let journal = try await district.browser(as: "AU").get("/journal").body
    #expect(journal.contains("保存视图") && journal.contains("删除视图"))
    let verified = try await district.browser(as: "AU").get("/journal/verification").body
    #expect(verified.contains("逐笔校验通过"))
  }

  @Test func `a list goes out with exactly its rows, columns and order, in whole numbers`()
    async throws
  {
    let district = try await district()
    let reply = try await district.browser(as: "SV").get(
      "/lists/enterprise?sort=-registered_capital&column=registered_capital&column=status&q=91&why=a"
    )
    #expect(reply.status == 200)
    #expect(reply.headers[.contentType] == "text/csv; charset=utf-8")
    #expect(
      reply.body == "\u{FEFF}" + """
        统一社会信用代码,企业名称,登记状态,注册资本（万元）\r
        91419802MA00000A9H,禾丰专用车辆有限公司,存续,1000.5\r
        91419802MA00000C57,安和轴承有限公司,注销,200\r
        91419802MA00000B7C,恒润电子科技有限公司,存续,\r

        """)
    let broken = try await district.browser(as: "SV").get(
      Address("/lists/enterprise", [.init(name: "rule", value: "登记状态 =")]).text)
    #expect(broken.status == 409 || broken.status == 422)
  }

  @Test func `an empty register says so and shows the way to its first import`() async throws {
    let district = try await SmallDistrict.open()
    let empty = try await district.browser(as: "SV").get("/registers/document").body
    #expect(empty.contains("还没有文件的数据") && empty.contains("/imports?register=document"))
    let reader = try await district.browser(as: "LD").get("/registers/document").body
    #expect(reader.contains("还没有文件的数据") && !reader.contains("/imports?register=document"))
  }

  @Test func `quality counts exactly what its lists hold, in the rights of the reader`()
    async throws
  {
    let district = try await district()
    let page = try await district.browser(as: "SV").get("/quality").body
    #expect(page.contains("/enterprises?state.name=stale&amp;column=name"))
    #expect(page.contains("超期未更新"))
    let desk = try await district.browser(as: "SV")
    for match in page.matches(of: /href="(\/enterprises\?state\.[^"]+)">([0-9,]+)<\/a><\/td>/) {
      let path = String(match.output.1).replacing("&amp;", with: "&")
      let list = try await desk.get(path).body
      #expect(list.contains("<small>\(match.output.2) 个"), "\(path)")
    }
  }

  @Test func `the library of metrics tells what each one counts`() async throws {
    let district = try await district()
    let page = try await district.browser(as: "SV").get("/indicators").body
    #expect(page.contains("新增规上工业企业"))
    #expect(page.contains("登记簿“企业”"))
    #expect(try await district.browser(as: "EA").get("/indicators").status == 403)
  }

  @Test func `a parcel's outline is drawn and compared with its area on record`() async throws {
    let district = try await SmallDistrict.open()
    let desk = try await district.browser(as: "PK")
    let sheet = """
      地块编号,地块名称,所属园区,土地面积（亩）,宗地边界
      D-01-0001,一号地,park-equipment,30.5,"POLYGON((0 0, 200 0, 200 100, 0 100, 0 0))"
      """
    try await district.write("parcel", sheet, on: "2022-03-01", as: "PK")
    let page = try await desk.get("/parcels/D-01-0001").body
    #expect(page.contains("按边界计算 30 亩"))
    #expect(page.contains("土地面积 30.5 亩，相差 -0.5 亩（-1.64%）"))
    #expect(page.contains("class=\"land\""))
  }

  @Test func `a post is shown by its duty and goes out by its code`() async throws {
    let district = try await district()
    try await district.write(
      "enterprise", "统一社会信用代码,服务专员岗位\n\(SmallDistrict.firm),ES\n", on: "2022-06-29",
      as: "DU")
    let browser = try await district.browser(as: "DM")
    let list = try await browser.get("/enterprises?column=service_officer").body
    #expect(list.contains("企业服务专员 人es"))
    #expect(!list.contains("<td>ES</td>"))
    let titled = Address.encoded(#"服务专员岗位 = "企业服务专员 人es""#)
    let narrowed = try await browser.get("/enterprises?column=service_officer&rule=\(titled)").body
    #expect(narrowed.contains("1 个"))
    let file = try await browser.get("/lists/enterprise?column=service_officer&why=a")
    #expect(file.status == 200)
    #expect(file.body.contains(",ES\r\n"))
  }

  @Test func `a word of a condition that is no name of its field is told`() async throws {
    let district = try await SmallDistrict.open()
    let browser = try await district.browser(as: "DM")
    let rule = Address.encoded(#"行业门类 = "制糖爷""#)
    let page = try await browser.get("/enterprises?rule=\(rule)").body
    #expect(page.contains("第 9 个字符处：“制糖爷”不是“行业门类”的名称或编号"))
  }
}
