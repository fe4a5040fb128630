import Documents
import Foundation
import Quantities
import Testing

struct WorkbookWriterTests {
  private static let plan = SheetPlan(
    name: "规上工业", title: "规上工业企业名录", note: "截至2022年6月30日",
    columns: [
      SheetPlan.Column("统一社会信用代码"), SheetPlan.Column("名称"),
      SheetPlan.Column("营业收入", unit: "万元", format: .number(places: 2)),
      SheetPlan.Column("成立日期", format: .day),
    ])
  private static let created = Day(number: 19_173)

  @Test func `a list is written with title, heads, units, real dates and codes as text`() throws {
    let bytes = try WorkbookWriter.bytes(created: Self.created) {
      writer throws(DocumentError) in
      try writer.begin(Self.plan)
      try writer.append([.text("001234"), .text("龙湖机电"), number("1999.5"), day("2015-03-02")])
    }
    let sheet = try onlySheet(of: bytes)
    #expect(sheet.name == "规上工业")
    #expect(
      sheet.rows == [
        [.text("规上工业企业名录")],
        [.text("截至2022年6月30日")],
        ["统一社会信用代码", "名称", "营业收入（万元）", "成立日期"].map { .text($0) },
        [.text("001234"), .text("龙湖机电"), number("1999.5"), day("2015-03-02")],
      ])
    #expect(sheet.merged == [1, 2].map { CellRange(rows: $0...$0, columns: 0...3) })
  }

  @Test func `the same content gives the same bytes`() throws {
    let twice = try (0..<2).map { _ in
      try WorkbookWriter.bytes(created: Self.created) { writer throws(DocumentError) in
        try writer.begin(Self.plan)
        try writer.append([.text("1"), .text("甲")], marks: [1: "名称与登记不符"])
      }
    }
    #expect(twice[0] == twice[1])
  }

  @Test func `what is written reads back equal`() throws {
    var random = SeededGenerator(seed: 365)
    for round in 0..<60 {
      let rows = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        var row = (0..<4).map { _ in randomCell(&random) }
        while row.last == .empty { row.removeLast() }
        return row
      }
      let bytes = try WorkbookWriter.bytes(created: Self.created) {
        writer throws(DocumentError) in
        try writer.begin(Self.plan)
        for row in rows { try writer.append(row) }
      }
      var read = Array(try onlySheet(of: bytes).rows.dropFirst(3))
      while read.count < rows.count { read.append([]) }
      #expect(read == rows, "round \(round)")
    }
  }

  private func randomCell(_ random: inout SeededGenerator) -> Cell {
    switch Int.random(in: 0...5, using: &random) {
    case 0: return .empty
    case 1:
      let digits = Int.random(in: 1...15, using: &random)
      let limit = (0..<digits).reduce(1) { value, _ in value * 10 }
      return .number(
        Number(
          coefficient: Int128(Int.random(in: -limit + 1..<limit, using: &random)),
          exponent: Int.random(in: -9...4, using: &random)))
    case 2:
      return .day(Day(number: Int32.random(in: -25_567...80_000, using: &random)))
    case 3: return .boolean(Bool.random(using: &random))
    case 4:
      let ratio = Number(fixedPoint: Int64.random(in: 1...9_999, using: &random), places: 4)
      return .number(ratio, written: "\(ratio * Number(100))%")
    default:
      let alphabet = Array("甲乙 <&>\"'_x0041_\t\n001=😀\u{1}")
      return .text(
        String(
          (0..<Int.random(in: 1...12, using: &random)).map { _ in
            alphabet.randomElement(using: &random) ?? "甲"
          }))
    }
  }

  @Test func `a form offers its choices and hints and imports as an empty table`() throws {
    let bytes = try WorkbookWriter.bytes(created: Self.created) { writer throws(DocumentError) in
      try writer.begin(
        SheetPlan(
          name: "模板",
          columns: [
            SheetPlan.Column("名称", hint: "按营业执照填写"),
            SheetPlan.Column("规上", choices: ["是", "否"]),
          ]))
    }
    #expect(try onlySheet(of: bytes).rows == [[.text("名称"), .text("规上")]])
  }

  @Test func `numbers beyond fifteen digits stay exact as text`() throws {
    let long = Number("1234567890123456.78") ?? .zero
    let bytes = try WorkbookWriter.bytes(created: Self.created) { writer throws(DocumentError) in
      try writer.begin(Self.plan)
      try writer.append([.number(long)])
    }
    #expect(try onlySheet(of: bytes).rows.last == [.text("1234567890123456.78")])
  }

  @Test func `sheet names are made acceptable and distinct`() throws {
    let names = ["企业/名录", "企业/名录", String(repeating: "长", count: 40), "", "'引'"]
    let bytes = try WorkbookWriter.bytes(created: Self.created) { writer throws(DocumentError) in
      for name in names {
        try writer.begin(SheetPlan(name: name, columns: [SheetPlan.Column("名称")]))
      }
    }
    let workbook = try WorkbookReader.read(bytes, name: "表.xlsx")
    #expect(
      workbook.sheets.map(\.name) == [
        "企业_名录", "企业_名录(2)", String(repeating: "长", count: 31), "Sheet", "引",
      ])
  }

  @Test func `a text that no cell can hold is refused and leaves no file`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("hefu-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("表.xlsx").path
    let error = #expect(throws: DocumentError.self) {
      var writer = try WorkbookWriter(file: path, created: Self.created)
      try writer.begin(Self.plan)
      try writer.append([.empty, .text(String(repeating: "字", count: 40_000))])
    }
    #expect(error?.description.contains("单元格 B4 的文字超过 32767 个字") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func `a folder that is not there is refused`() {
    #expect(throws: DocumentError.self) {
      var writer = try WorkbookWriter(file: "/nowhere/表.xlsx", created: Self.created)
      try writer.begin(Self.plan)
      try writer.finish()
    }
  }
}
