import Definitions
import Documents
import Feel
import Foundation
import Quantities
import Testing

/// Decision tables among the definitions: rows in a sheet beside the file, or in the file itself.
struct DecisionTableTests {
  private static let head = """
    id: rd-grade
    title: 研发补助分档
    basis:
      - document: 测试用文件
    standing: sample
    register: enterprise

    """

  private static let cases = """
    - name: 正好两千万
      day: 2022-06-30
      given: { 营业收入: 2000万元, 研发费用: 60万元 }
      expect: { row: 3, results: { 补助: 6, 档次: 二档 } }
    - name: 不到两千万
      day: 2022-06-30
      given: { 营业收入: 1999万元, 研发费用: 60万元 }
      expect: { row: 4, results: { 补助: 0, 档次: 不补 } }
    - name: 没有上报收入
      day: 2022-06-30
      given: { 研发费用: 60万元 }
      expect: { row: unknown, missing: [营业收入] }
    """

  private static let sheet = """
    F,营业收入（万元）,→ 补助（万元）,→ 档次,备注
    1,≥ 2亿元,50,一档,
    2,[2000..20000),研发费用 * 10%,二档,
    3,-,0,不补,其余
    """

  /// Checks a folder with these files in `tables/`, and returns the remarks without the folder.
  private func check(_ files: [String: String]) throws -> [String] {
    try TestFiles.withTemporaryFolder { folder in
      let place = folder + "/tables"
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      for (name, text) in files {
        try text.write(toFile: place + "/" + name, atomically: true, encoding: .utf8)
      }
      return Checker.check(folder).map { $0.description.replacing(place + "/", with: "") }
    }
  }

  @Test func `a table in a sheet decides as its cases say`() throws {
    let remarks = try check([
      "rd-grade.yaml": Self.head + "sheet: rd-grade.csv", "rd-grade.csv": Self.sheet,
      "rd-grade.cases.yaml": Self.cases,
    ])
    #expect(remarks == [])
  }

  @Test func `a table in the file decides as its cases say`() throws {
    let rows = Self.sheet.split(separator: "\n").map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      return "  - [" + cells.map { "'\($0)'" }.joined(separator: ", ") + "]"
    }
    let remarks = try check([
      "rd-grade.yaml": Self.head + "rows:\n" + rows.joined(separator: "\n"),
      "rd-grade.cases.yaml": Self.cases,
    ])
    #expect(remarks == [])
  }

  @Test func `a wrong cell and a wrong case are remarked`() throws {
    let wrongCell = try check([
      "rd-grade.yaml": Self.head + "sheet: rd-grade.csv",
      "rd-grade.csv": Self.sheet.replacing("≥ 2亿元", with: "≥ 2亩"),
    ])
    #expect(
      wrongCell == [
        "rd-grade.yaml:7:8: error: “rd-grade.csv”第 2 行 B 列："
          + "“>= 2亩”第 4 个字符：单位对不上：左边是万元，右边是亩"
      ])
    let wrongCase = try check([
      "rd-grade.yaml": Self.head + "sheet: rd-grade.csv", "rd-grade.csv": Self.sheet,
      "rd-grade.cases.yaml": Self.cases.replacing("补助: 6", with: "补助: 7"),
    ])
    #expect(
      wrongCase == ["rd-grade.cases.yaml:4:36: error: 算例“正好两千万”：补助应为 7，算得 6"])
  }

  @Test func `overlapping rows are refused and a gap is warned of`() throws {
    let remarks = try check([
      "rd-grade.yaml": Self.head + "sheet: rd-grade.csv",
      "rd-grade.csv": "U,营业收入（万元）,→ 档次\n1,> 2000,甲\n2,> 3000,乙",
    ])
    #expect(
      remarks == [
        "rd-grade.yaml:7:8: warning: “rd-grade.csv”没有一行适用：营业收入（万元） <= 2000",
        "rd-grade.yaml:7:8: error: “rd-grade.csv”第 2 行和第 3 行重叠，例如：营业收入（万元） > 3000",
      ])
  }

  @Test func `rows in the file are remarked at their own line`() throws {
    let rows = """
      rows:
        - [F, 营业收入（万元）, → 档次]
        - ['1', '> 2000', 甲]
        - ['2', '> 3000', 乙]
        - ['3', '<= 2000', 丙]

      """
    #expect(
      try check(["rd-grade.yaml": Self.head + rows]) == [
        "rd-grade.yaml:10:5: warning: 第 3 行永远轮不到"
      ])
    #expect(
      try check(["rd-grade.yaml": Self.head + rows.replacing("[F,", with: "[U,")]) == [
        "rd-grade.yaml:10:5: error: 第 2 行和第 3 行重叠，例如：营业收入（万元） > 3000"
      ])
  }

  @Test func `an overlap in a worksheet is remarked`() throws {
    let built = try #require(Library.builtInFolder())
    let data = try Data(contentsOf: URL(filePath: built + "/tables/rd-subsidy.xlsx"))
    let remarks = try TestFiles.withTemporaryFolder { folder in
      let place = folder + "/tables"
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      // Two rows overlap once the sheet is read with another hit policy, which stands in its copy.
      let sheet = try WorkbookReader.read(Array(data), name: "rd-subsidy.xlsx").sheets[0]
      var writer = try WorkbookWriter(
        file: place + "/rd-grade.xlsx", created: try #require(Day("2022-06-30")))
      let heads = ["U"] + sheet.rows[0].dropFirst().map(\.written)
      try writer.begin(SheetPlan(name: "研发补助", columns: heads.map { .init($0) }))
      for row in sheet.rows.dropFirst() { try writer.append(row) }
      try writer.finish()
      try (Self.head + "sheet: rd-grade.xlsx").write(
        toFile: place + "/rd-grade.yaml", atomically: true, encoding: .utf8)
      return Checker.check(folder).map { $0.description.replacing(place + "/", with: "") }
    }
    #expect(remarks.count == 3)
    #expect(remarks.allSatisfy { $0.hasPrefix("rd-grade.yaml:7:8: error: “rd-grade.xlsx”第 ") })
  }

  @Test func `a sheet elsewhere is not read`() throws {
    let remarks = try check(["rd-grade.yaml": Self.head + "sheet: ../secret.csv"])
    #expect(
      remarks == ["rd-grade.yaml:7:8: error: 工作表要放在定义文件旁边，这里写的是“../secret.csv”"])
  }
}
