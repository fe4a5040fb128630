/// Reads the text of a web page: a line for a block, as a browser would show it without style.
///
/// Pages of offices are seldom well-formed, so tags are taken as they come and none has to close.
enum WebPageText {
  static func read(_ bytes: [UInt8], name: String) throws(DocumentError) -> TextDocument {
    let decoded = try DecodedText(bytes, name: name)
    var scanner = WebPageScanner(decoded.utf8)
    return TextDocument(
      text: String(decoding: scanner.read(), as: UTF8.self), encoding: decoded.encoding,
      remarks: decoded.remarks)
  }
}

private struct WebPageScanner {
  private let bytes: [UInt8]
  private var place = 0
  private var text: [UInt8] = []
  /// Whether white space has been passed since the last word.
  private var isSpaced = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private static let unseen: Set<String> = [
    "script", "style", "title", "noscript", "template", "svg", "iframe", "select", "textarea",
  ]
  private static let blocks: Set<String> = [
    "p", "div", "br", "hr", "li", "ul", "ol", "tr", "table", "tbody", "thead", "h1", "h2", "h3",
    "h4", "h5", "h6", "section", "article", "header", "footer", "nav", "aside", "main", "dl", "dt",
    "dd", "blockquote", "pre", "form", "fieldset", "figure", "figcaption", "body", "center",
  ]

  mutating func read() -> [UInt8] {
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "<"): takeTag()
      case UInt8(ascii: "&"): takeEntity()
      case 0x09, 0x0A, 0x0C, 0x0D, 0x20: space()
      default: add(bytes[place...place])
      }
    }
    endLine()
    return text
  }

  private mutating func space() {
    isSpaced = true
    place += 1
  }

  private mutating func add(_ word: some Collection<UInt8>) {
    write(word)
    place += word.count
  }

  private mutating func write(_ word: some Collection<UInt8>) {
    if isSpaced, let last = text.last, last != 0x0A, last != 0x09 { text.append(0x20) }
    isSpaced = false
    text += word
  }

  private mutating func endLine() {
    isSpaced = false
    while text.last == 0x09 { text.removeLast() }
    if !text.isEmpty, text.last != 0x0A { text.append(0x0A) }
  }

  private mutating func takeTag() {
    let rest = bytes[(place + 1)...]
    if rest.starts(with: "!--".utf8) {
      place = end(of: Array("-->".utf8), from: place + 4) ?? bytes.count
      return
    }
    let isEnd = rest.first == UInt8(ascii: "/")
    let nameStart = place + (isEnd ? 2 : 1)
    let name = tagName(at: nameStart)
    guard !name.isEmpty || rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "?")
    else {
      // 增速<5% is a sign and no tag.
      add(bytes[place...place])
      return
    }
    place = endOfTag(from: nameStart)
    if Self.blocks.contains(name) {
      endLine()
    } else if name == "td" || name == "th", isEnd {
      isSpaced = false
      text.append(0x09)
    } else if Self.unseen.contains(name), !isEnd {
      place = endOfElement(name)
    }
  }

  private func tagName(at start: Int) -> String {
    let name = bytes[min(start, bytes.count)...].prefix(12).prefix {
      ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z")
        || (0x30...0x39).contains($0)
    }
    guard let first = name.first, first > 0x39 else { return "" }
    return String(decoding: name, as: UTF8.self).lowercased()
  }

  /// A tag ends at the first > outside the quotes of its attributes.
  private func endOfTag(from start: Int) -> Int {
    var quote: UInt8?
    for index in start..<max(start, bytes.count) {
      let byte = bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      }
    }
    return bytes.count
  }

  private func endOfElement(_ name: String) -> Int {
    let close = Array("</\(name)".utf8)
    var index = place
    while index + close.count <= bytes.count {
      if bytes[index] == UInt8(ascii: "<"),
        zip(bytes[index..<index + close.count], close).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 })
      {
        return endOfTag(from: index + close.count)
      }
      index += 1
    }
    return bytes.count
  }

  private func end(of mark: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + mark.count <= bytes.count {
      if bytes[index..<index + mark.count].elementsEqual(mark) { return index + mark.count }
      index += 1
    }
    return nil
  }

  private mutating func takeEntity() {
    let name = bytes[(place + 1)...].prefix(10).prefix { $0 != UInt8(ascii: ";") }
    let end = place + 1 + name.count
    guard end < bytes.count, bytes[end] == UInt8(ascii: ";"),
      let character = Self.character(String(decoding: name, as: UTF8.self))
    else {
      add(bytes[place...place])
      return
    }
    place = end + 1
    if character == " " { isSpaced = true } else { write(String(character).utf8) }
  }

  private static func character(_ name: String) -> Character? {
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let code =
        digits.lowercased().hasPrefix("x")
        ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
      return code.flatMap { UnicodeScalar($0) }.map { $0.value == 0xA0 ? " " : Character($0) }
    }
    return named[name]
  }

  private static let named: [String: Character] = [
    "nbsp": " ", "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "ldquo": "“",
    "rdquo": "”", "lsquo": "‘", "rsquo": "’", "mdash": "—", "ndash": "–", "hellip": "…",
    "middot": "·", "bull": "•", "emsp": "\u{2003}", "ensp": "\u{2002}", "thinsp": "\u{2009}",
    "times": "×", "divide": "÷", "plusmn": "±", "permil": "‰", "yen": "¥", "laquo": "«",
    "raquo": "»", "deg": "°", "sup2": "²", "sup3": "³", "frac12": "½", "le": "≤", "ge": "≥",
  ]
}
