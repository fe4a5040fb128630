import Documents
import Foundation
import SampleDistrict
import Testing

@testable import Web

/// The page of industry: nothing before a month is issued, sums afterwards, single firms never.
struct IndustryTests {
  private static let firms = SampleDistrict.codes(12)

  /// A sheet of twelve firms of four industries; the first fell by more than half in May.
  private static func sheet(_ month: Int, changing: [Int: Int] = [:], only: [Int]? = nil) -> String
  {
    let heads =
      "统一社会信用代码,单位名称,统计行业代码,单位规模,工业增加值（万元）2022年\(month)月,上年同期工业增加值（万元）2022年\(month)月"
    let industries = ["1312", "3021", "3630", "3841"]
    let rows = (only ?? Array(firms.indices)).map { place in
      let now =
        changing[place] ?? (place == 0 && month == 5 ? 300 : 1_000 + place * 70 + month * 10)
      let size = place % 2 == 0 ? "小型" : "中型"
      return
        "\(firms[place]),第\(place + 1)厂,\(industries[place / 3]),\(size),\(now),\(950 + place * 70)"
    }
    return ([heads] + rows).joined(separator: "\n") + "\n"
  }

  private func district(_ months: ClosedRange<Int> = 2...5) async throws -> SmallDistrict {
    let district = try await SmallDistrict.open()
    for month in months {
      try await district.write("respondent", Self.sheet(month), on: "2022-06-10", as: "SX")
    }
    return district
  }

  private func issue(_ month: String, correcting: Bool = false, in district: SmallDistrict)
    async throws -> Reply
  {
    try await district.browser(as: "SX").post(
      "/industry/issues",
      [
        ("csrf", SmallDistrict.csrf), ("month", month), ("act", "issue"),
        ("correction", correcting ? "1" : ""), ("opening", "各单位："),
      ])
  }

  @Test func `nobody sees a month before it is issued, and everybody inside afterwards`()
    async throws
  {
    let district = try await district()
    for post in ["ES", "LD", "DM", "TW"] {
      let page = try await district.browser(as: post).get("/industry").body
      #expect(page.contains("还没有印发过运行月报"), "\(post)")
    }
    let own = try await district.browser(as: "SX").get("/industry").body
    #expect(own.contains("2022年1—2月") && own.contains("/industry/issues/new?month=2022-05"))
    for month in ["2022-02", "2022-03", "2022-04", "2022-05"] {
      #expect(try await issue(month, in: district).location == "/industry/issues/Y-\(month)")
    }
    let page = try await district.browser(as: "ES").get("/industry").body
    #expect(page.contains("2022年1—5月累计同比") && page.contains("农副食品加工业"))
    #expect(page.contains("数据不足：登记簿“地区指标”里没有全市"))
    #expect(!page.contains("单户预警") && !page.contains("第1厂"))
    #expect(MarkupCheck.problems(in: page) == [])
  }

  @Test func `on a past day the page knows only what was issued by then`() async throws {
    let district = try await district()
    _ = try await issue("2022-02", in: district)
    let browser = try await district.browser(as: "LD")
    #expect(try await browser.get("/industry").body.contains("Y-2022-02"))
    for known in ["then", "now"] {
      let past = try await browser.get("/industry?day=2022-06-20&known=\(known)").body
      #expect(!past.contains("Y-2022-02") && past.contains("还没有印发过运行月报"), "\(known)")
    }
  }

  @Test func `falls are told of groups to everybody and of firms to the statistics office`()
    async throws
  {
    let district = try await district()
    for month in ["2022-02", "2022-03", "2022-04", "2022-05"] {
      _ = try await issue(month, in: district)
    }
    let csrf = ("csrf", SmallDistrict.csrf)
    let own = try await district.browser(as: "SX")
    let page = try await own.get("/industry").body
    #expect(page.contains("单户预警") && page.contains("第1厂") && page.contains("当月比上年同期下降一半以上"))
    let group = [
      csrf, ("month", "2022-05"), ("grouping", "industry"), ("code", "13"), ("words", "面业停产检修"),
    ]
    let officer = try await district.browser(as: "ES")
    #expect(try await officer.post("/industry/notes", group).status == 303)
    #expect(try await officer.get("/industry").body.contains("面业停产检修（人es）"))
    let single = [
      csrf, ("month", "2022-05"), ("grouping", "respondent"), ("code", Self.firms[0]),
      ("words", "第1厂停炉"),
    ]
    #expect(try await officer.post("/industry/notes", single).status == 403)
    #expect(try await own.post("/industry/notes", single).status == 303)
    #expect(try await own.get("/industry").body.contains("第1厂停炉"))
    for path in ["/industry", "/journal", "/inbox", "/api/v1/industry"] {
      for post in ["ES", "AU", "LD"] {
        let body = try await district.browser(as: post).get(path).body
        #expect(!body.contains("停炉") && !body.contains("第1厂"), "\(path) by \(post)")
      }
    }
    // An empty reason takes the first one back.
    let empty = group.dropLast() + [("words", "")]
    #expect(try await officer.post("/industry/notes", Array(empty)).status == 303)
    #expect(!(try await officer.get("/industry").body.contains("面业停产检修")))
    #expect(try await officer.post("/industry/notes", Array(empty)).status == 422)
  }

  @Test func `an issue is printed again byte for byte after its facts were corrected`()
    async throws
  {
    let district = try await district(2...2)
    _ = try await issue("2022-02", in: district)
    let browser = try await district.browser(as: "LD")
    let word = try await browser.get("/industry/issues/Y-2022-02/docx").bytes
    let page = try await browser.get("/industry/issues/Y-2022-02").body
    #expect(page.contains("逐字节相同") && page.contains("各单位："))
    try await district.write(
      "respondent", Self.sheet(2, changing: [3: 4_321], only: [3]), on: "2022-06-30", as: "SX")
    #expect(try await browser.get("/industry/issues/Y-2022-02/docx").bytes == word)
    let text = try DocumentReader.text(of: word, name: "月报.docx").text
    #expect(text.contains("总体情况") && !text.contains("4321"))
    // One firm's correction would be told by comparing the issues.
    let refused = try await issue("2022-02", correcting: true, in: district)
    #expect(refused.status == 422 && refused.body.contains("两期相减会暴露单户数据"))
    #expect(try await issue("2022-02", in: district).status == 422)
  }

  @Test(arguments: ["2022-01", "2022-07", "昨天", "2022"])
  func `a month that cannot be issued is refused with the way out`(_ month: String) async throws {
    let district = try await district(2...2)
    let reply = try await issue(month, in: district)
    #expect(reply.status == 422 && reply.body.contains("role=\"alert\""))
    let page = try await district.browser(as: "SX").get(
      "/industry/issues/new?month=\(month.asAddress)")
    #expect(page.status == 422)
  }

  @Test func `the interface for programs keeps back what pages keep back`() async throws {
    let district = try await district(2...2)
    _ = try await issue("2022-02", in: district)
    let body = try await district.browser(as: "ES").get("/api/v1/industry").body
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
    let months = try #require(json["months"] as? [[String: Any]])
    #expect(months.map { $0["month"] as? String } == ["2022-02"])
    let measures = try #require(months[0]["measures"] as? [[String: Any]])
    let groups = try #require(measures[0]["groups"] as? [[String: Any]])
    let sum = groups.compactMap {
      $0["grouping"] as? String == "industry" ? $0["contribution"] as? Double : nil
    }
    .reduce(0, +)
    let growth = try #require(measures[0]["growth"] as? Double)
    #expect(abs(sum - growth) < 0.000_1)
    let schema = try await district.browser(as: "ES").get("/api/v1/openapi.json").body
    #expect(schema.contains("/api/v1/industry") && schema.contains("IndustryMonths"))
  }
}

extension SampleDistrict {
  /// Codes that pass the check of GB 32100.
  fileprivate static func codes(_ count: Int) -> [String] {
    Array(SampleDistrict(entities: 1_000).firms.all.prefix(count).map(\.code))
  }
}
