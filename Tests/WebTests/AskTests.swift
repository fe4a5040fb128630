import Commands
import Definitions
import Facts
import Foundation
import Quantities
import Storage
import Testing

@testable import Web

/// Requests for data as offices walk through them: the store first, then whoever keeps the rest.
struct AskTests {
  private static let csrf = ("csrf", SmallDistrict.csrf)
  private static let firms = """
    统一社会信用代码,企业名称,登记状态
    91419802MA00000A9H,禾丰专用车辆有限公司,存续
    91419802MA00000B7C,恒润电子科技有限公司,存续
    """
  private static let request: [(String, String)] = [
    ("register", "enterprise"), ("title", "核对登记状态"), ("reason", "季度调度"),
    ("due", "2022-07-15"),
  ]

  /// Firms whose state of registration was told on a day.
  private func district(told day: String = "2022-06-01") async throws -> SmallDistrict {
    let district = try await SmallDistrict.open()
    try await district.write("enterprise", Self.firms, on: day, as: "DU-market-regulation")
    return district
  }

  private func issue(
    _ browser: Browser, _ fields: [String], _ more: [(String, String)] = []
  ) async throws -> Reply {
    try await browser.post(
      "/asks", [Self.csrf] + Self.request + more + fields.map { ("field", $0) })
  }

  private func cells(_ code: String, in district: SmallDistrict) async throws -> AskProgress {
    let register = try #require(district.library.registers["enterprise"])
    let snapshots = SnapshotCache(database: district.database, region: SmallDistrict.region)
    let snapshot = try await snapshots.snapshot(of: register, asOf: AsOf(SmallDistrict.today))
    return try await district.database.read { session in
      let found = try #require(try AskStore.ask(code, in: session))
      return try AskStore.progress(of: found.ask, issued: found.seq, over: snapshot, in: session)
    }
  }

  @Test func `what the store knows and is fresh is not asked`() async throws {
    let district = try await district()
    let head = try await district.browser(as: "DM")
    let form = try await head.get(
      "/asks/new?register=enterprise&field=status&title=a&reason=b&due=2022-07-15")
    #expect(form.body.contains("库里的答复"))
    #expect(form.body.contains("存续"))
    let refused = try await issue(head, ["status"])
    #expect(refused.status == 409)
    #expect(refused.body.contains("没有发出：要的 2 格库里都有"))
    let again = try await issue(head, ["status"])
    #expect(again.status == 409)
    let asks = try await district.database.read { try AskStore.asks(in: $0) }
    #expect(asks.count == 1, "the same refusal of a day is kept once")
    #expect(asks.first?.ask.known == 2 && asks.first?.ask.sent == 0)
    let file = try await head.get("/files/asks/answer?register=enterprise&field=status")
    #expect(file.status == 200 && file.body.hasPrefix("PK"), "a workbook is a zip")
  }

  @Test func `leftover cells go to their keeper, and a repeated request goes nowhere`() async throws
  {
    let district = try await district()
    let head = try await district.browser(as: "DM")
    let sent = try await issue(head, ["status", "founded_on"])
    #expect(sent.location == "/asks/A-2022-001?done=issued")
    let progress = try await cells("A-2022-001", in: district)
    #expect(progress.ask.wanted == 4 && progress.ask.known == 2 && progress.ask.sent == 2)
    #expect(progress.parts.map(\.keeper) == ["market-regulation"])
    #expect(progress.missing == 2)

    let leader = try await district.browser(as: "SVM")
    let repeated = try await issue(leader, ["founded_on"])
    #expect(repeated.status == 409)
    #expect(repeated.body.contains("A-2022-001"))
    let partly = try await issue(leader, ["founded_on", "address"])
    let code = try #require(
      partly.location?.split(separator: "?").first?.split(separator: "/").last)
    let rest = try await cells(String(code), in: district)
    #expect(rest.ask.repeated == 2)
    #expect(Set(rest.open.map(\.cell.field)) == ["address"], "only what nobody has asked")
  }

  @Test func `a condition is typed in the words of the list, and a word that is none is told`()
    async throws
  {
    let district = try await district()
    try await district.write(
      "enterprise",
      "统一社会信用代码,行业门类\n91419802MA00000A9H,C\n91419802MA00000B7C,I\n", on: "2022-06-02",
      as: "DU-market-regulation")
    let head = try await district.browser(as: "DM")
    let sent = try await issue(head, ["founded_on"], [("rule", #"行业门类 = "制造业""#)])
    #expect(sent.location == "/asks/A-2022-001?done=issued")
    #expect(
      try await cells("A-2022-001", in: district).open.map(\.cell.code) == [
        "91419802MA00000A9H"
      ])
    let page = try await head.get("/asks/A-2022-001").body
    #expect(page.contains("行业门类 = &quot;制造业&quot;"), "the page says it in words")
    let again = try await head.get("/asks/new?from=A-2022-001").body
    #expect(again.contains(#"value="行业门类 = &quot;制造业&quot;""#))
    let odd = try await issue(head, ["address"], [("rule", #"行业门类 = "制糖爷""#)])
    #expect(odd.status == 422)
    #expect(odd.body.contains("条件里的“制糖爷”不是“行业门类”的名称或编号"))
  }

  @Test func `a keeper fills on the page, and the ask is done when it is full`() async throws {
    let district = try await district()
    let head = try await district.browser(as: "DM")
    _ = try await issue(head, ["founded_on"])
    let keeper = try await district.browser(as: "DU-market-regulation")
    #expect(try await keeper.get("/asks").body.contains("核对登记状态"))
    let page = try await keeper.get("/asks/A-2022-001")
    #expect(page.body.contains("我单位要填的"))
    #expect(page.body.contains("季度调度"))
    func fill(_ index: Int, _ code: String, _ value: String) async throws -> Reply {
      try await keeper.post(
        "/asks/A-2022-001/cells",
        [
          Self.csrf, ("evidence", "E2"), ("c-\(index)", "\(code)|founded_on|0"),
          ("v-\(index)", value),
        ])
    }
    #expect(try await fill(0, "91419802MA00000A9H", "去年").status == 422)
    #expect(try await fill(0, "91419802MA00000A9H", "2015-03-02").status == 303)
    #expect(try await cells("A-2022-001", in: district).missing == 1)
    #expect(try await fill(0, "91419802MA00000A9H", "2016-01-01").status == 422, "no longer asked")
    // An ordinary import answers just as well.
    try await district.write(
      "enterprise", "统一社会信用代码,成立日期\n91419802MA00000B7C,2018-05-06\n", on: "2022-06-30",
      as: "DU-market-regulation")
    let progress = try await cells("A-2022-001", in: district)
    #expect(progress.isComplete && progress.arrived == 2)
    #expect(try await head.get("/asks/A-2022-001").body.contains("已齐办结"))
  }

  // The state of registration may be thirty days old.
  @Test func `a state that has grown old is told anew, the same value too`() async throws {
    let district = try await district(told: "2022-05-20")
    let head = try await district.browser(as: "DM")
    #expect(try await issue(head, ["status"]).status == 303)
    #expect(try await cells("A-2022-001", in: district).missing == 2)
    try await district.write(
      "enterprise", Self.firms, on: "2022-06-30", as: "DU-market-regulation")
    #expect(try await cells("A-2022-001", in: district).isComplete)
    let desk = ImportDesk(
      journal: district.journal(on: "2022-06-30"),
      authority: Authority(library: district.library),
      actor: try district.actor("DU-market-regulation"))
    let again = try await desk.preview(
      ImportRequest(
        file: "名录.csv", bytes: Array(Self.firms.utf8), register: "enterprise",
        validFrom: SmallDistrict.today, evidence: .confirmed))
    #expect(again.preview.changesNothing, "once is enough")
  }

  @Test func `the form imports back without mapping and only asked cells are open`() async throws {
    let district = try await district()
    let head = try await district.browser(as: "DM")
    _ = try await issue(head, ["founded_on"])
    let progress = try await cells("A-2022-001", in: district)
    let register = try #require(district.library.registers["enterprise"])
    let snapshots = SnapshotCache(database: district.database, region: SmallDistrict.region)
    let snapshot = try await snapshots.snapshot(of: register, asOf: AsOf(SmallDistrict.today))
    let bytes = try RegisterSheet(register: register, codeLists: district.library.codeLists).ask(
      progress.open.map(\.cell), title: "表", note: "注", from: snapshot, on: SmallDistrict.today)
    let desk = ImportDesk(
      journal: district.journal(on: "2022-06-30"),
      authority: Authority(library: district.library),
      actor: try district.actor("DU-market-regulation"))
    let blank = try await desk.preview(
      ImportRequest(
        file: "表.xlsx", bytes: bytes, register: "enterprise", validFrom: SmallDistrict.today,
        evidence: .documented))
    #expect(blank.preview.isUnderstood && blank.preview.refused == 0)
    #expect(blank.preview.changesNothing, "a form that is not filled in says nothing")
    let keeper = try await district.browser(as: "DU-market-regulation")
    let file = try await keeper.get("/files/asks/A-2022-001?keeper=market-regulation")
    #expect(file.status == 200 && file.body.hasPrefix("PK"))
    let sent = try await keeper.upload(
      "/asks/A-2022-001/upload", ["csrf": SmallDistrict.csrf, "evidence": "E3"],
      file: (
        "表.csv", "统一社会信用代码,企业名称,成立日期\n91419802MA00000A9H,禾丰专用车辆有限公司,2015-03-02\n"
      ))
    let preview = try #require(sent.location)
    #expect(preview.hasPrefix("/imports/previews/"))
    #expect(try await keeper.post("\(preview)/entry", [Self.csrf]).status == 303)
    #expect(try await cells("A-2022-001", in: district).arrived == 1)
  }

  @Test func `a cell goes back with a reason, or on to who keeps it`() async throws {
    let district = try await district()
    let head = try await district.browser(as: "DM")
    _ = try await issue(head, ["founded_on"])
    let keeper = try await district.browser(as: "DU-market-regulation")
    func back(_ code: String, _ more: [(String, String)]) async throws -> Reply {
      try await keeper.post(
        "/asks/A-2022-001/returns", [Self.csrf, ("cell", "\(code)|founded_on|0")] + more)
    }
    #expect(try await back("91419802MA00000A9H", [("way", "none"), ("reason", "")]).status == 422)
    let given = try await back(
      "91419802MA00000A9H", [("way", "none"), ("reason", "档案已毁")])
    #expect(given.status == 303)
    let passed = try await back(
      "91419802MA00000B7C", [("way", "other"), ("unit", "industry"), ("reason", "归工信")])
    #expect(passed.status == 303)
    let progress = try await cells("A-2022-001", in: district)
    #expect(progress.returned.map(\.note) == ["档案已毁"])
    #expect(progress.open.map(\.keeper) == ["industry"])
    #expect(try await head.get("/asks/A-2022-001").body.contains("档案已毁"))
    // What was answered with a reason is not asked again.
    let leader = try await district.browser(as: "SVM")
    let again = try await issue(leader, ["founded_on"])
    #expect(again.status == 409)
    #expect(again.body.contains("A-2022-001 已答：档案已毁"))
  }

  @Test func `an ask is withdrawn and taken up again, by who asked and with a reason`() async throws
  {
    let district = try await district()
    let head = try await district.browser(as: "DM")
    _ = try await issue(head, ["founded_on"])
    func end(_ browser: Browser, _ way: String, _ reason: String) async throws -> Int {
      try await browser.post(
        "/asks/A-2022-001/ending", [Self.csrf, ("way", way), ("reason", reason)]
      ).status
    }
    #expect(try await end(head, "withdrawn", "") == 422)
    #expect(try await end(head, "withdrawn", "问错了") == 303)
    #expect(try await cells("A-2022-001", in: district).ask.state == .withdrawn)
    #expect(try await issue(head, ["founded_on"]).status == 303, "nobody is asked any more")
    #expect(try await end(head, "reopened", "没有问错") == 303)
    #expect(try await end(head, "reopened", "再来") == 422)
    #expect(try await end(head, "closed", "够用了") == 303)
    let verdict = try await district.database.read { try JournalVerifier().verify(in: $0) }
    #expect(verdict.holds)
  }

  @Test func `the burden is counted by asker, asked and month, with what the store spared`()
    async throws
  {
    let district = try await district()
    let head = try await district.browser(as: "DM")
    _ = try await issue(head, ["status", "founded_on"])
    _ = try await issue(head, ["status"])
    let page = try await (district.browser(as: "SV")).get("/burden")
    #expect(page.status == 200)
    #expect(page.body.contains("66.7%"), "4 of 6 cells were known")
    #expect(page.body.contains("2022年6月"))
    let burden = try await district.database.read { try AskStore.burden(in: $0) }
    #expect(burden == ["A-2022-001": ["market-regulation": 2]])
    let file = try await (district.browser(as: "SV")).get("/burden/file")
    #expect(file.status == 200 && file.body.hasPrefix("PK"))
  }

  @Test func `a template is saved, used again and taken away`() async throws {
    let district = try await district()
    let head = try await district.browser(as: "DM")
    let saved = try await head.post(
      "/asks/templates",
      [Self.csrf] + Self.request + [("field", "founded_on"), ("template", "月度核对")])
    #expect(saved.status == 303)
    let form = try await head.get("/asks/new")
    #expect(form.body.contains("月度核对"))
    let template = try #require(
      try await district.database.read { try AskTemplates.all(in: $0) }.first)
    #expect(!template.body.query.contains("due"), "next month has a due day of its own")
    let other = try await district.browser(as: "SV")
    #expect(
      try await other.post("/asks/templates/\(template.entry)/removal", [Self.csrf]).status == 403)
    #expect(
      try await head.post("/asks/templates/\(template.entry)/removal", [Self.csrf]).status == 303)
    #expect(try await district.database.read { try AskTemplates.all(in: $0) }.isEmpty)
  }

  @Test func `nobody asks for fields that he may not see, or without a reason`() async throws {
    let district = try await district()
    let head = try await district.browser(as: "SVM")
    let hidden = try await issue(head, ["revenue"])
    #expect(hidden.status == 422)
    #expect(try await issue(head, ["founded_on"], [("rule", "营业收入 > 1")]).status == 422)
    let late = try await head.post(
      "/asks",
      [
        Self.csrf, ("register", "enterprise"), ("title", "a"), ("reason", "b"),
        ("due", "2022-06-01"), ("field", "founded_on"),
      ])
    #expect(late.status == 422)
    #expect(try await district.database.read { try AskStore.asks(in: $0) }.isEmpty)
  }
}
