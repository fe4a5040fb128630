import Commands
import Definitions
import Ledgers
import Quantities
import Storage
import Testing

@testable import Web

/// The loop as people walk it in the browser: a report, facts, readings, and every change on record.
struct JourneyTests {
  private static let csrf = ("csrf", SmallDistrict.csrf)

  private static let firms = """
    统一社会信用代码,企业名称,登记状态
    91419802MA00000A9H,禾丰专用车辆有限公司,存续
    91419802MA00000B7C,恒润电子科技有限公司,存续
    """
  private static let approvals = """
    统一社会信用代码,规上工业入库批准日
    91419802MA00000A9H,2022-06-20
    """

  private func district() async throws -> SmallDistrict {
    let district = try await SmallDistrict.open()
    try await district.write(
      "enterprise", Self.firms, on: "2022-03-01", as: "DU-market-regulation")
    return district
  }

  @Test func `a file is compared, written and taken back`() async throws {
    let district = try await SmallDistrict.open()
    let browser = try await district.browser(as: "DU-market-regulation")
    func upload() async throws -> Reply {
      try await browser.upload(
        "/imports",
        [
          "csrf": SmallDistrict.csrf, "register": "enterprise", "valid-from": "2022-06-30",
          "evidence": "E3",
        ], file: ("名录.csv", Self.firms))
    }
    let sent = try await upload()
    let preview = try #require(sent.location)
    #expect(preview.hasPrefix("/imports/previews/"))
    let page = try await browser.get(preview)
    #expect(page.body.contains("禾丰专用车辆有限公司"))
    #expect(page.body.contains("写入 4 个数据"))

    // Nobody else may see or write it.
    let other = try await district.browser(as: "DU-statistics")
    #expect(try await other.get(preview).status == 409)

    let entered = try await browser.post("\(preview)/entry", [Self.csrf, ("reason", "6 月名录")])
    let done = try #require(entered.location)
    #expect(done.hasPrefix("/imports?done="))
    #expect(try await browser.get("/enterprises").body.contains("恒润电子科技有限公司"))

    // The same file again changes nothing, and says so.
    let again = try await browser.get(try #require(try await upload().location))
    #expect(again.body.contains("与已有数据相同"))

    let entry = done.dropFirst("/imports?done=".count)
    let undone = try await browser.post("/imports/\(entry)/reversal", [Self.csrf])
    #expect(undone.location == "/imports?undone=\(entry)")
    #expect(try await !browser.get("/enterprises").body.contains("恒润电子科技有限公司"))
    #expect(try await browser.post("/imports/\(entry)/reversal", [Self.csrf]).status == 409)
  }

  @Test func `a wrong cell is shown with its row, and nothing is written without consent`()
    async throws
  {
    let district = try await SmallDistrict.open()
    let browser = try await district.browser(as: "DU-market-regulation")
    let sheet = Self.firms + "\n91419802MA00000C57,错误企业,没有这种状态\n"
    let sent = try await browser.upload(
      "/imports",
      [
        "csrf": SmallDistrict.csrf, "register": "enterprise", "valid-from": "2022-06-30",
        "evidence": "E2",
      ], file: ("名录.csv", sheet))
    let preview = try #require(sent.location)
    let page = try await browser.get(preview)
    #expect(page.body.contains("第 4 行"))
    #expect(page.body.contains("没有这种状态"))
    #expect(try await browser.post("\(preview)/entry", [Self.csrf]).status == 422)
    #expect(try await !browser.get("/enterprises").body.contains("恒润"))
    let partial = try await browser.post(
      "\(preview)/entry", [Self.csrf, ("partial", "yes")])
    #expect(partial.status == 303)
    #expect(try await browser.get("/enterprises").body.contains("恒润"))
  }

  @Test func `a column named by hand is known the next time, and faulty rows come back marked`()
    async throws
  {
    let district = try await SmallDistrict.open()
    let browser = try await district.browser(as: "DU-market-regulation")
    func upload(_ sheet: String) async throws -> String {
      let sent = try await browser.upload(
        "/imports",
        [
          "csrf": SmallDistrict.csrf, "register": "enterprise", "valid-from": "2022-06-30",
          "evidence": "E2",
        ], file: ("名录.csv", sheet))
      return try #require(sent.location)
    }
    let sheet = Self.firms.replacing("登记状态", with: "现状如何")
    let preview = try await upload(sheet + "\n91419802MA00000A90,错误企业,存续\n")
    let page = try await browser.get(preview)
    #expect(page.body.contains("1 列没有认出"))
    let chosen = try await browser.post(
      "\(preview)/columns", [Self.csrf, ("word-0", "现状如何"), ("choice-0", "status")])
    let renewed = try #require(chosen.location)
    #expect(try await browser.get(renewed).body.contains("写入 4 个数据"))
    let problems = try await browser.get("\(renewed)/problems")
    #expect(problems.status == 200 && problems.body.hasPrefix("PK"), "a workbook is a zip")
    let entered = try await browser.post(
      "\(renewed)/entry", [Self.csrf, ("partial", "yes")])
    #expect(entered.status == 303)

    let next = try await upload(sheet.replacing("存续", with: "注销"))
    #expect(try await browser.get(next).body.contains("写入 2 个数据"))
  }

  @Test func `one record is entered by hand, corrected, and taken back`() async throws {
    let district = try await district()
    let browser = try await district.browser(as: "DU-market-regulation")
    let form = try await browser.get("/records/enterprise?code=\(SmallDistrict.firm)")
    #expect(form.body.contains("禾丰专用车辆有限公司"))
    #expect(!form.body.contains("规上工业入库批准日"), "kept by another unit")
    func enter(_ name: String, valid: String = "2022-06-30") async throws -> Reply {
      try await browser.post(
        "/records/enterprise",
        [
          Self.csrf, ("code", SmallDistrict.firm), ("f-name", name), ("valid-from", valid),
          ("evidence", "E3"), ("reason", "更名"),
        ])
    }
    let wrong = try await browser.post(
      "/records/enterprise",
      [Self.csrf, ("code", "1"), ("f-name", "甲"), ("valid-from", "2022-06-30"), ("evidence", "E3")])
    #expect(wrong.status == 422)
    #expect(try await enter("禾丰专用车辆有限公司").status == 422, "nothing new")
    let done = try #require(try await enter("禾丰汽车有限公司").location)
    #expect(try await browser.get("/enterprises").body.contains("禾丰汽车有限公司"))
    let entry = done.dropFirst("/imports?done=".count)
    _ = try await browser.post("/imports/\(entry)/reversal", [Self.csrf])
    #expect(try await browser.get("/enterprises").body.contains("禾丰专用车辆有限公司"))
  }

  @Test func `a firm without a code is found by its name, and a doubtful one is asked about`()
    async throws
  {
    let district = try await district()
    let browser = try await district.browser(as: "DU-market-regulation")
    let sent = try await browser.upload(
      "/imports",
      [
        "csrf": SmallDistrict.csrf, "register": "enterprise", "valid-from": "2022-06-30",
        "evidence": "E2",
      ],
      file: ("名单.csv", "企业名称,登记状态\n禾丰专用车辆有限责任公司,注销\n恒润电子科技,注销\n没有这家厂,注销\n"))
    let preview = try #require(sent.location)
    let page = try await browser.get(preview).body
    #expect(page.contains("1 行企业待核对"))
    #expect(page.contains("登记簿里也没有这个名称"))
    #expect(page.contains("写入 1 个数据"))
    let chosen = try await browser.post(
      "\(preview)/columns",
      [Self.csrf, ("name-0", "恒润电子科技"), ("match-0", "91419802MA00000B7C")])
    #expect(try await browser.get(try #require(chosen.location)).body.contains("写入 2 个数据"))
  }

  @Test func `an approval by a second import moves the reading, and yesterday stays as it was`()
    async throws
  {
    let district = try await district()
    let officer = try await district.browser(as: "SV")
    let commitment = try #require(
      try await district.commitments.first { $0.metric == "new-above-scale-industry" })
    let path = "/commitments/\(commitment.id)"
    #expect(try await officer.get(path).body.contains("还没有计入的对象") == false)
    try await district.write(
      "enterprise", Self.approvals, on: "2022-06-30", as: "DU-statistics")
    let now = try await officer.get(path)
    #expect(now.status == 200)
    #expect(now.body.contains("这个数怎么来的"))
    #expect(now.body.contains("禾丰专用车辆有限公司"))
    #expect(now.body.contains("规上工业入库批准日 2022-06-20"))

    let before = try await officer.get("\(path)?day=2022-06-29")
    #expect(before.body.contains("2022年6月29日"))
    #expect(!before.body.contains("禾丰专用车辆有限公司"), "known only on the day after")
    let later = try await officer.get("\(path)?day=2022-06-29&known=now")
    #expect(later.body.contains("禾丰专用车辆有限公司"), "true already, known since")
  }

  @Test func `a commitment is confirmed with its unit, and the journal says who and why`()
    async throws
  {
    let district = try await district()
    let officer = try await district.browser(as: "SV")
    let code = try #require(try await district.commitments.first).id
    let confirmed = try await officer.post(
      "/commitments/\(code)/confirmation",
      [
        Self.csrf, ("back", "/commitments/\(code)"), ("metric", ""), ("unit", "commerce"),
        ("reason", "分解会议确定"),
      ])
    #expect(confirmed.location == "/commitments/\(code)")
    let page = try await officer.get("/commitments/\(code)")
    #expect(page.body.contains("区商务局"))
    #expect(page.body.contains("分解会议确定"))
    let journal = try await district.browser(as: "AU").get("/journal")
    #expect(journal.body.contains("确认承诺"))
    let verified = try await district.browser(as: "AU").get("/journal/verification")
    #expect(verified.body.contains("逐笔校验通过"))
  }

  @Test func `a report is pasted, read and asked about once`() async throws {
    let district = try await SmallDistrict.open()
    let officer = try await district.browser(as: "SV")
    let text = "政府工作报告\n二、2023年工作安排\n新增规上工业企业25家。\n"
    func paste() async throws -> Reply {
      try await officer.upload(
        "/reports",
        ["csrf": SmallDistrict.csrf, "title": "2023年报告", "year": "2023", "text": text], file: nil)
    }
    #expect(try await paste().location == "/reports/B-2023-1")
    let page = try await officer.get("/reports/B-2023-1")
    #expect(page.body.contains("新增规上工业企业25家"))
    #expect(page.body.contains("C-2023-001"))
    let again = try await paste()
    #expect(again.status == 422)
    #expect(again.body.contains("已登记为 B-2023-1"))
  }

  @Test func `a list is filtered, sorted and conditioned by its address`() async throws {
    let district = try await district()
    let officer = try await district.browser(as: "SV")
    let sorted = try await officer.get("/enterprises?sort=-code").body
    let first = try #require(sorted.firstRange(of: "91419802MA00000B7C"))
    let second = try #require(sorted.firstRange(of: "91419802MA00000A9H"))
    #expect(first.lowerBound < second.lowerBound)
    let found = try await officer.get("/enterprises?q=%E6%81%92%E6%B6%A6").body
    #expect(found.contains("恒润") && !found.contains("禾丰"))
    let rule = Address("/enterprises", [.init(name: "rule", value: #"企业名称 = "禾丰专用车辆有限公司""#)])
    let matching = try await officer.get(rule.text).body
    #expect(matching.contains("禾丰") && !matching.contains("恒润"))
    let broken = Address("/enterprises", [.init(name: "rule", value: "企业名称 =")])
    let told = try await officer.get(broken.text).body
    #expect(told.contains("个字符处"))
    #expect(told.contains("恒润"), "the list stays as it was")
    let one = try await officer.get("/search?q=91419802MA00000A9H")
    #expect(one.location == "/enterprises/91419802MA00000A9H")
  }
}

/// A day that is set back, as when a past year is walked through.
struct SetBackTests {
  @Test func `before the last entry everything can be looked at and nothing changed`() async throws
  {
    let district = try await SmallDistrict.open(today: Day("2022-01-10") ?? SmallDistrict.today)
    let officer = try await district.browser(as: "SV")
    let page = try await officer.get("/reports")
    #expect(page.body.contains("只能查看，不能改动"))
    #expect(page.body.contains("还没有导入工作报告"), "the report came ten days later")
    let refused = try await officer.upload(
      "/reports",
      ["csrf": SmallDistrict.csrf, "title": "报告", "year": "2022", "text": "新增企业1家。"], file: nil)
    #expect(refused.status == 422)
    #expect(refused.body.contains("早于最后一笔记录的日期"))
  }

  @Test(arguments: [("2026-10-31", false), ("2026-11-01", true)])
  func `from November a missing calendar of next year is called for`(day: String, rings: Bool)
    async throws
  {
    let district = try await SmallDistrict.open(today: Day(day) ?? SmallDistrict.today)
    let page = try await district.browser(as: "SV").get("/reports")
    #expect(page.body.contains("缺少 2027 年工作日历") == rings)
  }
}
