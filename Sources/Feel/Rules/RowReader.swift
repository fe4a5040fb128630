import Quantities

/// What a part of a rule comes to for one subject.
enum Reading {
  case known(Datum)
  case unknown(Gap)
}

/// Whether a condition holds for one subject, with what is missing where that is open.
enum RowTruth {
  case holds(Bool)
  case open(Gap)

  var answer: Bool? {
    if case .holds(let flag) = self { flag } else { nil }
  }
}

/// What stands in the way of an answer: facts nobody has reported, or arithmetic without a result.
struct Gap: Hashable, Sendable {
  /// Slots of the missing facts, in the order in which they were met.
  var missing: [Int] = []
  var reason: String?

  func union(_ other: Gap) -> Gap {
    Gap(
      missing: missing + other.missing.filter { !missing.contains($0) },
      reason: reason ?? other.reason)
  }

  static let divisionByZero = Gap(reason: "除数是 0")
  static let tooLarge = Gap(reason: "数字太大，不能精确计算")
  static let noSuchDay = Gap(reason: "日期超出可以计算的范围")
  static let wrongValue = Gap(reason: "事实的类型与定义不符")
}

/// Interprets a rule for one subject: the judge whom the other ways of running a rule must match.
struct RowReader {
  /// Returns what is known in a slot, or nil.
  let lookup: (Int) -> Datum?

  // MARK: Conditions

  func truth(of condition: Condition) -> RowTruth {
    switch condition {
    case .constant(let flag): return .holds(flag)
    case .known(let slot, _): return .holds(lookup(slot) != nil)
    case .holds(let term, _):
      return judged(value(of: term)) { if case .boolean(let flag) = $0 { flag } else { nil } }
    case .compares(_, let left, let right, _), .matches(_, let left, let right, _):
      return truth(of: condition, value(of: left), value(of: right))
    case .isAmong(let term, let data, _): return judged(value(of: term)) { data.contains($0) }
    case .not(let inner):
      if case .holds(let flag) = truth(of: inner) { return .holds(!flag) }
      return truth(of: inner)
    case .all(let parts): return joined(parts, settledBy: false)
    case .any(let parts): return joined(parts, settledBy: true)
    case .choice(let test, let then, let otherwise):
      switch truth(of: test) {
      case .holds(let flag): return truth(of: flag ? then : otherwise)
      case .open(let gap): return .open(gap)
      }
    }
  }

  /// Kleene's and (settled by false) and or (settled by true).
  private func joined(_ parts: [Condition], settledBy settling: Bool) -> RowTruth {
    var gap: Gap?
    for part in parts {
      switch truth(of: part) {
      case .holds(settling): return .holds(settling)
      case .holds: continue
      case .open(let other): gap = gap?.union(other) ?? other
      }
    }
    return gap.map { .open($0) } ?? .holds(!settling)
  }

  private func judged(_ reading: Reading, _ judge: (Datum) -> Bool?) -> RowTruth {
    switch reading {
    case .known(let datum): judge(datum).map { .holds($0) } ?? .open(.wrongValue)
    case .unknown(let gap): .open(gap)
    }
  }

  /// The truth of a test between two sides that have been read.
  func truth(of condition: Condition, _ left: Reading, _ right: Reading) -> RowTruth {
    switch (left, right) {
    case (.known(let first), .known(let second)):
      RowReader.answer(of: condition, first, second).map { .holds($0) } ?? .open(.wrongValue)
    case (.unknown(let first), .unknown(let second)): .open(first.union(second))
    case (.unknown(let gap), _), (_, .unknown(let gap)): .open(gap)
    }
  }

  private static func answer(
    of condition: Condition, _ left: Datum, _ right: Datum
  ) -> Bool? {
    switch (condition, left, right) {
    case (.compares(let symbol, _, _, _), _, _): compare(symbol, left, right)
    case (.matches(let match, _, _, _), .text(let text), .text(let part)): match.holds(text, part)
    default: nil
    }
  }

  static func compare(_ symbol: ComparisonOperator, _ left: Datum, _ right: Datum) -> Bool? {
    switch (left, right) {
    case (.number(let a), .number(let b)): symbol.holds(a, b)
    case (.day(let a), .day(let b)): symbol.holds(a, b)
    case (.months(let a), .months(let b)), (.days(let a), .days(let b)): symbol.holds(a, b)
    case (.text(let a), .text(let b)):
      symbol == .equal ? a == b : symbol == .notEqual ? a != b : nil
    case (.boolean(let a), .boolean(let b)):
      symbol == .equal ? a == b : symbol == .notEqual ? a != b : nil
    default: nil
    }
  }

  // MARK: Terms

  func value(of term: Term) -> Reading {
    switch term {
    case .constant(let datum): return .known(datum)
    case .field(let slot):
      return lookup(slot).map { .known($0) } ?? .unknown(Gap(missing: [slot]))
    case .sum(let left, let right): return combined(left, right, RowReader.sum)
    case .difference(let left, let right): return combined(left, right, RowReader.difference)
    case .product(let left, let right):
      return numbers(left, right) { $0.times($1).map { .known(.number($0)) } }
    case .quotient(let left, let right):
      return numbers(left, right) {
        $1.isZero ? .unknown(.divisionByZero) : $0.over($1).map { .known(.number($0)) }
      }
    case .least(let terms): return extreme(terms, .less)
    case .greatest(let terms): return extreme(terms, .greater)
    case .magnitude(let inner):
      return number(inner) { $0 < .zero ? $0.negated : $0 }
    case .rounded(let inner, let places, let mode):
      return number(inner) { $0.rounded(toPlaces: places, mode) }
    case .part(let part, let inner): return self.part(part, of: inner)
    case .later(let day, let span): return combined(day, span, RowReader.later)
    case .daysBetween(let later, let earlier):
      return combined(later, earlier) {
        guard case (.day(let to), .day(let from)) = ($0, $1) else { return .unknown(.wrongValue) }
        return .known(.days(Day.days(from: from, to: to)))
      }
    case .monthsBetween(let from, let to):
      return combined(from, to) {
        guard case (.day(let from), .day(let to)) = ($0, $1) else { return .unknown(.wrongValue) }
        return .known(.months(RowReader.months(from: from, to: to)))
      }
    case .choice(let test, let then, let otherwise):
      switch truth(of: test) {
      case .holds(let flag): return value(of: flag ? then : otherwise)
      case .open(let gap): return .unknown(gap)
      }
    case .truth(let condition):
      switch truth(of: condition) {
      case .holds(let flag): return .known(.boolean(flag))
      case .open(let gap): return .unknown(gap)
      }
    case .parameter(let parameter, let slot):
      guard let datum = lookup(slot) else { return .unknown(Gap(missing: [slot])) }
      guard case .day(let day) = datum else { return .unknown(.wrongValue) }
      guard let value = parameter.value(on: day)?.value, let known = Datum(value) else {
        return .unknown(Gap(reason: parameter.absence))
      }
      return .known(known)
    case .undefined(let reason): return .unknown(Gap(reason: reason))
    }
  }

  private func combined(
    _ left: Term, _ right: Term, _ combine: (Datum, Datum) -> Reading
  ) -> Reading {
    switch (value(of: left), value(of: right)) {
    case (.known(let first), .known(let second)): combine(first, second)
    case (.unknown(let first), .unknown(let second)): .unknown(first.union(second))
    case (.unknown(let gap), _), (_, .unknown(let gap)): .unknown(gap)
    }
  }

  private func numbers(
    _ left: Term, _ right: Term, _ combine: (Ratio, Ratio) -> Reading?
  ) -> Reading {
    combined(left, right) {
      guard case (.number(let a), .number(let b)) = ($0, $1) else { return .unknown(.wrongValue) }
      return combine(a, b) ?? .unknown(.tooLarge)
    }
  }

  private func number(_ term: Term, _ change: (Ratio) -> Ratio?) -> Reading {
    switch value(of: term) {
    case .known(.number(let ratio)):
      change(ratio).map { .known(.number($0)) } ?? .unknown(.tooLarge)
    case .known: .unknown(.wrongValue)
    case .unknown(let gap): .unknown(gap)
    }
  }

  private func extreme(_ terms: [Term], _ symbol: ComparisonOperator) -> Reading {
    var best: Datum?
    var gap: Gap?
    for term in terms {
      switch value(of: term) {
      case .unknown(let other): gap = gap?.union(other) ?? other
      case .known(let datum):
        if let known = best {
          if RowReader.compare(symbol, datum, known) == true { best = datum }
        } else {
          best = datum
        }
      }
    }
    if let gap { return .unknown(gap) }
    return best.map { .known($0) } ?? .unknown(.wrongValue)
  }

  private func part(_ part: DayPart, of term: Term) -> Reading {
    switch value(of: term) {
    case .known(.day(let day)):
      let (year, month, dayOfMonth) = day.civil
      let number = part == .year ? year : part == .month ? month : dayOfMonth
      return .known(.number(Ratio(whole: number)))
    case .known: return .unknown(.wrongValue)
    case .unknown(let gap): return .unknown(gap)
    }
  }
}

extension RowReader {
  private static func sum(_ left: Datum, _ right: Datum) -> Reading {
    switch (left, right) {
    case (.number(let a), .number(let b)):
      a.plus(b).map { .known(.number($0)) } ?? .unknown(.tooLarge)
    case (.months(let a), .months(let b)): .known(.months(a &+ b))
    case (.days(let a), .days(let b)): .known(.days(a &+ b))
    default: .unknown(.wrongValue)
    }
  }

  private static func difference(_ left: Datum, _ right: Datum) -> Reading {
    switch (left, right) {
    case (.number(let a), .number(let b)):
      a.minus(b).map { .known(.number($0)) } ?? .unknown(.tooLarge)
    case (.months(let a), .months(let b)): .known(.months(a &- b))
    case (.days(let a), .days(let b)): .known(.days(a &- b))
    default: .unknown(.wrongValue)
    }
  }

  private static func later(_ day: Datum, _ span: Datum) -> Reading {
    switch (day, span) {
    case (.day(let day), .months(let months)): moved(day.adding(months: months))
    case (.day(let day), .days(let days)): moved(day.adding(days: days))
    default: .unknown(.wrongValue)
    }
  }

  private static func moved(_ day: Day) -> Reading {
    Day.years.contains(day.year) && day.number != .max && day.number != .min
      ? .known(.day(day)) : .unknown(.noSuchDay)
  }

  /// Counts full months: from 2022-01-31 to 2022-02-28 there are none.
  static func months(from start: Day, to end: Day) -> Int {
    if end < start { return -months(from: end, to: start) }
    let (from, to) = (start.civil, end.civil)
    let months = (to.year - from.year) * 12 + to.month - from.month
    return to.day < from.day ? months - 1 : months
  }
}

extension ComparisonOperator {
  func holds<Ordered: Comparable>(_ left: Ordered, _ right: Ordered) -> Bool {
    switch self {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .atMost: left <= right
    case .greater: left > right
    case .atLeast: left >= right
    }
  }
}
