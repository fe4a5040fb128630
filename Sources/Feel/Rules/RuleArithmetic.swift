import Quantities

extension RuleChecker {
  mutating func negation(_ operand: Expression) throws(Misfit) -> Typed {
    let typed = try check(operand)
    let zero = Term.constant(.number(.zero))
    switch typed {
    case .number(let term, let unit): return .number(Term.difference(zero, term).folded, unit)
    default: throw .wrongType("数字", found: typed.title, at: operand.start)
    }
  }

  mutating func arithmetic(
    _ symbol: ArithmeticOperator, _ left: Expression, _ right: Expression
  ) throws(Misfit) -> Typed {
    let (first, second) = try check(left).matched(with: try check(right))
    switch (first, symbol, second) {
    case (.number(let own, let unit), .plus, .number(let other, let otherUnit)):
      let (a, b, shared) = try aligned(
        (own, unit, left.start), (other, otherUnit, right.start))
      return .number(Term.sum(a, b).folded, shared)
    case (.number(let own, let unit), .minus, .number(let other, let otherUnit)):
      let (a, b, shared) = try aligned(
        (own, unit, left.start), (other, otherUnit, right.start))
      return .number(Term.difference(a, b).folded, shared)
    case (.number(let left, let leftUnit), .times, .number(let right, let rightUnit)):
      let (own, unit) = asFraction(left, leftUnit)
      let (other, otherUnit) = asFraction(right, rightUnit)
      guard let shared = unit.times(otherUnit) else { break }
      return .number(Term.product(own, other).folded, shared)
    case (.number(let left, let leftUnit), .over, .number(let right, let rightUnit)):
      let (own, unit) = asFraction(left, leftUnit)
      let (other, otherUnit) = asFraction(right, rightUnit)
      guard let shared = unit.over(otherUnit) else { break }
      return .number(Term.quotient(own, other).folded, shared)
    case (.day(let day), .plus, .months(let span)), (.months(let span), .plus, .day(let day)),
      (.day(let day), .plus, .days(let span)), (.days(let span), .plus, .day(let day)):
      return .day(Term.later(day, by: span).folded)
    case (.day(let day), .minus, .months(let span)), (.day(let day), .minus, .days(let span)):
      return .day(Term.later(day, by: Term.difference(span.nothing, span).folded).folded)
    case (.day(let later), .minus, .day(let earlier)):
      return .days(Term.daysBetween(later, earlier).folded)
    case (.months(let own), .plus, .months(let other)):
      return .months(Term.sum(own, other).folded)
    case (.months(let own), .minus, .months(let other)):
      return .months(Term.difference(own, other).folded)
    case (.days(let own), .plus, .days(let other)): return .days(Term.sum(own, other).folded)
    case (.days(let own), .minus, .days(let other)):
      return .days(Term.difference(own, other).folded)
    case (_, .power, _): throw .outside("乘方 **", at: left.start)
    default: break
    }
    throw .notCalculable(first.title, symbol.rawValue, second.title, at: right.start)
  }

  /// A percentage as the fraction it is, so that 10% of 万元 are 万元.
  private func asFraction(_ term: Term, _ unit: RuleUnit) -> (Term, RuleUnit) {
    guard unit.dimensions.isEmpty, unit.scale != .one else { return (term, unit) }
    return (term.scaled(by: unit.scale), .plain)
  }

  // MARK: Days

  mutating func dayPart(
    _ part: String, of value: Expression, at start: Int
  ) throws(Misfit) -> Typed {
    guard let part = DayPart(rawValue: part) else {
      throw .outside("“.\(part)”，日期后面可以写 .year、.month、.day", at: value.end)
    }
    let typed = try check(value)
    guard case .day(let term) = typed else {
      throw .wrongType("日期", found: typed.title, at: value.start)
    }
    return .number(Term.part(part, term).folded, .plain)
  }

  func temporal(_ text: String, at start: Int) throws(Misfit) -> Typed {
    if text.hasPrefix("P") || text.hasPrefix("-P") { return try duration(text, at: start) }
    return try day(text, at: start)
  }

  func day(_ text: String, at start: Int) throws(Misfit) -> Typed {
    guard let day = Day(text) else { throw .badDate(text, at: start) }
    return .day(.constant(.day(day)))
  }

  /// Reads a duration of months or of days; a rule never mixes the two.
  func duration(_ text: String, at start: Int) throws(Misfit) -> Typed {
    var rest = text[...]
    let sign = rest.hasPrefix("-") ? -1 : 1
    if sign < 0 { rest.removeFirst() }
    guard rest.hasPrefix("P") else { throw .badDuration(text, at: start) }
    rest.removeFirst()
    var months = 0
    var days = 0
    var units = "YMD"[...]
    while !rest.isEmpty {
      let digits = rest.prefix { ("0"..."9").contains($0) }
      rest = rest.dropFirst(digits.count)
      guard let count = Int(digits), count <= 120_000, let unit = rest.first,
        let place = units.firstIndex(of: unit)
      else { throw .badDuration(text, at: start) }
      units = units[units.index(after: place)...]
      rest.removeFirst()
      switch unit {
      case "Y": months += 12 * count
      case "M": months += count
      default: days += count
      }
    }
    guard units.count < 3, months == 0 || !text.hasSuffix("D") else {
      throw .badDuration(text, at: start)
    }
    return text.hasSuffix("D")
      ? .days(.constant(.days(sign * days))) : .months(.constant(.months(sign * months)))
  }
}

extension RuleChecker.Typed {
  /// Reads 30天 or 6个月 as a span where the other side is a day or a span.
  func matched(with other: Self) -> (Self, Self) {
    switch (self, other) {
    case (.number, .day), (.number, .days), (.number, .months): (span ?? self, other)
    case (.day, .number), (.days, .number), (.months, .number): (self, other.span ?? other)
    default: (self, other)
    }
  }

  private var span: Self? {
    guard case .number(.constant(.number(let ratio)), let unit) = self, unit.dimensions.count == 1,
      let count = ratio.times(unit.scale)?.whole, abs(count) <= 1_200_000
    else { return nil }
    if unit.dimensions[.days] == 1 { return .days(.constant(.days(count))) }
    if unit.dimensions[.months] == 1 { return .months(.constant(.months(count))) }
    return nil
  }
}

extension Term {
  /// The empty span of the same kind.
  fileprivate var nothing: Term {
    if case .constant(.months) = self { return .constant(.months(0)) }
    if case .monthsBetween = self { return .constant(.months(0)) }
    return .constant(.days(0))
  }
}
