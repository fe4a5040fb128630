/// The working days of the years whose official notice is known.
///
/// A year that is not known is an error and never guessed from weekends: a deadline that counts a
/// holiday as a working day is wrong by law.
package struct WorkingCalendar: Hashable, Sendable {
  /// The days of one year that differ from plain weeks.
  package struct YearDays: Hashable, Sendable {
    /// Days off, weekends among them where the notice lists them.
    package var holidays: Set<Day>
    /// Saturdays and Sundays that are worked (调休).
    package var workdays: Set<Day>

    package init(holidays: Set<Day>, workdays: Set<Day>) {
      self.holidays = holidays
      self.workdays = workdays
    }
  }

  /// A year whose calendar has not been entered.
  package struct MissingYear: Error, Hashable, Sendable, CustomStringConvertible {
    package var year: Int

    package init(year: Int) { self.year = year }

    package var description: String {
      "缺少 \(year) 年工作日历，不能推算工作日。请按国务院办公厅的放假通知，在定义目录的 calendars 里加入 \(year).yaml"
    }
  }

  package var years: [Int: YearDays]

  package init(years: [Int: YearDays]) { self.years = years }

  /// Tells whether a day is worked.
  package func isWorkingDay(_ day: Day) throws(MissingYear) -> Bool {
    guard let days = years[day.year] else { throw MissingYear(year: day.year) }
    if days.workdays.contains(day) { return true }
    return !day.isWeekend && !days.holidays.contains(day)
  }

  /// Returns the n-th working day after a day, or before it when n is negative.
  ///
  /// The day itself is not counted, as deadlines are counted in law; for n = 0 it is the day itself
  /// or the first working day after it.
  package func adding(workingDays count: Int, to day: Day) throws(MissingYear) -> Day {
    var current = day
    guard count != 0 else {
      while try !isWorkingDay(current) { current = current.adding(days: 1) }
      return current
    }
    let step = count < 0 ? -1 : 1
    var left = count.magnitude
    while left > 0 {
      current = current.adding(days: step)
      if try isWorkingDay(current) { left -= 1 }
    }
    return current
  }

  /// Counts the working days after one day up to and including another; negative backwards.
  package func workingDays(from start: Day, to end: Day) throws(MissingYear) -> Int {
    guard start <= end else { return -(try workingDays(from: end, to: start)) }
    var count = 0
    var current = start
    while current < end {
      current = current.adding(days: 1)
      if try isWorkingDay(current) { count += 1 }
    }
    return count
  }

  /// Returns the years that should be known on a day and are not: the day's own year, and from
  /// 1 November on the next one.
  package func missingYears(on day: Day) -> [MissingYear] {
    let wanted = day.month >= 11 ? [day.year, day.year + 1] : [day.year]
    return wanted.filter { years[$0] == nil }.map { MissingYear(year: $0) }
  }
}
