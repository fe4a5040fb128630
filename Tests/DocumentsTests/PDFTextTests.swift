import Documents
import Foundation
import Testing

/// Whether this machine has the program that reads PDF; without it the reading tests are skipped
/// and the one about its absence still runs.
private let hasProgram = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].contains {
  FileManager.default.isExecutableFile(atPath: $0 + "/pdftotext")
}

/// A PDF whose lines stand where they are put.
private struct PageBuilder {
  var pages: [[(x: Int, y: Int, text: String)]]

  var bytes: [UInt8] {
    let letters = Array(Set(pages.joined().flatMap(\.text.utf16))).sorted()
    var objects = [
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Count \(pages.count)/Kids[\(pages.indices.map { "\(7 + 2 * $0) 0 R" }.joined(separator: " "))]>>",
      "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>",
      "<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 5 0 R/DW 1000/W[32[500] 48 57 500]>>",
      "<</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>",
      stream(
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <0000><FFFF> endcodespacerange\n"
          + letters.map { "1 beginbfchar <\(hex($0))><\(hex($0))> endbfchar\n" }.joined()
          + "endcmap end end"),
    ]
    for (index, lines) in pages.enumerated() {
      objects.append(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents \(8 + 2 * index) 0 R/Resources<</Font<</F 3 0 R>>>>>>"
      )
      objects.append(
        stream(
          lines.map { line in
            "BT /F 16 Tf \(line.x) \(line.y) Td <\(line.text.utf16.map(hex).joined())> Tj ET"
          }.joined(separator: "\n")))
    }
    var file = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(file.utf8.count)
      file += "\(index + 1) 0 obj\(object)endobj\n"
    }
    let start = file.utf8.count
    file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets { file += String(format: "%010d 00000 n \n", offset) }
    file += "trailer<</Size \(objects.count + 1)/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n"
    return Array(file.utf8)
  }

  private func hex(_ unit: UInt16) -> String { String(format: "%04X", unit) }

  private func stream(_ content: String) -> String {
    "<</Length \(content.utf8.count)>>stream\n\(content)\nendstream "
  }
}

struct PDFTextTests {
  @Test(.enabled(if: hasProgram, "pdftotext is not installed"))
  func `lines flow together and page numbers go`() throws {
    let builder = PageBuilder(pages: [
      [
        (200, 780, "政府工作报告"), (112, 740, "力争全年引进亿元以上项目 35 个、三十亿元以上项"),
        (80, 710, "目一个。"), (112, 680, "培育市场主体，力争市场主体突破五万户，辅导辖区"),
        (290, 60, "— 1 —"),
      ],
      [(80, 780, "企业挂牌。"), (290, 60, "2")],
    ])
    let document = try DocumentReader.text(of: builder.bytes, name: "报告.pdf")
    #expect(
      document.text == """
        政府工作报告
        力争全年引进亿元以上项目35个、三十亿元以上项目一个。
        培育市场主体，力争市场主体突破五万户，辅导辖区企业挂牌。

        """)
  }

  @Test(.enabled(if: hasProgram, "pdftotext is not installed"))
  func `a scan without text says so`() {
    let error = #expect(throws: DocumentError.self) {
      try DocumentReader.text(of: PageBuilder(pages: [[]]).bytes, name: "扫描.pdf")
    }
    #expect(error?.description.hasPrefix("“扫描.pdf”里没有找到文字层，可能是扫描件，没有读入") == true)
  }

  @Test(.enabled(if: hasProgram, "pdftotext is not installed"))
  func `a broken file is refused`() {
    let error = #expect(throws: DocumentError.self) {
      try DocumentReader.text(of: Array("%PDF-1.7 nothing".utf8), name: "坏.pdf")
    }
    #expect(error?.description.hasPrefix("程序 pdftotext 读不了“坏.pdf”（") == true)
  }

  @Test func `the message names what to install`() {
    let error = #expect(throws: DocumentError.self) {
      try PDFText.read(Array("%PDF-1.7".utf8), name: "报告.pdf", program: "pdftotext-of-nowhere")
    }
    #expect(
      error?.description
        == "读取“报告.pdf”要用程序 pdftotext-of-nowhere，这台机器上没有装。请安装软件包 poppler-utils，或把内容另存为 txt、docx 再试")
  }
}
