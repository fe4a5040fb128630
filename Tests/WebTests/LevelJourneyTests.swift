import Commands
import Ledgers
import Storage
import Testing

@testable import Web

/// Laying reports beside each other, issuing letters and giving tasks as people do it in the browser.
struct LevelJourneyTests {
  private static let csrf = ("csrf", SmallDistrict.csrf)

  private func takeIn(
    _ browser: Browser, _ title: String, _ year: Int, _ text: String, level: String = "",
    place: String = ""
  ) async throws -> String {
    let reply = try await browser.post(
      "/reports",
      [
        Self.csrf, ("title", title), ("year", "\(year)"), ("text", text), ("level", level),
        ("place", place),
      ])
    return try #require(reply.location)
  }

  @Test func `two years are laid beside each other, confirmed and taken back`() async throws {
    let district = try await SmallDistrict.open()
    let office = try await district.browser(as: "SV")
    let earlier = "三、2020年重点工作\n新增规上工业企业18家。新建标准厂房30万平方米。"
    let later = "三、2021年重点工作\n新增规上工业企业20家。"
    let first = try await takeIn(office, "二〇二〇年报告", 2020, earlier)
    let second = try await takeIn(office, "二〇二一年报告", 2021, later)
    #expect(first == "/reports/B-2020-1" && second == "/reports/B-2021-1")
    let path = "/reports/B-2021-1/beside/B-2020-1"
    #expect(try await office.get(second).body.contains(path))
    let page = try await office.get(path).body
    for words in ["提高", "未再提出", "待确认", "没有完成的证明", "结转"] {
      #expect(page.contains(words), "\(words)")
    }
    let keys = page.matches(of: /name="pair" value="([^"]+)"/).map { String($0.output.1) }
    #expect(keys.count == 2)
    let done = try await office.post(path + "/links", [Self.csrf, ("pair", keys[0])])
    #expect(done.status == 303)
    #expect(try await office.get(path).body.contains("确认</span>"))
    #expect(try await office.post(path + "/links", [Self.csrf]).status == 422)
    let code = try #require(keys[0].split(separator: "~").last)
    #expect(try await office.get("/commitments/\(code)").body.contains("上年、上级和下级"))
    let carried = try await office.post(path + "/remainders/\(keys[1])", [Self.csrf])
    #expect(carried.status == 303)
    #expect(try await office.get(path).body.contains("结转为 C-2021-"))
    let entry = try #require(
      try await office.get(path).body.firstMatch(of: /entries\/(\d+)\/undo/)?.output.1)
    #expect(try await office.post(path + "/entries/\(entry)/undo", [Self.csrf]).status == 303)
    #expect(try await !office.get(path).body.contains("结转为 C-2021-"))
    #expect(try await office.post(path + "/entries/\(entry)/undo", [Self.csrf]).status == 404)
    // The day before knows nothing of it.
    let past = try await office.get(path + "?day=2022-06-29").status
    #expect(past == 404)
  }

  @Test func `a city's report stands beside the district's and in none of its lists`() async throws
  {
    let district = try await SmallDistrict.open()
    let office = try await district.browser(as: "SV")
    let city = "三、2022年重点工作\n新增规上工业企业300家。"
    let path = try await takeIn(office, "某市报告", 2022, city, level: "city", place: "某市")
    let code = String(path.dropFirst("/reports/".count))
    let own = try await office.get("/reports").body
    #expect(own.contains("市级 · 某市"))
    #expect(try await !office.get("/commitments").body.contains("300"))
    let page = try await office.get("/reports/B-2022-1/beside/\(code)")
    #expect(page.status == 200)
    #expect(page.body.contains("上级目标"))
    let wrong = try await office.post(
      "/reports",
      [Self.csrf, ("title", "某省"), ("year", "2022"), ("text", city + "。"), ("level", "city")])
    #expect(wrong.status == 422)
    #expect(wrong.body.contains("哪里的"))
  }

  @Test func `a task goes out as an order that its unit may print again`() async throws {
    let district = try await SmallDistrict.open()
    let office = try await district.browser(as: "SV")
    let given = try await office.post(
      "/tasks", [Self.csrf, ("words", "查清没有入库的原因"), ("unit", "industry")])
    let path = try #require(given.location)
    #expect(try await office.post(path + "/paper", [Self.csrf]).status == 303)
    #expect(try await office.get(path).body.contains("JB-2022-001"))
    let unit = try await district.browser(as: "DU")
    let printed = try await unit.get("/papers/JB-2022-001/docx")
    #expect(printed.status == 200)
    let again = try await office.get("/papers/JB-2022-001/docx")
    #expect(again.body == printed.body)
    let other = try await district.browser(as: "DU-tax")
    #expect(try await other.get("/papers/JB-2022-001/docx").status == 403)
    let voided = try await office.post(
      "/papers/JB-2022-001/cancellation", [Self.csrf, ("words", "写错单位")])
    #expect(voided.status == 303)
    #expect(try await office.get("/letters").body.contains("作废：写错单位"))
  }

  @Test func `rows from a spreadsheet fill the form and write nothing`() async throws {
    let district = try await SmallDistrict.open()
    let office = try await district.browser(as: "SV")
    let commitment = try #require(try await district.commitments.first { $0.isDivisible })
    let path = "/commitments/\(commitment.id)/split"
    let head = try await district.database.read { try JournalEntry.newest(1, in: $0).first?.seq }
    let pasted = try await office.post(
      path + "/pasted", [Self.csrf, ("cells", "单位\t任务数\nindustry\t12\ncommerce\t八\n")])
    #expect(pasted.status == 422)
    #expect(pasted.body.contains(#"value="12""#))
    #expect(pasted.body.contains("第 2 行“任务数”写的是“八”"))
    let after = try await district.database.read { try JournalEntry.newest(1, in: $0).first?.seq }
    #expect(after == head)
  }
}
