import Quantities

/// A sum of multiples of fields and a constant, with exact coefficients: `Σ cᵢ·xᵢ + c`.
///
/// Comparisons of money with money, of shares with per cents and of days with days all come to the
/// sign of such a sum, which needs whole numbers only.
struct LinearForm: Hashable, Sendable {
  /// What of a field is counted.
  enum View: Int, Hashable, Sendable, Comparable {
    /// The number itself, or the number of the day.
    case value
    /// `(12·year + month − 1)·32 + day`: months and days in one whole number.
    case month
    /// The same, but on the last day of a month the day counts as 31.
    case monthEnd

    static func < (left: View, right: View) -> Bool { left.rawValue < right.rawValue }
  }

  struct Source: Hashable, Sendable, Comparable {
    var field: Int
    var view = View.value

    static func < (left: Source, right: Source) -> Bool {
      (left.field, left.view) < (right.field, right.view)
    }
  }

  struct Part: Hashable, Sendable {
    var source: Source
    /// Never zero.
    var factor: Ratio
  }

  /// In the order of their sources, each source once.
  private(set) var parts: [Part]
  var constant: Ratio

  init(constant: Ratio) {
    parts = []
    self.constant = constant
  }

  init(_ source: Source) {
    parts = [Part(source: source, factor: .one)]
    constant = .zero
  }

  var isConstant: Bool { parts.isEmpty }

  /// The constant that the form is, unless it is zero or has parts.
  var nonzeroConstant: Ratio? { isConstant && !constant.isZero ? constant : nil }

  // MARK: Arithmetic; nil where 128 bits do not hold a coefficient

  func plus(_ other: LinearForm) -> LinearForm? {
    guard let constant = constant.plus(other.constant) else { return nil }
    var sum = LinearForm(constant: constant)
    var (mine, theirs) = (parts[...], other.parts[...])
    while let left = mine.first, let right = theirs.first {
      if left.source == right.source {
        guard let factor = left.factor.plus(right.factor) else { return nil }
        if !factor.isZero { sum.parts.append(Part(source: left.source, factor: factor)) }
        mine.removeFirst()
        theirs.removeFirst()
      } else if left.source < right.source {
        sum.parts.append(mine.removeFirst())
      } else {
        sum.parts.append(theirs.removeFirst())
      }
    }
    sum.parts += mine + theirs
    return sum
  }

  func times(_ factor: Ratio) -> LinearForm? {
    guard let constant = constant.times(factor) else { return nil }
    var product = LinearForm(constant: constant)
    if factor.isZero { return product }
    for part in parts {
      guard let scaled = part.factor.times(factor) else { return nil }
      product.parts.append(Part(source: part.source, factor: scaled))
    }
    return product
  }

  var negated: LinearForm? { times(Ratio(whole: -1)) }

  func minus(_ other: LinearForm) -> LinearForm? { other.negated.flatMap(plus) }

  /// The form with whole coefficients that share no factor; the sign stays.
  var reduced: LinearForm? {
    guard let first = parts.first else { return self }
    var numerators = first.factor.numerator.magnitude
    var denominators = first.factor.denominator
    for part in parts.dropFirst() {
      numerators = LinearForm.commonDivisor(numerators, part.factor.numerator.magnitude)
      let shared = LinearForm.commonDivisor(
        denominators.magnitude, part.factor.denominator.magnitude)
      let (multiple, overflow) = (denominators / Int128(shared)).multipliedReportingOverflow(
        by: part.factor.denominator)
      if overflow { return nil }
      denominators = multiple
    }
    guard let scale = Ratio(denominators, over: Int128(numerators)) else { return nil }
    return scale == .one ? self : times(scale)
  }

  private static func commonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
    var (left, right) = (left, right)
    while right != 0 { (left, right) = (right, left % right) }
    return max(left, 1)
  }
}

/// A quotient of two sums of fields.
struct LinearQuotient: Hashable, Sendable {
  var over: LinearForm
  var under: LinearForm
}

// MARK: Terms as forms

extension Term {
  /// The term as a sum of fields, or nil when it is another function of them.
  var linear: LinearForm? {
    guard let quotient, let under = quotient.under.nonzeroConstant,
      let inverse = Ratio.one.over(under)
    else { return nil }
    return quotient.over.times(inverse)
  }

  /// The term as a quotient of sums, or nil when it is another function of the fields.
  ///
  /// The quotient is undefined exactly where the term divides by zero.
  var quotient: LinearQuotient? {
    switch self {
    case .constant(let datum):
      return datum.position.map { LinearQuotient(LinearForm(constant: $0)) }
    case .field(let field): return LinearQuotient(LinearForm(LinearForm.Source(field: field)))
    case .sum(let left, let right):
      return Term.combined(left, right) { $0.plus($1) }
    case .difference(let left, let right), .daysBetween(let left, let right):
      return Term.combined(left, right) { $0.minus($1) }
    case .later(let day, .constant(.days(let count))):
      return Term.combined(day, .constant(.days(count))) { $0.plus($1) }
    case .product(let left, let right):
      guard let first = left.quotient, let second = right.quotient else { return nil }
      return first.scaled(by: second) ?? second.scaled(by: first)
    case .quotient(let left, let right):
      guard let first = left.quotient, let second = right.quotient,
        let own = first.under.nonzeroConstant, let other = second.under.nonzeroConstant,
        let over = first.over.times(other), let under = second.over.times(own)
      else { return nil }
      return LinearQuotient(over: over, under: under)
    default: return nil
    }
  }

  private static func combined(
    _ left: Term, _ right: Term, _ combine: (LinearForm, LinearForm) -> LinearForm?
  ) -> LinearQuotient? {
    guard let first = left.quotient, let second = right.quotient else { return nil }
    if first.under == second.under {
      return combine(first.over, second.over).map {
        LinearQuotient(over: $0, under: first.under)
      }
    }
    if first.isConstant, let common = second.under.times(first.over.constant) {
      return combine(common, second.over).map { LinearQuotient(over: $0, under: second.under) }
    }
    if second.isConstant, let common = first.under.times(second.over.constant) {
      return combine(first.over, common).map { LinearQuotient(over: $0, under: first.under) }
    }
    return nil
  }
}

extension LinearQuotient {
  fileprivate init(_ form: LinearForm) {
    self.init(over: form, under: LinearForm(constant: .one))
  }

  /// A constant over one.
  fileprivate var isConstant: Bool { over.isConstant && under == LinearForm(constant: .one) }

  fileprivate func scaled(by other: LinearQuotient) -> LinearQuotient? {
    guard other.isConstant, let scaled = over.times(other.over.constant) else { return nil }
    return LinearQuotient(over: scaled, under: under)
  }
}

extension Datum {
  /// Where a number, a day or a count of days stands on the number line.
  var position: Ratio? {
    switch self {
    case .number(let ratio): ratio
    case .day(let day): Ratio(whole: Int(day.number))
    case .days(let count): Ratio(whole: count)
    case .text, .boolean, .months: nil
    }
  }
}
