import Quantities

extension Evaluation {
  /// Kleene's and (settled by false) and or (settled by true); what is no boolean is unknown.
  func joined(
    _ parts: [Expression], settledBy settling: Bool, in scope: Scope
  ) -> FeelValue {
    var isOpen = false
    for part in parts {
      guard case .boolean(let flag) = value(of: part, in: scope) else {
        isOpen = true
        continue
      }
      if flag == settling { return .boolean(settling) }
    }
    return isOpen ? .null : .boolean(!settling)
  }

  func between(
    _ inner: Expression, _ low: Expression, _ high: Expression, in scope: Scope
  ) -> FeelValue {
    let value = value(of: inner, in: scope)
    let fromLow = compare(.atLeast, value, self.value(of: low, in: scope))
    let toHigh = compare(.atMost, value, self.value(of: high, in: scope))
    guard let fromLow, let toHigh else { return .null }
    return .boolean(fromLow && toHigh)
  }

  // MARK: in

  func membership(_ inner: Expression, _ tests: [Expression], in scope: Scope) -> FeelValue {
    let value = value(of: inner, in: scope)
    var isOpen = false
    for test in tests {
      switch test.kind {
      case .test(let symbol, let bound):
        switch compare(symbol, value, self.value(of: bound, in: scope)) {
        case true?: return .boolean(true)
        case false?: break
        case nil: isOpen = true
        }
      default:
        switch matches(value, self.value(of: test, in: scope)) {
        case true?: return .boolean(true)
        case false?: break
        case nil: isOpen = true
        }
      }
    }
    return isOpen ? .null : .boolean(false)
  }

  /// Whether a value is one of a list, lies in a range, or equals another.
  func matches(_ value: FeelValue, _ test: FeelValue) -> Bool? {
    switch test {
    case .range(let range):
      if case .range = value { return equal(value, test) }
      return contains(range, value)
    case .list(let items):
      if case .list = value, equal(value, test) == true { return true }
      for item in items {
        guard charge() else { return nil }
        if case .range(let range) = item, !value.isRange {
          if contains(range, value) == true { return true }
        } else if equal(value, item) == true {
          return true
        }
      }
      return false
    default: return equal(value, test)
    }
  }

  func contains(_ range: FeelRange, _ value: FeelValue) -> Bool? {
    if let comparison = range.comparison {
      return compare(comparison.symbol, value, comparison.bound)
    }
    if value.isNull || range.low.isNull || range.high.isNull { return nil }
    guard let above = compare(range.includesLow ? .atLeast : .greater, value, range.low),
      let below = compare(range.includesHigh ? .atMost : .less, value, range.high)
    else { return nil }
    return above && below
  }

  // MARK: Unary tests

  /// Whether a value passes the tests of a cell.
  package func tests(_ tests: UnaryTests, hold value: FeelValue, in scope: Scope) -> Bool? {
    guard case .tests(let parts, let negated) = tests.kind else { return true }
    let inner = scope.adding("?", value)
    var isOpen = false
    for part in parts {
      switch test(part, holds: value, in: inner) {
      case true?: return !negated
      case false?: break
      case nil: isOpen = true
      }
    }
    return isOpen ? nil : negated
  }

  private func test(_ part: Expression, holds value: FeelValue, in scope: Scope) -> Bool? {
    switch part.kind {
    case .test(let symbol, let bound):
      return compare(symbol, value, self.value(of: bound, in: scope))
    case .null: return value.isNull
    default: break
    }
    let result = self.value(of: part, in: scope)
    if part.mentions("?") {
      if case .boolean(let flag) = result { return flag }
      if result.isNull { return nil }
    }
    if matches(value, result) == true { return true }
    // A condition of its own decides by itself.
    if case .boolean(let flag) = result, !value.isBoolean { return flag }
    return matches(value, result)
  }
}

extension FeelValue {
  var isRange: Bool { if case .range = self { true } else { false } }
  var isBoolean: Bool { if case .boolean = self { true } else { false } }
}

extension Expression {
  /// Whether the name occurs anywhere inside.
  func mentions(_ name: String) -> Bool {
    if case .name(name) = kind { return true }
    return kind.children.contains { $0.mentions(name) }
  }
}
