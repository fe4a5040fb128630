import Feel
import Quantities
import Testing

struct RuleTableTests {
  /// Cells between bars, a row a line, as a table looks in a worksheet.
  private func sheet(_ text: String) -> [[String]] {
    text.split(separator: "\n").map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.trimmingPrefix(" ").reversed().drop { $0 == " " }.reversed().map(String.init).joined()
      }
    }
  }

  private func table(_ text: String) throws -> RuleTable {
    let (table, problems) = RuleTable.read(sheet(text), vocabulary: enterprise)
    #expect(problems.isEmpty, "\(problems)")
    return try #require(table)
  }

  private static let subsidy = """
    F | 规上工业 | 营业收入（万元） | 研发费用 / 营业收入 | 登记状态 | → 补助（万元） | → 档次 | 备注
    1 | 是 | ≥ 2亿元 | >= 3% | 存续、在业 | min(研发费用 * 10%, 50万元) | 一档 | 大型
    2 | 是 | [2000..20000) | >= 3% | 存续、在业 | 10 | 二档 |
    3 | - | - | - | - | 0 | 不补 |
    """

  @Test(
    arguments: [
      (
        ["above_scale": "true", "revenue": "20000", "rd": "600", "status": "存续"],
        2, ["50", "一档"]
      ),
      (
        ["above_scale": "true", "revenue": "20000", "rd": "610", "status": "在业"],
        2, ["50", "一档"]
      ),
      (["above_scale": "true", "revenue": "2000", "rd": "60", "status": "存续"], 3, ["10", "二档"]),
      (["above_scale": "true", "revenue": "2000", "rd": "59", "status": "存续"], 4, ["0", "不补"]),
      (["above_scale": "true", "revenue": "2000", "rd": "60", "status": "注销"], 4, ["0", "不补"]),
      (["above_scale": "false"], 4, ["0", "不补"]),
    ] as [([String: String], Int, [String])])
  func `takes the first row that applies`(
    words: [String: String], row: Int, results: [String]
  ) throws {
    let expected: [Rule.Outcome] = results.map { word in
      .value(Number(word).map { .number($0) } ?? .text(word))
    }
    #expect(
      try table(Self.subsidy).outcome(facts(words))
        == .decided([RuleTable.Hit(row: row, results: expected)]))
  }

  @Test func `is open while an earlier row may still apply`() throws {
    let table = try table(Self.subsidy)
    #expect(
      table.outcome(facts(["above_scale": "true", "revenue": "3000", "status": "存续"]))
        == .unknown(missing: ["rd"], reason: nil))
    #expect(table.names == ["above_scale", "revenue", "rd", "status"])
  }

  @Test func `is open where a column cannot be calculated`() throws {
    let table = try table(
      """
      U | 研发费用 / 营业收入 | → 档
      1 | >= 3% | 甲
      2 | < 3% | 乙
      """)
    #expect(
      table.outcome(facts(["revenue": "0", "rd": "1"]))
        == .unknown(missing: [], reason: "除数是 0"))
    #expect(
      table.outcome(facts(["revenue": "1"])) == .unknown(missing: ["rd"], reason: nil))
  }

  @Test(
    arguments: [
      ("C", "[1, 2]"), ("R", "[1, 2]"), ("C+", "30"), ("C<", "10"), ("C>", "20"), ("C#", "2"),
      ("U", "第 2 行和第 3 行同时适用"), ("A", "[1]"), ("F", "[1]"),
    ])
  func `hit policies`(sign: String, expected: String) throws {
    let table = try table(
      """
      \(sign) | 从业人数 | → 分（数字）
      1 | >= 20 | 10
      2 | >= 50 | 20
      3 | >= 900 | 40
      """)
    let written: String =
      switch table.outcome(facts(["staff": "100"])) {
      case .decided(let hits): "\(hits.map { $0.row - 1 })"
      case .aggregated(.value(.number(let number)), hits: _): number.description
      case .aggregated: "?"
      case .noRow: "none"
      case .unknown(_, let reason): reason ?? ""
      }
    #expect(written == expected)
    #expect(table.outcome(facts(["staff": "1"])) == (sign == "C#" ? zero : .noRow))
  }

  private var zero: RuleTable.Outcome { .aggregated(.value(.number(0)), hits: []) }

  @Test(
    arguments: [
      ("X | 从业人数 | → 分", [(1, 1, "左上角应当写命中规则：U、A、F、C、R、C+、C<、C>、C#，写的是“X”")]),
      ("U | 从业人数\n1 | > 3", [(1, 3, "没有结果列，结果列的表头以 → 开头")]),
      ("U | 从业人 | → 分\n1 | > 3 | 甲", [(1, 2, "“从业人”第 1 个字符：没有名为“从业人”的数据项，是不是“从业人数”？")]),
      ("U | 从业人数（亩） | → 分\n1 | > 3 | 甲", [(1, 2, "“从业人数”不是以亩计的数字")]),
      ("U | 营业收入 | → 分\n1 | > 3 | 甲", [(2, 2, "“> 3”第 3 个字符：数字后面要写单位，例如 1万元")]),
      ("U | 营业收入（万元） | → 分\n1 | > | 甲", [(2, 2, "“>”第 2 个字符：式子没有写完，这里应当是一个值")]),
      ("U | 成立日期 | → 分（数字）\n1 | < 2022-02-30 | 1", [(2, 2, "“< 2022-02-30”第 3 个字符：日期和数字不能比较")]),
      ("U | 从业人数 | → 分（数字）\n1 | > 3 | 甲", [(2, 3, "“甲”第 1 个字符：没有名为“甲”的数据项")]),
      ("U | 从业人数 | → 分（数字）\n1 | > 3 |", [(2, 3, "结果“分”没有填")]),
    ] as [(String, [(Int, Int, String)])])
  func `refuses a cell with its place`(text: String, problems: [(Int, Int, String)]) {
    let found = RuleTable.read(sheet(text), vocabulary: enterprise)
    #expect(found.table == nil)
    #expect(
      found.problems
        == problems.map { RuleTableProblem(row: $0.0, column: $0.1, message: $0.2) })
  }

  @Test func `reads days and signs as people write them`() throws {
    let table = try table(
      """
      U | 成立日期 | → 期
      1 | ＜ 2020-01-01 | 早
      2 | ≥ 2020-01-01 | 晚
      """)
    #expect(table.findings() == [])
    guard case .decided(let hits) = table.outcome(facts(["founded": "2020-01-01"])) else {
      Issue.record("no row applied")
      return
    }
    #expect(hits.map(\.row) == [3])
  }

  @Test func `finds overlaps, gaps and rows in the shadow`() throws {
    let overlapping = try table(
      """
      U | 从业人数 | 登记状态 | → 档
      1 | <= 20 | 存续 | 甲
      2 | [20..50] | - | 乙
      3 | > 50 | 注销 | 丙
      """)
    #expect(
      overlapping.findings()?.map(\.message) == [
        "第 2 行和第 3 行重叠，例如：从业人数 = 20，登记状态 = “存续”",
        "没有一行适用：从业人数 < 20，登记状态 = “注销” 或 为其他值",
        "没有一行适用：从业人数 > 50，登记状态 = “存续” 或 为其他值",
      ])
    let shadowed = try table(
      """
      F | 从业人数 | → 档
      1 | > 10 | 甲
      2 | > 20 | 乙
      3 | - | 丙
      """)
    #expect(shadowed.findings()?.map(\.message) == ["第 3 行永远轮不到"])
  }
}
