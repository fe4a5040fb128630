/// The content of a text file as valid UTF-8 bytes.
struct DecodedText {
  private(set) var utf8: [UInt8]
  let encoding: TextEncoding
  private(set) var remarks: [DocumentRemark] = []

  init(_ bytes: [UInt8], name: String) throws(DocumentError) {
    if let kind = FileKind(of: bytes), kind != .webPage {
      throw .wrongKind(file: name, kind, wanted: "文本")
    }
    let (encoding, mark) = TextEncoding.guess(bytes)
    self.encoding = encoding
    if encoding == .utf8 || encoding == .gb18030, Self.isBinary(bytes) {
      throw .notText(file: name)
    }
    var broken: [Int] = []
    var rest = 0
    if encoding == .utf8 {
      (utf8, broken, rest) = Self.repaired(mark == 0 ? bytes : Array(bytes.dropFirst(mark)))
    } else if let converter = Iconv(from: encoding) {
      let outcome = converter.convert(bytes[mark...])
      (utf8, broken, rest) = (outcome.utf8, outcome.broken, outcome.rest)
    } else {
      throw .damaged(file: name, detail: "系统不能转换 \(encoding.rawValue) 编码")
    }
    noteBroken(broken)
    dropEndMark()
    dropZeros()
    if rest > 0 { noteCut(rest) }
  }

  /// Programs and pictures are full of control characters, texts have next to none.
  private static func isBinary(_ bytes: [UInt8]) -> Bool {
    let sample = bytes.prefix(65_536)
    var controls = 0
    for byte in sample where byte < 0x20 || byte == 0x7F {
      // Tab, line ends, page break and the end mark of DOS are at home in texts.
      if !(0x09...0x0D).contains(byte) && byte != 0x1A && byte != 0x1B { controls += 1 }
    }
    return controls * 50 > max(sample.count, 100)
  }

  /// Replaces what is not UTF-8 and drops a sequence that the end of the file cuts.
  private static func repaired(_ bytes: [UInt8]) -> ([UInt8], broken: [Int], rest: Int) {
    let census = UTF8Census(bytes)
    guard census.broken > 0 || census.isCut else { return (bytes, [], 0) }
    return bytes.withUnsafeBufferPointer { source in
      var kept: [UInt8] = []
      kept.reserveCapacity(source.count)
      var broken: [Int] = []
      var index = 0
      while index < source.count {
        switch UTF8Sequence(source, at: index) {
        case .whole(let length):
          kept.append(contentsOf: source[index..<index + length])
          index += length
        case .broken(let length):
          broken.append(kept.count)
          kept += [0xEF, 0xBF, 0xBD]
          index += length
        case .cut: return (kept, broken, source.count - index)
        }
      }
      return (kept, broken, 0)
    }
  }

  private mutating func dropEndMark() {
    if utf8.last == 0x1A { utf8.removeLast() }
  }

  private mutating func dropZeros() {
    guard let first = utf8.firstIndex(of: 0) else { return }
    let line = self.line(at: first)
    let before = utf8.count
    utf8.removeAll { $0 == 0 }
    remarks.append(.zeros(before - utf8.count, line: line))
  }

  private mutating func noteBroken(_ places: [Int]) {
    guard let first = places.first else { return }
    remarks.append(.broken(places.count, line: line(at: first), encoding: encoding))
  }

  private mutating func noteCut(_ rest: Int) {
    let characters = utf8.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    remarks.append(.cut(rest, line: line(at: utf8.count), kept: characters))
  }

  /// Line of a place, counted from 1, whichever of the three line ends the file has.
  private func line(at place: Int) -> Int {
    var line = 1
    var previous: UInt8 = 0
    for byte in utf8.prefix(place) {
      if byte == 0x0D || (byte == 0x0A && previous != 0x0D) { line += 1 }
      previous = byte
    }
    return line
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
