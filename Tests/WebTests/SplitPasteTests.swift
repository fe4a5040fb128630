import Testing

@testable import Web

/// Rows copied out of a spreadsheet into the form of a split.
struct SplitPasteTests {
  private static let units = [
    (code: "commerce", name: "区商务局"), (code: "industry", name: "区工信局"),
    (code: "industry-park", name: "开发区工信局"),
  ]

  private func paste(_ text: String) -> SplitPaste { SplitPaste(text, units: Self.units) }

  @Test func `cells fall into the columns of the form in their usual order`() {
    let pasted = paste("区商务局\t王副区长\t20\t5\t10\t15\t20\t2022/12/31\t牵头\nindustry\t\t1,5\n")
    #expect(pasted.problems.isEmpty, "\(pasted.problems)")
    #expect(pasted.rows.count == 2)
    #expect(
      pasted.rows[0]
        == SplitDraft(
          unit: "commerce", leader: "王副区长", value: "20", nodes: ["5", "10", "15", "20"],
          due: "2022-12-31", remark: "牵头"))
    #expect(pasted.rows[1].unit == "industry")
    #expect(pasted.rows[1].value == "15")
  }

  @Test func `heads put cells where they belong, in any order`() {
    let pasted = paste("单位\t完成时限\t任务数\t联系电话\n商务局\t2022年6月30日\t８\t\n")
    #expect(pasted.rows.first?.unit == "commerce")
    #expect(pasted.rows.first?.due == "2022-06-30")
    #expect(pasted.rows.first?.value == "8")
    #expect(pasted.problems == ["第 4 列“联系电话”不是分工表的栏目，没有读入"])
  }

  @Test(
    arguments: [
      ("区教体局\t\t3", "第 1 行“责任单位”写的是“区教体局”，登记簿里没有这个单位"),
      ("工信局\t\t3", "像区工信局、开发区工信局"),
      ("区商务局\t\t八家", "第 1 行“任务数”写的是“八家”，不是数字"),
      ("区商务局\t\t8\t\t\t\t\t年底", "第 1 行“时限”写的是“年底”，不是日期"),
      ("", "没有粘贴任何内容"),
    ])
  func `what cannot be read is told by its cell`(text: String, problem: String) {
    #expect(paste(text).problems.contains { $0.contains(problem) }, "\(paste(text).problems)")
  }
}
