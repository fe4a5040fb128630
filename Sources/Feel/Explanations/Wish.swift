import Quantities

/// A test together with the answer that is wanted of it.
struct Wish: Hashable {
  var condition: Condition
  var holds: Bool
}

/// What the only fact of a test would have to become for the wanted answer.
enum WishTarget {
  case value(slot: Int, Datum?)
  /// The nearest value on the right side of a bound.
  case reach(slot: Int, ComparisonOperator, bound: Datum, nearest: Datum)

  var slot: Int {
    switch self {
    case .value(let slot, _), .reach(let slot, _, _, _): slot
    }
  }

  /// The wanted value, unless an earlier change of the same fact satisfies the test already.
  func datum(after changed: Datum?) -> Datum? {
    switch self {
    case .value(_, let datum): return datum
    case .reach(_, let symbol, let bound, let nearest):
      guard let changed, RowReader.compare(symbol, changed, bound) == true else { return nearest }
      return changed
    }
  }
}

extension Wish {
  /// Nil when the test looks at more than one fact and can be met in many ways.
  func target(_ type: (Int) -> ValueType) -> WishTarget? {
    switch condition {
    case .known(let slot, _): return .value(slot: slot, holds ? type(slot).sample : nil)
    case .holds(.field(let slot), _): return .value(slot: slot, .boolean(holds))
    case .isAmong(.field(let slot), let data, _):
      return .value(slot: slot, holds ? data.first : data.first?.another)
    case .compares(let symbol, .field(let slot), .constant(let bound), _):
      return reach(slot, holds ? symbol : symbol.negated, bound)
    case .compares(let symbol, .constant(let bound), .field(let slot), _):
      return reach(slot, holds ? symbol.mirrored : symbol.mirrored.negated, bound)
    default: return nil
    }
  }

  private func reach(_ slot: Int, _ symbol: ComparisonOperator, _ bound: Datum) -> WishTarget {
    let nearest =
      switch symbol {
      case .equal, .atLeast, .atMost: bound
      case .greater: bound.stepped(by: 1)
      case .less: bound.stepped(by: -1)
      case .notEqual: bound.another
      }
    return .reach(slot: slot, symbol, bound: bound, nearest: nearest)
  }

  /// The change of facts that the wish comes to.
  func kind(_ reader: RowReader) -> Change.Kind {
    switch condition {
    case .known: return .report(holds)
    case .holds: return .become([.boolean(holds)])
    case .isAmong(_, let data, _):
      let values = data.compactMap(\.value)
      return holds ? .become(values) : .leave(values)
    case .compares(let symbol, let left, let right, _):
      return reach(holds ? symbol : symbol.negated, left, right, reader) ?? .satisfy(holds)
    default: return .satisfy(holds)
    }
  }

  private func reach(
    _ symbol: ComparisonOperator, _ left: Term, _ right: Term, _ reader: RowReader
  ) -> Change.Kind? {
    if case .constant = left {
      // Two constants are no matter of facts.
      if case .constant = right { return nil }
      return reach(symbol.mirrored, right, left, reader)
    }
    guard case .known(let bound) = reader.value(of: right) else { return nil }
    if case .known(let own) = reader.value(of: left) {
      return Change.Kind(symbol, bound, from: own)
    }
    return Change.Kind(symbol, bound, from: nil)
  }
}

extension Change.Kind {
  /// What reaching a bound takes; nil where the bound is a span, which is no fact.
  init?(_ symbol: ComparisonOperator, _ bound: Datum, from own: Datum?) {
    guard let target = bound.value else { return nil }
    switch (symbol, bound) {
    case (.equal, .text), (.equal, .boolean): self = .become([target])
    case (.notEqual, .text), (.notEqual, .boolean): self = .leave([target])
    default: self = .reach(symbol, bound: target, distance: own.flatMap(bound.distance))
    }
  }
}

extension Datum {
  /// How far this value lies above another: a number, or days.
  fileprivate func distance(from other: Datum) -> Value? {
    switch (self, other) {
    case (.number(let a), .number(let b)): a.minus(b).map { .number($0.number) }
    case (.day(let a), .day(let b)): .number(Number(Day.days(from: b, to: a)))
    case (.days(let a), .days(let b)), (.months(let a), .months(let b)):
      .number(Number(a) - Number(b))
    default: nil
    }
  }

  /// A value just above or below.
  fileprivate func stepped(by step: Int) -> Datum {
    switch self {
    case .number(let ratio):
      Ratio(Int128(step), over: 10_000).flatMap(ratio.plus).map { .number($0) } ?? self
    case .day(let day): .day(day.adding(days: step))
    case .days(let days): .days(days + step)
    case .months(let months): .months(months + step)
    case .text, .boolean: self
    }
  }

  /// A value that is not this one.
  fileprivate var another: Datum {
    switch self {
    case .text(let text): .text(text + "*")
    case .boolean(let flag): .boolean(!flag)
    default: stepped(by: 1)
    }
  }
}

extension ValueType {
  /// Some value of the type, for trying what a reported fact would change.
  fileprivate var sample: Datum {
    switch self {
    case .number: .number(.zero)
    case .day: .day(Day(number: 0))
    case .text, .code: .text("*")
    case .boolean: .boolean(false)
    }
  }
}
