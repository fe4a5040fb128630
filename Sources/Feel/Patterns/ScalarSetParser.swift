/// Reads character classes and escapes of regular expressions.
struct ScalarSetParser {
  private let scalars: [Unicode.Scalar]
  private(set) var position: Int
  private let ignoresCase: Bool
  private var depth = 0

  init(_ scalars: [Unicode.Scalar], at position: Int, ignoresCase: Bool) {
    self.scalars = scalars
    self.position = position
    self.ignoresCase = ignoresCase
  }

  private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func next() throws(PatternError) -> Unicode.Scalar {
    guard let scalar = current else { throw PatternError("缺少 ]") }
    position += 1
    return scalar
  }

  /// Reads a class up to its closing bracket; the opening one has been read.
  mutating func set() throws(PatternError) -> ScalarSet {
    guard depth < 20 else { throw PatternError("嵌套太深") }
    depth += 1
    defer { depth -= 1 }
    let isNegated = current == "^"
    if isNegated { position += 1 }
    var parts: [ScalarSet] = []
    var less: ScalarSet?
    while current != "]" || parts.isEmpty {
      guard current != "]" else { throw PatternError("[ ] 里没有字符") }
      if current == "-", position + 1 < scalars.count, scalars[position + 1] == "[" {
        position += 2
        less = try set()
        guard current == "]" else { throw PatternError("相减的字符组后面应当是 ]") }
        break
      }
      parts.append(try part())
    }
    position += 1
    var set = ScalarSet.union(parts)
    if ignoresCase { set = set.ignoringCase }
    if isNegated { set = .negated(set) }
    return less.map { .difference(set, $0) } ?? set
  }

  /// Reads one character, one range or one escape of a class.
  private mutating func part() throws(PatternError) -> ScalarSet {
    let first = try next()
    if first == "[" { throw PatternError("[ 前面要写 \\") }
    if first == "\\" {
      let escaped = try escape()
      guard case .one(let low) = escaped else { return escaped }
      return try range(from: low)
    }
    return try range(from: first)
  }

  private mutating func range(from low: Unicode.Scalar) throws(PatternError) -> ScalarSet {
    guard current == "-", position + 1 < scalars.count else { return .one(low) }
    let after = scalars[position + 1]
    // A hyphen at the end, or before a subtraction, is no range.
    if after == "]" || after == "[" { return .one(low) }
    if low == "-" { return .one(low) }
    position += 1
    var high = try next()
    if high == "\\" {
      guard case .one(let escaped) = try escape() else { throw PatternError("范围的右端不是一个字符") }
      high = escaped
    }
    guard low.value <= high.value else { throw PatternError("范围的两端颠倒") }
    return .range(low.value...high.value)
  }

  /// Reads what stands behind a backslash.
  mutating func escape() throws(PatternError) -> ScalarSet {
    guard let letter = current else { throw PatternError("\\ 后面没有字符") }
    position += 1
    switch letter {
    case "n": return .one("\n")
    case "r": return .one("\r")
    case "t": return .one("\t")
    case "\\", "|", ".", "-", "^", "?", "*", "+", "{", "}", "(", ")", "[", "]", "$":
      return .one(letter)
    case "d": return .category("Nd")
    case "D": return .negated(.category("Nd"))
    case "s": return Self.space
    case "S": return .negated(Self.space)
    case "w": return .word
    case "W": return .negated(.word)
    case "i": return .nameStart
    case "I": return .negated(.nameStart)
    case "c": return .name
    case "C": return .negated(.name)
    case "p": return try property()
    case "P": return .negated(try property())
    default: throw PatternError("没有“\\\(letter)”这种写法")
    }
  }

  private static let space = ScalarSet.union([.one(" "), .one("\t"), .one("\n"), .one("\r")])

  private mutating func property() throws(PatternError) -> ScalarSet {
    guard current == "{" else { throw PatternError("\\p 后面应当是 {") }
    position += 1
    var name = ""
    while let scalar = current, scalar != "}" {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard current == "}" else { throw PatternError("\\p{ 缺少 }") }
    position += 1
    if name.hasPrefix("Is"), let block = ScalarSet.blocks[String(name.dropFirst(2))] {
      return .range(block)
    }
    guard ScalarSet.categories.contains(name) else { throw PatternError("没有“\(name)”这类字符") }
    return .category(name)
  }
}
