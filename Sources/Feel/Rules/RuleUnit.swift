import Quantities

/// The unit of a number inside a rule: a product of powers of dimensions, and its scale.
///
/// 万元/亩 has the dimensions money and area⁻¹; % has none and the scale 1/100. Two numbers can be
/// added or compared when their dimensions are equal; the scales say how to convert.
struct RuleUnit: Hashable {
  /// What people call it; nil for a plain number.
  var symbol: String?
  var scale: Ratio
  var dimensions: [MeasureUnit.Dimension: Int]
  /// A number written without a unit, which may stand for a count of anything.
  var isBare = false
  /// Whether numbers beside it may go without a unit, because a head has named it.
  var takesBareNumbers = false

  static let plain = RuleUnit(symbol: nil, scale: .one, dimensions: [:])
  static let bare = RuleUnit(symbol: nil, scale: .one, dimensions: [:], isBare: true)

  var title: String { symbol ?? (dimensions.isEmpty ? "没有单位的数" : "复合单位") }

  func times(_ other: RuleUnit) -> RuleUnit? { combined(with: other, power: 1) }
  func over(_ other: RuleUnit) -> RuleUnit? { combined(with: other, power: -1) }

  private func combined(with other: RuleUnit, power: Int) -> RuleUnit? {
    guard let scale = power > 0 ? scale.times(other.scale) : scale.over(other.scale) else {
      return nil
    }
    var dimensions = dimensions
    for (dimension, exponent) in other.dimensions {
      dimensions[dimension, default: 0] += power * exponent
    }
    dimensions = dimensions.filter { $0.value != 0 }
    let symbol: String? =
      switch (self.symbol, other.symbol) {
      case (let mine?, nil): mine
      case (nil, let theirs?): power > 0 ? theirs : nil
      case (let mine?, let theirs?) where !dimensions.isEmpty:
        mine + (power > 0 ? "·" : "/") + theirs
      default: nil
      }
    return RuleUnit(
      symbol: symbol, scale: scale, dimensions: dimensions, isBare: isBare && other.isBare)
  }
}

extension RuleUnit {
  init?(_ unit: MeasureUnit) {
    guard let over = Ratio(unit.numerator), let under = Ratio(unit.denominator),
      let scale = over.over(under)
    else { return nil }
    self.init(symbol: unit.symbol, scale: scale, dimensions: [:])
    add(unit.dimension, power: 1)
  }

  private mutating func add(_ dimension: MeasureUnit.Dimension, power: Int) {
    switch dimension {
    case .quotient(let over, let under):
      add(over, power: power)
      add(under, power: -power)
    case .ratio: break
    default:
      dimensions[dimension, default: 0] += power
      if dimensions[dimension] == 0 { dimensions[dimension] = nil }
    }
  }

  /// Whether a number without a unit can only mean one thing: counts, days, years.
  var allowsBareNumbers: Bool {
    if takesBareNumbers { return true }
    guard let symbol else { return dimensions.isEmpty }
    if dimensions.isEmpty { return symbol == "倍" }
    guard dimensions.count == 1, let (dimension, power) = dimensions.first, power == 1 else {
      return false
    }
    switch dimension {
    case .counted, .days, .months, .hours, .percentagePoints: return true
    default: return false
    }
  }
}
