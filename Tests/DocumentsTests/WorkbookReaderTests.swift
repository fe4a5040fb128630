import Documents
import Quantities
import Testing

struct WorkbookReaderTests {
  private static let styles = """
    <numFmts count="3"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/>\
    <numFmt numFmtId="177" formatCode="000000"/><numFmt numFmtId="178" formatCode="[h]:mm"/>\
    <numFmt numFmtId="179" formatCode="0.00E+00"/><numFmt numFmtId="180" formatCode="h:mm"/>\
    <numFmt numFmtId="181" formatCode="[$-804]e&quot;年&quot;m&quot;月&quot;"/>\
    <numFmt numFmtId="182" formatCode="#,##0.00&quot;元/d&quot;"/></numFmts>\
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
    <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="10"/>\
    <xf numFmtId="177"/><xf numFmtId="178"/><xf numFmtId="179"/><xf numFmtId="180"/>\
    <xf numFmtId="181"/><xf numFmtId="31"/><xf numFmtId="182"/></cellXfs>
    """

  @Test(
    arguments: [
      (#"<c r="A1"><v>300</v></c>"#, number("300")),
      (#"<c r="A1"><v>-12.5</v></c>"#, number("-12.5")),
      (#"<c r="A1"><v>0.10000000000000001</v></c>"#, number("0.1")),
      (#"<c r="A1"><v>1234567.8900000001</v></c>"#, number("1234567.89")),
      (#"<c r="A1"><v>6.6000000000000003E-2</v></c>"#, number("0.066")),
      (#"<c r="A1"><v>1.0E20</v></c>"#, number("100000000000000000000")),
      (
        #"<c r="A1"><v>1E300</v></c>"#,
        .number(Number(coefficient: 1, exponent: 300), written: "1E300")
      ),
      (#"<c r="A1"><v>9007199254740993</v></c>"#, number("9007199254740993")),
      (#"<c r="A1"><v>007.50</v></c>"#, number("7.5")),
      (#"<c r="A1"><v>-0</v></c>"#, number("0")),
      (#"<c r="A1"><v>1.2.3</v></c>"#, .text("1.2.3")),
      (#"<c r="A1" s="1"><v>44742</v></c>"#, day("2022-06-30")),
      (#"<c r="A1" s="2"><v>44742.75</v></c>"#, day("2022-06-30")),
      (#"<c r="A1" s="8"><v>44713</v></c>"#, day("2022-06-01")),
      (#"<c r="A1" s="9"><v>44713</v></c>"#, day("2022-06-01")),
      (#"<c r="A1" s="1"><v>1</v></c>"#, day("1900-01-01")),
      (#"<c r="A1" s="1"><v>59</v></c>"#, day("1900-02-28")),
      (#"<c r="A1" s="1"><v>60</v></c>"#, number("60")),
      (#"<c r="A1" s="1"><v>61</v></c>"#, day("1900-03-01")),
      (#"<c r="A1" s="1"><v>2958465</v></c>"#, day("9999-12-31")),
      (#"<c r="A1" s="1"><v>2958466</v></c>"#, number("2958466")),
      (#"<c r="A1" s="1"><v>-1</v></c>"#, number("-1")),
      (#"<c r="A1" s="5"><v>1.5</v></c>"#, number("1.5")),
      (#"<c r="A1" s="6"><v>1.5</v></c>"#, number("1.5")),
      (#"<c r="A1" s="7"><v>0.5</v></c>"#, number("0.5")),
      (#"<c r="A1" s="10"><v>44742</v></c>"#, number("44742")),
      (#"<c r="A1" s="99"><v>44742</v></c>"#, number("44742")),
      (
        #"<c r="A1" s="3"><v>6.5000000000000002E-2</v></c>"#,
        .number(Number("0.065") ?? .zero, written: "6.5%")
      ),
      (#"<c r="A1" s="4"><v>1234</v></c>"#, .number(Number(1234), written: "001234")),
      (#"<c r="A1" t="d"><v>2022-06-30T00:00:00</v></c>"#, day("2022-06-30")),
      (#"<c r="A1" t="b"><v>1</v></c>"#, .boolean(true)),
      (#"<c r="A1" t="b"><v>0</v></c>"#, .boolean(false)),
      (#"<c r="A1" t="e"><v>#DIV/0!</v></c>"#, .error("#DIV/0!")),
      (#"<c r="A1" t="s"><v>0</v></c>"#, .text("魏都区")),
      (#"<c r="A1" t="s"><v>1</v></c>"#, .text("东京\n分两段")),
      (#"<c r="A1" t="s"><v>7</v></c>"#, .error("缺少文字")),
      (#"<c r="A1" t="inlineStr"><is><t>甲 </t></is></c>"#, .text("甲 ")),
      (
        #"<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r><rPh sb="0" eb="1"><t>jia</t></rPh></is></c>"#,
        .text("甲乙")
      ),
      (#"<c r="A1"><f>SUM(B1:C1)</f><v>42</v></c>"#, number("42")),
      (#"<c r="A1" t="str"><f>B1&amp;C1</f><v>合计</v></c>"#, .text("合计")),
      (#"<c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c>"#, .empty),
      (#"<c r="A1"><f>SUM(B1:C1)</f></c>"#, .error("公式未计算")),
      (#"<c r="A1" s="1"/><c r="B1"><v>1</v></c>"#, .empty),
      (#"<x:c r="A1" xmlns:x="urn:x"><x:v>5</x:v></x:c>"#, number("5")),
      (#"<c><v>5</v></c>"#, number("5")),
    ] as [(String, Cell)])
  func `a cell holds`(xml: String, expected: Cell) throws {
    var builder = PackageBuilder(sheet: #"<row r="1">\#(xml)</row>"#)
    builder.styles = Self.styles
    builder.texts =
      "<si><t>魏都区</t></si><si><r><t>东京_x000D_\n</t></r><r><t>分两段</t></r><rPh sb=\"0\" eb=\"2\"><t>とう</t></rPh></si>"
    let sheet = try onlySheet(of: builder.bytes)
    #expect(sheet.rows.first?.first == expected)
  }

  @Test func `days of a workbook that counts from 1904`() throws {
    var builder = PackageBuilder(sheet: #"<row r="1"><c r="A1" s="1"><v>43280</v></c></row>"#)
    builder.book = #"<workbookPr date1904="1"/>"# + builder.book
    builder.styles = Self.styles
    #expect(try onlySheet(of: builder.bytes).rows == [[day("2022-06-30")]])
  }

  @Test func `rows and columns that are left out leave gaps`() throws {
    let builder = PackageBuilder(
      sheet:
        #"<row r="2"><c r="C2"><v>1</v></c><c r="F2" s="1"/></row><row r="3"/><row r="5"><c r="A5"><v>2</v></c></row><row r="9"><c r="A9"/></row>"#
    )
    let sheet = try onlySheet(of: builder.bytes)
    #expect(sheet.firstRow == 1)
    #expect(sheet.rows == [[], [.empty, .empty, number("1")], [], [], [number("2")]])
  }

  @Test func `merged cells are told`() throws {
    var builder = PackageBuilder(sheet: #"<row r="1"><c r="A1"><v>1</v></c></row>"#)
    builder.sheets[0] +=
      #"<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="B2:B4"/></mergeCells>"#
    let merged = try onlySheet(of: builder.bytes).merged
    #expect(
      merged == [
        CellRange(rows: 1...1, columns: 0...2), CellRange(rows: 2...4, columns: 1...1),
      ])
  }

  @Test func `hidden sheets are marked, charts are left out`() throws {
    var builder = PackageBuilder(sheet: #"<row r="1"><c r="A1"><v>1</v></c></row>"#)
    builder.sheets.append(builder.sheets[0])
    builder.book = """
      <sheets><sheet name="填报" sheetId="1" r:id="rId1"/>\
      <sheet name="字典" sheetId="2" state="veryHidden" r:id="rId2"/>\
      <sheet name="图" sheetId="3" r:id="rId98"/></sheets>
      """
    let workbook = try WorkbookReader.read(builder.bytes, name: "表.xlsx")
    #expect(workbook.sheets.map(\.name) == ["填报", "字典"])
    #expect(workbook.sheets.map(\.isHidden) == [false, true])
  }

  @Test(
    arguments: [
      (
        "旧.xls",
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600),
        "“旧.xls”是旧版 Office 或 WPS 文件（xls、doc、et、wps），不是 xlsx 或 csv 表格，没有读入。请用 WPS 或 Excel 打开，另存为 xlsx（表格）或 docx（文稿）再试"
      ),
      (
        "密.xlsx",
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 504)
          + "EncryptedPackage".utf8.flatMap { [$0, 0] },
        "“密.xlsx”设了打开密码，没有读入。请在 WPS 或 Excel 里取消密码后再试"
      ),
      (
        "网.xls", Array("<html><table><tr><td>1</td></tr></table></html>".utf8),
        "“网.xls”是网页，不是 xlsx 或 csv 表格，没有读入。请用 WPS 或 Excel 打开，另存为 xlsx（表格）或 docx（文稿）再试"
      ),
    ] as [(String, [UInt8], String)])
  func `what is no table is refused with a way out`(
    name: String, bytes: [UInt8], message: String
  ) {
    let error = #expect(throws: DocumentError.self) { try WorkbookReader.read(bytes, name: name) }
    #expect(error?.description == message)
  }

  @Test func `a paper is no workbook`() throws {
    var zip = ZipWriter()
    zip.add("word/document.xml", Array("<document/>".utf8))
    let bytes = zip.finish()
    #expect(throws: DocumentError.noContent(file: "报告.docx", wanted: "工作表")) {
      try WorkbookReader.read(bytes, name: "报告.docx")
    }
  }

  @Test(arguments: [
    (0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD"),
  ])
  func `columns have letters`(column: Int, letters: String) {
    #expect(CellReference.letters(of: column) == letters)
    #expect(CellReference(letters.utf8)?.column == column)
  }
}
