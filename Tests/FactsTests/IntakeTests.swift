import Definitions
import Documents
import Facts
import Quantities
import Storage
import Testing

@Suite("Intake") struct IntakeTests {
  private let file = """
    统一社会信用代码,企业名称,营业收入2021年,所属园区,成立日期
    \(Code.first),澄川一号机械有限公司,2350.5,park-east,2015-03-02
    \(Code.second),澄川二号纸业有限公司,1999.9,park-west,2016-07-15

    """

  @Test func `the same file a second time changes nothing and says so`() async throws {
    let world = try await World()
    let first = try await world.preview(file)
    #expect(!first.changesNothing)
    #expect(first.added == [Code.first, Code.second])
    #expect(first.changes.count == 8)
    try await world.write(first)
    let second = try await world.preview(file)
    #expect(second.changesNothing)
    #expect((second.rows, second.unchanged) == (2, 2))
    #expect(second.remarks.isEmpty)
  }

  @Test func `only what differs is a change, beside what counted before`() async throws {
    let world = try await World()
    try await world.write(world.preview(file))
    let preview = try await world.preview(
      file.replacing("2350.5", with: "2400").replacing("1999.9", with: ""))
    #expect(preview.changed == [Code.first])
    #expect(preview.unchanged == 1)
    #expect(preview.changes.map(\.before) == [StoredValue(number: 23_505_000)])
    #expect(preview.changes.map(\.after) == [StoredValue(number: 24_000_000)])
    #expect(preview.changes.map(\.sourceRow) == [2])
  }

  @Test func `a state is compared with the one valid on the day`() async throws {
    let world = try await World()
    try await world.write(world.preview(file))
    let later = world.intake(validFrom: "2022-06-01")
    #expect(try await world.preview(file, by: later).changesNothing)
    let moved = file.replacing("park-east", with: "park-west")
    try await world.write(world.preview(moved, by: later))
    #expect(try await world.preview(moved, by: later).changesNothing)
    // On an earlier day the old park still counts.
    #expect(try await world.preview(file).changesNothing)
    #expect(try await world.preview(moved).changes.map(\.field) == ["park"])
  }

  @Test func `what was withdrawn may be stated again`() async throws {
    let world = try await World()
    try await world.write(world.preview(file))
    var undo = try await world.preview(file.replacing("2350.5", with: "2400"))
    undo.changes[0].after = .withdrawn
    try await world.write(undo)
    let again = try await world.preview(file)
    #expect(again.changes.map(\.before) == [.withdrawn])
    #expect(again.changes.map(\.after) == [StoredValue(number: 23_505_000)])
  }

  @Test func `a column that another unit keeps is not read`() async throws {
    let world = try await World()
    let intake = world.intake(writable: [Visibility.Scope(keeper: "market-regulation")])
    let preview = try await world.preview(file, by: intake)
    #expect(Set(preview.changes.map(\.field)) == ["name", "founded_on"])
    #expect(preview.refused == 0)
    #expect(
      preview.remarks.map(\.message) == [
        "列“营业收入2021年”由区工业和信息化局负责，当前岗位不能写入，该列未读入",
        "列“所属园区”由区开发区管理委员会负责，当前岗位不能写入，该列未读入",
      ])
  }

  @Test func `a value that cannot be read in a column of another unit does no harm`() async throws {
    let world = try await World()
    let intake = world.intake(writable: [Visibility.Scope(keeper: "market-regulation")])
    let preview = try await world.preview(file.replacing("2350.5", with: "很多"), by: intake)
    #expect(preview.refused == 0)
  }

  @Test func `a park writes the rows of its own park, old and new`() async throws {
    let world = try await World()
    let park = world.intake(
      writable: [Visibility.Scope(rows: .holding(field: "park", value: "park-east"))])
    let new = try await world.preview(file, by: park)
    #expect(new.added == [Code.first])
    #expect(new.refused == 1)
    #expect(Set(new.remarks.map(\.expected)) == ["这一企业不在本岗位的范围内，不能写入"])
    #expect(Set(new.remarks.map(\.row)) == [3])
    try await world.write(world.preview(file))
    // The file cannot claim a firm of another park for its own.
    let claimed = try await world.preview(
      file.replacing("park-west", with: "park-east").replacing("1999.9", with: "1"), by: park)
    #expect(claimed.changes.isEmpty)
    #expect(claimed.refused == 1)
  }

  @Test func `without any scope nothing is written`() async throws {
    let preview = try await World().preview(file, by: World().intake(writable: []))
    #expect(preview.changes.isEmpty)
    #expect(preview.remarks.count { $0.message.contains("当前岗位不能写入") } == 4)
  }

  @Test func `totals and notes are no rows wherever the word stands`() async throws {
    let preview = try await World().preview(
      """
      序号,统一社会信用代码,企业名称
      1,\(Code.first),澄川一号机械有限公司
      2,合计,
      ,总 计,1
      ,,小计
      填表人：某,,审核人：某
      注：数据来自年报

      """)
    #expect((preview.rows, preview.added.count, preview.refused) == (1, 1, 0))
    #expect(preview.remarks.map(\.row) == [3, 4, 5, 6, 7])
  }

  @Test func `a code without anything said of it adds nothing`() async throws {
    let preview = try await World().preview("统一社会信用代码\n\(Code.first)\n")
    #expect(preview.changesNothing)
    #expect(preview.refused == 1)
  }

  @Test func `ten thousand faults are a thousand remarks and a number`() async throws {
    let rows = (0..<10_000).map { "\($0),某公司\n" }.joined()
    let preview = try await World().preview("统一社会信用代码,企业名称\n" + rows)
    #expect(preview.refused == 10_000)
    #expect(preview.remarks.count == 1_000)
    #expect(preview.furtherRemarks == 9_000)
  }
}

@Suite("Cells") struct CellTests {
  /// A cell under a head, and what it becomes: a stored value or what was expected.
  @Test(
    arguments: [
      ("营业收入2021年", .number(2350), "23500000"),
      ("营业收入2021年(元)", .text("12,345,600"), "12345600"),
      ("2021年营业收入（亿元）", .text("０．２３５"), "23500000"),
      ("营业收入2021年", .text("0.2亿元"), "20000000"),
      ("营业收入2021年", .text("12,34"), "请填写数字，单位万元，例如 300"),
      ("营业收入2021年", .text("2350.50001"), "最多 4 位小数，请四舍五入"),
      (
        "营业收入2021年(元)", .text("12345600.55"),
        "换算成万元后最多 4 位小数（精确到 1 元），请四舍五入"
      ),
      ("2021年营业收入（亿元）", .text("1000000000000"), "数过大，请核对单位"),
      ("营业收入2021年", .text("-5.5"), "-55000"),
      ("营业收入2021年", .error("#DIV/0!"), "公式出错，请改为数值或留空"),
      ("营业收入2021年", .text("4户"), "请填写数字，单位万元，例如 300"),
      ("从业人员2021年", .text("86人"), "86"),
      ("从业人员2021年", .text("八十六人"), "86"),
      ("从业人员2021年", .text("12.5"), "只能是整数，请四舍五入"),
      ("成立日期", .day(Day(number: 19_000)), "19000"),
      ("成立日期", .number(44_569), "19000"),
      ("成立日期", .text("2022.1.8"), "19000"),
      ("成立日期", .text("2022年1月8日"), "19000"),
      ("成立日期", .text("20220108"), "19000"),
      ("成立日期", .text("2022/01/08 00:00:00"), "19000"),
      ("成立日期", .text("2022-02-30"), "请填写年月日，例如 2022-06-30"),
      ("成立日期", .text("22年1月8日"), "请填写年月日，例如 2022-06-30"),
      ("一般纳税人", .boolean(true), "1"),
      ("一般纳税人", .text("否"), "0"),
      ("一般纳税人", .text("不详"), "请填写“是”或“否”"),
      ("市场主体类型", .text(" 有限责任公司 "), "公司"),
      ("市场主体类型", .text("联营"), "应为“市场主体类型”里的一项"),
      ("住所", .text("　澄川区一路 1 号　"), "澄川区一路 1 号"),
      ("住所", .text("a\u{0}b"), "含有看不见的控制字符，请重新录入"),
      ("住所", .number(Number(12), written: "0012"), "0012"),
    ] as [(String, Cell, String)])
  func `is read`(head: String, cell: Cell, as expected: String) async throws {
    let world = try await World()
    let sheet = Sheet(
      name: "表",
      rows: [
        [.text("统一社会信用代码"), .text("企业名称"), .text(head)],
        [.text(Code.first), .text("澄川一号机械有限公司"), cell],
      ])
    let intake = world.intake()
    let preview = try await world.database.read {
      try intake.preview(Workbook(sheets: [sheet]), file: "表.xlsx", in: $0)
    }
    let change = preview.changes.first { $0.field != "name" }
    let became = change.map { $0.after.number.map(String.init) ?? $0.after.text ?? "" }
    #expect(became ?? preview.remarks.first?.expected == expected)
    #expect(preview.refused == (change == nil ? 1 : 0))
  }
}
