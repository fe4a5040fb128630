package import Quantities

/// A number, day or word that documents set and change, apart from the rules that use its name.
package struct Parameter: Hashable, Sendable {
  /// A value with the days on which it holds and the document that says so.
  package struct Dated: Hashable, Sendable {
    package var value: Value
    package var from: Day
    /// Nil until the next value begins, or for ever.
    package var to: Day?
    package var document: String

    package init(value: Value, from: Day, to: Day? = nil, document: String) {
      self.value = value
      self.from = from
      self.to = to
      self.document = document
    }
  }

  package var key: String
  package var label: String
  package var type: ValueType
  /// In the order of the days on which they begin.
  package var values: [Dated]

  package init(key: String, label: String, type: ValueType, values: [Dated]) {
    self.key = key
    self.label = label
    self.type = type
    self.values = values
  }

  /// Returns what holds on a day; nil where no document sets a value for it.
  package func value(on day: Day) -> Dated? {
    guard let latest = values.last(where: { $0.from <= day }) else { return nil }
    return latest.to.map { day <= $0 } ?? true ? latest : nil
  }

  /// Why a rule that asks on another day has no answer.
  var absence: String { "参数“\(label)”在这一天没有规定的值" }

  /// The unit of its numbers.
  package var unit: String? {
    if case .number(let unit) = type { unit?.symbol } else { nil }
  }

  /// The same as choices by the day in a slot, for columns and databases.
  func choices(asOf slot: Int) -> Term {
    let undefined = Term.undefined(absence)
    return values.reduce(undefined) { earlier, dated in
      var value = Datum(dated.value).map { Term.constant($0) } ?? undefined
      if let end = dated.to { value = .choice(compares(.atMost, slot, end), value, undefined) }
      return .choice(compares(.atLeast, slot, dated.from), value, earlier)
    }
  }

  private func compares(_ symbol: ComparisonOperator, _ slot: Int, _ day: Day) -> Condition {
    .compares(symbol, .field(slot), .constant(.day(day)), Atom(text: "", unit: nil))
  }
}

extension Term {
  /// Whether a part that is always asked is never known.
  var isUndefined: Bool {
    switch self {
    case .undefined: true
    case .constant, .field, .truth, .choice, .parameter: false
    case .sum(let left, let right), .difference(let left, let right), .product(let left, let right),
      .quotient(let left, let right), .later(let left, let right),
      .daysBetween(let left, let right), .monthsBetween(let left, let right):
      left.isUndefined || right.isUndefined
    case .least(let terms), .greatest(let terms): terms.contains(where: \.isUndefined)
    case .magnitude(let inner), .rounded(let inner, _, _), .part(_, let inner): inner.isUndefined
    }
  }

  /// Parameters that the term asks for, each with the slot of its day.
  var parameters: [(parameter: Parameter, asOf: Int)] {
    switch self {
    case .parameter(let parameter, let day): [(parameter, day)]
    case .constant, .field, .undefined: []
    case .sum(let left, let right), .difference(let left, let right), .product(let left, let right),
      .quotient(let left, let right), .later(let left, let right),
      .daysBetween(let left, let right), .monthsBetween(let left, let right):
      left.parameters + right.parameters
    case .least(let terms), .greatest(let terms): terms.flatMap(\.parameters)
    case .magnitude(let inner), .rounded(let inner, _, _), .part(_, let inner): inner.parameters
    case .choice(let test, let then, let otherwise):
      test.parameters + then.parameters + otherwise.parameters
    case .truth(let condition): condition.parameters
    }
  }
}

extension Condition {
  /// Parameters that the condition asks for, each with the slot of its day.
  var parameters: [(parameter: Parameter, asOf: Int)] {
    switch self {
    case .constant, .known: []
    case .holds(let term, _), .isAmong(let term, _, _): term.parameters
    case .compares(_, let left, let right, _), .matches(_, let left, let right, _):
      left.parameters + right.parameters
    case .not(let inner): inner.parameters
    case .all(let parts), .any(let parts): parts.flatMap(\.parameters)
    case .choice(let test, let then, let otherwise):
      test.parameters + then.parameters + otherwise.parameters
    }
  }
}
