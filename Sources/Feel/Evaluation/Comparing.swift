import Quantities

extension Evaluation {
  func compare(_ symbol: ComparisonOperator, _ left: FeelValue, _ right: FeelValue) -> Bool? {
    switch symbol {
    case .equal: equal(left, right)
    case .notEqual: equal(left, right).map { !$0 }
    case .less: order(left, right).map { $0 < 0 }
    case .atMost: order(left, right).map { $0 <= 0 }
    case .greater: order(left, right).map { $0 > 0 }
    case .atLeast: order(left, right).map { $0 >= 0 }
    }
  }

  /// Whether two values are equal; nil when values of their types are not compared.
  func equal(_ left: FeelValue, _ right: FeelValue) -> Bool? {
    guard charge() else { return nil }
    switch (left, right) {
    case (.null, .null): return true
    case (.null, _), (_, .null): return false
    case (.list(let a), .list(let b)):
      guard a.count == b.count else { return false }
      return zip(a, b).allSatisfy { equal($0, $1) == true }
    case (.context(let a), .context(let b)):
      guard a.count == b.count else { return false }
      return a.entries.allSatisfy { entry in
        b[entry.key].map { equal(entry.value, $0) == true } ?? false
      }
    case (.range(let a), .range(let b)):
      if let left = a.comparison, let right = b.comparison {
        return left.symbol == right.symbol && equal(left.bound, right.bound) == true
      }
      guard a.comparison == nil, b.comparison == nil else { return false }
      return a.includesLow == b.includesLow && a.includesHigh == b.includesHigh
        && equal(a.low, b.low) == true && equal(a.high, b.high) == true
    case (.function(let a), .function(let b)): return a === b
    case (.string, .string), (.number, .number), (.boolean, .boolean): return left == right
    case (.months, .months), (.elapsed, .elapsed), (.date, .date): return left == right
    case (.time(let a), .time(let b)):
      guard (a.zone == nil) == (b.zone == nil) else { return false }
      return order(.time(a.wholeSeconds), .time(b.wholeSeconds)).map { $0 == 0 }
    case (.dateTime(let a), .dateTime(let b)):
      guard (a.time.zone == nil) == (b.time.zone == nil) else { return false }
      // The standard compares times by their whole seconds; is() compares them in full.
      return order(.dateTime(a.wholeSeconds), .dateTime(b.wholeSeconds)).map { $0 == 0 }
    default:
      note("类型不同的值不能比较是否相等")
      return nil
    }
  }

  /// Whether two values are the same in every part, also in the zone of a time.
  func areIdentical(_ left: FeelValue, _ right: FeelValue) -> Bool {
    guard charge() else { return false }
    switch (left, right) {
    case (.list(let a), .list(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { areIdentical($0, $1) }
    case (.context(let a), .context(let b)):
      return a.count == b.count
        && a.entries.allSatisfy { entry in
          b[entry.key].map { areIdentical(entry.value, $0) } ?? false
        }
    case (.range(let a), .range(let b)):
      return a.includesLow == b.includesLow && a.includesHigh == b.includesHigh
        && a.comparison?.symbol == b.comparison?.symbol && areIdentical(a.low, b.low)
        && areIdentical(a.high, b.high)
    default: return left == right
    }
  }

  /// How deeply lists and contexts lie in each other; nil when there is no work left to find out.
  func nesting(of value: FeelValue) -> Int? {
    guard charge() else { return nil }
    let inner: [FeelValue]
    switch value {
    case .list(let items): inner = items
    case .context(let context): inner = context.entries.map(\.value)
    case .range(let range): inner = [range.low, range.high]
    default: return 0
    }
    var deepest = 0
    for item in inner {
      guard let depth = nesting(of: item) else { return nil }
      deepest = max(deepest, depth)
    }
    return deepest + 1
  }

  /// Negative, zero or positive as the left value comes before, with or after the right one.
  func order(_ left: FeelValue, _ right: FeelValue) -> Int? {
    switch (left, right) {
    case (.number(let a), .number(let b)): return sign(a, b)
    case (.string(let a), .string(let b)):
      if left == right { return 0 }
      return a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars) ? -1 : 1
    case (.date(let a), .date(let b)): return sign(a, b)
    case (.months(let a), .months(let b)): return sign(a, b)
    case (.elapsed(let a), .elapsed(let b)): return sign(a, b)
    case (.time(let a), .time(let b)):
      if let first = a.universal, let second = b.universal { return sign(first, second) }
      guard a.zone == nil, b.zone == nil else { return nil }
      return sign(a.nanoseconds, b.nanoseconds)
    case (.dateTime(let a), .dateTime(let b)):
      guard (a.time.zone == nil) == (b.time.zone == nil) else { return nil }
      return sign(a.instant, b.instant)
    case (.date(let a), .dateTime(let b)):
      return order(.dateTime(DateTime(date: a, time: .midnightUTC)), .dateTime(b))
    case (.dateTime(let a), .date(let b)):
      return order(.dateTime(a), .dateTime(DateTime(date: b, time: .midnightUTC)))
    default:
      note("这两个值不能比较大小")
      return nil
    }
  }

  private func sign<Ordered: Comparable>(_ left: Ordered, _ right: Ordered) -> Int {
    left < right ? -1 : left > right ? 1 : 0
  }
}
