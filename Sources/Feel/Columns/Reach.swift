import Quantities

/// How large the numbers can get while the interpreter works out a term.
///
/// A plan answers without the interpreter only where this proves that the interpreter would have an
/// answer too: its 128 bits hold every step, and every day lies in the calendar.
struct Reach {
  /// The value lies below 2 to this power.
  var bits: Int
  /// A multiple of every denominator the value can have.
  var denominator: Int128

  /// Stored numbers have 64 bits and at most six places.
  static let places = 6
  static let number = Reach(bits: 63, denominator: 1_000_000)
  /// Days of frames that plans take are at most a hundred million from 1970.
  static let days: ClosedRange<Int64> = -100_000_000...100_000_000
  static let day = Reach(bits: 27, denominator: 1)

  private static let limit = 125
  /// A thousand million days are fewer than the calendar has.
  private static let calendarLimit = 30

  private var denominatorBits: Int { Reach.bits(denominator) }
  private var numeratorBits: Int { bits + denominatorBits }

  init?(bits: Int, under denominator: Int128?) {
    guard let denominator else { return nil }
    self.init(bits: bits, denominator: denominator)
    if numeratorBits > Reach.limit { return nil }
  }

  private init(bits: Int, denominator: Int128) {
    self.bits = bits
    self.denominator = denominator
  }

  init?(_ datum: Datum) {
    switch datum {
    case .number(let ratio):
      self.init(bits: Reach.bits(ratio.numerator), under: ratio.denominator)
    case .day(let day): self.init(bits: Reach.bits(Int128(day.number)), under: 1)
    case .days(let count): self.init(bits: Reach.bits(Int128(count)), under: 1)
    case .months(let count): self.init(bits: Reach.bits(Int128(count)) + 5, under: 1)
    case .text, .boolean: self.init(bits: 0, under: 1)
    }
  }

  static func bits(_ value: Int128) -> Int { 128 - value.magnitude.leadingZeroBitCount }

  func plus(_ other: Reach) -> Reach? {
    // The interpreter multiplies across before it adds.
    guard max(bits, other.bits) + denominatorBits + other.denominatorBits < Reach.limit else {
      return nil
    }
    return Reach(bits: max(bits, other.bits) + 1, under: commonDenominator(other))
  }

  func times(_ other: Reach) -> Reach? {
    guard numeratorBits + other.numeratorBits < Reach.limit,
      denominatorBits + other.denominatorBits < Reach.limit
    else { return nil }
    return Reach(bits: bits + other.bits, under: denominator * other.denominator)
  }

  func over(_ divisor: Ratio) -> Reach? {
    guard let inverse = Ratio.one.over(divisor), let inverse = Reach(.number(inverse)) else {
      return nil
    }
    return times(inverse)
  }

  /// Either of two values.
  func union(_ other: Reach) -> Reach? {
    Reach(bits: max(bits, other.bits), under: commonDenominator(other))
  }

  /// Whether a quotient of two such values can be compared without loss.
  func divides(into other: Reach) -> Bool {
    other.numeratorBits + denominatorBits < Reach.limit
      && other.denominatorBits + numeratorBits < Reach.limit
  }

  func rounded(places: Int) -> Reach? {
    let scale = (0..<abs(places)).reduce(into: Int128(1)) { scale, _ in scale *= 10 }
    guard numeratorBits + Reach.bits(scale) + 2 < Reach.limit else { return nil }
    return Reach(bits: bits + Reach.bits(scale), under: places > 0 ? scale : 1)
  }

  func moved(by span: Reach) -> Reach? {
    let sum = max(bits, span.bits) + 1
    return sum > Reach.calendarLimit ? nil : Reach(bits: sum, under: 1)
  }

  private func commonDenominator(_ other: Reach) -> Int128? {
    if denominator == other.denominator { return denominator }
    var (left, right) = (denominator.magnitude, other.denominator.magnitude)
    while right != 0 { (left, right) = (right, left % right) }
    let (multiple, overflow) = (denominator / Int128(left)).multipliedReportingOverflow(
      by: other.denominator)
    return overflow ? nil : multiple
  }
}

extension Term {
  /// nil when the interpreter may run out of bits or days, or may divide by zero.
  func reach(_ isDay: (Int) -> Bool) -> Reach? {
    switch self {
    case .constant(let datum): return Reach(datum)
    case .field(let field): return isDay(field) ? .day : .number
    case .sum(let left, let right), .difference(let left, let right):
      guard let first = left.reach(isDay), let second = right.reach(isDay) else { return nil }
      return first.plus(second)
    case .product(let left, let right):
      guard let first = left.reach(isDay), let second = right.reach(isDay) else { return nil }
      return first.times(second)
    case .quotient(let over, .constant(.number(let ratio))):
      return ratio.isZero ? nil : over.reach(isDay)?.over(ratio)
    case .quotient: return nil
    case .least(let terms), .greatest(let terms):
      guard let first = terms.first?.reach(isDay) else { return nil }
      return terms.dropFirst().reduce(first) { union, term in
        term.reach(isDay).flatMap { union?.union($0) }
      }
    case .magnitude(let inner): return inner.reach(isDay)
    case .rounded(let inner, let places, _): return inner.reach(isDay)?.rounded(places: places)
    case .part(_, let inner): return inner.reach(isDay)
    case .later(let day, let span):
      guard let first = day.reach(isDay), let second = span.reach(isDay) else { return nil }
      return first.moved(by: second)
    case .daysBetween(let later, let earlier), .monthsBetween(let later, let earlier):
      guard let first = later.reach(isDay), let second = earlier.reach(isDay) else { return nil }
      return first.plus(second)
    case .choice(let test, let then, let otherwise):
      guard test.isTotal(isDay), let first = then.reach(isDay),
        let second = otherwise.reach(isDay)
      else { return nil }
      return first.union(second)
    case .truth(let condition):
      return condition.isTotal(isDay) ? Reach(.boolean(true)) : nil
    case .parameter, .undefined: return nil
    }
  }
}

extension Condition {
  /// Whether only missing facts leave the condition open, never the arithmetic.
  func isTotal(_ isDay: (Int) -> Bool) -> Bool {
    switch self {
    case .constant, .known: true
    case .holds(let term, _), .isAmong(let term, _, _): term.reach(isDay) != nil
    case .compares(_, let left, let right, _), .matches(_, let left, let right, _):
      left.reach(isDay) != nil && right.reach(isDay) != nil
    case .not(let inner): inner.isTotal(isDay)
    case .all(let parts), .any(let parts): parts.allSatisfy { $0.isTotal(isDay) }
    case .choice(let test, let then, let otherwise):
      test.isTotal(isDay) && then.isTotal(isDay) && otherwise.isTotal(isDay)
    }
  }
}
