import Quantities

extension Builtins {
  static let conversions: [Builtin] = [
    Builtin("date", "from|year, month, day") { arguments, _ in
      arguments.count == 3 ? date(arguments) : date(from: arguments[0].unwrapped)
    },
    Builtin("time", "from|hour, minute, second, offset?") { arguments, _ in
      arguments.count == 1 ? time(from: arguments[0].unwrapped) : time(arguments)
    },
    Builtin("date and time", "from|date, time") { arguments, _ in
      arguments.count == 1
        ? dateTime(from: arguments[0].unwrapped) : dateTime(arguments[0], arguments[1])
    },
    Builtin("duration", "from") { arguments, _ in
      switch arguments[0].unwrapped {
      case .string(let text): DurationText.value(text)
      case .months, .elapsed: arguments[0].unwrapped
      default: nil
      }
    },
    Builtin("years and months duration", "from, to") { arguments, _ in
      guard let from = arguments[0].unwrapped.day, let to = arguments[1].unwrapped.day else {
        return nil
      }
      return .months(months(from: from, to: to))
    },
    Builtin("number", "from, grouping separator?, decimal separator?") { arguments, _ in
      number(arguments)
    },
    Builtin("string", "from") { arguments, _ in
      arguments[0].isNull ? .null : arguments[0].text.map { .string($0) }
    },
    Builtin("range", "from") { arguments, evaluation in
      arguments[0].asString.flatMap { range($0, evaluation) }
    },
    Builtin("not", "negand") { arguments, _ in
      if case .boolean(let flag) = arguments[0].unwrapped { .boolean(!flag) } else { nil }
    },
    Builtin("is", "value1?, value2?") { arguments, evaluation in
      .boolean(evaluation.areIdentical(arguments.at(0), arguments.at(1)))
    },
  ]

  private static func date(from value: FeelValue) -> FeelValue? {
    switch value {
    case .string(let text): CalendarDate(text).map { .date($0) }
    case .date: value
    case .dateTime(let dateTime): .date(dateTime.date)
    default: nil
    }
  }

  private static func date(_ parts: [FeelValue]) -> FeelValue? {
    guard let year = parts[0].whole, let month = parts[1].whole, let day = parts[2].whole else {
      return nil
    }
    return CalendarDate(year: year, month: month, day: day).map { .date($0) }
  }

  private static func time(from value: FeelValue) -> FeelValue? {
    switch value {
    case .string(let text): ClockTime(text).map { .time($0) }
    case .time: value
    case .dateTime(let dateTime): .time(dateTime.time)
    case .date: .time(.midnightUTC)
    default: nil
    }
  }

  private static func time(_ parts: [FeelValue]) -> FeelValue? {
    guard let hour = parts[0].whole, let minute = parts[1].whole,
      case .number(let seconds) = parts[2].unwrapped
    else { return nil }
    var zone: Zone?
    switch parts.at(3).unwrapped {
    case .null: break
    case .elapsed(let offset):
      guard let size = offset.seconds, abs(size) <= 18 * 3_600 else { return nil }
      zone = .offset(seconds: size)
    default: return nil
    }
    let whole = seconds.rounded(toPlaces: 0, .floor)
    let rest = ((seconds - whole) * Number(1_000_000_000)).rounded(toPlaces: 0, .down)
    guard let second = whole.wholeNumber, let nanosecond = rest.wholeNumber else { return nil }
    return ClockTime(
      hour: hour, minute: minute, second: second, nanosecond: nanosecond, zone: zone
    ).map { .time($0) }
  }

  private static func dateTime(from value: FeelValue) -> FeelValue? {
    switch value {
    case .string(let text):
      DateTime(text).map { .dateTime($0) }
        ?? CalendarDate(text).map { .dateTime(DateTime(date: $0, time: .midnight)) }
    case .dateTime: value
    case .date(let date): .dateTime(DateTime(date: date, time: .midnightUTC))
    default: nil
    }
  }

  private static func dateTime(_ date: FeelValue, _ time: FeelValue) -> FeelValue? {
    guard let day = date.unwrapped.day, case .time(let time) = time.unwrapped else { return nil }
    return .dateTime(DateTime(date: day, time: time))
  }

  /// Counts full months between two days, negative when the second comes first.
  private static func months(from: CalendarDate, to: CalendarDate) -> Int {
    if to < from { return -months(from: to, to: from) }
    let months = (to.year - from.year) * 12 + to.month - from.month
    return to.day < from.day ? months - 1 : months
  }

  private static func number(_ arguments: [FeelValue]) -> FeelValue? {
    if arguments.count == 1, case .number = arguments[0].unwrapped { return arguments[0].unwrapped }
    guard var text = arguments[0].asString else { return nil }
    let grouping = arguments.at(1)
    let decimal = arguments.at(2)
    guard grouping.isNull || [" ", ",", "."].contains(grouping.asString),
      decimal.isNull || [",", "."].contains(decimal.asString),
      grouping.isNull || grouping != decimal
    else { return nil }
    if let sign = grouping.asString { text = text.replacing(sign, with: "") }
    if let sign = decimal.asString, sign != "." {
      guard !text.contains(".") else { return nil }
      text = text.replacing(sign, with: ".")
    }
    return Number(text).map { .number($0) }
  }

  /// Reads the text of an interval between two literals.
  private static func range(_ text: String, _ evaluation: Evaluation) -> FeelValue? {
    guard let parsed = try? Parser.expression(text), case .interval(let interval) = parsed.kind,
      interval.low.isLiteral, interval.high.isLiteral,
      case .range(let range) = evaluation.value(of: parsed, in: Scope()),
      let order = evaluation.order(range.low, range.high), order <= 0
    else { return nil }
    return sameKind(range.low, range.high) ? .range(range) : nil
  }

  private static func sameKind(_ left: FeelValue, _ right: FeelValue) -> Bool {
    switch (left, right) {
    case (.date, .dateTime), (.dateTime, .date): false
    default: true
    }
  }
}

extension FeelValue {
  var day: CalendarDate? {
    switch self {
    case .date(let date): date
    case .dateTime(let dateTime): dateTime.date
    default: nil
    }
  }

  /// The whole number that the value is.
  var whole: Int? {
    if case .number(let number) = unwrapped { number.wholeNumber } else { nil }
  }
}

extension Expression {
  /// Whether it says its value directly: a literal, or a conversion of one.
  fileprivate var isLiteral: Bool {
    switch kind {
    case .null, .boolean, .number, .string, .temporal: true
    case .negation(let inner): inner.isLiteral
    case .invocation(let function, .positional(let arguments)):
      if case .name(let name) = function.kind {
        ["date", "time", "date and time", "duration"].contains(name)
          && arguments.allSatisfy(\.isLiteral)
      } else {
        false
      }
    default: false
    }
  }
}
