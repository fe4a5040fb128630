package import Definitions
package import Quantities

/// The number that a commitment has to reach, in the unit in which it is measured.
package struct Bar: Hashable, Sendable {
  package var comparison: Comparison
  package var value: Number
  package var upper: Number?
  package var unit: MeasureUnit?
  package var direction: Comparison.Direction
  /// How the number follows from words that state none, such as 实现突破.
  package var note: String?

  package init(
    comparison: Comparison, value: Number, upper: Number? = nil, unit: MeasureUnit? = nil,
    direction: Comparison.Direction = .up, note: String? = nil
  ) {
    self.comparison = comparison
    self.value = value
    self.upper = upper
    self.unit = unit
    self.direction = direction
    self.note = note
  }

  /// Reads the bar of a commitment; nil when its words give no number at all.
  package init?(_ commitment: Commitment, metric: Metric?) {
    let target = commitment.target
    let stated = target.unit.map { MeasureUnit.counting($0) }
    let unit = metric?.unit ?? stated
    if target.comparison.isRelative {
      self.init(
        comparison: Self.beside(target.comparison), value: .zero, unit: unit,
        direction: commitment.direction, note: "与参照之差，大于 0 即高于参照")
    } else if let value = target.value {
      self.init(
        comparison: target.comparison == .unstated ? .equal : target.comparison,
        value: Self.converted(value, from: stated, to: unit),
        upper: target.upper.map { Self.converted($0, from: stated, to: unit) }, unit: unit,
        direction: commitment.direction)
    } else {
      switch commitment.kind {
      case "breakthrough":
        self.init(comparison: .atLeast, value: 1, unit: unit, note: "“实现突破”按 1 以上计")
      case "coverage", "milestone", "share":
        self.init(comparison: .atLeast, value: 100, unit: .percent, note: "“全部”“完成”按 100% 计")
      default: return nil
      }
    }
  }

  /// Whether a value reaches the bar; nil when the comparator says nothing of numbers.
  package func isMet(by value: Number) -> Bool? {
    comparison.isMet(by: value, target: self.value, upper: upper, direction: direction)
  }

  /// A comparison with another series becomes one of the difference with zero.
  private static func beside(_ comparison: Comparison) -> Comparison {
    switch comparison {
    case .relativeAbove: .above
    case .relativeAtLeast: .atLeast
    default: .equal
    }
  }

  /// 5 万户 are 50000 户; 个 and 家 count the same things here, because the metric was bound to them.
  private static func converted(
    _ value: Number, from stated: MeasureUnit?, to unit: MeasureUnit?
  ) -> Number {
    guard let stated, let unit else { return value }
    if let same = try? Quantity(value, stated).converted(to: unit) { return same.amount }
    return Quantity(value, stated).canonical.amount
  }
}
