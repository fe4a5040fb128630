import Quantities

/// Dates, times and durations as FEEL reads and takes them apart.
enum Temporal {
  static let epoch = CalendarDate.first

  /// Reads the text of an at-literal: whichever of the five kinds it is.
  static func literal(_ text: String) -> FeelValue? {
    if let date = CalendarDate(text) { return .date(date) }
    if let dateTime = DateTime(text) { return .dateTime(dateTime) }
    if let time = ClockTime(text) { return .time(time) }
    return DurationText.value(text)
  }

  /// Returns a part such as year, or null where the value is known not to have it; nil when there
  /// is no such part.
  static func part(_ name: String, of value: FeelValue) -> FeelValue? {
    switch value {
    case .date(let date): datePart(name, date) ?? (timeParts.contains(name) ? .null : nil)
    case .dateTime(let dateTime):
      datePart(name, dateTime.date)
        ?? timePart(name, dateTime.time, offset: dateTime.offset)
    case .time(let time): timePart(name, time, offset: time.offset)
    case .months(let months): monthsPart(name, months)
    case .elapsed(let elapsed): elapsedPart(name, elapsed)
    default: nil
    }
  }

  private static let timeParts: Set<String> = [
    "hour", "minute", "second", "time offset", "timezone",
  ]

  private static func datePart(_ name: String, _ date: CalendarDate) -> FeelValue? {
    switch name {
    case "year": FeelValue(date.year)
    case "month": FeelValue(date.month)
    case "day": FeelValue(date.day)
    case "weekday": FeelValue(date.weekday)
    default: nil
    }
  }

  private static func timePart(_ name: String, _ time: ClockTime, offset: Int?) -> FeelValue? {
    switch name {
    case "hour": FeelValue(time.hour)
    case "minute": FeelValue(time.minute)
    case "second":
      .number(
        Number(time.second) + Number(coefficient: Int128(time.nanosecond), exponent: -9))
    case "time offset": offset.map { .elapsed(Elapsed(seconds: $0)) } ?? .null
    case "timezone":
      if case .place(let place)? = time.zone { .string(place) } else { .null }
    default: nil
    }
  }

  private static func monthsPart(_ name: String, _ months: Int) -> FeelValue? {
    switch name {
    case "years": FeelValue(months / 12)
    case "months": FeelValue(months % 12)
    default: nil
    }
  }

  private static func elapsedPart(_ name: String, _ elapsed: Elapsed) -> FeelValue? {
    let parts = elapsed.parts
    switch name {
    case "days": return FeelValue(parts.days)
    case "hours": return FeelValue(parts.hours)
    case "minutes": return FeelValue(parts.minutes)
    case "seconds":
      let rest = elapsed.nanoseconds % (60 * Elapsed.second)
      return .number(Number(coefficient: rest, exponent: -9))
    default: return nil
    }
  }
}

extension CalendarDate {
  private init(knownYear year: Int) {
    self.year = year
    month = 1
    day = 1
  }

  /// The first day of 1970.
  static let first = CalendarDate(knownYear: 1970)
}
