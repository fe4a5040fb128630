/// The content of a text file as valid UTF-8 bytes, held whole.
struct DecodedText {
  let utf8: [UInt8]
  let encoding: TextEncoding
  let remarks: [DocumentRemark]

  init(_ bytes: [UInt8], name: String) throws(DocumentError) {
    let stream = try TextStream(ByteSource(bytes, name: name))
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    while !stream.isAtEnd { try stream.read(into: &text) }
    utf8 = text
    encoding = stream.encoding
    remarks = stream.remarks
  }
}

extension DocumentRemark {
  static func broken(_ count: Int, line: Int, encoding: TextEncoding) -> Self {
    DocumentRemark(
      line: line,
      message: "第 \(line) 行起有 \(count) 处不是 \(encoding.rawValue) 文字，已用“\u{FFFD}”代替，其余照读。请核对原文")
  }

  static func cut(_ bytes: Int, line: Int, kept: Int) -> Self {
    DocumentRemark(
      line: line,
      message: "文件在第 \(line) 行末尾断在一个字的中间：最后 \(bytes) 个字节不成字，已去掉；前面 \(kept) 个字已读入。请取得完整的文件",
      isCutOff: true)
  }

  static func zeros(_ count: Int, line: Int) -> Self {
    DocumentRemark(line: line, message: "第 \(line) 行起有 \(count) 个空字符（NUL），已去掉，其余照读")
  }
}
