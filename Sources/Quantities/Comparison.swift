/// How a value must stand to a target: the comparator that a commitment states.
package enum Comparison: String, Hashable, Sendable, CaseIterable, Codable {
  case equal = "eq"
  case atLeast = "ge"
  case above = "gt"
  case atMost = "le"
  case below = "lt"
  case about = "approx"
  case between = "range"
  /// Above, at least or equal to another series, such as the city's average.
  case relativeAbove = "rel_gt"
  case relativeAtLeast = "rel_ge"
  case relativeEqual = "rel_eq"
  /// No number was stated.
  case unstated = "none"

  /// Which way is better, for targets that name a bare number.
  package enum Direction: String, Hashable, Sendable, CaseIterable, Codable {
    case up, down
  }

  /// The comparator in print; empty when there is none.
  package var sign: String {
    switch self {
    case .equal, .relativeEqual: "="
    case .atLeast, .relativeAtLeast: "≥"
    case .above, .relativeAbove: ">"
    case .atMost: "≤"
    case .below: "<"
    case .about: "≈"
    case .between: "介于"
    case .unstated: ""
    }
  }

  /// Whether the target is another series and not a number.
  package var isRelative: Bool {
    switch self {
    case .relativeAbove, .relativeAtLeast, .relativeEqual: true
    default: false
    }
  }

  /// Share by which 左右 may be missed.
  package static let tolerance = Number(coefficient: 5, exponent: -2)

  /// Tells whether a value meets a target, or nil when the comparator states no number.
  ///
  /// A bare number is met by more, or by less where less is better: twenty firms were promised,
  /// twenty-one are no failure. 以上 includes the number, 突破 does not, 左右 allows five per cent
  /// on the worse side. A relative comparator takes the other series' value as the target.
  package func isMet(
    by value: Number, target: Number, upper: Number? = nil, direction: Direction = .up
  ) -> Bool? {
    switch self {
    case .equal: direction == .up ? value >= target : value <= target
    case .atLeast, .relativeAtLeast: value >= target
    case .above, .relativeAbove: value > target
    case .atMost: value <= target
    case .below: value < target
    case .relativeEqual: direction == .up ? value >= target : value <= target
    case .about: isNear(value, target, direction)
    case .between: upper.map { isWithin(value, target, $0, direction) }
    case .unstated: nil
    }
  }

  private func isNear(_ value: Number, _ target: Number, _ direction: Direction) -> Bool {
    let slack = target.magnitude * Self.tolerance
    return direction == .up ? value >= target - slack : value <= target + slack
  }

  /// Beyond the far end of a range is no failure either.
  private func isWithin(
    _ value: Number, _ lower: Number, _ upper: Number, _ direction: Direction
  ) -> Bool {
    direction == .up ? value >= Swift.min(lower, upper) : value <= Swift.max(lower, upper)
  }
}
