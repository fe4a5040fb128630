/// A day of the proleptic Gregorian calendar with years as far as FEEL allows.
///
/// `Day` of the product covers five million years in 32 bits; a FEEL date may lie 999,999,999 years
/// away, so it keeps its parts.
package struct CalendarDate: Hashable, Sendable {
  package let year: Int
  package let month: Int
  package let day: Int

  static let years = -999_999_999...999_999_999

  package init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), (1...12).contains(month),
      (1...Self.length(ofMonth: month, year: year)).contains(day)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Makes the day so many days after 1970-01-01, or nil beyond the last year.
  init?(number: Int) {
    let shifted = number + 719_468
    let cycle = shifted.floorQuotient(146_097)
    let dayOfCycle = shifted - cycle * 146_097
    let yearOfCycle =
      (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let fromMarch = (5 * dayOfYear + 2) / 153
    let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    self.init(
      year: cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * fromMarch + 2) / 5 + 1)
  }

  /// Days since 1970-01-01.
  var number: Int {
    let year = month > 2 ? self.year : self.year - 1
    let cycle = year.floorQuotient(400)
    let yearOfCycle = year - cycle * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return cycle * 146_097 + yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
      - 719_468
  }

  /// Monday is 1, Sunday is 7.
  var weekday: Int { (number + 3) - (number + 3).floorQuotient(7) * 7 + 1 }

  var dayOfYear: Int {
    guard let first = CalendarDate(year: year, month: 1, day: 1) else { return 0 }
    return number - first.number + 1
  }

  /// Week of the year as ISO 8601 counts: week 1 holds the first Thursday.
  var weekOfYear: Int {
    let thursday = number - weekday + 4
    guard let middle = CalendarDate(number: thursday) else { return 0 }
    return (middle.dayOfYear - 1) / 7 + 1
  }

  func adding(days: Int) -> CalendarDate? {
    let (sum, overflow) = number.addingReportingOverflow(days)
    return overflow || abs(sum) > 400_000_000_000 ? nil : CalendarDate(number: sum)
  }

  /// Returns the same day of a later month, or the last of that month when it is shorter.
  func adding(months: Int) -> CalendarDate? {
    let (total, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow else { return nil }
    let newYear = total.floorQuotient(12)
    let newMonth = total - newYear * 12 + 1
    guard Self.years.contains(newYear) else { return nil }
    return CalendarDate(
      year: newYear, month: newMonth,
      day: min(day, Self.length(ofMonth: newMonth, year: newYear)))
  }

  static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}

extension CalendarDate: Comparable {
  package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension CalendarDate: CustomStringConvertible {
  package var description: String {
    let sign = year < 0 ? "-" : ""
    return "\(sign)\(abs(year).padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
  }

  /// Reads a date that is the whole text: a year of four to nine digits, month and day.
  package init?(_ text: some StringProtocol) {
    var scanner = DigitScanner(text)
    guard let date = scanner.date(), scanner.isAtEnd else { return nil }
    self = date
  }
}

extension Int {
  func floorQuotient(_ divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor != 0 && (self < 0) != (divisor < 0) ? quotient - 1 : quotient
  }

  func padded(to width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(0, width - digits.utf8.count)) + digits
  }
}
