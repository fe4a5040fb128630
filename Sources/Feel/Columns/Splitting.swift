/// Terms that choose between two others, taken apart.
extension Term {
  struct Split {
    var test: Condition
    var then: Term
    var otherwise: Term

    func map(_ change: (Term) -> Term) -> Split {
      Split(test: test, then: change(then), otherwise: change(otherwise))
    }
  }

  /// The first choice inside the term, drawn out of it; nil when the term makes none.
  var split: Split? {
    switch self {
    case .choice(let test, let then, let otherwise):
      Split(test: test, then: then, otherwise: otherwise)
    case .magnitude(let inner):
      Split(
        test: compared(inner, .atLeast, .constant(.number(.zero))), then: inner,
        otherwise: .difference(.constant(.number(.zero)), inner))
    case .least(let terms): extreme(terms, .atMost) { .least($0) }
    case .greatest(let terms): extreme(terms, .atLeast) { .greatest($0) }
    case .sum(let left, let right): pair(left, right) { .sum($0, $1) }
    case .difference(let left, let right): pair(left, right) { .difference($0, $1) }
    case .product(let left, let right): pair(left, right) { .product($0, $1) }
    case .quotient(let left, let right): pair(left, right) { .quotient($0, $1) }
    case .later(let day, let span): pair(day, span) { .later($0, by: $1) }
    case .daysBetween(let left, let right): pair(left, right) { .daysBetween($0, $1) }
    case .monthsBetween(let left, let right): pair(left, right) { .monthsBetween($0, $1) }
    case .rounded(let inner, let places, let mode):
      inner.split?.map { .rounded($0, places: places, mode) }
    case .part(let part, let inner): inner.split?.map { .part(part, $0) }
    case .constant, .field, .truth, .parameter, .undefined: nil
    }
  }

  private func pair(_ left: Term, _ right: Term, _ make: (Term, Term) -> Term) -> Split? {
    left.split?.map { make($0, right) } ?? right.split?.map { make(left, $0) }
  }

  private func compared(
    _ left: Term, _ symbol: ComparisonOperator, _ right: Term
  ) -> Condition {
    .compares(symbol, left, right, Atom(text: "", unit: nil))
  }

  private func extreme(
    _ terms: [Term], _ symbol: ComparisonOperator, _ make: ([Term]) -> Term
  ) -> Split? {
    guard terms.count >= 2 else { return terms.first?.split }
    let rest = Array(terms.dropFirst(2))
    func keeping(_ term: Term) -> Term { rest.isEmpty ? term : make([term] + rest) }
    return Split(
      test: compared(terms[0], symbol, terms[1]), then: keeping(terms[0]),
      otherwise: keeping(terms[1]))
  }
}
