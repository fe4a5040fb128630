import Feel
import Testing

/// What columns leave to the interpreter, and the reason given for it.
struct RowByRowTests {
  @Test(
    arguments: [
      ("收入 >= 2 and 规上", []), ("成本 / 收入 >= 3", []), ("成立 + 6个月 <= 关闭", []),
      ("收入 * 成本 > 3", ["收入 * 成本 > 3：数据项相乘"]),
      (
        "规上 and round half up((收入 + 成本) / 3, 0) > 3",
        ["round half up((收入 + 成本) / 3, 0) > 3：计算结果舍入"]
      ),
      ("状态 = 名称", ["状态 = 名称：两个文字数据项相比"]),
      ("contains(名称, 状态)", ["contains(名称, 状态)：文字匹配的两边都是数据项"]),
      ("years and months duration(成立, 关闭) >= duration(\"P6M\")", []),
      ("day(成立 + 6个月) > day(关闭)", ["day(成立 + 6个月) > day(关闭)：取日期的年、月、日再与别的数据项相比"]),
    ] as [(String, [String])])
  func `tests that run row by row say why`(text: String, tests: [String]) throws {
    let rule = try Rule(text, vocabulary: ColumnsWorld.vocabulary, expecting: .boolean)
    #expect(rule.rowByRowTests.map { "\($0.text)：\($0.why)" } == tests)
    let coverage = RulePlan(rules: [rule]).coverage
    #expect(coverage.isComplete == tests.isEmpty)
  }
}
