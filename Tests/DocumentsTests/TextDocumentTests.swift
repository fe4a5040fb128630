import Documents
import Glibc
import Testing

/// Encodes a text as Chinese offices' older programs do.
func gb18030(_ text: String) -> [UInt8] { encoded(text, as: "GB18030") }

func wide(_ text: String, bigEndian: Bool) -> [UInt8] {
  let units = [0xFEFF] + Array(text.utf16)
  return units.flatMap { unit in
    let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    return bigEndian ? pair.reversed() : pair
  }
}

private func encoded(_ text: String, as encoding: String) -> [UInt8] {
  guard let handle = iconv_open(encoding, "UTF-8") else { return [] }
  defer { iconv_close(handle) }
  var source = Array(text.utf8).map { CChar(bitPattern: $0) }
  var target = [CChar](repeating: 0, count: source.count * 2 + 16)
  var made = 0
  source.withUnsafeMutableBufferPointer { source in
    target.withUnsafeMutableBufferPointer { target in
      var next = source.baseAddress
      var left = source.count
      var place = target.baseAddress
      var room = target.count
      iconv(handle, &next, &left, &place, &room)
      made = target.count - room
    }
  }
  return target.prefix(made).map { UInt8(bitPattern: $0) }
}

struct TextDocumentTests {
  private static let sample = "力争市场主体突破5万户，\r\n辅导辖区企业新三板挂牌1家。𠮷"

  @Test(
    arguments: [
      (Array(sample.utf8), .utf8),
      ([0xEF, 0xBB, 0xBF] + Array(sample.utf8), .utf8),
      (gb18030(sample), .gb18030),
      (wide(sample, bigEndian: false), .utf16LittleEndian),
      (wide(sample, bigEndian: true), .utf16BigEndian),
    ] as [([UInt8], TextEncoding)])
  func `one text in five encodings`(bytes: [UInt8], encoding: TextEncoding) throws {
    let document = try TextDocument(decoding: bytes, name: "报告.txt")
    #expect(document.text == Self.sample)
    #expect(document.encoding == encoding)
    #expect(document.remarks.isEmpty)
  }

  @Test func `an empty file is an empty text`() throws {
    let document = try TextDocument(decoding: [], name: "空.txt")
    #expect(document == TextDocument(text: "", encoding: .utf8))
  }

  @Test(arguments: [1, 2])
  func `a text cut within a character keeps what stands before`(cut: Int) throws {
    let bytes = Array("第一行\n第二行的字".utf8).dropLast(cut)
    let document = try TextDocument(decoding: Array(bytes), name: "报告.txt")
    #expect(document.text == "第一行\n第二行的")
    #expect(document.remarks.map(\.line) == [2])
    #expect(
      document.remarks.map(\.message) == [
        "文件在第 2 行末尾断在一个字的中间：最后 \(3 - cut) 个字节不成字，已去掉；前面 8 个字已读入。请取得完整的文件"
      ])
  }

  @Test func `a GB18030 text cut within a character keeps what stands before`() throws {
    let document = try TextDocument(decoding: gb18030("市场主体五万户").dropLast(1), name: "报告.txt")
    #expect(document.text == "市场主体五万")
    #expect(document.encoding == .gb18030)
    #expect(document.remarks.count == 1)
  }

  @Test func `a few broken bytes do not change the encoding of a text`() throws {
    var bytes = Array("市场主体突破五万户，\n新增规上工业企业三十家".utf8)
    bytes[32] = 0xFF
    let document = try TextDocument(decoding: bytes, name: "报告.txt")
    #expect(document.encoding == .utf8)
    #expect(document.text.hasPrefix("市场主体突破五万户，\n"))
    #expect(document.text.hasSuffix("增规上工业企业三十家"))
    #expect(document.remarks.map(\.line) == [2])
  }

  @Test(
    arguments: [
      (
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "“x”是图片，不是文本，没有读入。图片里的字读不出来，请取得原文件，或录入后再试"
      ),
      (Array("%PDF-1.4".utf8), "“x”是PDF 文件，不是文本，没有读入。请把内容另存为 docx 或 txt（表格为 xlsx）再试"),
      ((0...255).map { UInt8($0) }, "“x”不是文本文件，没有读入。请选择 txt、csv 或 xlsx 文件"),
    ] as [([UInt8], String)])
  func `what is no text is refused by its content`(bytes: [UInt8], message: String) {
    let error = #expect(throws: DocumentError.self) {
      try TextDocument(decoding: bytes, name: "x")
    }
    #expect(error?.description == message)
  }

  @Test func `every cut of a text reads, and only whole characters stay`() throws {
    let bytes = Array(Self.sample.utf8)
    for length in 0...bytes.count where length != 1 && length != 2 {
      let document = try TextDocument(decoding: Array(bytes.prefix(length)), name: "报告.txt")
      #expect(Self.sample.unicodeScalars.starts(with: document.text.unicodeScalars), "\(length)")
    }
  }
}
