/// Turns a text file into valid UTF-8, piece by piece.
///
/// The file is looked through once to tell its encoding, and read once more for its text; only a
/// piece of it is held. What was odd is known at the end.
final class TextStream {
  let encoding: TextEncoding
  private let source: ByteSource
  /// Whether the first look found nothing to repair.
  private let isClean: Bool
  private let converter: Iconv?
  private var place: Int
  /// Bytes of a character that the end of a piece cuts.
  private var cut: [UInt8] = []
  /// Whether an end mark waits for what follows it, for only at the very end it is none.
  private var holdsEndMark = false
  private(set) var isAtEnd = false
  private var notes = TextNotes()

  init(_ source: ByteSource) throws(DocumentError) {
    self.source = source
    let head = try source.bytes(at: 0, count: 65_536)
    if let kind = FileKind(of: head), kind != .webPage {
      throw .wrongKind(file: source.name, kind, wanted: "文本")
    }
    let guess = try TextEncoding.guess(source, head: head)
    encoding = guess.encoding
    isClean = guess.isClean
    place = guess.mark
    if encoding == .utf8 || encoding == .gb18030, Self.isBinary(head) {
      throw .notText(file: source.name)
    }
    converter = encoding == .utf8 ? nil : Iconv(from: encoding)
    guard encoding == .utf8 || converter != nil else {
      throw .damaged(file: source.name, detail: "系统不能转换 \(encoding.rawValue) 编码")
    }
  }

  /// How far the reading has come, in bytes of the file.
  var done: Int { place }
  var total: Int { source.count }
  var name: String { source.name }
  var remarks: [DocumentRemark] { notes.remarks(encoding) }

  /// Programs and pictures are full of control characters, texts have next to none.
  private static func isBinary(_ sample: [UInt8]) -> Bool {
    var controls = 0
    for byte in sample where byte < 0x20 || byte == 0x7F {
      // Tab, line ends, page break and the end mark of DOS are at home in texts.
      if !(0x09...0x0D).contains(byte) && byte != 0x1A && byte != 0x1B { controls += 1 }
    }
    return controls * 50 > max(sample.count, 100)
  }

  /// Adds the next piece of the text; the end is reached when `isAtEnd` says so.
  func read(into text: inout [UInt8]) throws(DocumentError) {
    guard !isAtEnd else { return }
    var bytes = try source.bytes(at: place, count: ByteSource.piece)
    place += bytes.count
    isAtEnd = place >= source.count
    if !cut.isEmpty { bytes = cut + bytes }
    cut = []
    let start = text.count
    if holdsEndMark { text.append(0x1A) }
    holdsEndMark = false
    let broken = decode(bytes, into: &text)
    finish(&text, from: start, broken: broken)
  }

  /// Decodes a piece and returns the places that now hold the replacement character.
  private func decode(_ bytes: [UInt8], into text: inout [UInt8]) -> [Int] {
    if let converter { return convert(bytes, by: converter, into: &text) }
    guard isClean else { return repair(bytes, into: &text) }
    text.append(contentsOf: bytes)
    return []
  }

  private func convert(
    _ bytes: [UInt8], by converter: Iconv, into text: inout [UInt8]
  ) -> [Int] {
    let outcome = converter.convert(bytes[...])
    cut = Array(bytes.suffix(outcome.rest))
    defer { text.append(contentsOf: outcome.utf8) }
    return outcome.broken.map { text.count + $0 }
  }

  /// Replaces what is not UTF-8 and keeps a sequence that the piece cuts for the next one.
  private func repair(_ bytes: [UInt8], into text: inout [UInt8]) -> [Int] {
    var broken: [Int] = []
    bytes.withUnsafeBufferPointer { source in
      var index = 0
      var valid = 0
      while index < source.count {
        switch UTF8Sequence(source, at: index) {
        case .whole(let length): index += length
        case .broken(let length):
          text.append(contentsOf: source[valid..<index])
          broken.append(text.count)
          text += [0xEF, 0xBF, 0xBD]
          index += length
          valid = index
        case .cut:
          text.append(contentsOf: source[valid..<index])
          cut = Array(source[index...])
          return
        }
      }
      text.append(contentsOf: source[valid...])
    }
    return broken
  }

  /// Notes what is odd in a piece and takes out what belongs to no text.
  private func finish(_ text: inout [UInt8], from start: Int, broken: [Int]) {
    if text.count > start, text.last == 0x1A {
      text.removeLast()
      holdsEndMark = !isAtEnd
    }
    notes.noteBroken(broken, in: text, from: start)
    if let zero = text[start...].firstIndex(of: 0) {
      let before = text.count
      let whole = text[start...].filter { $0 != 0 }
      let line = notes.line(at: zero, in: text, from: start)
      text.replaceSubrange(start..., with: whole)
      notes.noteZeros(before - text.count, line: line)
    }
    notes.pass(text[start...])
    if isAtEnd, !cut.isEmpty { notes.cut = cut.count }
  }
}

/// What is odd about a text, gathered while its pieces pass by.
private struct TextNotes {
  private var line = 1
  private var previous: UInt8 = 0
  private var characters = 0
  private var broken = (count: 0, line: 0)
  private var zeros = (count: 0, line: 0)
  /// Bytes at the end of the file that begin a character and do not finish it.
  var cut = 0

  mutating func noteBroken(_ places: [Int], in text: [UInt8], from start: Int) {
    guard let first = places.first else { return }
    if broken.count == 0 { broken.line = line(at: first, in: text, from: start) }
    broken.count += places.count
  }

  mutating func noteZeros(_ count: Int, line: Int) {
    if zeros.count == 0 { zeros.line = line }
    zeros.count += count
  }

  /// Line of a place, counted from 1, whichever of the three line ends the file has.
  func line(at place: Int, in text: [UInt8], from start: Int) -> Int {
    line + Self.lineEnds(text[start..<place], after: previous)
  }

  /// Counts lines and characters of a piece that is done with.
  mutating func pass(_ piece: ArraySlice<UInt8>) {
    guard let last = piece.last else { return }
    line += Self.lineEnds(piece, after: previous)
    previous = last
    characters += piece.withUnsafeBufferPointer { bytes in
      var count = 0
      for byte in bytes { count &+= byte & 0xC0 == 0x80 ? 0 : 1 }
      return count
    }
  }

  private static func lineEnds(_ piece: ArraySlice<UInt8>, after previous: UInt8) -> Int {
    piece.withUnsafeBufferPointer { bytes in
      guard let first = bytes.first else { return 0 }
      var count = first == 0x0D || (first == 0x0A && previous != 0x0D) ? 1 : 0
      for index in 1..<bytes.count {
        let (byte, before) = (bytes[index], bytes[index - 1])
        count &+= (byte == 0x0D ? 1 : 0) &+ (byte == 0x0A && before != 0x0D ? 1 : 0)
      }
      return count
    }
  }

  func remarks(_ encoding: TextEncoding) -> [DocumentRemark] {
    var remarks: [DocumentRemark] = []
    if broken.count > 0 {
      remarks.append(.broken(broken.count, line: broken.line, encoding: encoding))
    }
    if zeros.count > 0 { remarks.append(.zeros(zeros.count, line: zeros.line)) }
    if cut > 0 { remarks.append(.cut(cut, line: line, kept: characters)) }
    return remarks
  }
}
