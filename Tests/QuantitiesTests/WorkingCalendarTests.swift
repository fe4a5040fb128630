import Quantities
import Testing

struct WorkingCalendarTests {
  /// The first days of October 2022: seven days off from the 1st, two weekend days worked after.
  private let calendar = WorkingCalendar(years: [
    2022: .init(
      holidays: Set((1...7).compactMap { Day(year: 2022, month: 10, day: $0) }),
      workdays: Set((8...9).compactMap { Day(year: 2022, month: 10, day: $0) }))
  ])

  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  @Test(arguments: [
    ("2022-09-30", true), ("2022-10-01", false), ("2022-10-07", false), ("2022-10-08", true),
    ("2022-10-09", true), ("2022-10-10", true), ("2022-10-15", false), ("2022-10-16", false),
  ])
  func `knows holidays and worked weekends`(text: String, isWorked: Bool) throws {
    #expect(try calendar.isWorkingDay(day(text)) == isWorked)
  }

  @Test(arguments: [
    ("2022-09-30", 1, "2022-10-08"), ("2022-09-29", 1, "2022-09-30"),
    ("2022-09-30", 5, "2022-10-12"),
    ("2022-10-03", 1, "2022-10-08"), ("2022-10-08", -1, "2022-09-30"),
    ("2022-10-01", 0, "2022-10-08"),
    ("2022-10-11", 0, "2022-10-11"), ("2022-10-14", 1, "2022-10-17"),
  ])
  func `counts working days from the next day on`(start: String, count: Int, end: String) throws {
    #expect(try calendar.adding(workingDays: count, to: day(start)).description == end)
  }

  @Test func `counting is the inverse of adding`() throws {
    var random = SeededGenerator(seed: 8)
    let first = try day("2022-02-01")
    for _ in 1...500 {
      let start = first.adding(days: Int.random(in: 0...200, using: &random))
      let count = Int.random(in: 1...60, using: &random)
      let end = try calendar.adding(workingDays: count, to: start)
      #expect(try calendar.workingDays(from: start, to: end) == count, "\(start) + \(count)")
      #expect(try calendar.workingDays(from: end, to: start) == -count)
      #expect(try calendar.isWorkingDay(end))
    }
  }

  @Test func `a year that is not known is an error`() throws {
    let outside = try day("2023-01-03")
    #expect(throws: WorkingCalendar.MissingYear(year: 2023)) {
      try calendar.isWorkingDay(outside)
    }
    let eve = try day("2022-12-30")
    #expect(throws: WorkingCalendar.MissingYear(year: 2023)) {
      try calendar.adding(workingDays: 3, to: eve)
    }
  }

  @Test(arguments: [
    ("2022-10-31", []), ("2022-11-01", [2023]), ("2022-12-31", [2023]), ("2023-01-01", [2023]),
    ("2023-11-01", [2023, 2024]),
  ])
  func `the alarm for next year rings from 1 November`(text: String, years: [Int]) throws {
    #expect(calendar.missingYears(on: try day(text)).map(\.year) == years)
  }
}
