/// A day of the Gregorian calendar, kept as the number of days since 1970-01-01.
///
/// A day has no time and no zone: the product counts in days of China Standard Time, and only the
/// composition root turns a clock into a day. The Gregorian rules hold backwards too (proleptic).
package struct Day: Hashable, Sendable {
  package let number: Int32

  package init(number: Int32) { self.number = number }

  /// Makes a day, or nil when the calendar has no such day, as 2022-02-29.
  package init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), (1...12).contains(month),
      (1...Self.length(ofMonth: month, year: year)).contains(day)
    else { return nil }
    number = Self.number(year: year, month: month, day: day)
  }

  /// Reads a day that is the whole text in the form 2022-06-30; anything else is nil.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    let hyphen = UInt8(ascii: "-")
    guard bytes.count == 10, bytes[4] == hyphen, bytes[7] == hyphen,
      let year = Self.digits(bytes[0..<4]), let month = Self.digits(bytes[5..<7]),
      let day = Self.digits(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  package var year: Int { civil.year }
  package var month: Int { civil.month }
  package var day: Int { civil.day }

  /// Monday is 1, Sunday is 7.
  package var weekday: Int {
    // 1970-01-01 was a Thursday.
    let fromMonday = (Int(number) + 3) % 7
    return (fromMonday < 0 ? fromMonday + 7 : fromMonday) + 1
  }

  package var isWeekend: Bool { weekday >= 6 }

  /// Returns the day so many days later; a result that no day can hold stays at the last one.
  package func adding(days: Int) -> Day {
    let (sum, overflow) = Int(number).addingReportingOverflow(days)
    return Day(number: overflow ? (days < 0 ? .min : .max) : Int32(clamping: sum))
  }

  /// Returns the same day of a later month, or the last of that month when it is shorter.
  ///
  /// One month after 2022-01-31 is 2022-02-28: what is due at the end of a month stays there.
  package func adding(months: Int) -> Day {
    let (year, month, day) = civil
    let reach = (Self.years.upperBound - Self.years.lowerBound) * 12
    let total = year * 12 + (month - 1) + Swift.min(Swift.max(months, -reach), reach)
    let newYear = Swift.min(
      Swift.max(Self.floorQuotient(total, 12), Self.years.lowerBound), Self.years.upperBound)
    let newMonth = total - Self.floorQuotient(total, 12) * 12 + 1
    let last = Self.length(ofMonth: newMonth, year: newYear)
    return Day(
      number: Self.number(year: newYear, month: newMonth, day: Swift.min(day, last)))
  }

  /// Returns the same day of a later year; 29 February becomes 28 February where there is none.
  package func adding(years: Int) -> Day {
    let (months, overflow) = years.multipliedReportingOverflow(by: 12)
    return adding(months: overflow ? (years < 0 ? .min : .max) : months)
  }

  /// Counts the days from one day to another: 0 for the same day, negative for an earlier one.
  package static func days(from start: Day, to end: Day) -> Int {
    Int(end.number) - Int(start.number)
  }

  /// Returns the number of days of a month.
  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: isLeap(year) ? 29 : 28
    default: 31
    }
  }

  package static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// Years whose days all have a number.
  package static let years = -5_000_000...5_000_000
}

// MARK: The calendar

extension Day {
  /// Days of a year that begins on 1 March before each month, so that the leap day comes last.
  private static let daysBeforeMonth = [0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337]
  private static let daysIn400Years = 146_097
  /// Days from 0000-03-01 to 1970-01-01.
  private static let epoch = 719_468

  private static func number(year: Int, month: Int, day: Int) -> Int32 {
    let year = month > 2 ? year : year - 1
    let cycle = floorQuotient(year, 400)
    let yearOfCycle = year - cycle * 400
    let dayOfYear = daysBeforeMonth[(month + 9) % 12] + day - 1
    let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
    return Int32(cycle * daysIn400Years + dayOfCycle - epoch)
  }

  /// Year, month and day of the month.
  package var civil: (year: Int, month: Int, day: Int) {
    let days = Int(number) + Self.epoch
    let cycle = Self.floorQuotient(days, Self.daysIn400Years)
    let dayOfCycle = days - cycle * Self.daysIn400Years
    // Taking the leap days out leaves years of 365 days.
    let leapDays = dayOfCycle / 1_460 - dayOfCycle / 36_524 + dayOfCycle / 146_096
    let yearOfCycle = (dayOfCycle - leapDays) / 365
    let dayOfYear = dayOfCycle - (yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100)
    let marchMonth = (dayOfYear * 5 + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - Self.daysBeforeMonth[marchMonth] + 1)
  }

  private static func floorQuotient(_ value: Int, _ divisor: Int) -> Int {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
  }

  private static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in bytes {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }
}

extension Day: Comparable {
  package static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

// MARK: Text

extension Day: CustomStringConvertible, Codable {
  /// The day as the standard writes it, such as 2022-06-30.
  package var description: String {
    let (year, month, day) = civil
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: Swift.max(0, width - digits.utf8.count)) + digits
    }
    let sign = year < 0 ? "-" : ""
    return "\(sign)\(padded(Swift.abs(year), 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// The day as people read it, such as 2022年6月30日.
  package var chinese: String {
    let (year, month, day) = civil
    return "\(year)年\(month)月\(day)日"
  }

  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let day = Day(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a day: \(text)"))
    }
    self = day
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
