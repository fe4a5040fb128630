import Quantities

extension Evaluation {
  func negated(_ value: FeelValue) -> FeelValue {
    switch value {
    case .number(let number): .number(-number)
    case .months(let months): .months(-months)
    case .elapsed(let elapsed): .elapsed(Elapsed(nanoseconds: -elapsed.nanoseconds))
    default: fail("只有数字和时长可以取负")
    }
  }

  func calculated(
    _ symbol: ArithmeticOperator, _ left: FeelValue, _ right: FeelValue
  ) -> FeelValue {
    let result: FeelValue? =
      switch symbol {
      case .plus: sum(left, right)
      case .minus: difference(left, right)
      case .times: product(left, right)
      case .over: quotient(left, right)
      case .power: power(left, right)
      }
    return result ?? fail("这两个值不能用 \(symbol.rawValue) 计算")
  }

  private func sum(_ left: FeelValue, _ right: FeelValue) -> FeelValue? {
    switch (left, right) {
    case (.number(let a), .number(let b)): bounded(a + b)
    case (.string(let a), .string(let b)):
      charge((a.utf8.count + b.utf8.count) / 32)
        && a.utf8.count + b.utf8.count <= Self.longestText ? .string(a + b) : nil
    case (.months(let a), .months(let b)): FeelValue(months: a + b)
    case (.elapsed(let a), .elapsed(let b)): elapsed(a.nanoseconds + b.nanoseconds)
    case (let moment, .months(let months)), (.months(let months), let moment):
      later(moment, months: months)
    case (let moment, .elapsed(let span)), (.elapsed(let span), let moment):
      later(moment, nanoseconds: span.nanoseconds)
    default: nil
    }
  }

  private func difference(_ left: FeelValue, _ right: FeelValue) -> FeelValue? {
    switch (left, right) {
    case (.number(let a), .number(let b)): bounded(a - b)
    case (.months(let a), .months(let b)): FeelValue(months: a - b)
    case (.elapsed(let a), .elapsed(let b)): elapsed(a.nanoseconds - b.nanoseconds)
    case (_, .months(let months)): later(left, months: -months)
    case (_, .elapsed(let span)): later(left, nanoseconds: -span.nanoseconds)
    case (.time(let a), .time(let b)): between(a, b)
    default: span(left, right)
    }
  }

  /// The time from one moment to another; a date is the midnight with which it begins.
  private func span(_ later: FeelValue, _ earlier: FeelValue) -> FeelValue? {
    guard let to = later.moment, let from = earlier.moment else { return nil }
    if case (.date, .date) = (later, earlier) { return elapsed(to.instant - from.instant) }
    // A date counts from midnight of UTC, so it is not compared with a time of no zone.
    guard (to.time.zone == nil) == (from.time.zone == nil) else { return nil }
    return elapsed(to.instant - from.instant)
  }

  private func between(_ later: ClockTime, _ earlier: ClockTime) -> FeelValue? {
    if let to = later.universal, let from = earlier.universal { return elapsed(Int128(to - from)) }
    guard later.zone == nil, earlier.zone == nil else { return nil }
    return elapsed(Int128(later.nanoseconds - earlier.nanoseconds))
  }

  private func later(_ moment: FeelValue, months: Int) -> FeelValue? {
    switch moment {
    case .date(let date): date.adding(months: months).map { .date($0) }
    case .dateTime(let dateTime): dateTime.adding(months: months).map { .dateTime($0) }
    default: nil
    }
  }

  private func later(_ moment: FeelValue, nanoseconds: Int128) -> FeelValue? {
    switch moment {
    case .date(let date):
      DateTime(date: date, time: .midnight).adding(nanoseconds: nanoseconds).map {
        .date($0.date)
      }
    case .dateTime(let dateTime):
      dateTime.adding(nanoseconds: nanoseconds).map { .dateTime($0) }
    case .time(let time):
      DateTime(date: Temporal.epoch, time: time).adding(nanoseconds: nanoseconds).map {
        .time($0.time)
      }
    default: nil
    }
  }

  private func product(_ left: FeelValue, _ right: FeelValue) -> FeelValue? {
    switch (left, right) {
    case (.number(let a), .number(let b)): bounded(a * b)
    case (.months(let months), .number(let factor)), (.number(let factor), .months(let months)):
      (Number(months) * factor).rounded(toPlaces: 0, .down).wholeNumber
        .flatMap(FeelValue.init(months:))
    case (.elapsed(let span), .number(let factor)), (.number(let factor), .elapsed(let span)):
      elapsed(Number(coefficient: span.nanoseconds, exponent: 0) * factor)
    default: nil
    }
  }

  private func quotient(_ left: FeelValue, _ right: FeelValue) -> FeelValue? {
    switch (left, right) {
    case (.number(let a), .number(let b)): a.divided(by: b).flatMap(bounded)
    case (.months(let months), .number(let divisor)):
      Number(months).divided(by: divisor)?.rounded(toPlaces: 0, .down).wholeNumber
        .flatMap(FeelValue.init(months:))
    case (.months(let a), .months(let b)):
      Number(a).divided(by: Number(b)).map { .number($0) }
    case (.elapsed(let span), .number(let divisor)):
      Number(coefficient: span.nanoseconds, exponent: 0).divided(by: divisor).flatMap(elapsed)
    case (.elapsed(let a), .elapsed(let b)):
      Number(coefficient: a.nanoseconds, exponent: 0)
        .divided(by: Number(coefficient: b.nanoseconds, exponent: 0)).map { .number($0) }
    default: nil
    }
  }

  private func power(_ left: FeelValue, _ right: FeelValue) -> FeelValue? {
    guard case (.number(let base), .number(let exponent)) = (left, right) else { return nil }
    return base.raised(to: exponent).flatMap(bounded)
  }

  private func elapsed(_ nanoseconds: Int128) -> FeelValue? {
    abs(nanoseconds) <= Elapsed.limit ? .elapsed(Elapsed(nanoseconds: nanoseconds)) : nil
  }

  private func elapsed(_ nanoseconds: Number) -> FeelValue? {
    let whole = nanoseconds.rounded(toPlaces: 0, .down)
    guard whole.exponent <= 24 else { return nil }
    let scale = (0..<whole.exponent).reduce(into: Int128(1)) { scale, _ in scale *= 10 }
    let (value, overflow) = whole.coefficient.multipliedReportingOverflow(by: scale)
    return overflow ? nil : elapsed(value)
  }

  /// A number within the range of decimal128, or nil.
  func bounded(_ number: Number) -> FeelValue? {
    if number.isZero || (-6_176...6_111).contains(number.exponent) { return .number(number) }
    return number.exponent < 0 ? .number(.zero) : nil
  }
}

extension FeelValue {
  /// A years and months duration, or nil when it is longer than any calendar.
  init?(months: Int) {
    guard abs(months) <= 120_000_000_000 else { return nil }
    self = .months(months)
  }

  /// A date or a date and time as a moment; a date begins at midnight of UTC.
  var moment: DateTime? {
    switch self {
    case .date(let date): DateTime(date: date, time: .midnightUTC)
    case .dateTime(let dateTime): dateTime
    default: nil
    }
  }
}
