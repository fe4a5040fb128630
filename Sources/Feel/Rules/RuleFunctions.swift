import Quantities

extension RuleChecker {
  static let functionNames =
    [
      "not", "date", "duration", "year", "month", "day", "years and months duration", "min", "max",
      "abs", "if",
    ] + roundings.keys.sorted() + TextMatch.allCases.map(\.rawValue)

  /// Rounding has a name, so that the text of a rule says how it is done.
  private static let roundings: [String: (mode: Rounding, hasPlaces: Bool)] = [
    "decimal": (.halfEven, true), "round up": (.up, true), "round down": (.down, true),
    "round half up": (.halfUp, true), "round half down": (.halfDown, true),
    "floor": (.floor, false), "ceiling": (.ceiling, false),
  ]

  mutating func invocation(
    _ function: Expression, _ arguments: Expression.Arguments, in expression: Expression
  ) throws(Misfit) -> Typed {
    guard case .name(let name) = function.kind else {
      throw .outside("对计算结果的调用", at: function.start)
    }
    guard case .positional(let values) = arguments else {
      throw .outside("带参数名的调用", at: function.end)
    }
    let start = function.start
    if let match = TextMatch(rawValue: name) {
      return .boolean(try textMatch(match, values, in: expression))
    }
    if let (mode, hasPlaces) = Self.roundings[name] {
      return try rounding(name, mode, hasPlaces: hasPlaces, values, at: start)
    }
    switch name {
    case "not":
      guard values.count == 1 else { throw .argumentCount("not", "一个条件", at: start) }
      return .boolean(.not(try condition(values[0])))
    case "date": return try date(values, at: start)
    case "duration":
      guard values.count == 1, case .string(let text) = values[0].kind else {
        throw .argumentCount("duration", "一个带引号的时长，例如 \"P3M\"", at: start)
      }
      return try duration(text, at: values[0].start)
    case "year", "month", "day":
      guard values.count == 1 else { throw .argumentCount(name, "一个日期", at: start) }
      return try dayPart(name, of: values[0], at: start)
    case "years and months duration":
      guard values.count == 2 else { throw .argumentCount(name, "两个日期", at: start) }
      let from = try term(values[0], "日期") { if case .day = $0 { true } else { false } }
      let to = try term(values[1], "日期") { if case .day = $0 { true } else { false } }
      return .months(Term.monthsBetween(from, to).folded)
    case "min", "max": return try extreme(name, values, at: start)
    case "abs":
      guard values.count == 1, case .number(let term, let unit) = try check(values[0]) else {
        throw .argumentCount("abs", "一个数字", at: start)
      }
      return .number(Term.magnitude(term).folded, unit)
    default: throw .unknownFunction(name, at: start)
    }
  }

  private mutating func term(
    _ expression: Expression, _ wanted: String, _ fits: (Typed) -> Bool
  ) throws(Misfit) -> Term {
    let typed = try check(expression)
    guard fits(typed) else {
      throw .wrongType(wanted, found: typed.title, at: expression.start)
    }
    return typed.term
  }

  private mutating func textMatch(
    _ match: TextMatch, _ values: [Expression], in expression: Expression
  ) throws(Misfit) -> Condition {
    guard values.count == 2 else {
      throw .argumentCount(match.rawValue, "两段文字", at: expression.start)
    }
    let isText: (Typed) -> Bool = { if case .text = $0 { true } else { false } }
    let text = try term(values[0], "文字", isText)
    let part = try term(values[1], "文字", isText)
    return .matches(match, text, part, atom(expression))
  }

  private mutating func rounding(
    _ name: String, _ mode: Rounding, hasPlaces: Bool, _ values: [Expression], at start: Int
  ) throws(Misfit) -> Typed {
    guard let first = values.first,
      values.count == (hasPlaces ? 2 : 1) || (!hasPlaces && values.count == 2)
    else {
      throw .argumentCount(name, hasPlaces ? "一个数字和保留的小数位数" : "一个数字", at: start)
    }
    let typed = try check(first)
    guard case .number(let term, let unit) = typed else {
      throw .wrongType("数字", found: typed.title, at: first.start)
    }
    var places = 0
    if values.count == 2 {
      guard case .number(.constant(.number(let ratio)), _) = try check(values[1]),
        let whole = ratio.whole, (-18...18).contains(whole)
      else { throw .constantWanted("保留的小数位数", at: values[1].start) }
      places = whole
    }
    return .number(Term.rounded(term, places: places, mode).folded, unit)
  }

  private mutating func date(_ values: [Expression], at start: Int) throws(Misfit) -> Typed {
    if values.count == 1, case .string(let text) = values[0].kind {
      return try day(text, at: values[0].start)
    }
    guard values.count == 3 else {
      throw .argumentCount("date", "一个带引号的日期，例如 \"2022-06-30\"", at: start)
    }
    var parts: [Int] = []
    for value in values {
      guard case .number(let number, unit: nil) = value.kind, let part = Ratio(number)?.whole
      else { throw .constantWanted("年、月、日", at: value.start) }
      parts.append(part)
    }
    guard let day = Day(year: parts[0], month: parts[1], day: parts[2]) else {
      throw .badDate(parts.map(String.init).joined(separator: "-"), at: start)
    }
    return .day(.constant(.day(day)))
  }

  /// The least or greatest of several numbers or days; one unknown leaves it unknown.
  private mutating func extreme(
    _ name: String, _ values: [Expression], at start: Int
  ) throws(Misfit) -> Typed {
    guard let first = values.first else {
      throw .argumentCount(name, "至少一个数字或日期", at: start)
    }
    let head = try check(first)
    var terms = [head.term]
    var unit = RuleUnit.plain
    if case .number(_, let own) = head { unit = own }
    for value in values.dropFirst() {
      let typed = try check(value)
      switch (head, typed) {
      case (.day, .day): terms.append(typed.term)
      case (.number, .number(let term, let other)):
        let (_, converted, shared) = try aligned(
          (terms[0], unit, first.start), (term, other, value.start))
        terms.append(converted)
        unit = shared
      default: throw .wrongType(head.title, found: typed.title, at: value.start)
      }
    }
    let term: Term = name == "min" ? .least(terms) : .greatest(terms)
    switch head {
    case .number: return .number(term.folded, unit)
    case .day: return .day(term.folded)
    default: throw .wrongType("数字或日期", found: head.title, at: first.start)
    }
  }
}
