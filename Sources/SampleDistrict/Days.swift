import Quantities

extension Day {
  /// A day that stands in the source text; one that does not exist becomes the first of 1970 and
  /// fails the tests of the district.
  static func of(_ year: Int, _ month: Int, _ day: Int) -> Day {
    Day(year: year, month: month, day: day) ?? Day(number: 0)
  }

  /// The last day of a month.
  static func last(of month: Int, in year: Int) -> Day {
    (month == 12 ? of(year + 1, 1, 1) : of(year, month + 1, 1)).adding(days: -1)
  }

  /// Whether the day lies in a month of a year.
  func isIn(month: Int, of year: Int) -> Bool {
    Day.of(year, month, 1) <= self && self <= Day.last(of: month, in: year)
  }
}
