import Documents
import Foundation
import Testing

struct DocumentReaderTests {
  private static let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

  /// A Word paper with this body.
  private func paper(
    _ body: String, numbering: String? = nil, styles: String? = nil
  ) -> [UInt8] {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    func relations(_ entries: [(kind: String, target: String)]) -> [UInt8] {
      let all = entries.map {
        "<Relationship Id=\"\($0.kind)\" Type=\"\(office)/\($0.kind)\" Target=\"\($0.target)\"/>"
      }
      return Array("<Relationships xmlns=\"\(package)\">\(all.joined())</Relationships>".utf8)
    }
    func element(_ name: String, _ content: String) -> [UInt8] {
      Array("<w:\(name) xmlns:w=\"\(Self.namespace)\">\(content)</w:\(name)>".utf8)
    }
    var zip = ZipWriter()
    zip.add("_rels/.rels", relations([("officeDocument", "word/document.xml")]))
    zip.add("word/document.xml", element("document", "<w:body>\(body)</w:body>"))
    zip.add(
      "word/_rels/document.xml.rels",
      relations([("numbering", "numbering.xml"), ("styles", "styles.xml")]))
    if let numbering { zip.add("word/numbering.xml", element("numbering", numbering)) }
    if let styles { zip.add("word/styles.xml", element("styles", styles)) }
    return zip.finish()
  }

  @Test(arguments: [
    ("<w:p><w:r><w:t>政府工作</w:t></w:r><w:r><w:t>报告</w:t></w:r></w:p><w:p/>", "政府工作报告\n\n"),
    ("<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>", "甲\t乙\n丙\n"),
    ("<w:p><w:r><w:t>甲</w:t><w:br w:type=\"page\"/></w:r></w:p>", "甲\n"),
    (
      "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>",
      "甲\n"
    ),
    (
      "<w:p><w:r><w:t>增长</w:t></w:r><w:del><w:r><w:delText>8</w:delText></w:r></w:del>"
        + "<w:ins><w:r><w:t>9</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom>"
        + "<w:r><w:t>%</w:t></w:r></w:p>", "增长9%\n"
    ),
    (
      "<w:p><w:r><w:t>标准地</w:t></w:r><w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"2\"/>"
        + "<w:t>①</w:t></w:r><w:r><w:t>改革</w:t></w:r></w:p>", "标准地改革\n"
    ),
    (
      "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr>"
        + "<w:t>明</w:t></w:r></w:p>", "明\n"
    ),
    (
      "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>指标</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>目标</w:t></w:r></w:p>"
        + "<w:p><w:r><w:t>2022</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>后</w:t></w:r></w:p>",
      "指标\t目标 2022\n后\n"
    ),
    (
      "<w:p><w:r><mc:AlternateContent xmlns:mc=\"urn:mc\"><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p>"
        + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
        + "</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>文</w:t></w:r></w:p>", "框\n文\n"
    ),
    (
      "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>a &lt; b</w:t></w:r></w:p>",
      "a < b\n"
    ),
  ])
  func `a Word paper reads as a person sees it`(body: String, text: String) throws {
    let document = try DocumentReader.text(of: paper(body), name: "报告.docx")
    #expect(document == TextDocument(text: text))
  }

  @Test func `numbers of automatic lists are part of the text`() throws {
    func item(_ text: String, _ level: Int) -> String {
      "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr>"
        + "<w:r><w:t>\(text)</w:t></w:r></w:p>"
    }
    let numbering = """
      <w:abstractNum w:abstractNumId="1">\
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>\
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>\
      <w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3"/></w:lvl>\
      </w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>
      """
    let body =
      item("回顾", 0) + item("工业", 1) + item("招商", 1) + item("园区", 2) + item("", 2) + item("打算", 0)
      + item("目标", 1)
    let document = try DocumentReader.text(
      of: paper(body, numbering: numbering), name: "报告.docx")
    #expect(document.text == "一、回顾\n（一）工业\n（二）招商\n二.3园区\n\n二、打算\n（一）目标\n")
  }

  @Test func `a style may number its paragraphs`() throws {
    let numbering = """
      <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimalEnclosedCircle"/>\
      <w:lvlText w:val="%1"/></w:lvl></w:abstractNum>\
      <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
      """
    let styles = """
      <w:style w:type="paragraph" w:styleId="2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      """
    let styled = "<w:p><w:pPr><w:pStyle w:val=\"2\"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
    let bare = """
      <w:p><w:pPr><w:pStyle w:val="2"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>\
      <w:r><w:t>乙</w:t></w:r></w:p>
      """
    let document = try DocumentReader.text(
      of: paper(styled + bare + styled, numbering: numbering, styles: styles), name: "报告.docx")
    #expect(document.text == "①甲\n乙\n②甲\n")
  }

  @Test(arguments: [
    (
      "<html><head><title>t</title></head><body><p>第一段</p><p>第二\n段 &amp; x&nbsp;y</p></body></html>",
      "第一段\n第二 段 & x y\n"
    ),
    ("<div>甲<br>乙<BR/>丙</div>", "甲\n乙\n丙\n"),
    ("<p>a<script>if (a < b) { x = '</p>' }</script>b<!-- <p>c --></p>", "ab\n"),
    ("<table><tr><td>指标</td><td>目标</td></tr><tr><th>户</th><td></td></tr></table>", "指标\t目标\n户\n"),
    ("<div><p title='a>b'>增速<5%，>3%</p></div>", "增速<5%，>3%\n"),
    ("<p>&#24066;&#x573A;&ldquo;主体&rdquo;&unknown; & &#xD800;</p>", "市场“主体”&unknown; & &#xD800;\n"),
    ("<p>没有结尾", "没有结尾\n"),
    ("<div><script>", ""),
  ])
  func `a web page reads as a browser shows it`(html: String, text: String) throws {
    let document = try DocumentReader.text(of: Array(html.utf8), name: "报告.html")
    #expect(document.text == text)
  }

  @Test func `a web page in GB18030`() throws {
    let html = "<html><meta charset=gb2312><p>市场主体突破5万户</p></html>"
    let document = try DocumentReader.text(of: gb18030(html), name: "报告.html")
    #expect(document == TextDocument(text: "市场主体突破5万户\n", encoding: .gb18030))
  }

  @Test func `a plain text comes as it is`() throws {
    let document = try DocumentReader.text(of: Array("甲\r\n乙".utf8), name: "报告.txt")
    #expect(document == TextDocument(text: "甲\r\n乙", encoding: .utf8))
  }

  @Test func `a workbook is no paper`() {
    let bytes = PackageBuilder(sheet: "").bytes
    #expect(throws: DocumentError.noContent(file: "表.xlsx", wanted: "文稿正文")) {
      try DocumentReader.text(of: bytes, name: "表.xlsx")
    }
  }

  @Test func `a picture is refused with what can be read`() {
    let error = #expect(throws: DocumentError.self) {
      try DocumentReader.text(of: [0x89, 0x50, 0x4E, 0x47, 0x0D], name: "照片.txt")
    }
    #expect(
      error?.description
        == "“照片.txt”是图片，不是 txt、docx、html 或 pdf 文稿，没有读入。图片里的字读不出来，请取得原文件，或录入后再试")
  }

  @Test func `changed bytes of a paper are read or refused`() {
    var random = SeededGenerator(seed: 99)
    let bytes = paper("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")
    let html = Array("<html><p a='b'>x&amp;<td>y</td><!-- --><script></script>".utf8)
    for _ in 0..<1_000 {
      for var broken in [bytes, html] {
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          let index = Int.random(in: broken.indices, using: &random)
          broken[index] = UInt8.random(in: 0...255, using: &random)
        }
        // The signatures of other kinds would start a program.
        if FileKind(of: broken) != .pdf {
          _ = try? DocumentReader.text(of: broken, name: "x")
        }
      }
    }
  }
}
