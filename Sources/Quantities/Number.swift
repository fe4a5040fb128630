/// An exact decimal number of up to 34 significant digits: coefficient × 10^exponent.
///
/// Sums and products that fit are exact; what would need more than 34 digits is rounded half to
/// even, as decimal128 of IEEE 754-2008 does. Equal values have one representation, so 1.50 and 1.5
/// are equal and have the same hash.
package struct Number: Hashable, Sendable {
  package let coefficient: Int128
  package let exponent: Int

  package static let digits = 34
  package static let zero = Number(0)
  package static let one = Number(1)

  private static let limit = power(digits)

  /// Makes a number and brings it to its one representation.
  package init(coefficient: Int128, exponent: Int) {
    var coefficient = coefficient
    var exponent = exponent
    if coefficient.magnitude >= Self.limit.magnitude {
      let excess = Self.digitCount(coefficient.magnitude) - Self.digits
      coefficient = Self.quotient(coefficient, by: Self.power(excess), .halfEven)
      exponent += excess
    }
    if coefficient == 0 {
      exponent = 0
    } else if var small = Int64(exactly: coefficient) {
      // Nearly all numbers are small, and dividing 64 bits is far quicker than dividing 128.
      while small % 10 == 0 {
        small /= 10
        exponent += 1
      }
      coefficient = Int128(small)
    } else {
      while coefficient % 10 == 0 {
        coefficient /= 10
        exponent += 1
      }
    }
    self.coefficient = coefficient
    self.exponent = exponent
  }

  package init(_ value: Int) { self.init(coefficient: Int128(value), exponent: 0) }

  /// Makes the number that a fixed-point integer stands for: 12345 with 2 places is 123.45.
  package init(fixedPoint: Int64, places: Int) {
    self.init(coefficient: Int128(fixedPoint), exponent: -places)
  }

  package var isZero: Bool { coefficient == 0 }
  package var isNegative: Bool { coefficient < 0 }
  package var isInteger: Bool { exponent >= 0 }
  package var magnitude: Number { isNegative ? -self : self }

  /// Returns the fixed-point integer, or nil when it is not exact or does not fit in 64 bits.
  package func fixedPoint(places: Int) -> Int64? {
    let shift = exponent + places
    guard shift >= 0, shift <= 18 || coefficient == 0 else { return nil }
    let (scaled, overflow) = coefficient.multipliedReportingOverflow(by: Self.power(min(shift, 18)))
    return overflow ? nil : Int64(exactly: scaled)
  }

  /// Nearest binary value, for charts only.
  package var double: Double {
    Double(description) ?? 0
  }

  /// Returns the number with at most so many decimal places.
  package func rounded(toPlaces places: Int, _ mode: Rounding) -> Number {
    let drop = -exponent - places
    guard drop > 0 else { return self }
    guard drop <= Self.digits + 2 else {
      // Less than half a unit in the last place: only the sign matters.
      let sign: Int128 = isZero ? 0 : isNegative ? -1 : 1
      let tiny = Self.quotient(sign, by: 1_000, mode)
      return Number(coefficient: tiny, exponent: -places)
    }
    return Number(
      coefficient: Self.quotient(coefficient, by: Self.power(drop), mode), exponent: -places)
  }
}

// MARK: Arithmetic

extension Number {
  package static prefix func - (value: Number) -> Number {
    Number(coefficient: -value.coefficient, exponent: value.exponent)
  }

  package static func + (left: Number, right: Number) -> Number {
    if left.isZero { return right }
    if right.isZero { return left }
    let (high, low) = left.exponent >= right.exponent ? (left, right) : (right, left)
    let shift = high.exponent - low.exponent
    let headroom = digits + 3 - digitCount(high.coefficient.magnitude)
    if shift <= headroom {
      return Number(
        coefficient: high.coefficient * power(shift) + low.coefficient, exponent: low.exponent)
    }
    // The smaller one lies beyond the guard digits: keep it as a sticky digit, so that the
    // rounding of the sum still sees on which side it lies.
    let scaled = high.coefficient * power(headroom)
    let drop = shift - headroom
    let rest =
      drop > digits + 2
      ? (low.isNegative ? Int128(-1) : 1) : sticky(low.coefficient, dropping: drop)
    return Number(coefficient: scaled + rest, exponent: high.exponent - headroom)
  }

  package static func - (left: Number, right: Number) -> Number { left + -right }
  package static func += (left: inout Number, right: Number) { left = left + right }
  package static func -= (left: inout Number, right: Number) { left = left - right }

  package static func * (left: Number, right: Number) -> Number {
    let exponent = left.exponent + right.exponent
    let (product, overflow) = left.coefficient.multipliedReportingOverflow(by: right.coefficient)
    if !overflow { return Number(coefficient: product, exponent: exponent) }
    let wide = left.coefficient.magnitude.multipliedFullWidth(by: right.coefficient.magnitude)
    // Bring the 256-bit product under 10^37 and keep a sticky digit for the rounding.
    var drop =
      digitCount(left.coefficient.magnitude) + digitCount(right.coefficient.magnitude) - 36
    drop = max(drop, 1)
    let (quotient, remainder) = powerMagnitude(drop).dividingFullWidth((wide.high, wide.low))
    let negative = left.isNegative != right.isNegative
    var result = Int128(quotient) * 10 + (remainder == 0 ? 0 : 1)
    if negative { result = -result }
    return Number(coefficient: result, exponent: exponent + drop - 1)
  }

  /// Returns the quotient to 34 digits, or nil when the divisor is zero.
  package func divided(by divisor: Number) -> Number? {
    guard !divisor.isZero else { return nil }
    guard !isZero else { return .zero }
    // Scale the dividend so that the integer quotient has at least 35 digits.
    let wanted = Self.digits + 2
    let scale = max(
      0,
      wanted - Self.digitCount(coefficient.magnitude)
        + Self.digitCount(divisor.coefficient.magnitude))
    let first = min(scale, 38 - Self.digitCount(coefficient.magnitude))
    let wide = (coefficient.magnitude * Self.powerMagnitude(first)).multipliedFullWidth(
      by: Self.powerMagnitude(min(scale - first, 38)))
    let (quotient, remainder) = divisor.coefficient.magnitude.dividingFullWidth(
      (wide.high, wide.low))
    let sticky: Int128 = remainder == 0 ? 0 : 1
    var result = Int128(quotient)
    var exponent = self.exponent - divisor.exponent - scale
    if Self.digitCount(result.magnitude) <= 37 {
      result = result * 10 + sticky
      exponent -= 1
    }
    return Number(
      coefficient: isNegative != divisor.isNegative ? -result : result, exponent: exponent)
  }

  /// Divides and rounds to a whole number.
  private static func quotient(_ value: Int128, by divisor: Int128, _ mode: Rounding) -> Int128 {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    guard remainder != 0 else { return quotient }
    let away: Int128 = value < 0 ? -1 : 1
    let rest = remainder.magnitude
    let half = divisor.magnitude - rest
    let goesAway: Bool =
      switch mode {
      case .up: true
      case .down: false
      case .ceiling: value > 0
      case .floor: value < 0
      case .halfUp: rest >= half
      case .halfDown: rest > half
      case .halfEven: rest > half || (rest == half && quotient % 2 != 0)
      }
    return goesAway ? quotient + away : quotient
  }

  /// Drops digits but keeps a trace of them, so that no rounding mistakes the rest for a tie.
  private static func sticky(_ value: Int128, dropping digits: Int) -> Int128 {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: power(digits))
    guard remainder != 0, quotient % 5 == 0 else { return quotient }
    return quotient + (value < 0 ? -1 : 1)
  }

  fileprivate static func digitCount(_ value: UInt128) -> Int {
    var count = 1
    while count < 39, value >= powerMagnitude(count) { count += 1 }
    return count
  }

  private static let powers: [UInt128] = {
    var powers: [UInt128] = [1]
    for _ in 1...38 { powers.append(powers[powers.count - 1] * 10) }
    return powers
  }()

  fileprivate static func powerMagnitude(_ exponent: Int) -> UInt128 { powers[exponent] }
  fileprivate static func power(_ exponent: Int) -> Int128 { Int128(powers[exponent]) }
}

extension Number: Comparable {
  package static func < (left: Number, right: Number) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    if left.isZero || right.isZero { return left.coefficient < right.coefficient }
    let leftTop = digitCount(left.coefficient.magnitude) + left.exponent
    let rightTop = digitCount(right.coefficient.magnitude) + right.exponent
    if leftTop != rightTop { return (leftTop < rightTop) != left.isNegative }
    // Same size, so the exponents differ by less than 34 and the larger one can be scaled.
    let shift = left.exponent - right.exponent
    if shift >= 0 { return left.coefficient * power(shift) < right.coefficient }
    return left.coefficient < right.coefficient * power(-shift)
  }
}

// MARK: Text

extension Number: CustomStringConvertible, ExpressibleByIntegerLiteral, Codable {
  package init(integerLiteral value: Int) { self.init(value) }

  /// Reads a number that is the whole text: sign, digits, point, exponent; anything else is nil.
  package init?(_ text: some StringProtocol) {
    var coefficient: Int128 = 0
    var exponent = 0
    var significant = 0
    var seenDigit = false
    var seenPoint = false
    var bytes = Array(text.utf8)[...]
    let negative = bytes.first == UInt8(ascii: "-")
    if negative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
    scan: while let byte = bytes.first {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        seenDigit = true
        if significant < 37 {
          coefficient = coefficient * 10 + Int128(byte - UInt8(ascii: "0"))
          if coefficient != 0 { significant += 1 }
          if seenPoint { exponent -= 1 }
        } else {
          // Beyond the guard digits only "not zero" matters for the rounding.
          if byte != UInt8(ascii: "0"), coefficient % 10 == 0 { coefficient += 1 }
          if !seenPoint { exponent += 1 }
        }
      case UInt8(ascii: ".") where !seenPoint: seenPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"): break scan
      default: return nil
      }
      bytes.removeFirst()
    }
    guard seenDigit else { return nil }
    if !bytes.isEmpty {
      guard let power = Int(String(decoding: bytes.dropFirst(), as: UTF8.self)),
        (-6_176...6_144).contains(power)
      else { return nil }
      exponent += power
    }
    self.init(coefficient: negative ? -coefficient : coefficient, exponent: exponent)
  }

  /// Plain digits, without exponent and without trailing zeros after the point.
  package var description: String {
    var digits = String(coefficient.magnitude)
    if exponent > 0 {
      digits += String(repeating: "0", count: exponent)
    } else if exponent < 0 {
      let places = -exponent
      if digits.utf8.count <= places {
        digits = String(repeating: "0", count: places - digits.utf8.count + 1) + digits
      }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
    }
    return isNegative ? "-" + digits : digits
  }

  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let number = Number(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a decimal number: \(text)"))
    }
    self = number
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
