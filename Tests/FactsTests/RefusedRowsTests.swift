import Definitions
import Documents
import Facts
import Foundation
import Quantities
import Storage
import Testing

/// Rows that were not taken come back with what is wrong, and import once they are mended.
@Suite("Rows given back") struct RefusedRowsTests {
  private let file = """
    企业经营情况（2021年）,,,
    统一社会信用代码,企业名称,营业收入（元）,成立日期
    \(Code.first),澄川一号机械有限公司,23505000,2015-03-02
    \(Code.second),澄川二号纸业有限公司,约两千万,2016-07-15
    \(Code.third),澄川三号食品有限公司,8800000,十五年

    """

  @Test func `only the faulty rows are given back, coloured and commented`() async throws {
    let world = try await World()
    let preview = try await world.preview(file)
    #expect((preview.rows, preview.refused, preview.added.count) == (3, 2, 1))
    let sheet = try #require(
      try WorkbookReader.read(try workbook(of: preview, in: world), name: "待改正.xlsx").sheets.first)
    #expect(
      sheet.rows[0].map(\.written) == [
        "问题", "原行号", "统一社会信用代码", "企业名称", "营业收入2021年（元）", "成立日期",
      ])
    #expect(sheet.rows.dropFirst().map { $0[1].written } == ["4", "5"])
    #expect(sheet.rows[1][0].written.contains("约两千万"))
    #expect(sheet.rows[2][0].written.contains("十五年"))
  }

  @Test func `what was given back imports again once it is mended`() async throws {
    let world = try await World()
    let first = try await world.preview(file)
    try await world.write(first)
    var sheet = try #require(
      try WorkbookReader.read(try workbook(of: first, in: world), name: "待改正.xlsx").sheets.first)
    sheet.rows[1][4] = .text("20000000")
    sheet.rows[2][5] = .text("2015-01-01")
    let intake = world.intake()
    let mended = Workbook(sheets: [sheet])
    let second = try await world.database.read {
      try intake.preview(mended, file: "待改正.xlsx", in: $0)
    }
    #expect((second.rows, second.refused, second.added.count) == (2, 0, 2))
    #expect(second.remarks.isEmpty)
    let revenues = second.changes.filter { $0.field == "revenue" }
    #expect(revenues.map(\.after) == [.init(number: 20_000_000), .init(number: 8_800_000)])
  }

  private func workbook(of preview: ImportPreview, in world: World) throws -> [UInt8] {
    try RefusedRowsSheet(preview: preview, register: world.register)
      .workbook(on: Day("2022-01-05") ?? Day(number: 0))
  }
}

/// Firms that a file names and gives no code for.
@Suite("Firms by name") struct FirmNameTests {
  private func world() async throws -> World {
    let world = try await World()
    try await world.write(
      world.preview(
        """
        统一社会信用代码,企业名称
        \(Code.first),澄川（明砚）机械有限公司
        \(Code.second),澄川纸业有限公司
        \(Code.third),澄川纸业股份有限公司
        \(Code.fourth),澄川机械有限公司砚池分公司

        """))
    try await world.write(
      world.preview(
        "统一社会信用代码,企业名称\n\(Code.fourth),澄川重工有限公司砚池分公司\n",
        by: world.intake(validFrom: "2022-02-01")))
    return world
  }

  @Test(arguments: [
    ("澄川(明砚)机械有限公司", Code.first), ("澄川（明砚） 机械有限责任公司", Code.first),
    ("澄川纸业有限公司", Code.second), ("澄川机械有限公司砚池分公司", Code.fourth),
    ("澄川重工有限公司砚池分公司", Code.fourth),
  ])
  func `brackets, spaces and former names lead to the firm`(name: String, code: String)
    async throws
  {
    let preview = try await world().preview("企业名称,登记状态\n\(name),存续\n")
    #expect(preview.changes.map(\.code) == [code])
    #expect(preview.changes.map(\.field) == ["status"], "the name is a key and no news")
    #expect((preview.matchedByName, preview.refused) == (1, 0))
  }

  @Test func `a name that may mean two firms is asked about, and the answer is taken`()
    async throws
  {
    let world = try await world()
    let file = "企业名称,登记状态\n澄川纸业,存续\n澄川机械,存续\n"
    let preview = try await world.preview(file)
    #expect(preview.refused == 2)
    #expect(preview.unsure.map(\.name) == ["澄川纸业"])
    #expect(preview.unsure.first?.candidates.map(\.code) == [Code.second, Code.third])
    var intake = world.intake()
    intake.matches = [UnsureMatch.key(of: "澄川纸业"): Code.third]
    #expect(try await world.preview(file, by: intake).changes.map(\.code) == [Code.third])
  }
}
