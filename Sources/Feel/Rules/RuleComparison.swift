import Quantities

extension RuleChecker {
  mutating func comparison(
    _ symbol: ComparisonOperator, _ left: Expression, _ right: Expression,
    in expression: Expression
  ) throws(Misfit) -> Condition {
    if right.isNull { return try nullTest(symbol, left, in: expression) }
    if left.isNull { return try nullTest(symbol, right, in: expression) }
    return try compare(symbol, left, right, atom: expression)
  }

  /// `x = null` and `x != null`: whether a fact has been reported.
  private mutating func nullTest(
    _ symbol: ComparisonOperator, _ value: Expression, in expression: Expression
  ) throws(Misfit) -> Condition {
    guard case .name(let name) = value.kind, vocabulary.parameter(name) == nil,
      symbol == .equal || symbol == .notEqual
    else {
      throw .nullAlone(at: expression.start)
    }
    let known = Condition.known(try slot(of: name, at: value.start), atom(expression))
    return symbol == .equal ? .not(known) : known
  }

  mutating func compare(
    _ symbol: ComparisonOperator, _ left: Expression, _ right: Expression, atom: Expression
  ) throws(Misfit) -> Condition {
    let first = try check(left)
    let second = try check(right)
    return try compare(
      symbol, first, at: left.start, with: second, at: right.start, atom: atom)
  }

  private func compare(
    _ symbol: ComparisonOperator, _ first: Typed, at left: Int, with second: Typed, at right: Int,
    atom expression: Expression
  ) throws(Misfit) -> Condition {
    let (first, second) = first.matched(with: second)
    switch (first, second) {
    case (.number(let own, let unit), .number(let other, let otherUnit)):
      let (low, high, shared) = try aligned((own, unit, left), (other, otherUnit, right))
      return .compares(symbol, low, high, atom(expression, unit: shared.symbol))
    case (.day, .day), (.months, .months), (.days, .days):
      return .compares(symbol, first.term, second.term, atom(expression))
    case (.text, .text), (.boolean, .boolean):
      guard symbol == .equal || symbol == .notEqual else {
        throw .wrongType("数字或日期", found: first.title, at: left)
      }
      return .compares(symbol, first.term, second.term, atom(expression))
    default: throw .incomparable(first.title, second.title, at: right)
    }
  }

  /// Brings two numbers to the unit of one of them.
  func aligned(
    _ left: (term: Term, unit: RuleUnit, start: Int),
    _ right: (term: Term, unit: RuleUnit, start: Int)
  ) throws(Misfit) -> (Term, Term, RuleUnit) {
    let (own, other) = (left.unit, right.unit)
    if own.isBare && other.isBare { return (left.term, right.term, own) }
    if other.isBare {
      return (left.term, try counted(right.term, as: own, at: right.start), own)
    }
    if own.isBare { return (try counted(left.term, as: other, at: left.start), right.term, other) }
    guard own.dimensions == other.dimensions else {
      throw .unitsDiffer(own.title, other.title, at: right.start)
    }
    guard let factor = other.scale.over(own.scale) else {
      throw .unitsDiffer(own.title, other.title, at: right.start)
    }
    return (left.term, right.term.scaled(by: factor), own)
  }

  /// A number without a unit counts things and years; money, areas and per cents have to say.
  private func counted(_ term: Term, as unit: RuleUnit, at start: Int) throws(Misfit) -> Term {
    if unit.allowsBareNumbers || term == .constant(.number(.zero)) { return term }
    throw .unitWanted(unit.title, at: start)
  }

  // MARK: in (…)

  mutating func membership(
    _ value: Expression, _ tests: [Expression], in expression: Expression
  ) throws(Misfit) -> Condition {
    var constants: [Datum] = []
    var others: [Condition] = []
    let typed = try check(value)
    for test in tests {
      let condition = try self.test(test, of: typed, at: value.start, in: expression)
      if case .compares(.equal, _, .constant(let datum), _) = condition {
        constants.append(datum)
      } else {
        others.append(condition)
      }
    }
    if constants.isEmpty { return others.count == 1 ? others[0] : .any(others) }
    let among = Condition.isAmong(typed.term, constants, atom(expression, unit: typed.unit))
    return others.isEmpty ? among : .any([among] + others)
  }

  /// A cell of a decision table: what its input, which stands to the left unsaid, has to satisfy.
  mutating func cell(_ test: Expression, of typed: Typed) throws(Misfit) -> Condition {
    if case .null = test.kind, case .field(let slot) = typed.term {
      return .not(.known(slot, atom(test)))
    }
    return try self.test(test, of: typed, at: test.start, in: test)
  }

  private mutating func test(
    _ test: Expression, of typed: Typed, at start: Int, in expression: Expression
  ) throws(Misfit) -> Condition {
    switch test.kind {
    case .test(let symbol, let bound):
      return try compare(
        symbol, typed, at: start, with: try check(bound), at: bound.start, atom: expression)
    case .interval(let interval):
      let low = try check(interval.low)
      let high = try check(interval.high)
      return .all([
        try compare(
          interval.includesLow ? .atLeast : .greater, typed, at: start, with: low,
          at: interval.low.start, atom: expression),
        try compare(
          interval.includesHigh ? .atMost : .less, typed, at: start, with: high,
          at: interval.high.start, atom: expression),
      ])
    case .null: throw .nullAlone(at: test.start)
    default:
      return try compare(
        .equal, typed, at: start, with: try check(test), at: test.start, atom: expression)
    }
  }
}

extension RuleChecker.Typed {
  var unit: String? {
    if case .number(_, let unit) = self { unit.symbol } else { nil }
  }
}

extension Expression {
  var isNull: Bool {
    if case .null = kind { true } else { false }
  }
}

extension Term {
  /// Multiplies by a conversion factor, at once when the term is a constant.
  func scaled(by factor: Ratio) -> Term {
    if factor == .one { return self }
    return Term.product(self, .constant(.number(factor))).folded
  }

  /// The constant that a term without fields comes to, or the term itself.
  var folded: Term {
    guard fields.isEmpty, case .known(let datum) = RowReader(lookup: { _ in nil }).value(of: self)
    else { return self }
    return .constant(datum)
  }
}
