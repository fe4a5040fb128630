package import Quantities

/// An exact quotient of two whole numbers; what does not fit is nil, never rounded.
///
/// Rules divide money by money and compare with 3%: kept as a quotient the comparison is exact.
package struct Ratio: Hashable, Sendable {
  /// Numerator and denominator share no factor; the denominator is positive.
  package let numerator: Int128
  package let denominator: Int128

  static let zero = Ratio(whole: 0)
  static let one = Ratio(whole: 1)

  init(whole: Int) {
    numerator = Int128(whole)
    denominator = 1
  }

  init?(_ numerator: Int128, over denominator: Int128) {
    guard denominator != 0, numerator != .min, denominator != .min else { return nil }
    if denominator == 1 {
      self.numerator = numerator
      self.denominator = 1
      return
    }
    let divisor = Int128(Ratio.commonDivisor(numerator.magnitude, denominator.magnitude))
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / divisor
    self.denominator = sign * denominator / divisor
  }

  /// Makes the quotient that a decimal number is; nil when it needs more than 128 bits.
  package init?(_ number: Number) {
    if number.exponent == 0 {
      self.init(number.coefficient, over: 1)
      return
    }
    guard let scale = Ratio.power(abs(number.exponent)) else { return nil }
    if number.exponent < 0 {
      self.init(number.coefficient, over: scale)
    } else {
      let (whole, overflow) = number.coefficient.multipliedReportingOverflow(by: scale)
      if overflow { return nil }
      self.init(whole, over: 1)
    }
  }

  /// The nearest decimal number of 34 digits.
  package var number: Number {
    if denominator == 1 { return Number(coefficient: numerator, exponent: 0) }
    let top = Number(coefficient: numerator, exponent: 0)
    let bottom = Number(coefficient: denominator, exponent: 0)
    return top.divided(by: bottom) ?? .zero
  }

  var whole: Int? { denominator == 1 ? Int(exactly: numerator) : nil }
  var isZero: Bool { numerator == 0 }

  // MARK: Arithmetic

  func plus(_ other: Ratio) -> Ratio? {
    if denominator == other.denominator {
      let (sum, overflow) = numerator.addingReportingOverflow(other.numerator)
      return overflow ? nil : Ratio(sum, over: denominator)
    }
    let (left, leftOverflow) = numerator.multipliedReportingOverflow(by: other.denominator)
    let (right, rightOverflow) = other.numerator.multipliedReportingOverflow(by: denominator)
    let (sum, sumOverflow) = left.addingReportingOverflow(right)
    let (below, belowOverflow) = denominator.multipliedReportingOverflow(by: other.denominator)
    if leftOverflow || rightOverflow || sumOverflow || belowOverflow { return nil }
    return Ratio(sum, over: below)
  }

  var negated: Ratio? { Ratio(-numerator, over: denominator) }

  func minus(_ other: Ratio) -> Ratio? { other.negated.flatMap(plus) }

  func times(_ other: Ratio) -> Ratio? {
    if denominator == 1, other.denominator == 1 {
      let (product, overflow) = numerator.multipliedReportingOverflow(by: other.numerator)
      return overflow ? nil : Ratio(product, over: 1)
    }
    // Taking out common factors first keeps the products small.
    guard let left = Ratio(numerator, over: other.denominator),
      let right = Ratio(other.numerator, over: denominator)
    else { return nil }
    let (top, topOverflow) = left.numerator.multipliedReportingOverflow(by: right.numerator)
    let (bottom, bottomOverflow) =
      left.denominator.multipliedReportingOverflow(by: right.denominator)
    return topOverflow || bottomOverflow ? nil : Ratio(top, over: bottom)
  }

  func over(_ other: Ratio) -> Ratio? {
    Ratio(other.denominator, over: other.numerator).flatMap(times)
  }

  /// Returns the number with at most so many decimal places.
  func rounded(toPlaces places: Int, _ mode: Rounding) -> Ratio? {
    guard let scale = Ratio.power(abs(places)).flatMap({ Ratio($0, over: 1) }),
      let scaled = places >= 0 ? times(scale) : over(scale)
    else { return nil }
    let (quotient, rest) = scaled.numerator.quotientAndRemainder(dividingBy: scaled.denominator)
    let twice = rest.magnitude.multipliedReportingOverflow(by: 2)
    guard !twice.overflow else { return nil }
    let half = scaled.denominator.magnitude
    let goesAway: Bool =
      switch mode {
      case _ where rest == 0: false
      case .up: true
      case .down: false
      case .ceiling: scaled.numerator > 0
      case .floor: scaled.numerator < 0
      case .halfUp: twice.partialValue >= half
      case .halfDown: twice.partialValue > half
      case .halfEven:
        twice.partialValue > half || (twice.partialValue == half && quotient % 2 != 0)
      }
    let whole = goesAway ? quotient + (scaled.numerator < 0 ? -1 : 1) : quotient
    let result = Ratio(whole, over: 1)
    return places >= 0 ? result?.over(scale) : result?.times(scale)
  }

  private static func power(_ exponent: Int) -> Int128? {
    guard exponent <= 38 else { return nil }
    return (0..<exponent).reduce(into: Int128(1)) { power, _ in power *= 10 }
  }

  private static func commonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
    var (left, right) = (left, right)
    while right != 0 { (left, right) = (right, left % right) }
    return max(left, 1)
  }
}

extension Ratio: Comparable {
  package static func < (left: Ratio, right: Ratio) -> Bool {
    if left.denominator == right.denominator { return left.numerator < right.numerator }
    if (left.numerator < 0) != (right.numerator < 0) { return left.numerator < 0 }
    // The cross products have up to 256 bits, so they are compared in two halves.
    let mine = left.numerator.magnitude.multipliedFullWidth(by: right.denominator.magnitude)
    let theirs = right.numerator.magnitude.multipliedFullWidth(by: left.denominator.magnitude)
    let isSmaller = (mine.high, mine.low) < (theirs.high, theirs.low)
    let isLarger = (mine.high, mine.low) > (theirs.high, theirs.low)
    return left.numerator < 0 ? isLarger : isSmaller
  }
}
