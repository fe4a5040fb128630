import Quantities

/// A test with everything that can be said before the facts are known.
final class PreparedTest: Sendable {
  /// Shapes that most tests have, answered without walking the expression.
  enum Shape: Sendable {
    case known(Int)
    case holds(Int)
    case compares(ComparisonOperator, Int, Datum)
    case isAmong(Int, Set<Datum>)
    /// A comparison of two terms of the plan, each of which is worked out once a subject.
    case terms(Int, Int)
    case other
  }

  /// Over the plan's fields.
  let condition: Condition
  let form: TestForm
  /// In the order of the rule.
  let fields: [Int]
  /// A bit for each field; above 64 fields some share one.
  let marks: UInt64
  let shape: Shape
  /// The bound of a comparison with a constant.
  let threshold: Value?
  /// The field of the day on which its parameters are looked up.
  private let dayField: Int?
  private let whenTrue: Prepared
  private let whenFalse: Prepared

  /// A wish with its target; nil where the test looks at more than one fact.
  final class Prepared: Sendable {
    let wish: Wish
    let target: WishTarget?
    /// Whether the target by itself gives the wanted answer.
    let isSure: Bool
    /// The change, where it is the same for all subjects.
    let kind: Change.Kind?

    init(_ wish: Wish, _ names: [Vocabulary.Name]) {
      self.wish = wish
      let target = wish.target { names[$0].type }
      self.target = target
      if let target {
        let datum = target.datum(after: nil)
        isSure = RowReader { _ in datum }.truth(of: wish.condition).answer == wish.holds
      } else {
        isSure = true
      }
      if case .compares = wish.condition {
        kind = nil
      } else {
        kind = wish.kind(RowReader { _ in nil })
      }
    }
  }

  init(
    _ condition: Condition, form: TestForm, fields: [Int], names: [Vocabulary.Name], shape: Shape
  ) {
    self.condition = condition
    self.form = form
    self.fields = fields
    self.shape = shape
    dayField = condition.parameters.first?.asOf
    marks = fields.reduce(0) { $0 | 1 << UInt64($1 & 63) }
    if case .compares(_, _, .constant(let bound), _) = condition {
      threshold = bound.value
    } else {
      threshold = nil
    }
    whenTrue = Prepared(Wish(condition: condition, holds: true), names)
    whenFalse = Prepared(Wish(condition: condition, holds: false), names)
  }

  func wish(_ holds: Bool) -> Prepared { holds ? whenTrue : whenFalse }

  /// The answer for facts by field; nil when it is open.
  func answer(_ facts: UnsafeBufferPointer<Datum?>) -> Bool? {
    switch shape {
    case .known(let field): return facts[field] != nil
    case .holds(let field):
      guard case .boolean(let flag)? = facts[field] else { return nil }
      return flag
    case .compares(let symbol, let field, let bound):
      guard let fact = facts[field] else { return nil }
      return RowReader.compare(symbol, fact, bound)
    case .isAmong(let field, let data):
      guard let fact = facts[field] else { return nil }
      return data.contains(fact)
    case .terms, .other: return RowReader { facts[$0] }.truth(of: condition).answer
    }
  }

  /// The answer, where the terms of the plan are worked out already.
  func answer(_ facts: UnsafeBufferPointer<Datum?>, _ terms: [Reading]) -> Bool? {
    guard case .terms(let left, let right) = shape,
      case .compares(let symbol, _, _, _) = condition
    else { return answer(facts) }
    guard case .known(let own) = terms[left], case .known(let other) = terms[right] else {
      return nil
    }
    return RowReader.compare(symbol, own, other)
  }

  /// The change of facts that gives the wanted answer.
  func change(_ holds: Bool, _ facts: UnsafeBufferPointer<Datum?>) -> Change.Kind {
    let prepared = wish(holds)
    if let kind = prepared.kind { return kind }
    if case .compares(let symbol, let field, let bound) = shape,
      let kind = Change.Kind(holds ? symbol : symbol.negated, bound, from: facts[field])
    {
      return kind
    }
    return prepared.wish.kind(RowReader { facts[$0] })
  }

  // MARK: Explaining

  /// The test as it came out.
  func explained(
    _ answer: Bool?, _ facts: [Datum?], _ values: [Value?], _ terms: [Reading]
  ) -> Explanation.Test {
    var test = Explanation.Test(form: form, answer: answer, threshold: threshold)
    switch shape {
    case .known(let field), .holds(let field), .compares(_, let field, _), .isAmong(let field, _):
      test.value = values[field]
      if answer == nil, facts[field] == nil {
        test.missing = form.names
        return test
      }
    case .terms(let left, let right):
      test.value = terms[left].value
      test.threshold = threshold ?? terms[right].value
    case .other:
      let reader = RowReader { facts[$0] }
      switch condition {
      case .holds(let term, _), .isAmong(let term, _, _):
        test.value = reader.value(of: term).value
      case .matches(_, let left, let right, _):
        test.value = reader.value(of: left).value
        test.threshold = reader.value(of: right).value
      default: break
      }
    }
    if let dayField, case .day(let day)? = values[dayField] { test.asOf = day }
    if answer == nil {
      let gap = gap(facts, terms)
      test.missing = gap.missing.map(name)
      test.reason = gap.reason
    }
    return test
  }

  /// What stands in the way of an open test.
  func gap(_ facts: [Datum?], _ terms: [Reading]) -> Gap {
    let reader = RowReader { facts[$0] }
    let truth =
      if case .terms(let left, let right) = shape {
        reader.truth(of: condition, terms[left], terms[right])
      } else {
        reader.truth(of: condition)
      }
    return if case .open(let gap) = truth { gap } else { Gap() }
  }

  private func name(_ field: Int) -> String {
    fields.firstIndex(of: field).map { form.names[$0] } ?? ""
  }
}

extension Reading {
  var day: Day? { if case .known(.day(let day)) = self { day } else { nil } }

  var value: Value? { if case .known(let datum) = self { datum.value } else { nil } }
}
