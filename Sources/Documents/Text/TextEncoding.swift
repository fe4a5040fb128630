/// How the characters of a text file are stored.
package enum TextEncoding: String, Hashable, Sendable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case gb18030 = "GB18030"

  /// What a look at a file tells of its encoding.
  struct Guess {
    var encoding: TextEncoding
    /// How many bytes are a byte order mark.
    var mark = 0
    /// Whether all of it is known to be valid.
    var isClean = false
  }

  /// Guesses the encoding of a file by its first bytes and, where they say nothing, by all of it.
  static func guess(_ source: ByteSource, head: [UInt8]) throws(DocumentError) -> Guess {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return Guess(encoding: .utf8, mark: 3) }
    if head.starts(with: [0xFF, 0xFE]) { return Guess(encoding: .utf16LittleEndian, mark: 2) }
    if head.starts(with: [0xFE, 0xFF]) { return Guess(encoding: .utf16BigEndian, mark: 2) }
    if let wide = wideWithoutMark(head, count: source.count) { return Guess(encoding: wide) }
    var census = UTF8Census()
    try source.each { piece throws(DocumentError) in census.add(piece) }
    // Chinese in GB18030 is hardly ever valid UTF-8, so a few broken sequences among many good
    // ones mean damage and not another encoding.
    let isUTF8 =
      census.broken == 0 ? census.good > 0 || !census.isCut : census.good >= 4 * census.broken
    return Guess(
      encoding: isUTF8 ? .utf8 : .gb18030, isClean: census.broken == 0 && !census.isCut)
  }

  /// Spreadsheet programs write UTF-16 with a mark, other programs sometimes without: then every
  /// other byte of digits, commas and line ends is zero, and never the one beside it.
  private static func wideWithoutMark(_ sample: [UInt8], count: Int) -> Self? {
    var zeros = [0, 0]
    for (index, byte) in sample.enumerated() where byte == 0 { zeros[index & 1] += 1 }
    guard count % 2 == 0, zeros[0] + zeros[1] > sample.count / 20 else { return nil }
    if zeros[0] * 50 < zeros[1] { return .utf16LittleEndian }
    if zeros[1] * 50 < zeros[0] { return .utf16BigEndian }
    return nil
  }
}

/// Counts the multi-byte sequences of a text, to tell UTF-8 from other encodings.
struct UTF8Census {
  private(set) var good = 0
  private(set) var broken = 0
  /// The beginning of a sequence that the last piece cuts.
  private var rest: [UInt8] = []

  /// Whether the text ends within a sequence.
  var isCut: Bool { !rest.isEmpty }

  /// Takes the next piece of the text.
  mutating func add(_ piece: [UInt8]) {
    let bytes = rest.isEmpty ? piece : rest + piece
    rest = []
    bytes.withUnsafeBufferPointer { count($0) }
  }

  private mutating func count(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      switch UTF8Sequence(bytes, at: index) {
      case .whole(let length):
        good += 1
        index += length
      case .cut:
        rest = Array(bytes[index...])
        return
      case .broken(let length):
        broken += 1
        index += length
      }
    }
  }
}

/// A multi-byte sequence of UTF-8 as it stands in the bytes (Unicode 15, table 3-7).
enum UTF8Sequence: Equatable {
  case whole(Int)
  /// The bytes end before the sequence does.
  case cut
  /// So many bytes belong to no sequence.
  case broken(Int)

  init(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
    let lead = bytes[start]
    let length: Int
    var allowed: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0x00...0x7F:
      self = .whole(1)
      return
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, allowed) = (3, 0xA0...0xBF)
    case 0xED: (length, allowed) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, allowed) = (4, 0x90...0xBF)
    case 0xF4: (length, allowed) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default:
      self = .broken(1)
      return
    }
    for offset in 1..<length {
      guard start + offset < bytes.count else {
        self = .cut
        return
      }
      guard allowed.contains(bytes[start + offset]) else {
        self = .broken(offset)
        return
      }
      allowed = 0x80...0xBF
    }
    self = .whole(length)
  }
}
