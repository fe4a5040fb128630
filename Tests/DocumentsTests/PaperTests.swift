import Foundation
import Testing

@testable import Documents

/// Printed matter as Word file and as pages.
struct PaperTests {
  private static let words =
    "今年以来，各单位对照政府工作报告确定的目标任务，逐项分解、逐月推进。截至6月30日，全区35个亿元以上项目已签约24个（其中30亿元以上1个），规上工业增加值增长4.8%，总体进展符合预期；但仍有部分事项推进偏慢，需要有关单位加大力度。"

  private static var paper: Paper {
    let rows: [Paper.Row] =
      [.group("一、招商引资")]
      + (1...60).map { number in
        .cells(["\(number)", "新增规模以上工业企业第\(number)批，确保年底前完成入库", "20家", "区工信局", "2022-12-31"])
      }
    let table = Paper.Table(
      columns: [
        .init("序号", share: 4, alignment: .centre), .init("工作任务", share: 22),
        .init("目标值", share: 8, alignment: .end), .init("牵头单位", share: 10),
        .init("完成时限", share: 9, alignment: .centre),
      ], rows: rows)
    return Paper(
      title: "督查专报",
      sections: [
        .init(
          sheet: .official, numbering: .dashed,
          blocks: [
            .text("关于2022年上半年政府工作报告目标任务进展情况的通报", .title), .gap,
            .text("各镇街、区直各单位：", .addressee), .text("一、总体情况", .first),
          ] + Array(repeating: .text(words, .body), count: 6) + [
            .text("（一）亮红灯的事项", .second), .text(words, .body),
            .text("区政府督查室\n2022年7月1日", .signature),
          ]),
        .init(
          sheet: .wide, numbering: .counted,
          blocks: [.text("任务分解表", .title), .table(table), .text("注：目标值为全年数。", .note)]),
      ], foot: ["时点 2022-06-30", "制成 2022-07-01 09:00", "制表单位 区政府督查室", "编号 N-2022-01"])
  }

  @Test func `no line begins with a closing mark or ends with an opening one`() {
    let pages = PaperLayout.pages(of: Self.paper)
    let words = pages.flatMap(\.words).joined()
    #expect(words.contains("各镇街、区直各单位："))
    for page in pages {
      for line in page.lines {
        #expect(!"，。、；：）”%".contains(line.first ?? "字"), "\(line)")
        #expect(!"（“".contains(line.last ?? "字"), "\(line)")
      }
    }
  }

  @Test func `nothing is lost between the paper and its pages`() {
    let pages = PaperLayout.pages(of: Self.paper)
    let set = pages.flatMap(\.lines).joined().filter { !$0.isWhitespace }
    for number in 1...60 { #expect(set.contains("第\(number)批"), "\(number)") }
    #expect(set.contains(Self.words.filter { !$0.isWhitespace }))
  }

  @Test func `an official page holds 22 lines of 28 characters`() {
    let text = String(repeating: "一", count: 28 * 22 * 2)
    let paper = Paper(
      title: "字",
      sections: [
        .init(sheet: .official, numbering: .dashed, blocks: [.text(text, .addressee)])
      ])
    let pages = PaperLayout.pages(of: paper)
    #expect(pages.count == 2)
    #expect(pages.map { $0.lines.count { $0.count == 28 } } == [22, 22])
  }

  @Test func `the head of a table stands on each of its pages, which are counted`() {
    let pages = PaperLayout.pages(of: Self.paper)
    let wide = pages.filter { $0.sheet == .wide }
    #expect(wide.count == 2)
    for page in wide {
      #expect(page.words.contains("工作任务"))
      #expect(page.lines.contains { $0.contains("/ 共 \(pages.count) 页") })
      #expect(page.lines.contains { $0.contains("编号 N-2022-01") })
    }
  }

  @Test func `a row that no sheet can hold is cut and loses nothing`() {
    let long = String(repeating: "很长的说明。", count: 900)
    let table = Paper.Table(
      columns: [.init("说明", share: 1), .init("备注", share: 1)],
      rows: [.cells(["短", ""]), .cells([long, "完"])])
    let paper = Paper(
      title: "表",
      sections: [.init(sheet: .across, numbering: .counted, blocks: [.table(table)])])
    let pages = PaperLayout.pages(of: paper)
    #expect(pages.count > 2)
    let set = pages.flatMap(\.words).filter {
      $0.hasPrefix("很") || $0.contains("说明。") || $0.contains("的")
    }
    #expect(set.joined().count { $0 == "。" } == 900)
  }

  @Test func `the same paper gives the same Word file, which reads back as its text`() throws {
    let bytes = WordWriter.bytes(of: Self.paper, madeAt: "2022-07-01T01:00:00Z")
    #expect(bytes == WordWriter.bytes(of: Self.paper, madeAt: "2022-07-01T01:00:00Z"))
    let text = try DocumentReader.text(of: bytes, name: "通报.docx").text
    #expect(text.contains("关于2022年上半年政府工作报告目标任务进展情况的通报"))
    #expect(text.contains(Self.words))
    #expect(text.contains("第60批"))
  }

  @Test(arguments: ["仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "w:linePitch=\"579\""])
  func `the Word file names what the official layout asks for`(wanted: String) throws {
    let bytes = WordWriter.bytes(of: Self.paper, madeAt: "2022-07-01T01:00:00Z")
    let archive = try ZipArchive(bytes, file: "通报.docx", limits: .paper)
    let parts = try ["word/document.xml", "word/styles.xml"].compactMap { name in
      try archive.entry(name).map {
        String(decoding: try archive.contents(of: $0), as: UTF8.self)
      }
    }
    #expect(parts.joined().contains(wanted))
  }

  @Test func `a missing program or font is told with the package that brings it`() {
    #expect(throws: PaperPDF.Problem.missingProgram("fc-nothing", package: "fontconfig")) {
      try PaperPDF.bytes(of: Self.paper, madeAt: 0, tools: .init(fontFinder: "fc-nothing"))
    }
    #expect(
      "\(PaperPDF.Problem.missingProgram("rsvg-convert", package: "librsvg2-bin"))"
        .contains("Word 文件（.docx）仍可下载"))
  }

  /// Where rsvg-convert or the fonts are not installed, this says so and passes.
  @Test(.enabled("rsvg-convert 和 fonts-noto-cjk 没有安装") { PaperTests.canPrint })
  func `the same paper gives the same PDF, with its pages`() throws {
    let bytes = try PaperPDF.bytes(of: Self.paper, madeAt: 1_656_637_200)
    #expect(bytes == (try PaperPDF.bytes(of: Self.paper, madeAt: 1_656_637_200)))
    #expect(bytes.starts(with: Array("%PDF-".utf8)))
    if let folder = ProcessInfo.processInfo.environment["HEFU_KEEP_PAPERS"] {
      try Data(bytes).write(to: URL(filePath: folder).appending(path: "paper.pdf"))
      let word = WordWriter.bytes(of: Self.paper, madeAt: "2022-07-01T01:00:00Z")
      try Data(word).write(to: URL(filePath: folder).appending(path: "paper.docx"))
    }
  }

  private static let canPrint: Bool = {
    (try? PaperPDF.bytes(
      of: Paper(
        title: "", sections: [.init(sheet: .official, numbering: .dashed, blocks: [.gap])]),
      madeAt: 0)) != nil
  }()
}
