import Definitions
import Foundation
import Testing

/// Parameters among the definitions: values with days and documents.
struct ParameterDefinitionTests {
  private static let head = """
    id: test-line
    title: 测试线
    basis:
      - document: 测试用文件
    standing: sample
    type: number
    unit: 万元

    """

  private func check(_ parameter: String, _ more: [String: String] = [:]) throws -> [String] {
    try TestFiles.withTemporaryFolder { folder in
      var files = more
      files["parameters/test-line.yaml"] = parameter
      for (name, text) in files {
        let url = URL(filePath: folder + "/" + name)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: url, atomically: true, encoding: .utf8)
      }
      return Checker.check(folder).map { $0.description.replacing(folder + "/", with: "") }
    }
  }

  @Test(
    arguments: [
      ("values:\n  - { value: 5, from: 2020-01-01, document: 甲 }", []),
      (
        "values: []",
        ["parameters/test-line.yaml:8:9: error: 参数“测试线”一个值也没有，用到它的规则永远不能判断"]
      ),
      (
        """
        values:
          - { value: 5, from: 2020-01-01, to: 2020-12-31, document: 甲 }
          - { value: 6, from: 2021-02-01, document: 乙 }
        """,
        [
          "parameters/test-line.yaml:10:5: warning: 2021-01-01 至 2021-01-31 没有值，"
            + "这些天用到它的规则不能判断"
        ]
      ),
      (
        """
        values:
          - { value: 5, from: 2020-01-01, to: 2021-02-28, document: 甲 }
          - { value: 6, from: 2021-02-01, document: 乙 }
        """,
        ["parameters/test-line.yaml:10:5: error: 2021-02-01 至 2021-02-28 有两个值：前一个值写到 2021-02-28"]
      ),
      (
        """
        values:
          - { value: 5, from: 2020-01-01, document: 甲 }
          - { value: 6, from: 2020-01-01, document: 乙 }
        """,
        [
          "parameters/test-line.yaml:10:5: error: 各个值要按 from 从早到晚写："
            + "2020-01-01 不晚于前一个值的 2020-01-01"
        ]
      ),
      (
        "values:\n  - { value: 5亩, from: 2020-01-01, document: 甲 }",
        ["parameters/test-line.yaml:9:14: error: “value”写的是“5亩”，应当是数字，单位万元"]
      ),
    ] as [(String, [String])])
  func `gaps and overlaps of days are remarked at their value`(
    values: String, remarks: [String]
  ) throws {
    #expect(try check(Self.head + values) == remarks)
  }

  @Test func `a table's cell takes the value of the day`() throws {
    let table = """
      id: lined
      title: 按线分档
      basis:
        - document: 测试用文件
      standing: sample
      register: enterprise
      rows:
        - [F, 营业收入（万元）, → 档次]
        - ['1', '>= 测试线', 线上]
        - ['2', '-', 线下]

      """
    let cases = """
      - name: 旧线
        day: 2020-12-31
        given: { 营业收入: 5万元 }
        expect: { row: 2, results: { 档次: 线上 } }
      - name: 新线
        day: 2021-01-01
        given: { 营业收入: 5万元 }
        expect: { row: 3, results: { 档次: 线下 } }
      - name: 还没有线
        day: 2019-12-31
        given: { 营业收入: 5万元 }
        expect: { row: unknown }
      """
    let values = """
      values:
        - { value: 5, from: 2020-01-01, document: 甲 }
        - { value: 0.1亿元, from: 2021-01-01, document: 乙 }
      """
    let remarks = try check(
      Self.head + values, ["tables/lined.yaml": table, "tables/lined.cases.yaml": cases])
    #expect(remarks == [])
  }
}
