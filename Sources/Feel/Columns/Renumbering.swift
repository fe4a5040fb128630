/// Conditions of several rules over one list of fields; without the words of the rule, unless they are
/// to be kept, so that equal tests are equal values and parameters are choices by day.
struct Renumbering {
  /// The field of each slot of the rule.
  let fields: [Int]
  var keepsWords = false

  private static let wordless = Atom(text: "", unit: nil)

  func condition(_ condition: Condition) -> Condition {
    let words = keepsWords ? condition.atom ?? Renumbering.wordless : Renumbering.wordless
    return switch condition {
    case .constant: condition
    case .known(let slot, _): .known(fields[slot], words)
    case .holds(let inner, _): .holds(term(inner), words)
    case .compares(let symbol, let left, let right, _):
      .compares(symbol, term(left), term(right), words)
    case .isAmong(let inner, let data, _): .isAmong(term(inner), data, words)
    case .matches(let match, let text, let part, _):
      .matches(match, term(text), term(part), words)
    case .not(let inner): .not(self.condition(inner))
    case .all(let parts): .all(parts.map(self.condition))
    case .any(let parts): .any(parts.map(self.condition))
    case .choice(let test, let then, let otherwise):
      .choice(self.condition(test), self.condition(then), self.condition(otherwise))
    }
  }

  func term(_ term: Term) -> Term {
    switch term {
    case .constant: term
    case .field(let slot): .field(fields[slot])
    case .sum(let left, let right): .sum(self.term(left), self.term(right))
    case .difference(let left, let right): .difference(self.term(left), self.term(right))
    case .product(let left, let right): .product(self.term(left), self.term(right))
    case .quotient(let left, let right): .quotient(self.term(left), self.term(right))
    case .least(let terms): .least(terms.map(self.term))
    case .greatest(let terms): .greatest(terms.map(self.term))
    case .magnitude(let inner): .magnitude(self.term(inner))
    case .rounded(let inner, let places, let mode):
      .rounded(self.term(inner), places: places, mode)
    case .part(let part, let inner): .part(part, self.term(inner))
    case .later(let day, let span): .later(self.term(day), by: self.term(span))
    case .daysBetween(let later, let earlier):
      .daysBetween(self.term(later), self.term(earlier))
    case .monthsBetween(let from, let to): .monthsBetween(self.term(from), self.term(to))
    case .choice(let test, let then, let otherwise):
      .choice(condition(test), self.term(then), self.term(otherwise))
    case .truth(let inner): .truth(condition(inner))
    case .parameter(let parameter, let day):
      keepsWords ? .parameter(parameter, asOf: fields[day]) : parameter.choices(asOf: fields[day])
    case .undefined: term
    }
  }
}

/// How many fields a condition reads, as far as a plan needs to know.
enum FieldUse: Hashable {
  case none
  case one(Int)
  case several

  func union(_ other: FieldUse) -> FieldUse {
    switch (self, other) {
    case (.none, _): other
    case (_, .none): self
    default: self == other ? self : .several
    }
  }
}

extension Condition {
  var fieldUse: FieldUse {
    switch self {
    case .constant: .none
    case .known(let field, _): .one(field)
    case .holds(let term, _), .isAmong(let term, _, _): term.fieldUse
    case .compares(_, let left, let right, _), .matches(_, let left, let right, _):
      left.fieldUse.union(right.fieldUse)
    case .not(let inner): inner.fieldUse
    case .all(let parts), .any(let parts):
      parts.reduce(.none) { $0 == .several ? $0 : $0.union($1.fieldUse) }
    case .choice(let test, let then, let otherwise):
      test.fieldUse.union(then.fieldUse).union(otherwise.fieldUse)
    }
  }
}

extension Term {
  var fieldUse: FieldUse {
    switch self {
    case .constant: .none
    case .field(let field): .one(field)
    case .sum(let left, let right), .difference(let left, let right), .product(let left, let right),
      .quotient(let left, let right), .later(let left, let right),
      .daysBetween(let left, let right),
      .monthsBetween(let left, let right):
      left.fieldUse.union(right.fieldUse)
    case .least(let terms), .greatest(let terms):
      terms.reduce(.none) { $0.union($1.fieldUse) }
    case .magnitude(let inner), .rounded(let inner, _, _), .part(_, let inner): inner.fieldUse
    case .choice(let test, let then, let otherwise):
      test.fieldUse.union(then.fieldUse).union(otherwise.fieldUse)
    case .truth(let condition): condition.fieldUse
    case .parameter(_, let day): .one(day)
    case .undefined: .none
    }
  }
}
