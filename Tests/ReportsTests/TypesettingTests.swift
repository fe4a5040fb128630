import Reports
import Testing

/// Texts as they come out of pages: numbered, cut to a width, with heads on every page.
struct TypesettingTests {
  @Test func `page numbers and running heads are not read`() {
    let page = (1...45).map { "新增示范点\($0)个。\n某区政府工作报告汇编\n— \($0) —" }
    let understanding = Material.reader.read(page.joined(separator: "\n"), year: 2024)
    #expect(understanding.commitments.count == 45)
    #expect(understanding.tasks.isEmpty)
  }

  @Test func `a paragraph cut to the width of a page is one paragraph`() {
    let line = "坚持项目为王，全力以赴抓投资，持续优化营商环境，推进重点领域改革，力争全年新增规"
    let rest = "上工业企业20家，粮食产量稳定在56万吨以上，改造老旧小区31个，办好民生实事。"
    let text = Array(repeating: line + "\n" + rest, count: 10).joined(separator: "\n")
    let understanding = Material.reader.read(text, year: 2024)
    #expect(understanding.commitments.count { $0.subject == "新增规上工业企业" } == 10)
  }

  @Test func `headings of any style lead to what stands under them`() throws {
    let text = """
      第三部分 2024年重点工作
      （一）聚焦产业
      1.做强工业。培育龙头企业。新增规上企业20家。
      二、加强自身建设
      压减一般性支出10%。
      """
    let promises = Material.reader.read(text).commitments
    #expect(promises.map(\.section.last) == ["培育龙头企业", "二、加强自身建设"])
    #expect(promises.first?.section.first == "第三部分2024年重点工作")
    #expect(promises.map(\.part) == [.plan, .conduct])
  }

  @Test(
    arguments: [
      ("一、2021年工作回顾\n新增企业3家。\n二、2022年工作安排\n新增企业5家。", 2022),
      ("2021年工作回顾\n新增企业3家。\n下一步工作安排\n新增企业5家。", 2022),
      ("各位代表：\n新增企业5家。", nil),
    ] as [(String, Int?)])
  func `the year is found in the headings`(text: String, year: Int?) {
    #expect(Material.reader.read(text).year == year)
  }
}
