import Commands
import Definitions
import Ledgers
import Quantities
import Reports
import Testing

@testable import Web

/// 本周先做什么 and 一页纸 as posts see them.
struct StepTests {
  /// Projects of five years, of which those of the last two months are signed and not registered.
  private static let projects: String = {
    var rows = ["项目编号,项目名称,项目类别,计划总投资（亿元）,区外投资,所属产业链,签约日期,注册落地日期"]
    for year in 2018...2022 {
      for month in 1...(year == 2022 ? 5 : 12) {
        let code = "X-\(year)-\(String(10_000 + month).suffix(4))"
        let two = { (number: Int) in String(String(100 + number).suffix(2)) }
        let registered =
          year == 2022 && month >= 4
          ? "" : "\(month == 12 ? year + 1 : year)-\(two(month % 12 + 1))-20"
        let chain = month == 4 ? "专用车" : ""
        rows.append(
          "\(code),某\(year)\(100 + month)项目,招商,2,是,\(chain),\(year)-\(two(month))-10,\(registered)")
      }
    }
    return rows.joined(separator: "\n") + "\n"
  }()

  private func district() async throws -> SmallDistrict {
    let district = try await SmallDistrict.open()
    try await district.write("project", Self.projects, on: "2022-06-30", as: "IAM")
    let text = "政府工作报告\n二、2022年工作安排\n（一）招商。全年引进亿元以上项目12个。"
    let permit = try Authority(library: district.library).permit(
      district.actor("SV"), RegisterReport.needed, on: SmallDistrict.today)
    try await district.journal(on: "2022-06-30").commit(
      RegisterReport(
        title: "2022年政府工作报告补充", year: 2022, file: "more.txt", text: text,
        understanding: Reader(lexicon: district.library.lexicon).read(text, year: 2022),
        binder: district.library.binder), permit: permit, reason: "测试")
    return district
  }

  @Test func `lists what would help, each with the chance before and after`() async throws {
    let district = try await district()
    let browser = try await district.browser(as: "SV")
    let page = try await browser.get("/next").body
    #expect(page.contains("某2022104项目"))
    #expect(page.contains("某2022105项目"))
    #expect(page.contains("已签约未注册"))
    #expect(page.contains("→"))
    #expect(!page.contains("某2021104项目"))
    let book = try await browser.get("/next/xlsx")
    #expect(book.status == 200)
  }

  @Test func `is filtered by chain, and says when nothing fits`() async throws {
    let district = try await district()
    let browser = try await district.browser(as: "SV")
    let chain = try await browser.get("/next?chain=%E4%B8%93%E7%94%A8%E8%BD%A6").body
    #expect(chain.contains("某2022104项目") && !chain.contains("某2022105项目"))
    #expect(try await browser.get("/next?unit=nobody").body.contains("没有符合条件的事项"))
  }

  @Test func `names nothing that the reader may not see`() async throws {
    let district = try await district()
    // The supervision of one park sees no commitment of the district at all.
    let park = try await district.browser(as: "PK")
    let page = try await park.get("/next").body
    #expect(!page.contains("某2022104项目") && !page.contains("某2022105项目"))
    // A chain's chief sees what touches the chain, and nothing else.
    let chief = try await district.browser(as: "CC")
    let own = try await chief.get("/next").body
    #expect(!own.contains("某2022105项目"))
  }

  @Test func `stands on one page with the numbers and their rule`() async throws {
    let district = try await district()
    let browser = try await district.browser(as: "LD")
    let page = try await browser.get("/brief").body
    #expect(page.contains("五个数") && page.contains("先红灯"))
    #expect(page.contains("某2022104项目") || page.contains("某2022105项目"))
    #expect(page.contains("没有等您决定的事项"))
    #expect(try await browser.get("/brief/docx").status == 200)
    let supervisor = try await district.browser(as: "SV")
    #expect(try await supervisor.get("/brief").body.contains("承诺待确认"))
  }
}
