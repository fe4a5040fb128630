import Quantities

extension Parser {
  /// Reads a value with the points, filters and calls behind it.
  mutating func postfix() throws(Misfit) -> Expression {
    var value = try primary()
    while true {
      try cursor.skipSpace()
      if cursor.current == ".", cursor.scalar(after: 1) != "." {
        cursor.position += 1
        value = try node(.path(value, try memberName()), at: value.start)
      } else if cursor.current == "[" {
        guard let filter = try filter(on: value) else { return value }
        value = filter
      } else if cursor.current == "(" {
        value = try node(.invocation(value, try arguments()), at: value.start)
      } else {
        return value
      }
    }
  }

  private mutating func memberName() throws(Misfit) -> String {
    try cursor.skipSpace()
    if let (name, end) = longestMatch(in: [members]) {
      cursor.position = end
      return name
    }
    guard let word = cursor.word() else { throw unexpected("点号后面的名称") }
    return word
  }

  /// Reads `[…]` behind a value; nil when it is the open end of an interval, as in ]1..n[.
  private mutating func filter(on value: Expression) throws(Misfit) -> Expression? {
    let back = cursor
    cursor.position += 1
    scopes.append(members)
    defer { scopes.removeLast() }
    do throws(Misfit) {
      let condition = try expression()
      try require("]", "]")
      return try node(.filter(value, condition), at: value.start)
    } catch {
      guard openIntervals > 0 else { throw error }
      cursor = back
      return nil
    }
  }

  private mutating func primary() throws(Misfit) -> Expression {
    try cursor.skipSpace()
    let start = cursor.position
    guard let scalar = cursor.current else { throw unexpected("一个值") }
    switch scalar {
    case "\"": return try node(.string(try cursor.quoted()), at: start)
    case "@": return try atLiteral()
    case "(": return try parenthesised()
    case "[": return try bracketed()
    case "]": return try openInterval()
    case "{": return try context()
    case "<", ">", "=", "!": return try unaryComparison()
    default: break
    }
    if cursor.standsNumber { return try number() }
    return try named()
  }

  private mutating func number() throws(Misfit) -> Expression {
    let start = cursor.position
    let value = try cursor.number()
    return try node(.number(value, unit: try unit()), at: start)
  }

  /// Reads the unit behind a number: signs and letters that are no keyword.
  private mutating func unit() throws(Misfit) -> Expression.UnitText? {
    guard profile == .rules else { return nil }
    let back = cursor.position
    try cursor.skipSpace()
    let start = cursor.position
    for sign in ["%", "‰", "％"] as [Unicode.Scalar] where cursor.current == sign {
      cursor.position += 1
      return Expression.UnitText(symbol: sign == "％" ? "%" : String(sign), start: start)
    }
    guard let word = cursor.word(), !Parser.keywords.contains(word) else {
      cursor.position = back
      return nil
    }
    // A unit may be a quotient: 万元/亩.
    if cursor.current == "/", cursor.scalar(after: 1)?.isNameStart == true {
      let end = cursor.position
      cursor.position += 1
      if let below = cursor.word(), Parser.unitsBelow.contains(below) {
        return Expression.UnitText(symbol: word + "/" + below, start: start)
      }
      cursor.position = end
    }
    return Expression.UnitText(symbol: word, start: start)
  }

  private mutating func atLiteral() throws(Misfit) -> Expression {
    let start = cursor.position
    cursor.position += 1
    guard cursor.current == "\"" else { throw unexpected("@ 后面带引号的日期或时间") }
    return try node(.temporal(try cursor.quoted()), at: start)
  }

  /// Reads `(…)`: an expression, an interval with an open start, or a comparison as a range.
  private mutating func parenthesised() throws(Misfit) -> Expression {
    let start = cursor.position
    cursor.position += 1
    let first = try expression()
    if try takeSign("..") {
      return try interval(from: first, includesLow: false, at: start)
    }
    try require(")", ")")
    return first
  }

  /// Reads `[…]`: a list, or an interval with a closed start.
  private mutating func bracketed() throws(Misfit) -> Expression {
    let start = cursor.position
    cursor.position += 1
    if try takeSign("]") { return try node(.list([]), at: start) }
    var items = [try expression()]
    if try takeSign("..") {
      return try interval(from: items[0], includesLow: true, at: start)
    }
    while try takeSign(",") { items.append(try expression()) }
    try require("]", "逗号或 ]")
    return try node(.list(items), at: start)
  }

  private mutating func openInterval() throws(Misfit) -> Expression {
    let start = cursor.position
    cursor.position += 1
    let first = try expression()
    try require("..", "区间的 ..")
    return try interval(from: first, includesLow: false, at: start)
  }

  mutating func interval(
    from low: Expression, includesLow: Bool, at start: Int
  ) throws(Misfit) -> Expression {
    openIntervals += 1
    defer { openIntervals -= 1 }
    let high = try expression()
    let includesHigh = try takeSign("]")
    if !includesHigh {
      let isOpen = try takeSign(")") || cursor.take("[")
      guard isOpen else { throw unexpected("区间右端的 ] 或 )") }
    }
    let interval = Expression.Interval(
      low: low, high: high, includesLow: includesLow, includesHigh: includesHigh)
    return try node(.interval(interval), at: start)
  }

  private mutating func unaryComparison() throws(Misfit) -> Expression {
    let start = cursor.position
    guard let symbol = takeComparison() else { throw unexpected("一个值") }
    return try node(.test(symbol, try sum()), at: start)
  }

  private mutating func context() throws(Misfit) -> Expression {
    let start = cursor.position
    cursor.position += 1
    var entries: [Expression.Entry] = []
    scopes.append(Names())
    defer { scopes.removeLast() }
    if try takeSign("}") { return try node(.context([]), at: start) }
    repeat {
      try cursor.skipSpace()
      let place = cursor.position
      let key = cursor.current == "\"" ? try cursor.quoted() : try freeName(until: ":")
      guard !entries.contains(where: { $0.key == key }) else {
        throw .repeatedKey(key, at: place)
      }
      try require(":", "名称后面的冒号")
      entries.append(Expression.Entry(key: key, value: try expression()))
      scopes[scopes.count - 1].insert(key)
      members.insert(key)
    } while try takeSign(",")
    try require("}", "逗号或 }")
    return try node(.context(entries), at: start)
  }

  private mutating func named() throws(Misfit) -> Expression {
    let start = cursor.position
    let match = longestMatch(in: scopes + [Builtins.names])
    if match == nil || !(match?.name.contains(" ") ?? false),
      let keyworded = try keyworded(known: match)
    {
      return keyworded
    }
    if let match {
      cursor.position = match.end
      return try node(.name(match.name), at: start)
    }
    guard let word = cursor.word() else { throw unexpected("一个值") }
    return try node(.name(word), at: start)
  }

  /// Reads what starts with a keyword, unless a longer known name stands here.
  private mutating func keyworded(
    known match: (name: String, end: Int)?
  ) throws(Misfit) -> Expression? {
    let start = cursor.position
    guard let word = cursor.word() else { return nil }
    let end = cursor.position
    if let match, match.end > end {
      cursor.position = start
      return nil
    }
    switch word {
    case "true": return try node(.boolean(true), at: start)
    case "false": return try node(.boolean(false), at: start)
    case "null": return try node(.null, at: start)
    case "if": return try conditional(at: start)
    case "for": return try iteration(at: start)
    case "some": return try quantified(.some, at: start)
    case "every": return try quantified(.every, at: start)
    case "function":
      if try takeSign("(") { return try function(at: start) }
    case "and", "or", "between", "in", "then", "else", "return", "satisfies", "instance":
      if match == nil {
        cursor.position = start
        throw unexpected("一个值")
      }
    default: break
    }
    cursor.position = start
    return nil
  }

  func longestMatch(in scopes: [Names]) -> (name: String, end: Int)? {
    var best: (name: String, end: Int)?
    for scope in scopes.reversed() {
      guard let match = scope.match(in: cursor.text, at: cursor.position) else { continue }
      if match.end > best?.end ?? 0 { best = match }
    }
    return best
  }

  static let keywords: Set<String> = [
    "and", "or", "between", "in", "then", "else", "return", "satisfies", "instance", "if", "for",
    "some", "every", "not", "true", "false", "null",
  ]
  private static let unitsBelow: Set<String> = [
    "亩", "公顷", "平方米", "平方公里", "人", "户", "家", "个", "年", "月", "天", "日", "小时", "吨", "千瓦时",
    "万元", "元",
  ]
}
