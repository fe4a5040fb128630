extension Builtins {
  /// Allen's relations between points and ranges.
  static let ranges: [Builtin] = [
    relation("before", "point1, point2|point, range|range, point|range1, range2") { a, b in
      a.isBefore(b)
    },
    relation("after", "point1, point2|point, range|range, point|range1, range2") { a, b in
      b.isBefore(a)
    },
    relation("meets", "range1, range2") { a, b in a.meets(b) },
    relation("met by", "range1, range2") { a, b in b.meets(a) },
    relation("overlaps", "range1, range2") { a, b in
      a.isBefore(b).flatMap { before in b.isBefore(a).map { !before && !$0 } }
    },
    relation("overlaps before", "range1, range2") { a, b in a.overlapsBefore(b) },
    relation("overlaps after", "range1, range2") { a, b in b.overlapsBefore(a) },
    relation("finishes", "point, range|range1, range2") { a, b in a.finishes(b) },
    relation("finished by", "range, point|range1, range2") { a, b in b.finishes(a) },
    relation("includes", "range, point|range1, range2") { a, b in a.includes(b) },
    relation("during", "point, range|range1, range2") { a, b in b.includes(a) },
    relation("starts", "point, range|range1, range2") { a, b in a.starts(b) },
    relation("started by", "range, point|range1, range2") { a, b in b.starts(a) },
    relation("coincides", "point1, point2|range1, range2") { a, b in a.coincides(b) },
  ]

  private static func relation(
    _ name: String, _ parameters: String, _ holds: @escaping @Sendable (Span, Span) -> Bool?
  ) -> Builtin {
    Builtin(name, parameters) { arguments, evaluation in
      guard let first = Span(arguments[0].unwrapped, evaluation),
        let second = Span(arguments[1].unwrapped, evaluation)
      else { return nil }
      return holds(first, second).map { .boolean($0) }
    }
  }
}

/// A range, or a point as the range that holds only it.
private struct Span {
  let low: FeelValue
  let high: FeelValue
  let includesLow: Bool
  let includesHigh: Bool
  let isPoint: Bool
  let evaluation: Evaluation

  init?(_ value: FeelValue, _ evaluation: Evaluation) {
    self.evaluation = evaluation
    switch value {
    case .null, .list, .context, .function: return nil
    case .range(let range):
      guard !range.low.isNull, !range.high.isNull else { return nil }
      low = range.low
      high = range.high
      includesLow = range.includesLow
      includesHigh = range.includesHigh
      isPoint = false
    default:
      low = value
      high = value
      includesLow = true
      includesHigh = true
      isPoint = true
    }
  }

  private func order(_ left: FeelValue, _ right: FeelValue) -> Int? {
    evaluation.order(left, right)
  }

  func isBefore(_ other: Span) -> Bool? {
    order(high, other.low).map { $0 < 0 || ($0 == 0 && !(includesHigh && other.includesLow)) }
  }

  func meets(_ other: Span) -> Bool? {
    order(high, other.low).map { $0 == 0 && includesHigh && other.includesLow }
  }

  func overlapsBefore(_ other: Span) -> Bool? {
    guard let starts = order(low, other.low), let reach = order(high, other.low),
      let ends = order(high, other.high)
    else { return nil }
    let startsFirst = starts < 0 || (starts == 0 && includesLow && !other.includesLow)
    let touches = reach > 0 || (reach == 0 && includesHigh && other.includesLow)
    let endsFirst = ends < 0 || (ends == 0 && (!includesHigh || other.includesHigh))
    return startsFirst && touches && endsFirst
  }

  func finishes(_ other: Span) -> Bool? {
    guard let ends = order(high, other.high), let starts = order(low, other.low) else {
      return nil
    }
    if isPoint { return ends == 0 && other.includesHigh }
    return ends == 0 && includesHigh == other.includesHigh
      && (starts > 0 || (starts == 0 && (!includesLow || other.includesLow)))
  }

  func starts(_ other: Span) -> Bool? {
    guard let starts = order(low, other.low), let ends = order(high, other.high) else {
      return nil
    }
    if isPoint { return starts == 0 && other.includesLow }
    return starts == 0 && includesLow == other.includesLow
      && (ends < 0 || (ends == 0 && (!includesHigh || other.includesHigh)))
  }

  func includes(_ other: Span) -> Bool? {
    guard let starts = order(low, other.low), let ends = order(high, other.high) else {
      return nil
    }
    return (starts < 0 || (starts == 0 && (includesLow || !other.includesLow)))
      && (ends > 0 || (ends == 0 && (includesHigh || !other.includesHigh)))
  }

  func coincides(_ other: Span) -> Bool? {
    guard let starts = order(low, other.low), let ends = order(high, other.high) else {
      return nil
    }
    return starts == 0 && ends == 0 && includesLow == other.includesLow
      && includesHigh == other.includesHigh
  }
}
