/// An exact amount in a unit, such as 282 亿元 or 5 万户.
package struct Quantity: Hashable, Sendable {
  package var amount: Number
  package var unit: MeasureUnit

  package init(_ amount: Number, _ unit: MeasureUnit) {
    self.amount = amount
    self.unit = unit
  }

  /// Returns the same quantity in another unit of its dimension.
  package func converted(to other: MeasureUnit) throws(QuantityError) -> Quantity {
    guard unit.dimension == other.dimension else { throw .incompatible(unit, other) }
    guard unit != other else { return self }
    // One division only, so that 亩 to 公顷 and back loses nothing it need not lose.
    let over = amount * unit.numerator * other.denominator
    guard let result = over.divided(by: unit.denominator * other.numerator) else {
      throw .incompatible(unit, other)
    }
    return Quantity(result, other)
  }

  /// The same quantity without a multiple: 50000 户 for 5 万户, 元 for 亿级; % stays %.
  package var canonical: Quantity {
    guard unit.plainSymbol != unit.symbol, let plain = MeasureUnit.named(unit.plainSymbol) else {
      return self
    }
    return (try? converted(to: plain)) ?? self
  }

  /// Returns the sum in the unit of this quantity.
  package func adding(_ other: Quantity) throws(QuantityError) -> Quantity {
    Quantity(amount + (try other.converted(to: unit)).amount, unit)
  }

  /// Returns the difference in the unit of this quantity.
  package func subtracting(_ other: Quantity) throws(QuantityError) -> Quantity {
    Quantity(amount - (try other.converted(to: unit)).amount, unit)
  }

  /// Compares two quantities of one dimension: negative, zero or positive as this one is less,
  /// equal or more.
  package func compared(to other: Quantity) throws(QuantityError) -> Int {
    guard unit.dimension == other.unit.dimension else { throw .incompatible(unit, other.unit) }
    // Cross-multiplied, so that no division is rounded.
    let left = amount * unit.numerator * other.unit.denominator
    let right = other.amount * other.unit.numerator * unit.denominator
    return left < right ? -1 : left == right ? 0 : 1
  }
}

/// Why a quantity cannot be read, converted or added.
package enum QuantityError: Error, Hashable, Sendable, CustomStringConvertible {
  case unreadable(String)
  case incompatible(MeasureUnit, MeasureUnit)

  package var description: String {
    switch self {
    case .unreadable(let text): "“\(text)”不是带单位的数量，应当像 3.2万亿元、5万户"
    case .incompatible(let unit, let other): "“\(unit)”不能换算成“\(other)”"
    }
  }
}

// MARK: Text

extension Quantity: CustomStringConvertible {
  package var description: String { "\(amount) \(unit)" }

  /// Reads a text that is a number and a unit and nothing else, as reports and forms write it.
  ///
  /// The multiple stays with the unit, as it is written: 5万户 is 5 万户. Also read are Chinese
  /// numerals (二十三家, 千亿级), thousands separators (1,234.5 万元), 百分之二十 and 五分之一.
  package init(parsing text: some StringProtocol) throws(QuantityError) {
    let folded = ChineseNumeral.fold(text).filter { !$0.isWhitespace }
    guard
      let quantity = Self.fraction(folded) ?? Self.digits(folded) ?? Self.numeral(folded)
    else { throw .unreadable(String(text)) }
    self = quantity
  }

  private static func digits(_ text: String) -> Quantity? {
    let isPart: (Character) -> Bool = {
      $0.isASCII && ($0.isNumber || $0 == "." || $0 == "," || $0 == "-" || $0 == "+")
    }
    let written = text.prefix(while: isPart)
    let rest = text.dropFirst(written.count)
    guard !written.isEmpty, let unit = MeasureUnit.named(rest),
      let amount = ChineseNumeral.digits(written)
    else { return nil }
    return Quantity(amount, unit)
  }

  /// A closing 万 or 亿 belongs to the unit where the unit can take it, otherwise to the numeral.
  private static func numeral(_ text: String) -> Quantity? {
    let characters = Array(text)
    // What begins with digits has been read as digits, or is none of ours.
    guard characters.first?.isASCII == false else { return nil }
    var found: Quantity?
    for length in stride(from: characters.count - 1, to: 0, by: -1) {
      guard let numeral = ChineseNumeral(String(characters[..<length])), !numeral.isOpen,
        let unit = MeasureUnit.named(String(characters[length...]))
      else { continue }
      let quantity = Quantity(numeral.value, unit)
      guard "万亿".contains(characters[length - 1]) else { return found ?? quantity }
      found = found ?? quantity
      // Try once more with the multiple left to the unit: 三万户 is 3 万户.
      let shorter = characters[..<(length - 1)]
      if let numeral = ChineseNumeral(String(shorter)), !numeral.isOpen,
        let unit = MeasureUnit.named(String(characters[(length - 1)...]))
      {
        return Quantity(numeral.value, unit)
      }
    }
    return found
  }

  /// Reads 百分之二十 as 20 % and 五分之一 as a fifth, which is 20 % too.
  private static func fraction(_ text: String) -> Quantity? {
    let parts = text.split(separator: "分之", omittingEmptySubsequences: false)
    guard parts.count == 2, let part = ChineseNumeral(parts[1])?.value else { return nil }
    switch parts[0] {
    case "百": return Quantity(part, .percent)
    case "千": return MeasureUnit.named("‰").map { Quantity(part, $0) }
    default:
      guard let whole = ChineseNumeral(parts[0])?.value,
        let share = (part * 100).divided(by: whole)
      else { return nil }
      return Quantity(share, .percent)
    }
  }
}
