import Commands
import Definitions
import Foundation
import Ledgers
import Quantities
import Testing

@testable import Web

/// The forms of the ledger say the same as the pages of its commitments, and no more than one may see.
struct LedgerFormTests {
  /// A place of the matrix: the unit's group, the commitment, and its cells.
  private struct Row {
    var unit: String
    var code: String
    var cells: [(address: String?, letter: String)]
  }

  private func district() async throws -> SmallDistrict {
    let district = try await SmallDistrict.open()
    let codes = try await district.commitments.map(\.id)
    for (code, unit) in zip(codes, ["industry", "commerce", "industry"]) {
      try await district.assign(code, to: unit)
    }
    try await district.write(
      "enterprise",
      "统一社会信用代码,企业名称,登记状态\n91419802MA00000A9H,禾丰专用车辆有限公司,存续\n", on: "2022-03-01",
      as: "DU-market-regulation")
    // It happened in March and was told in May.
    try await district.write(
      "enterprise", "统一社会信用代码,规上工业入库批准日\n91419802MA00000A9H,2022-03-15\n",
      on: "2022-05-10", as: "DU-statistics")
    return district
  }

  private func rows(_ page: String) -> [Row] {
    var rows: [Row] = []
    for body in page.components(separatedBy: "<tbody>").dropFirst() {
      let unit = between(#"<th scope="rowgroup">"#, "<small>", in: body) ?? ""
      for line in body.components(separatedBy: #"<tr><th scope="row">"#).dropFirst() {
        guard let code = between(#"<small class="code">"#, "<", in: line) else { continue }
        let cells = line.components(separatedBy: "<td").dropFirst().map { cell in
          (
            between(#"<a href=""#, "\"", in: cell)?.replacing("&amp;", with: "&"),
            between(#"<span class="light "#, "</span>", in: cell).map { String($0.suffix(1)) }
              ?? "—"
          )
        }
        rows.append(Row(unit: unit, code: code, cells: Array(cells)))
      }
    }
    return rows
  }

  private func between(_ start: String, _ end: String, in text: String) -> String? {
    guard let from = text.firstRange(of: start) else { return nil }
    let rest = text[from.upperBound...]
    return rest.firstRange(of: end).map { String(rest[..<$0.lowerBound]) }
  }

  @Test func `each commitment stands in one row of each unit, with the light of its own page`()
    async throws
  {
    let district = try await district()
    let office = try await district.browser(as: "SV")
    let shared = try #require(try await district.commitments.first { $0.isDivisible })
    let whole = try #require(shared.target.value).description
    let divided = try await office.post(
      "/commitments/\(shared.id)/split",
      [
        ("csrf", SmallDistrict.csrf), ("version", "0"), ("rows", "2"), ("unit-1", "industry"),
        ("value-1", whole), ("unit-2", "town-yanchi"), ("value-2", "1"), ("exceed", "1"),
      ])
    #expect(divided.status == 303)
    let rows = rows(try await office.get("/commitments?view=matrix").body)
    let places = rows.map { "\($0.unit) \($0.code)" }
    #expect(Set(places).count == places.count)
    let codes = try await district.commitments.map(\.id)
    #expect(Set(rows.map(\.code)) == Set(codes))
    #expect(
      Set(rows.filter { $0.code == shared.id }.map(\.unit)) == ["区工信局", "砚池街道"])
    var compared = 0
    for row in rows {
      #expect(row.cells.count == 6)
      for cell in row.cells {
        guard let address = cell.address else { continue }
        let page = try await office.get(address).body
        let light = between(#"<span class="light large "#, "</span>", in: page).map { $0.suffix(1) }
        #expect(light == cell.letter[...], "\(row.code) \(address)")
        compared += 1
      }
    }
    // Six months of three commitments, and under the second unit the month in which it shares one
    // and January, in which nobody answered for it yet.
    #expect(compared == 6 * 3 + 2)
    let told = try #require(rows.first { $0.code == shared.id })
    #expect(told.cells[2].address?.contains("day=2022-03-31") == true)
  }

  @Test func `a month shows what was known then, and the comparison what came since`() async throws
  {
    let district = try await district()
    let office = try await district.browser(as: "SV")
    let page = try await office.get("/commitments?view=matrix&unit=industry").body
    #expect(page.contains("2022年3月31日") && page.contains("2022年6月30日"))
    let before = try await office.get("/commitments?against=2022-04-30").body
    #expect(before.contains("自报 0 家 → 1 家"))
    let changed = try await office.get("/commitments?against=2022-04-30&changed=1").body
    #expect(changed.contains("1</b>项") || changed.contains("看全部"))
    #expect(!changed.contains("市场主体突破"))
    #expect(!(try await office.get("/commitments?against=2022-05-31").body.contains("自报 0 家")))
    // A day that is not before is no day to compare with.
    #expect(!(try await office.get("/commitments?against=2022-06-30").body.contains("相比：")))
  }

  @Test func `is beside the last bulletin for those who may read bulletins`() async throws {
    let district = try await district()
    let csrf = ("csrf", SmallDistrict.csrf)
    let created = try await district.browser(as: "SV").post(
      "/bulletins", [csrf, ("title", "督查专报"), ("block", "overview")])
    let path = try #require(created.location)
    let head = try await district.browser(as: "SVM")
    let draft = try await head.get(path).body
    let version = try #require(draft.firstMatch(of: /name="version" value="(\d+)"/)?.output.1)
    _ = try await head.post("\(path)/issue", [csrf, ("version", String(version))])
    try await district.write(
      "enterprise", "统一社会信用代码,企业名称\n91419802MA00000B7C,恒润电子科技有限公司\n",
      on: "2022-06-30", as: "DU-market-regulation")
    try await district.write(
      "enterprise", "统一社会信用代码,规上工业入库批准日\n91419802MA00000B7C,2022-06-15\n",
      on: "2022-06-30", as: "DU-statistics")
    let page = try await head.get("/commitments?against=N-2022-001").body
    #expect(page.contains("上期通报 N-2022-001") && page.contains("自报 1 家 → 2 家"))
    let unit = try await district.browser(as: "DU").get("/commitments?against=N-2022-001").body
    #expect(!unit.contains("通报 N-2022-001") && !unit.contains("相比："))
  }

  @Test(arguments: ["table", "board", "matrix", "charts"])
  func `a unit sees its own, and how many others there are, as`(form: String) async throws {
    let district = try await district()
    let codes = try await district.commitments.map(\.id)
    let unit = try await district.browser(as: "DU").get("/commitments?view=\(form)").body
    #expect(unit.contains(codes[0]) && unit.contains(codes[2]) && !unit.contains(codes[1]))
    #expect(unit.contains("另有 1 项无权查看"))
    let office = try await district.browser(as: "SV").get("/commitments?view=\(form)").body
    #expect(codes.allSatisfy(office.contains))
    #expect(!office.contains("无权查看"))
    #expect(unit.contains("时点 2022-06-30") && unit.contains("所知 第"))
  }

  @Test func `groups by leader and by unit, and puts a board into columns`() async throws {
    let district = try await district()
    let office = try await district.browser(as: "SV")
    #expect(try await office.get("/commitments?group=leader").body.contains("未定牵头领导"))
    let board = try await office.get("/commitments?view=board&group=unit").body
    #expect(board.contains(#"<section aria-label="区工信局">"#))
    #expect(try await office.get("/commitments?view=board").body.contains("红灯"))
    #expect(try await office.get("/commitments?view=matrix&show=progress").body.contains("shares"))
  }

  @Test func `hands out the table of lights to those who may take the ledger away`() async throws {
    let district = try await district()
    let office = try await district.browser(as: "SV")
    let book = try await office.get("/commitments/lights/xlsx")
    #expect(book.status == 200)
    #expect(book.bytes.starts(with: [0x50, 0x4b]))
    #expect(try await office.get("/commitments/lights/docx").status == 404)
    let unit = try await district.browser(as: "DU")
    #expect(try await unit.get("/commitments/lights/xlsx").status == 403)
    #expect(!(try await unit.get("/commitments").body.contains("/commitments/lights/xlsx")))
  }

  @Test func `tells programs the lights of the months`() async throws {
    let district = try await district()
    let office = try await district.browser(as: "SV")
    let code = try await district.commitments[0].id
    let answer = try await office.get("/api/v1/commitments/\(code)/lights")
    #expect(answer.status == 200)
    #expect(answer.body.contains(#""day":"2022-03-31""#))
    #expect(answer.body.contains(#""claimed":0"#) && answer.body.contains(#""claimed":1"#))
    let other = try await district.commitments[1].id
    let unit = try await district.browser(as: "DU")
    #expect(try await unit.get("/api/v1/commitments/\(other)/lights").status == 403)
  }

  @Test func `draws no script for charts where the library is not installed`() async throws {
    let district = try await district()
    let code = try await district.commitments[0].id
    let page = try await district.browser(as: "SV").get("/commitments/\(code)").body
    #expect(page.contains("class=\"lighttrack\""))
    #expect(!page.contains("data-library") && !page.contains(Asset.charts.address))
  }
}
