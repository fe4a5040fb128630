import Documents
import Testing

/// Files that are broken by accident or on purpose: each is refused with a message or read, and
/// none takes the program down.
struct HostileFileTests {
  private static let honest = PackageBuilder(
    sheet: #"<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>甲</t></is></c></row>"#)

  private func read(_ bytes: [UInt8], _ limits: ZipLimits = ZipLimits()) throws(DocumentError)
    -> Workbook
  {
    try WorkbookReader.read(bytes, name: "表.xlsx", limits: limits)
  }

  private func error(of bytes: [UInt8], _ limits: ZipLimits = ZipLimits()) -> DocumentError? {
    #expect(throws: DocumentError.self) { try read(bytes, limits) }
  }

  @Test func `a file cut at any byte is refused`() {
    let bytes = Self.honest.bytes
    // The last two bytes are the length of a comment that is not there; the rest is needed.
    for length in 4..<(bytes.count - 2) {
      #expect(throws: DocumentError.self, "\(length)") { try read(Array(bytes.prefix(length))) }
    }
  }

  @Test func `a file with one flipped byte is read as it was or refused`() throws {
    let bytes = Self.honest.bytes
    let whole = try read(bytes)
    for index in bytes.indices {
      var broken = bytes
      broken[index] ^= 0x55
      // Names, times and flags that nobody reads may change; content may not.
      if let workbook = try? read(broken) {
        #expect(workbook.sheets.map(\.rows) == whole.sheets.map(\.rows), "\(index)")
      }
    }
  }

  @Test func `a wrong checksum is found`() throws {
    var bytes = Self.honest.bytes
    let part = Array("xl/worksheets/sheet1.xml".utf8)
    // The last entry of the directory is the sheet; its checksum stands 30 bytes before its name.
    let name = try #require(bytes.indices.last { bytes[$0...].starts(with: part) })
    bytes[name - 30] ^= 1
    #expect(
      error(of: bytes)
        == .damaged(file: "表.xlsx", detail: "xl/worksheets/sheet1.xml 的校验码不符"))
  }

  @Test func `an entry that unfolds beyond reason is refused before it is unfolded`() {
    var builder = Self.honest
    builder.extraParts = [("xl/media/a.bin", String(repeating: "0", count: 20_000_000))]
    var limits = ZipLimits()
    limits.ratio = 50
    guard case .tooLarge = error(of: builder.bytes, limits) else {
      Issue.record("the ratio is not watched")
      return
    }
    limits = ZipLimits()
    limits.totalSize = 10_000_000
    guard case .tooLarge = error(of: builder.bytes, limits) else {
      Issue.record("the sum is not watched")
      return
    }
    limits = ZipLimits()
    limits.entries = 3
    #expect(
      error(of: builder.bytes, limits) == .tooLarge(file: "表.xlsx", detail: "压缩包内文件超过 3 个"))
  }

  @Test func `an entry that is longer than it says is refused`() throws {
    var bytes = Self.honest.bytes
    let part = Array("xl/worksheets/sheet1.xml".utf8)
    let name = try #require(bytes.indices.last { bytes[$0...].starts(with: part) })
    bytes[name - 22] -= 9
    #expect(
      error(of: bytes) == .damaged(file: "表.xlsx", detail: "xl/worksheets/sheet1.xml 比声明的大"))
  }

  @Test(arguments: ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "_rels/.rels"])
  func `entities are never unfolded`(part: String) {
    let bomb = """
      <?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">\
      <!ENTITY c SYSTEM "file:///etc/passwd">]><worksheet><sheetData>&b;&c;</sheetData></worksheet>
      """
    var zip = ZipWriter()
    for entry in Self.honest.parts {
      zip.add(entry.name, Array((entry.name == part ? bomb : entry.content).utf8))
    }
    #expect(error(of: zip.finish()) == .forbidden(file: "表.xlsx", part: part))
  }

  @Test func `elements nested without end are refused`() {
    let deep = String(repeating: "<a>", count: 100_000)
    #expect(
      error(of: PackageBuilder(sheet: deep).bytes)
        == .tooLarge(file: "表.xlsx", detail: "xl/worksheets/sheet1.xml 的结构不合常理"))
  }

  @Test func `a tag of many megabytes is refused early`() {
    let letters = String(repeating: "a", count: 6_000_000)
    var limits = ZipLimits()
    limits.ratio = 10_000
    let builder = PackageBuilder(sheet: "<row a=\"\(letters)\"/>")
    #expect(
      error(of: builder.bytes, limits)
        == .tooLarge(file: "表.xlsx", detail: "xl/worksheets/sheet1.xml 的结构不合常理"))
  }

  @Test(arguments: [
    #"<row r="2"/><row r="1"/>"#, #"<row r="1048577"/>"#, #"<row r="0"/>"#,
  ])
  func `rows out of order are refused`(rows: String) {
    guard case .damaged = error(of: PackageBuilder(sheet: rows).bytes) else {
      Issue.record("\(rows) is read")
      return
    }
  }

  @Test func `names that climb out of the package find nothing`() {
    var zip = ZipWriter()
    for entry in Self.honest.parts {
      let content = entry.content.replacing(
        "worksheets/sheet1.xml", with: "../../../../../../etc/passwd")
      zip.add(entry.name, Array(content.utf8))
    }
    zip.add("../../etc/cron.d/x", [1, 2, 3])
    #expect(error(of: zip.finish()) == .damaged(file: "表.xlsx", detail: "缺少工作表“表1”"))
  }

  @Test func `cells spread far apart do not fill the memory`() {
    let rows = (1...2_000).map { #"<row r="\#($0)"><c r="XFD\#($0)"><v>1</v></c></row>"# }
    #expect(
      error(of: PackageBuilder(sheet: rows.joined()).bytes)
        == .tooLarge(file: "表.xlsx", detail: "单元格超过 2000 万个"))
  }

  @Test func `a sheet that is listed twice is read once`() throws {
    var builder = Self.honest
    builder.book = #"""
      <sheets><sheet name="a" sheetId="1" r:id="rId1"/><sheet name="b" sheetId="2" r:id="rId1"/></sheets>
      """#
    #expect(try read(builder.bytes).sheets.map(\.name) == ["a"])
  }

  @Test func `random bytes are read or refused`() {
    var random = SeededGenerator(seed: 2022)
    let starts: [[UInt8]] = [
      [], [0x50, 0x4B, 0x03, 0x04], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF],
      Array("a,\"".utf8),
    ]
    for round in 0..<600 {
      var bytes = starts[round % starts.count]
      let alphabet: [UInt8] = round % 2 == 0 ? Array(0...255) : Array("\",\n\r;\t=甲\u{FF}".utf8)
      for _ in 0..<Int.random(in: 0...400, using: &random) {
        bytes.append(alphabet.randomElement(using: &random) ?? 0)
      }
      _ = try? read(bytes)
      _ = try? TextDocument(decoding: bytes, name: "x")
    }
  }

  @Test func `a package with random changes is read or refused`() {
    var random = SeededGenerator(seed: 2023)
    let bytes = Self.honest.bytes
    for _ in 0..<2_000 {
      var broken = bytes
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let index = Int.random(in: broken.indices, using: &random)
        switch Int.random(in: 0...2, using: &random) {
        case 0: broken[index] = UInt8.random(in: 0...255, using: &random)
        case 1: broken.remove(at: index)
        default: broken.insert(UInt8.random(in: 0...255, using: &random), at: index)
        }
      }
      _ = try? read(broken)
    }
  }
}
