/// Names that may contain spaces and signs, found in text by the longest match.
///
/// FEEL lets a name be several words, so where a name ends depends on which names are known. They
/// are kept as a tree of their characters: what a look-up costs does not depend on their number.
package struct Names: Sendable {
  private struct Node: Sendable {
    var next: [Unicode.Scalar: Int] = [:]
    var isName = false
  }

  private var nodes = [Node()]

  package init(_ names: some Sequence<String> = []) {
    for name in names { insert(name) }
  }

  package mutating func insert(_ name: String) {
    let name = Names.normalized(name)
    guard !name.isEmpty else { return }
    var place = 0
    for scalar in name.unicodeScalars {
      if let next = nodes[place].next[scalar] {
        place = next
      } else {
        nodes.append(Node())
        nodes[place].next[scalar] = nodes.count - 1
        place = nodes.count - 1
      }
    }
    nodes[place].isName = true
  }

  /// Finds the longest known name at an offset, and the offset behind it.
  func match(in text: [Unicode.Scalar], at start: Int) -> (name: String, end: Int)? {
    var best: Int?
    var place = 0
    var position = start
    while position < text.count {
      let scalar = text[position]
      guard let next = nodes[place].next[scalar.isSpace ? " " : scalar] else { break }
      place = next
      position += 1
      if scalar.isSpace {
        while position < text.count, text[position].isSpace { position += 1 }
      } else if nodes[place].isName, Names.endsWord(text, at: position) {
        best = position
      }
    }
    return best.map { end in
      (Names.normalized(String(String.UnicodeScalarView(text[start..<end]))), end)
    }
  }

  /// A name ends where its word ends: 收入 is not found in 收入增速.
  private static func endsWord(_ text: [Unicode.Scalar], at end: Int) -> Bool {
    end >= text.count || !text[end].isNamePart || !text[end - 1].isNamePart
  }

  /// Writes a name with single spaces between its words.
  package static func normalized(_ name: String) -> String {
    name.unicodeScalars.split(whereSeparator: \.isSpace)
      .map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
  }
}

extension Unicode.Scalar {
  /// White space of FEEL, vertical space included.
  var isSpace: Bool {
    switch value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x180E, 0x2000...0x200B, 0x2028, 0x2029, 0x202F,
      0x205F, 0x3000, 0xFEFF:
      true
    default: false
    }
  }

  /// Whether a name may start with it.
  var isNameStart: Bool {
    switch value {
    case 0x3F, 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF,
      0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF,
      0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
      !isCJKPunctuation
    default: false
    }
  }

  /// Whether a name may go on with it.
  var isNamePart: Bool {
    switch value {
    case 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
    default: isNameStart
    }
  }

  /// Signs that Chinese keyboards give for quotes, brackets and comparison; no part of a name.
  private var isCJKPunctuation: Bool {
    switch value {
    case 0x3001...0x3003, 0x3008...0x3020, 0x3030, 0xFF01...0xFF0F, 0xFF1A...0xFF20,
      0xFF3B...0xFF40, 0xFF5B...0xFF65:
      true
    default: false
    }
  }

  var isDigit: Bool { ("0"..."9").contains(self) }
}
