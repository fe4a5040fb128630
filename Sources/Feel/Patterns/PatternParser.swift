/// Reads the regular expressions of XPath and XQuery functions.
struct PatternParser {
  private var scalars: [Unicode.Scalar]
  private var position = 0
  private let flags: Pattern.Flags
  private var depth = 0
  private(set) var groups = 1
  /// Groups whose closing bracket has been read; only these can be referred to.
  private var closed: Set<Int> = []

  init(_ text: String, flags: Pattern.Flags) {
    self.flags = flags
    scalars = Array(text.unicodeScalars)
    if flags.ignoresSpace, !flags.isLiteral { scalars = Self.withoutSpace(scalars) }
  }

  /// Drops white space outside character classes, as the flag x asks.
  private static func withoutSpace(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var depth = 0
    var isEscaped = false
    return scalars.filter { scalar in
      if depth == 0, ["\t", "\n", "\r", " "].contains(scalar) { return false }
      if isEscaped {
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == "[" {
        depth += 1
      } else if scalar == "]" {
        depth -= 1
      }
      return true
    }
  }

  mutating func whole() throws(PatternError) -> PatternNode {
    if flags.isLiteral { return .sequence(scalars.map { .set(literal($0)) }) }
    let node = try choice()
    guard position == scalars.count else { throw PatternError("多了一个 )") }
    return node
  }

  private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    position += 1
    return true
  }

  private mutating func choice() throws(PatternError) -> PatternNode {
    guard depth < 50 else { throw PatternError("嵌套太深") }
    depth += 1
    defer { depth -= 1 }
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(PatternError) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = current, scalar != "|", scalar != ")" {
      parts.append(try quantified(try atom()))
    }
    return .sequence(parts)
  }

  private mutating func quantified(_ node: PatternNode) throws(PatternError) -> PatternNode {
    var bounds: (Int, Int?)
    switch current {
    case "?": bounds = (0, 1)
    case "*": bounds = (0, nil)
    case "+": bounds = (1, nil)
    case "{":
      position += 1
      bounds = try self.bounds()
    default: return node
    }
    position += 1
    let repeated = PatternNode.repeated(
      node, least: bounds.0, most: bounds.1, isLazy: take("?"))
    if let next = current, ["?", "*", "+", "{"].contains(next) {
      throw PatternError("重复符号连写")
    }
    return repeated
  }

  /// Reads n, n,m or n, up to the closing brace, which is left standing.
  private mutating func bounds() throws(PatternError) -> (Int, Int?) {
    guard let least = count() else { throw PatternError("{ } 里应当是次数") }
    var most: Int? = least
    if take(",") { most = count() }
    guard current == "}", most.map({ $0 >= least }) ?? true else {
      throw PatternError("{ } 里应当是次数")
    }
    return (least, most)
  }

  private mutating func count() -> Int? {
    var value: Int?
    while let scalar = current, scalar.isDigit {
      value = min((value ?? 0) * 10 + Int(scalar.value - 0x30), 100_000)
      position += 1
    }
    return value
  }

  private mutating func atom() throws(PatternError) -> PatternNode {
    guard let scalar = current else { throw PatternError("没有写完") }
    position += 1
    switch scalar {
    case "(": return try group()
    case ".": return .set(flags.dotMatchesAll ? .all : .negated(.union([.one("\n"), .one("\r")])))
    case "^": return .start
    case "$": return .end
    case "[":
      var reader = ScalarSetParser(scalars, at: position, ignoresCase: flags.ignoresCase)
      let set = try reader.set()
      position = reader.position
      return .set(set)
    case "\\": return try escape()
    case "?", "*", "+", "{", "}", "]": throw PatternError("“\(scalar)”前面没有可以重复的内容")
    default: return .set(literal(scalar))
    }
  }

  private func literal(_ scalar: Unicode.Scalar) -> ScalarSet {
    flags.ignoresCase ? ScalarSet.one(scalar).ignoringCase : .one(scalar)
  }

  private mutating func group() throws(PatternError) -> PatternNode {
    if take("?") {
      guard take(":") else { throw PatternError("(? 后面只能写 :") }
      let inner = try choice()
      guard take(")") else { throw PatternError("缺少 )") }
      return inner
    }
    let number = groups
    groups += 1
    let inner = try choice()
    guard take(")") else { throw PatternError("缺少 )") }
    closed.insert(number)
    return .group(number, inner)
  }

  private mutating func escape() throws(PatternError) -> PatternNode {
    if let scalar = current, scalar.isDigit {
      guard scalar != "0" else { throw PatternError("没有第 0 组") }
      var number = Int(scalar.value - 0x30)
      position += 1
      // As many digits belong to the number as there are groups for.
      while let next = current, next.isDigit, number * 10 + Int(next.value - 0x30) < groups {
        number = number * 10 + Int(next.value - 0x30)
        position += 1
      }
      guard closed.contains(number) else { throw PatternError("没有第 \(number) 组") }
      return .reference(number)
    }
    var reader = ScalarSetParser(scalars, at: position, ignoresCase: flags.ignoresCase)
    let set = try reader.escape()
    position = reader.position
    return .set(set)
  }
}
