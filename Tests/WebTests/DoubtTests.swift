import Commands
import Definitions
import Facts
import Foundation
import Quantities
import Storage
import Testing

@testable import Web

/// Doubts about the data as offices decide them: pairs, two sources, odd figures.
struct DoubtTests {
  private static let csrf = ("csrf", SmallDistrict.csrf)
  private static let projects = """
    项目编号,项目名称,投资方,计划总投资（亿元）,签约日期
    X-2022-0001,砚川储能电池项目,砚川控股集团,12.5,2022-03-02
    X-2022-0002,砚川储能电池（一期）,砚川控股集团,12.5,2022-03-05
    X-2022-0003,岳衡预制菜项目,岳衡实业集团,3,2022-04-01
    """

  private func district() async throws -> SmallDistrict {
    let district = try await SmallDistrict.open()
    try await district.write("project", Self.projects, on: "2022-05-01", as: "IAM")
    return district
  }

  /// The address of the first doubt in a list.
  private func first(_ browser: Browser, _ path: String) async throws -> String {
    let page = try await browser.get(path)
    let found = page.body.firstMatch(of: /href="(\/quality\/issues\/[0-9a-f]{16})"/)
    return String(try #require(found, "\(page.status)").output.1)
  }

  private func field(_ name: String, in page: Reply) throws -> String {
    let mark = try #require(page.body.firstRange(of: "name=\"\(name)\" value=\""))
    return String(page.body[mark.upperBound...].prefix { $0 != "\"" })
  }

  private func decide(
    _ browser: Browser, _ path: String, _ verdict: String, reason: String = "合同为同一份",
    _ more: [(String, String)] = []
  ) async throws -> Reply {
    let page = try await browser.get(path)
    return try await browser.post(
      "\(path)/decision",
      [
        Self.csrf, ("basis", try field("basis", in: page)), ("seen", try field("seen", in: page)),
        ("verdict", verdict), ("reason", reason),
      ] + more)
  }

  private func count(_ browser: Browser, state: String) async throws -> Int {
    let page = try await browser.get("/quality/issues?state=\(state)")
    return page.body.matches(of: /href="\/quality\/issues\/[0-9a-f]{16}"/).count
  }

  @Test func `a pair of projects is decided, listed as decided, taken back, and comes again`()
    async throws
  {
    let district = try await district()
    let browser = try await district.browser(as: "SX")
    let path = try await first(browser, "/projects/duplicates")
    let page = try await browser.get(path)
    for word in ["并排对照", "X-2022-0001", "X-2022-0002", "投资方相同", "砚川控股集团"] {
      #expect(page.body.contains(word), "\(word)")
    }
    #expect(try await decide(browser, path, "counts").status == 422, "no verdict for a pair")
    #expect(try await decide(browser, path, "same", reason: "").status == 422)
    #expect(try await decide(browser, path, "same").status == 303)
    #expect(try await count(browser, state: "open") == 0)
    #expect(try await count(browser, state: "decided") == 1)
    let decided = try await browser.get(path)
    #expect(decided.body.contains("合同为同一份"))
    let undone = try await browser.post(
      "\(path)/undo",
      [Self.csrf, ("entry", try field("entry", in: decided)), ("reason", "看错了")])
    #expect(undone.status == 303)
    #expect(try await count(browser, state: "open") == 1)

    // What the decision rests on changes, and the doubt is open again.
    #expect(try await decide(browser, path, "different").status == 303)
    try await district.write(
      "project", "项目编号,计划总投资（亿元）\nX-2022-0002,12.6\n", on: "2022-06-30", as: "IAM")
    #expect(try await count(browser, state: "reopened") == 1)
    #expect(try await browser.get(path).body.contains("数据变了"))
    let verdict = try await district.database.read { try JournalVerifier().verify(in: $0) }
    #expect(verdict.holds)
  }

  @Test func `only the keeper and the statistician decide`() async throws {
    let district = try await district()
    let path = try await first(try await district.browser(as: "SX"), "/quality/issues")
    // Keeps nothing of a project's name.
    let other = try await district.browser(as: "DM")
    #expect(try await other.get(path).status == 200)
    #expect(try await !other.get(path).body.contains("写入处理"))
    let basis = try field("basis", in: try await (district.browser(as: "SX")).get(path))
    let refused = try await other.post(
      "\(path)/decision",
      [Self.csrf, ("basis", basis), ("seen", ""), ("verdict", "same"), ("reason", "试")])
    #expect(refused.status == 403)
    #expect(try await (district.browser(as: "EA")).get(path).status == 404)
  }

  @Test func `the source that was chosen counts until one of them speaks again`() async throws {
    let district = try await district()
    try await district.write(
      "project", "项目编号,入统日期\nX-2022-0003,2022-05-10\n", on: "2022-05-12", as: "IAM")
    try await district.write(
      "project", "项目编号,入统日期\nX-2022-0003,2022-06-10\n", on: "2022-06-12",
      as: "DU-statistics")
    func value() async throws -> Value? {
      let register = try #require(district.library.registers["project"])
      let snapshot = try await district.server.site.snapshots.snapshot(
        of: register, asOf: AsOf(SmallDistrict.today))
      return snapshot.row(code: "X-2022-0003").flatMap {
        snapshot.value("statistics_on", row: $0)
      }
    }
    #expect(try await value() == Day("2022-06-10").map { .day($0) }, "the keeper counts")
    let browser = try await district.browser(as: "SX")
    let path = try await first(browser, "/quality/issues?kind=project-conflicts")
    #expect(try await decide(browser, path, "counts").status == 422, "no source was chosen")
    let done = try await decide(browser, path, "counts", [("source", "industry")])
    #expect(done.status == 303)
    #expect(try await value() == Day("2022-05-10").map { .day($0) })
    let entry = try field("entry", in: try await browser.get(path))
    _ = try await browser.post(
      "\(path)/undo", [Self.csrf, ("entry", entry), ("reason", "口径不同")])
    #expect(try await value() == Day("2022-06-10").map { .day($0) })
    _ = try await decide(browser, path, "counts", [("source", "industry")])
    try await district.write(
      "project", "项目编号,入统日期\nX-2022-0003,2022-06-11\n", on: "2022-06-30",
      as: "DU-statistics")
    #expect(try await value() == Day("2022-06-11").map { .day($0) })
  }

  @Test func `the keeper is asked about one fact, and a new word answers`() async throws {
    let district = try await district()
    try await district.write(
      "project", "项目编号,入统日期\nX-2022-0003,2022-05-10\n", on: "2022-05-12", as: "IAM")
    try await district.write(
      "project", "项目编号,入统日期\nX-2022-0003,2022-06-10\n", on: "2022-06-12",
      as: "DU-statistics")
    let browser = try await district.browser(as: "SX")
    let path = try await first(browser, "/quality/issues?kind=project-conflicts")
    #expect(try await decide(browser, path, "asked").status == 422, "until when?")
    let asked = try await decide(browser, path, "asked", [("due", "2022-07-05")])
    #expect(asked.location == "/asks/A-2022-001?done=issued")
    #expect(try await count(browser, state: "asked") == 1)
    let keeper = try await district.browser(as: "DU-statistics")
    let form = try await keeper.get("/asks/A-2022-001")
    #expect(form.body.contains("我单位要填的"))
    // The same day again is an answer too.
    let filled = try await keeper.post(
      "/asks/A-2022-001/cells",
      [
        Self.csrf, ("evidence", "E3"), ("c-0", "X-2022-0003|statistics_on|0"),
        ("v-0", "2022-06-10"),
      ])
    #expect(filled.status == 303)
    #expect(try await keeper.get("/asks/A-2022-001").body.contains("已齐办结"))
  }

  @Test func `a question to the keeper is taken back with its decision`() async throws {
    let district = try await district()
    try await district.write(
      "project", "项目编号,入统日期\nX-2022-0003,2022-05-10\n", on: "2022-05-12", as: "IAM")
    try await district.write(
      "project", "项目编号,入统日期\nX-2022-0003,2022-06-10\n", on: "2022-06-12",
      as: "DU-statistics")
    let browser = try await district.browser(as: "SX")
    let path = try await first(browser, "/quality/issues?kind=project-conflicts")
    _ = try await decide(browser, path, "asked", [("due", "2022-07-05")])
    let entry = try field("entry", in: try await browser.get(path))
    let undone = try await browser.post(
      "\(path)/undo", [Self.csrf, ("entry", entry), ("reason", "已电话核对")])
    #expect(undone.status == 303)
    let ask = try await district.database.read { try AskStore.ask("A-2022-001", in: $0)?.ask }
    #expect(ask?.state == .withdrawn && ask?.ending == "已电话核对")
    #expect(try await count(browser, state: "open") > 0)
  }

  @Test func `an odd figure that is right does not come back until it changes`() async throws {
    let district = try await SmallDistrict.open()
    let codes = try (1...5).map {
      try #require(CreditCode.code(kind: "91", region: "419802", body: "MA10000\($0)"))
    }
    try await district.write(
      "enterprise",
      "统一社会信用代码,企业名称,登记状态\n"
        + codes.map { "\($0),企业\($0.suffix(3))有限公司,存续\n" }.joined(), on: "2022-03-01",
      as: "DU-market-regulation")
    let months = (1...12).map { "月度营业收入（万元）2021年\($0)月" }
    let lines = codes.enumerated().map { place, code in
      let figures = (1...12).map { month in
        place == 0 && month == 6 ? "100000" : "\(1_000 + (month * 37 + place * 53) % 90)"
      }
      return ([code] + figures).joined(separator: ",")
    }
    try await district.write(
      "enterprise",
      ([(["统一社会信用代码"] + months).joined(separator: ",")] + lines).joined(separator: "\n"),
      on: "2022-03-02", as: "DU")
    // The unit that keeps the figure sees it.
    let browser = try await district.browser(as: "DM")
    let path = try await first(browser, "/quality/issues?kind=enterprise-months")
    #expect(try await decide(browser, path, "explained", reason: "当月集中交付").status == 303)
    #expect(try await count(browser, state: "open") == 0)
    try await district.write(
      "enterprise", "统一社会信用代码,月度营业收入（万元）2021年6月\n\(codes[0]),120000\n",
      on: "2022-06-30", as: "DU")
    #expect(try await count(browser, state: "reopened") == 1)
  }
}
