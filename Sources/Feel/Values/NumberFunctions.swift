import Quantities

/// Roots, powers and logarithms in decimal arithmetic, good to about 32 digits.
extension Number {
  private static let ln10 = Number(
    coefficient: 2_302_585_092_994_045_684_017_991_454_684_364, exponent: -33)

  /// Number of digits in front of the point of the scaled form 0.d… × 10^size.
  private var size: Int { String(coefficient.magnitude).utf8.count + exponent }

  private func shifted(by places: Int) -> Number {
    Number(coefficient: coefficient, exponent: exponent + places)
  }

  /// The square root, or nil of a negative number.
  var squareRoot: Number? {
    guard !isNegative else { return nil }
    guard !isZero else { return .zero }
    let half = size.floorQuotient(2)
    let scaled = shifted(by: -2 * half)
    guard var root = Number(String(scaled.double.squareRoot())) else { return nil }
    for _ in 0..<3 {
      guard let quotient = scaled.divided(by: root), let next = (root + quotient).divided(by: 2)
      else { return nil }
      root = next
    }
    // What the square of the root leaves is exact in halves, so one more step settles the last digit.
    let high = root.rounded(toPlaces: 16, .down)
    let low = root - high
    let rest = scaled - high * high - high * low * 2 - low * low
    guard let step = rest.divided(by: root * 2) else { return nil }
    return (root + step).shifted(by: half)
  }

  /// e to this power; nil where the result is no number of decimal128.
  var exponential: Number? {
    guard size <= 5 else { return isNegative ? .zero : nil }
    guard let tens = divided(by: Self.ln10)?.rounded(toPlaces: 0, .halfEven).wholeNumber else {
      return nil
    }
    let rest = self - Number(tens) * Self.ln10
    var term = Number.one
    var sum = Number.one
    for n in 1...60 {
      guard let next = (term * rest).divided(by: Number(n)) else { return nil }
      term = next
      if term.isZero || term.size < -38 { break }
      sum += term
    }
    return sum.shifted(by: tens)
  }

  /// The natural logarithm, or nil of zero and below.
  var logarithm: Number? {
    guard !isNegative, !isZero else { return nil }
    let tens = size
    let scaled = shifted(by: -tens)
    guard var result = Number(String(scaled.naturalLogarithmEstimate)) else { return nil }
    for _ in 0..<3 {
      guard let power = result.exponential,
        let step = ((scaled - power) * 2).divided(by: scaled + power)
      else { return nil }
      result += step
    }
    return result + Number(tens) * Self.ln10
  }

  /// A first guess by the series of the inverse hyperbolic tangent; the number lies in 0.1…1.
  private var naturalLogarithmEstimate: Double {
    let x = double
    let y = (x - 1) / (x + 1)
    var term = y
    var sum = 0.0
    for n in stride(from: 1.0, through: 61, by: 2) {
      sum += term / n
      term *= y * y
    }
    return 2 * sum
  }

  /// This number to a power; nil where there is no such number.
  func raised(to power: Number) -> Number? {
    if power.isInteger, let whole = power.wholeNumber, abs(whole) <= 999_999_999 {
      return raised(toWhole: whole)
    }
    if isZero { return power.isNegative ? nil : .zero }
    return logarithm.flatMap { ($0 * power).exponential }
  }

  private func raised(toWhole power: Int) -> Number? {
    if isZero && power < 0 { return nil }
    var result = Number.one
    var square = self
    var rest = abs(power)
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
      if abs(square.exponent) > 1_000_000 { return power < 0 ? .zero : nil }
    }
    return power < 0 ? Number.one.divided(by: result) : result
  }
}
