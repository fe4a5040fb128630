import Quantities

/// Takes conditions apart into tests that columns and databases can answer exactly.
struct Lowering {
  let types: [ValueType]
  /// Splits left before a rule is found too branched and goes to the interpreter whole.
  private var budget = 64

  init(types: [ValueType]) { self.types = types }

  mutating func node(of condition: Condition) -> PlanNode {
    switch condition.fieldUse {
    case .none: return .constant(RowReader(lookup: { _ in nil }).truth(of: condition).answer)
    case .one(let field):
      if case .known = condition { return .test(.known(field)) }
      if isTabular(condition, field) { return .test(.single(field, condition)) }
    case .several: break
    }
    switch condition {
    case .constant(let flag): return .constant(flag)
    case .known(let field, _): return .test(.known(field))
    case .not(let inner): return .not(node(of: inner))
    case .all(let parts): return .all(nodes(of: parts))
    case .any(let parts): return .any(nodes(of: parts))
    case .choice(let test, let then, let otherwise):
      return .choice(node(of: test), node(of: then), node(of: otherwise))
    case .holds(.truth(let inner), _): return node(of: inner)
    case .holds(.choice(let test, let then, let otherwise), let atom):
      return node(of: .choice(test, .holds(then, atom), .holds(otherwise, atom)))
    case .compares(let symbol, let left, let right, _):
      return comparison(symbol, left, right) ?? .test(.rows(condition))
    case .isAmong(let term, let data, let atom) where data.count <= 32:
      let parts = data.map { Condition.compares(.equal, term, .constant($0), atom) }
      let nodes = nodes(of: parts)
      return nodes.contains { $0.needsRows } ? .test(.rows(condition)) : .any(nodes)
    case .holds, .isAmong, .matches: return .test(.rows(condition))
    }
  }

  private mutating func nodes(of conditions: [Condition]) -> [PlanNode] {
    conditions.map { node(of: $0) }
  }

  /// Whether a field holds numbers or days, which can be counted together.
  private func isMeasured(_ field: Int) -> Bool {
    switch types[field] {
    case .number, .day: true
    case .text, .code, .boolean: false
    }
  }

  func isDay(_ field: Int) -> Bool { types[field] == .day }

  /// Whether a table from stored values to answers can take the place of a condition on one field.
  private func isTabular(_ condition: Condition, _ field: Int) -> Bool {
    switch types[field] {
    case .text, .code, .boolean: true
    case .number, .day: condition.isStepwise && condition.isTotal(isDay)
    }
  }

  // MARK: Comparisons

  private mutating func comparison(
    _ symbol: ComparisonOperator, _ left: Term, _ right: Term
  ) -> PlanNode? {
    if let first = truth(of: left), let second = truth(of: right) {
      let (own, other) = (node(of: first), node(of: second))
      let same = PlanNode.choice(own, other, .not(other))
      return symbol == .equal ? same : .not(same)
    }
    // Once the choices are drawn out, what is left is worked out from all its parts.
    if left.split == nil, right.split == nil, left.isUndefined || right.isUndefined {
      return .constant(nil)
    }
    if let split = left.split {
      return branched(split) { .compares(symbol, $0, right, Lowering.wordless) }
    }
    if let split = right.split {
      return branched(split) { .compares(symbol, left, $0, Lowering.wordless) }
    }
    return months(symbol, left, right) ?? sign(symbol, left, right)
  }

  /// The condition that a boolean term is.
  private func truth(of term: Term) -> Condition? {
    switch term {
    case .truth(let condition): condition
    case .constant(.boolean(let flag)): .constant(flag)
    case .field(let field) where types[field] == .boolean: .holds(term, Lowering.wordless)
    default: nil
    }
  }

  private static let wordless = Atom(text: "", unit: nil)

  private mutating func branched(
    _ split: Term.Split, _ condition: (Term) -> Condition
  ) -> PlanNode? {
    budget -= 1
    guard budget > 0 else { return nil }
    return node(of: .choice(split.test, condition(split.then), condition(split.otherwise)))
  }

  // MARK: Sums and quotients

  private func sign(_ symbol: ComparisonOperator, _ left: Term, _ right: Term) -> PlanNode? {
    guard let own = left.quotient, let other = right.quotient, isCalculable(left),
      isCalculable(right)
    else { return nil }
    let fields = left.fields.union(right.fields)
    guard fields.allSatisfy(isMeasured) else { return nil }
    if let first = own.form, let second = other.form {
      return first.minus(second).flatMap { test(symbol, $0, of: fields) }
    }
    if let second = other.form, second.isConstant {
      return quotient(symbol, own, second.constant, of: fields)
    }
    if let first = own.form, first.isConstant {
      return quotient(symbol.mirrored, other, first.constant, of: fields)
    }
    return nil
  }

  /// `a / b >= k` as `a − k·b >= 0` where b is positive and `a − k·b <= 0` where it is negative.
  private func quotient(
    _ symbol: ComparisonOperator, _ quotient: LinearQuotient, _ bound: Ratio, of fields: Set<Int>
  ) -> PlanNode? {
    guard let part = quotient.under.times(bound), let rest = quotient.over.minus(part),
      Set(rest.fields + quotient.under.fields) == fields,
      let above = test(.greater, quotient.under, of: Set(quotient.under.fields)),
      let below = test(.less, quotient.under, of: Set(quotient.under.fields)),
      let straight = test(symbol, rest, of: Set(rest.fields)),
      let turned = test(symbol.mirrored, rest, of: Set(rest.fields))
    else { return nil }
    return .choice(above, straight, .choice(below, turned, .constant(nil)))
  }

  /// Compares a sum with zero; nil where a field has dropped out of it, whose absence still counts.
  private func test(
    _ symbol: ComparisonOperator, _ form: LinearForm, of fields: Set<Int>
  ) -> PlanNode? {
    guard Set(form.fields) == fields, let form = form.reduced, let opposite = form.negated else {
      return nil
    }
    if form.isConstant { return .constant(symbol.holds(form.constant, .zero)) }
    if let single = single(symbol, form) { return single }
    func isAtLeastZero(_ form: LinearForm) -> PlanNode {
      .test(.linear(LinearTest(form: form, relation: .atLeastZero)))
    }
    switch symbol {
    case .atLeast: return isAtLeastZero(form)
    case .atMost: return isAtLeastZero(opposite)
    case .less: return .not(isAtLeastZero(form))
    case .greater: return .not(isAtLeastZero(opposite))
    case .equal, .notEqual:
      let positive = form.parts[0].factor < .zero ? opposite : form
      let isZero = PlanNode.test(.linear(LinearTest(form: positive, relation: .isZero)))
      return symbol == .equal ? isZero : .not(isZero)
    }
  }

  /// A sum with one number in it, as a threshold of that field.
  private func single(_ symbol: ComparisonOperator, _ form: LinearForm) -> PlanNode? {
    guard form.parts.count == 1, let part = form.parts.first, part.source.view == .value,
      case .number = types[part.source.field],
      let bound = form.constant.negated?.over(part.factor)
    else { return nil }
    let field = part.source.field
    let condition = Condition.compares(
      part.factor < .zero ? symbol.mirrored : symbol, .field(field), .constant(.number(bound)),
      Lowering.wordless)
    return .test(.single(field, condition))
  }

  /// Whether the interpreter always has bits enough for a term that divides at most once.
  private func isCalculable(_ term: Term) -> Bool {
    if term.reach(isDay) != nil { return true }
    switch term {
    case .quotient(let over, let under):
      guard let above = over.reach(isDay), let below = under.reach(isDay) else { return false }
      return below.divides(into: above)
    case .product(let inner, .constant(.number(let ratio))),
      .product(.constant(.number(let ratio)), let inner):
      guard case .quotient(let over, let under) = inner, let above = over.reach(isDay),
        let below = under.reach(isDay), let factor = Reach(.number(ratio)),
        let scaled = above.times(factor)
      else { return false }
      return below.divides(into: scaled)
    default: return false
    }
  }

  // MARK: Days and months

  /// `a + n months <= b` and whole months between two days, as sums of months and days.
  private func months(
    _ symbol: ComparisonOperator, _ left: Term, _ right: Term
  ) -> PlanNode? {
    switch (left, right) {
    case (.later(.field(let a), by: .constant(.months(let count))), .field(let b)) where a != b:
      return moved(symbol, a, count, b)
    case (.field(let b), .later(.field(let a), by: .constant(.months(let count)))) where a != b:
      return moved(symbol.mirrored, a, count, b)
    case (.monthsBetween(.field(let a), .field(let b)), .constant(.months(let count))) where a != b:
      return full(symbol, a, b, count)
    case (.constant(.months(let count)), .monthsBetween(.field(let a), .field(let b))) where a != b:
      return full(symbol.mirrored, a, b, count)
    default: return nil
    }
  }

  private func moved(
    _ symbol: ComparisonOperator, _ start: Int, _ count: Int, _ end: Int
  ) -> PlanNode? {
    guard abs(count) <= 12_000_000 else { return nil }
    let isAtMost = monthTest((end, .monthEnd), minus: (start, .month), -32 * count)
    let isAtLeast = monthTest((start, .month), minus: (end, .month), 32 * count)
    switch symbol {
    case .atMost: return isAtMost
    case .atLeast: return isAtLeast
    case .less: return isAtLeast.map { .not($0) }
    case .greater: return isAtMost.map { .not($0) }
    case .equal, .notEqual:
      guard let isAtMost, let isAtLeast else { return nil }
      let both = PlanNode.all([isAtMost, isAtLeast])
      return symbol == .equal ? both : .not(both)
    }
  }

  /// Compares the full months from one day to another with a count.
  private func full(
    _ symbol: ComparisonOperator, _ start: Int, _ end: Int, _ count: Int
  ) -> PlanNode? {
    guard abs(count) <= 12_000_000 else { return nil }
    func isAtLeast(_ count: Int) -> PlanNode? {
      count > 0
        ? monthTest((end, .month), minus: (start, .month), -32 * count)
        : monthTest((end, .month), minus: (start, .month), 32 * (1 - count) - 1)
    }
    switch symbol {
    case .atLeast: return isAtLeast(count)
    case .greater: return isAtLeast(count + 1)
    case .less: return isAtLeast(count).map { .not($0) }
    case .atMost: return isAtLeast(count + 1).map { .not($0) }
    case .equal, .notEqual:
      guard let reached = isAtLeast(count), let passed = isAtLeast(count + 1) else { return nil }
      let both = PlanNode.all([reached, .not(passed)])
      return symbol == .equal ? both : .not(both)
    }
  }

  private func monthTest(
    _ plus: (field: Int, view: LinearForm.View), minus: (field: Int, view: LinearForm.View),
    _ constant: Int
  ) -> PlanNode? {
    let first = LinearForm(LinearForm.Source(field: plus.field, view: plus.view))
    let second = LinearForm(LinearForm.Source(field: minus.field, view: minus.view))
    return first.minus(second)?.plus(LinearForm(constant: Ratio(whole: constant))).map {
      .test(.linear(LinearTest(form: $0, relation: .atLeastZero)))
    }
  }
}

extension PlanNode {
  /// Whether a test of it is left to the interpreter.
  var needsRows: Bool {
    tests.contains { if case .rows = $0 { true } else { false } }
  }
}

extension LinearForm {
  var fields: [Int] { parts.map(\.source.field) }
}

extension LinearQuotient {
  /// The sum that it is when nothing is divided by a field.
  fileprivate var form: LinearForm? {
    under.nonzeroConstant.flatMap { Ratio.one.over($0) }.flatMap(over.times)
  }
}
