import Commands
import Definitions
import Documents
import Facts
import HTTPTypes
import Testing

@testable import Web

/// What is confidential leaves a trace when it is read, and goes out only with the right to that.
struct AccessTests {
  private static let firm = "91419802MA00000A9H"
  private static let own = "91419802MA00000B7C"

  private func district() async throws -> SmallDistrict {
    let district = try await SmallDistrict.open()
    try await district.write(
      "enterprise",
      """
      统一社会信用代码,企业名称,登记状态,市场主体类型
      \(Self.firm),禾丰专用车辆有限公司,存续,公司
      \(Self.own),某某小吃店,存续,个体工商户
      """, on: "2022-03-01", as: "DU-market-regulation")
    try await district.write(
      "enterprise",
      """
      统一社会信用代码,2021年营业收入（万元）,联系人,联系电话,服务专员岗位
      \(Self.firm),48613,钱甲乙,13987654321,ES
      \(Self.own),27,吴壬癸,13698765432,ES
      """, on: "2022-06-10", as: "DU")
    return district
  }

  private func unmask(
    _ field: String, of code: String, reason: String, purpose: String = "", as post: String,
    in district: SmallDistrict
  ) async throws -> Reply {
    try await district.browser(as: post).post(
      "/unmask/enterprise",
      [
        ("csrf", SmallDistrict.csrf), ("code", code), ("field", field), ("reason", reason),
        ("purpose", purpose),
      ])
  }

  @Test func `a masked value is shown once, with a reason, and the firm learns of it`()
    async throws
  {
    let district = try await district()
    let page = try await district.browser(as: "ES").get("/enterprises/\(Self.firm)").body
    #expect(page.contains("钱**") && page.contains("139****21") && !page.contains("13987654321"))
    #expect(page.contains("/unmask/enterprise?code=\(Self.firm)&amp;field=contact_phone"))
    let without = try await unmask(
      "contact_phone", of: Self.firm, reason: " ", as: "ES", in: district)
    #expect(without.status == 422 && !without.body.contains("13987654321"))
    let shown = try await unmask(
      "contact_phone", of: Self.firm, reason: "约定走访时间", as: "ES", in: district)
    #expect(shown.status == 200 && shown.body.contains("13987654321"))
    let log = try await district.browser(as: "SE").get("/security").body
    #expect(log.contains("看个人信息明文") && log.contains("约定走访时间"))
    #expect(!log.contains("13987654321"))
    let firm = try await district.browser(as: "EA").get("/enterprises/\(Self.firm)?tab=viewers")
    #expect(firm.body.contains("谁看过") && firm.body.contains("约定走访时间"))
    let told = try #require(firm.body.split(separator: "谁看过本企业").last)
    #expect(told.contains("区工信局") && !told.contains("人es"), "the unit, and not the person")
  }

  @Test func `only those with the right unmask, in their own reach, for a purpose they have`()
    async throws
  {
    let district = try await district()
    for post in ["SV", "LD", "DM", "ST", "SA"] {
      let reply = try await unmask(
        "contact_phone", of: Self.firm, reason: "看看", as: post, in: district)
      #expect(reply.status == 403 && !reply.body.contains("13987654321"), "\(post)")
    }
    let other = try await unmask(
      "contact_phone", of: Self.firm, reason: "看看", as: "IA", in: district)
    #expect(other.status == 403, "not the officer of this firm")
    let stated = try await unmask(
      "contact_phone", of: Self.firm, reason: "诉求 3 号", purpose: "case", as: "DSP", in: district)
    #expect(stated.status == 200 && stated.body.contains("13987654321"))
    let silent = try await unmask(
      "contact_phone", of: Self.firm, reason: "诉求 3 号", as: "DSP", in: district)
    #expect(silent.status == 403)
  }

  @Test func `the accounts of a person's own business are personal`() async throws {
    let district = try await district()
    let list = try await district.browser(as: "ES").get("/enterprises?column=revenue").body
    #expect(list.contains("48,613") && !list.contains(">27<"))
    let page = try await district.browser(as: "ES").get("/enterprises/\(Self.own)").body
    #expect(page.contains("/unmask/enterprise?code=\(Self.own)&amp;field=revenue"))
    let shown = try await unmask("revenue", of: Self.own, reason: "核对", as: "ES", in: district)
    #expect(shown.body.contains("27 万元"))
  }

  @Test func `who read a firm's accounts is told to the firm and to no other`() async throws {
    let district = try await district()
    let path = "/enterprises/\(Self.firm)?tab=viewers"
    #expect(try await district.browser(as: "EA").get(path).body.contains("还没有单位看过"))
    _ = try await district.browser(as: "ES").get("/enterprises/\(Self.firm)")
    _ = try await district.browser(as: "SV").get("/enterprises/\(Self.firm)")
    _ = try await district.browser(as: "EA").get("/enterprises/\(Self.firm)")
    let seen = try await district.browser(as: "EA").get(path).body
    #expect(
      seen.matches(of: /看档案/).count == 1, "those who saw nothing of it, and the firm, left none")
    #expect(seen.contains("2022-06-30") && seen.contains("商业信息"))
    #expect(try await !district.browser(as: "SV").get(path).body.contains("谁看过"))
  }

  @Test func `a purpose that the grants know lets its role see more, and is on record`()
    async throws
  {
    let district = try await district()
    let plain = try await district.browser(as: "FN").get("/enterprises/\(Self.firm)").body
    #expect(!plain.contains("48,613") && plain.contains("purpose=payment"))
    let stated = try await district.browser(as: "FN").get(
      "/enterprises/\(Self.firm)?purpose=payment")
    #expect(stated.body.contains("48,613"))
    let wrong = try await district.browser(as: "FN").get("/enterprises/\(Self.firm)?purpose=permu")
    #expect(!wrong.body.contains("48,613"))
    let firm = try await district.browser(as: "EA").get("/enterprises/\(Self.firm)?tab=viewers")
    #expect(firm.body.contains("兑现资金"))
  }

  @Test func `a list goes out with a purpose only, without persons, and comes in again unchanged`()
    async throws
  {
    let district = try await district()
    let desk = try await district.browser(as: "SV")
    let list = try await desk.get(
      "/enterprises?f.entity_type=公司&sort=-name&column=status".asAddress
    ).body
    let link = try #require(
      list.firstMatch(of: /href="(\/files\/enterprise\/list[^"]*)"/)?.output.1)
    let path = String(link).replacing("&amp;", with: "&")
    let asked = try await desk.get(path)
    #expect(asked.headers[.contentType]?.hasPrefix("text/html") == true)
    #expect(asked.body.contains("用途") && asked.body.contains("1 行"))
    let file = try await desk.get("\(path)&why=%E6%A0%B8%E5%AF%B9")
    let rows = try WorkbookReader.read(file.bytes, name: "a.xlsx").sheets[0].rows.map {
      $0.map(\.written)
    }
    #expect(rows.joined().contains { $0.contains("条件：市场主体类型：公司；按企业名称倒序排列") })
    #expect(rows.contains { $0.prefix(3) == ["统一社会信用代码", "企业名称", "登记状态"] })
    #expect(rows.last?.prefix(3) == ["91419802MA00000A9H", "禾丰专用车辆有限公司", "存续"])
    let checked = try await ImportDesk(
      journal: district.journal(on: "2022-06-30"),
      authority: Authority(library: district.library),
      actor: try district.actor("DU-market-regulation")
    ).preview(
      ImportRequest(
        file: "a.xlsx", bytes: file.bytes, register: "enterprise",
        validFrom: SmallDistrict.today, evidence: .documented))
    #expect(checked.preview.isUnderstood && checked.preview.changesNothing)
    #expect(checked.preview.rows == 1)
    #expect(try await district.browser(as: "SE").get("/security").body.contains("导出清单"))
    let denied = try await district.browser(as: "LD").get("/files/enterprise/list?why=a")
    #expect(denied.status == 403 && denied.body.contains("企业公开信息·导出"))
    #expect(try await !district.browser(as: "LD").get("/enterprises").body.contains("导出"))
  }

  @Test func `many rows are set at once after a preview, by one entry that can be taken back`()
    async throws
  {
    let district = try await district()
    let desk = try await district.browser(as: "DU-market-regulation")
    #expect(try await desk.get("/enterprises").body.contains(#"action="/bulk/enterprise""#))
    let fields = [
      ("csrf", SmallDistrict.csrf), ("field", "status"), ("value", "注销"), ("pick", Self.firm),
      ("pick", Self.own),
    ]
    let sent = try await desk.post("/bulk/enterprise", fields)
    let ticket = try #require(sent.location)
    let preview = try await desk.get(ticket).body
    #expect(preview.contains("<ins>注销</ins>") && preview.contains("写入 2 个数据"))
    let done = try await desk.post(
      "\(ticket)/entry", [("csrf", SmallDistrict.csrf), ("reason", "")])
    let entry = try #require(done.location?.split(separator: "=").last)
    #expect(try await desk.get("/enterprises?f.status=注销".asAddress).body.contains("<small>2 个"))
    let undone = try await desk.post("/imports/\(entry)/reversal", [("csrf", SmallDistrict.csrf)])
    #expect(undone.status == 303)
    #expect(try await desk.get("/enterprises?f.status=存续".asAddress).body.contains("<small>2 个"))
    let foreign = try await desk.post(
      "/bulk/enterprise",
      [("csrf", SmallDistrict.csrf), ("field", "revenue"), ("value", "1"), ("pick", Self.firm)])
    #expect(foreign.status == 409, "a field that another unit keeps")
  }
}
