import Quantities

/// A place in a text, with the small readings that the parser is made of.
struct Cursor {
  let text: [Unicode.Scalar]
  var position = 0

  init(_ text: String) { self.text = Array(text.unicodeScalars) }

  var isAtEnd: Bool { position >= text.count }
  var current: Unicode.Scalar? { position < text.count ? text[position] : nil }

  func scalar(after distance: Int) -> Unicode.Scalar? {
    position + distance < text.count ? text[position + distance] : nil
  }

  func string(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(text[range]))
  }

  /// Skips white space and comments.
  mutating func skipSpace() throws(Misfit) {
    while let scalar = current {
      if scalar.isSpace {
        position += 1
      } else if scalar == "/", self.scalar(after: 1) == "/" {
        while let next = current, next != "\n" { position += 1 }
      } else if scalar == "/", self.scalar(after: 1) == "*" {
        try skipComment()
      } else {
        return
      }
    }
  }

  private mutating func skipComment() throws(Misfit) {
    let start = position
    position += 2
    while !isAtEnd {
      if current == "*", scalar(after: 1) == "/" {
        position += 2
        return
      }
      position += 1
    }
    throw .openComment(at: start)
  }

  /// Takes the symbol when it stands here.
  mutating func take(_ symbol: StaticString) -> Bool {
    guard stands(symbol) else { return false }
    position += symbol.utf8CodeUnitCount
    return true
  }

  /// Whether the ASCII symbol stands here.
  func stands(_ symbol: StaticString) -> Bool {
    let count = symbol.utf8CodeUnitCount
    guard position + count <= text.count else { return false }
    return symbol.withUTF8Buffer { bytes in
      for (offset, byte) in bytes.enumerated() where text[position + offset].value != byte {
        return false
      }
      return true
    }
  }

  /// Whether the word stands here and ends here.
  func standsWord(_ word: StaticString) -> Bool {
    guard stands(word) else { return false }
    let end = position + word.utf8CodeUnitCount
    return end >= text.count || !text[end].isNamePart
  }

  mutating func takeWord(_ word: StaticString) -> Bool {
    guard standsWord(word) else { return false }
    position += word.utf8CodeUnitCount
    return true
  }

  /// Reads one word of name characters, or nil.
  mutating func word() -> String? {
    guard let first = current, first.isNameStart else { return nil }
    let start = position
    while let scalar = current, scalar.isNamePart { position += 1 }
    return string(start..<position)
  }

  /// What a message shows of the text at an offset: a word, a number, or one sign.
  func glimpse(at offset: Int) -> String {
    guard offset < text.count else { return "" }
    var end = offset
    while end < text.count, end - offset < 12, text[end].isNamePart { end += 1 }
    return string(offset..<max(end, offset + 1))
  }

  // MARK: Literals

  /// Whether a number starts here.
  var standsNumber: Bool {
    guard let scalar = current else { return false }
    return scalar.isDigit || (scalar == "." && (self.scalar(after: 1)?.isDigit ?? false))
  }

  mutating func number() throws(Misfit) -> Number {
    let start = position
    skipDigits()
    // Two points are an interval: 1..5.
    if current == ".", scalar(after: 1)?.isDigit == true {
      position += 1
      skipDigits()
    }
    if current == "e" || current == "E" {
      let hasSign = scalar(after: 1) == "+" || scalar(after: 1) == "-"
      if scalar(after: hasSign ? 2 : 1)?.isDigit == true {
        position += hasSign ? 2 : 1
        skipDigits()
      }
    }
    let written = string(start..<position)
    guard let number = Number(written) else { throw .badNumber(written, at: start) }
    return number
  }

  private mutating func skipDigits() {
    while let scalar = current, scalar.isDigit { position += 1 }
  }

  /// Reads a text between double quotes, of which the first stands here.
  mutating func quoted() throws(Misfit) -> String {
    let start = position
    position += 1
    var result = String.UnicodeScalarView()
    while let scalar = current {
      position += 1
      switch scalar {
      case "\"": return String(result)
      case "\\": escape(into: &result)
      default: result.append(scalar)
      }
    }
    throw .openString(at: start)
  }

  /// Reads what stands behind a backslash; an unknown letter keeps its backslash.
  private mutating func escape(into result: inout String.UnicodeScalarView) {
    guard let scalar = current else { return }
    position += 1
    switch scalar {
    case "n": result.append("\n")
    case "t": result.append("\t")
    case "r": result.append("\r")
    case "\"", "'", "\\": result.append(scalar)
    case "u": codePoint(digits: 4, into: &result)
    case "U": codePoint(digits: 6, into: &result)
    default:
      result.append("\\")
      result.append(scalar)
    }
  }

  private mutating func codePoint(digits: Int, into result: inout String.UnicodeScalarView) {
    guard let unit = hexadecimal(digits: digits, at: position) else {
      result.append("\\")
      result.append(digits == 4 ? "u" : "U")
      return
    }
    position += digits
    // Two \u escapes may be the halves of one character.
    if (0xD800...0xDBFF).contains(unit), current == "\\", scalar(after: 1) == "u",
      let low = hexadecimal(digits: 4, at: position + 2), (0xDC00...0xDFFF).contains(low)
    {
      position += 6
      let whole = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      if let scalar = Unicode.Scalar(whole) { result.append(scalar) }
    } else {
      result.append(Unicode.Scalar(unit) ?? "\u{FFFD}")
    }
  }

  private func hexadecimal(digits: Int, at start: Int) -> UInt32? {
    guard start + digits <= text.count else { return nil }
    let written = string(start..<(start + digits))
    guard written.allSatisfy(\.isHexDigit) else { return nil }
    return UInt32(written, radix: 16)
  }
}
