import Quantities

/// Whether a term rises or falls with its only field, so that its comparisons turn at one place.
extension Term {
  enum Direction: Hashable, Sendable {
    case rising, falling, level

    var opposite: Direction {
      switch self {
      case .rising: .falling
      case .falling: .rising
      case .level: .level
      }
    }

    func joined(with other: Direction?) -> Direction? {
      switch (self, other) {
      case (.level, let other): other
      case (_, .level): self
      case (_, let other): other == self ? self : nil
      }
    }
  }

  /// nil when the term may turn back.
  var direction: Direction? {
    switch self {
    case .constant: .level
    case .field: .rising
    case .sum(let left, let right), .later(let left, let right):
      left.direction?.joined(with: right.direction)
    case .difference(let left, let right), .daysBetween(let left, let right):
      left.direction?.joined(with: right.direction?.opposite)
    case .monthsBetween(let from, let to):
      to.direction?.joined(with: from.direction?.opposite)
    case .product(let factor, .constant(.number(let ratio))),
      .product(.constant(.number(let ratio)), let factor):
      factor.direction?.scaled(by: ratio)
    case .quotient(let over, .constant(.number(let ratio))):
      ratio.isZero ? nil : over.direction?.scaled(by: ratio)
    case .least(let terms), .greatest(let terms):
      terms.reduce(.level) { $0?.joined(with: $1.direction) }
    case .rounded(let inner, _, _), .part(.year, let inner): inner.direction
    case .product, .quotient, .magnitude, .part, .choice, .truth, .parameter, .undefined: nil
    }
  }
}

extension Term.Direction {
  fileprivate func scaled(by ratio: Ratio) -> Term.Direction {
    ratio.isZero ? .level : ratio < .zero ? opposite : self
  }
}

extension Condition {
  /// Whether the answer, as a function of the only field, is constant between places that can be found.
  var isStepwise: Bool {
    switch self {
    case .constant, .known, .holds(.constant, _): true
    case .holds, .matches: false
    case .compares(_, let left, let right, _):
      left.direction?.joined(with: right.direction?.opposite) != nil
    case .isAmong(let term, _, _): term.direction != nil
    case .not(let inner): inner.isStepwise
    case .all(let parts), .any(let parts): parts.allSatisfy(\.isStepwise)
    case .choice(let test, let then, let otherwise):
      test.isStepwise && then.isStepwise && otherwise.isStepwise
    }
  }
}

/// The whole numbers that a field's column can hold in a frame, and what each of them means.
struct StoredDomain {
  var values: ClosedRange<Int64>
  var meaning: Meaning

  enum Meaning: Hashable {
    case number(places: Int)
    case day
  }

  func datum(_ stored: Int64) -> Datum? {
    switch meaning {
    case .number(let places):
      Ratio(Number(fixedPoint: stored, places: places)).map { .number($0) }
    case .day: .day(Day(number: Int32(clamping: stored)))
    }
  }

  /// The value that answers nothing but the condition's own question, for one stored number.
  func answer(_ condition: Condition, at stored: Int64?) -> Bool? {
    let datum = stored.flatMap(datum)
    return RowReader(lookup: { _ in datum }).truth(of: condition).answer
  }
}

// MARK: Where the answers change

extension StoredDomain {
  /// Adds the stored numbers from which on a stepwise condition may answer differently.
  func collectCuts(of condition: Condition, into cuts: inout [Int64]) {
    switch condition {
    case .constant, .known, .holds, .matches: return
    case .compares(_, let left, let right, _): turns(left, right, into: &cuts)
    case .isAmong(let term, let data, _):
      for datum in data { turns(term, .constant(datum), into: &cuts) }
    case .not(let inner): collectCuts(of: inner, into: &cuts)
    case .all(let parts), .any(let parts):
      for part in parts { collectCuts(of: part, into: &cuts) }
    case .choice(let test, let then, let otherwise):
      for part in [test, then, otherwise] { collectCuts(of: part, into: &cuts) }
    }
  }

  /// Adds the first stored number at which two terms meet, and the first after it.
  private func turns(_ left: Term, _ right: Term, into cuts: inout [Int64]) {
    switch (left, right) {
    case (.field, .constant(let datum)), (.constant(let datum), .field):
      if let position = datum.position, meet(at: position, into: &cuts) { return }
    default: break
    }
    add(firstStored { sign(left, right, at: $0).map { $0 >= 0 } }, to: &cuts)
    add(firstStored { sign(left, right, at: $0).map { $0 > 0 } }, to: &cuts)
  }

  private func add(_ cut: Int64?, to cuts: inout [Int64]) {
    if let cut, cut > values.lowerBound, cut <= values.upperBound { cuts.append(cut) }
  }

  /// Adds the places around a constant; false when 128 bits do not reach it.
  private func meet(at position: Ratio, into cuts: inout [Int64]) -> Bool {
    guard let (floor, isExact) = stored(position) else { return false }
    if isExact { add(Int64(exactly: floor), to: &cuts) }
    add(Int64(exactly: floor + 1), to: &cuts)
    return true
  }

  /// The greatest stored number not above a place, and whether it is the place; nil when out of reach.
  private func stored(_ position: Ratio) -> (floor: Int128, isExact: Bool)? {
    var scale: Int128 = 1
    if case .number(let places) = meaning { for _ in 0..<places { scale *= 10 } }
    let (scaled, overflow) = position.numerator.multipliedReportingOverflow(by: scale)
    if overflow || scaled.magnitude > UInt128(Int128.max) / 2 { return nil }
    let (quotient, rest) = scaled.quotientAndRemainder(dividingBy: position.denominator)
    return (rest < 0 ? quotient - 1 : quotient, rest == 0)
  }

  /// Finds by halving the first stored number whose answer differs from the lowest one's.
  private func firstStored(_ answer: (Int64) -> Bool?) -> Int64? {
    guard let start = answer(values.lowerBound), let end = answer(values.upperBound), start != end
    else { return nil }
    var (low, high) = (Int128(values.lowerBound), Int128(values.upperBound))
    while high - low > 1 {
      let middle = (low + high) >> 1
      if answer(Int64(middle)) == start { low = middle } else { high = middle }
    }
    return Int64(high)
  }

  /// Compares two terms: negative, zero or positive as the first is less, equal or greater.
  private func sign(_ left: Term, _ right: Term, at stored: Int64) -> Int? {
    let datum = datum(stored)
    let reader = RowReader(lookup: { _ in datum })
    guard case .known(let first) = reader.value(of: left),
      case .known(let second) = reader.value(of: right),
      let isLess = RowReader.compare(.less, first, second),
      let isGreater = RowReader.compare(.greater, first, second)
    else { return nil }
    return isLess ? -1 : isGreater ? 1 : 0
  }
}
