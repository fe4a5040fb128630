import Definitions
import Documents
import Feel
import Foundation
import Quantities
import Testing

/// Models of our own, with their cases beside them in the form of the public kit.
struct DmnTests {
  @Test(arguments: ["tables", "boxes", "imports", "versions"])
  func `models give what their cases say`(name: String) throws {
    let folder = DmnFolder(try TestFiles.folder("dmn/" + name))
    #expect(folder.unreadable.isEmpty)
    #expect(!folder.tests.isEmpty)
    for remarks in folder.library.remarks.values { #expect(remarks.isEmpty) }
    for (file, kit) in folder.tests {
      for result in kit.run(folder.library) {
        #expect(result.hasPassed, "\(file) \(result.testCase): \(result.differences)")
      }
    }
  }

  private func library(_ body: String) throws -> DmnLibrary {
    let text = """
      <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m">
      \(body)
      </definitions>
      """
    let element = try TestFiles.withTemporaryFolder { folder in
      let file = folder + "/m.dmn"
      try text.write(toFile: file, atomically: true, encoding: .utf8)
      return try DmnElement(file: file)
    }
    return DmnLibrary([("m.dmn", element)])
  }

  private func decision(_ name: String, _ text: String, requires: String? = nil) -> String {
    let requirement = requires.map {
      "<informationRequirement><requiredDecision href=\"#\($0)\"/></informationRequirement>"
    }
    return """
      <decision id="\(name)" name="\(name)"><variable name="\(name)"/>\(requirement ?? "")
        <literalExpression><text>\(text)</text></literalExpression>
      </decision>
      """
  }

  @Test func `a text that is no FEEL is remarked with its line and the decision is null`() throws {
    let library = try library(decision("错", "1 +"))
    #expect(
      library.remarks["m.dmn"] == [
        DmnRemark(line: 3, message: "“1 +”第 4 个字符：式子没有写完，这里应当是一个值")
      ])
    let run = try #require(
      DmnRun(library, file: "m.dmn", inputs: [], evaluation: Evaluation()))
    #expect(run.decide("错") == .null)
    #expect(run.decide("没有") == nil)
  }

  @Test func `a row with too few cells is remarked and left out`() throws {
    let library = try library(
      """
      <decision id="d" name="表"><variable name="表"/><decisionTable>
        <input><inputExpression><text>1</text></inputExpression></input><output/>
        <rule><outputEntry><text>"甲"</text></outputEntry></rule>
        <rule><inputEntry><text>1</text></inputEntry><outputEntry><text>"乙"</text></outputEntry></rule>
      </decisionTable></decision>
      """)
    #expect(
      library.remarks["m.dmn"] == [
        DmnRemark(line: 4, message: "决策表的这一行应有 1 个条件和 1 个结果，没有采用")
      ])
    let run = try #require(
      DmnRun(library, file: "m.dmn", inputs: [], evaluation: Evaluation()))
    #expect(run.decide("表") == .string("乙"))
    #expect(library.tableRemarks(file: "m.dmn").count == 1)
  }

  @Test func `decisions that need each other end in null`() throws {
    let library = try library(
      decision("甲", "乙 + 1", requires: "乙") + decision("乙", "甲 + 1", requires: "甲"))
    let run = try #require(
      DmnRun(library, file: "m.dmn", inputs: [], evaluation: Evaluation()))
    #expect(run.decide("甲") == .null)
    #expect(run.remarks.contains("“甲”绕了一圈依赖自己"))
  }

  @Test func `a chain of decisions is bounded`() throws {
    let links = (1...400).map { decision("d\($0)", "[d\($0 - 1)]", requires: "d\($0 - 1)") }
    let library = try library(decision("d0", "1") + links.joined())
    let run = try #require(
      DmnRun(library, file: "m.dmn", inputs: [], evaluation: Evaluation()))
    #expect(run.decide("d400") != nil)
    #expect(run.remarks.contains("决策的依赖链太长"))
  }

  @Test func `says where tables overlap and leave gaps`() throws {
    let folder = DmnFolder(try TestFiles.folder("dmn/tables"))
    let remarks = folder.library.tableRemarks(file: "tables.dmn").map(\.message)
    #expect(
      remarks == [
        "“重叠”：第 1 行和第 2 行重叠，例如：分数 = 60",
        "“任一”：没有一行适用：分数 < 60",
        "“优先”：没有一行适用：分数 < 60",
      ])
  }

  @Test(
    arguments: [
      // One row too few, a row in the shadow, and a row that excludes itself.
      (
        "FIRST", [["< 3", "-"], ["[1..2]", "true"], [">= 3", "true"]],
        ["第 2 行永远轮不到", "没有一行适用：年数 >= 3，规上 = false"]
      ),
      ("UNIQUE", [["[5..3]", "-"], ["-", "-"]], ["第 1 行永远轮不到"]),
      ("UNIQUE", [["< 3", "-"], ["> 3", "-"]], ["没有一行适用：年数 = 3"]),
      (
        "UNIQUE", [["<= 3", "true"], ["[2..5]", "-"], ["> 5", "-"], ["< 2", "false"]],
        [
          "第 1 行和第 2 行重叠，例如：年数 >= 2 且 <= 3，规上 = true"
        ]
      ),
      ("COLLECT", [["<= 3", "-"], ["[2..5]", "-"]], []),
      ("ANY", [["<= 3", "-"], ["[2..5]", "-"], ["> 5", "-"]], []),
    ])
  func `judges tables`(policy: String, rows: [[String]], findings: [String]) throws {
    let rules = rows.map { row in
      let cells = row.map { cell in
        let text = cell.replacing("<", with: "&lt;")
        return "<inputEntry><text>\(text)</text></inputEntry>"
      }
      return "<rule>\(cells.joined())<outputEntry><text>1</text></outputEntry></rule>"
    }
    let library = try library(
      """
      <decision id="d" name="表"><variable name="表"/>
        <decisionTable hitPolicy="\(policy)">
          <input><inputExpression typeRef="number"><text>年数</text></inputExpression></input>
          <input><inputExpression typeRef="boolean"><text>规上</text></inputExpression></input>
          <output/>\(rules.joined())
        </decisionTable>
      </decision>
      """)
    let expected = findings.map { "“表”：" + $0 }.sorted()
    #expect(library.tableRemarks(file: "m.dmn").map(\.message).sorted() == expected)
  }

  @Test(
    arguments: [
      ("<!DOCTYPE d [<!ENTITY a \"aaaa\">]><d>&a;</d>", "文件里有文档类型声明（DOCTYPE），不予读取"),
      ("<d>", "不是完整的 XML 文件"),
      ("", "不是完整的 XML 文件"),
      (String(repeating: "<d>", count: 5_000), "元素嵌套太深"),
    ])
  func `refuses XML that is no document`(text: String, message: String) {
    let problem = #expect(throws: XMLProblem.self) { try XMLTree.read(Array(text.utf8)) }
    #expect(problem?.message == message)
  }

  @Test func `a file of something else is no model`() throws {
    let element = DmnElement(namespace: "urn:other", name: "definitions")
    let library = DmnLibrary([("x.dmn", element)])
    #expect(library.files.isEmpty)
    #expect(library.remarks["x.dmn"]?.first?.message == "不是 DMN 1.1 至 1.5 的模型")
  }
}
