import Definitions
import Foundation
import Quantities
import Testing

/// The calendars of 2021 to 2026, checked against the PyPI package chinesecalendar.
struct CalendarTests {
  private func calendars() throws -> [Int: CalendarYear] {
    try BuiltIn.library().calendarYears
  }

  @Test(arguments: 2021...2026)
  func `names the notice of the State Council office`(year: Int) throws {
    let calendar = try #require(try calendars()[year])
    let notice = try #require(calendar.head.basis.first)
    #expect(notice.document.wholeMatch(of: /国办发明电〔([0-9]{4})〕[0-9]+号/)?.1 == "\(year - 1)")
    #expect(notice.title == "国务院办公厅关于\(year)年部分节假日安排的通知")
    #expect(calendar.head.validFrom == Day(year: year, month: 1, day: 1))
    #expect(calendar.head.validTo == Day(year: year, month: 12, day: 31))
  }

  /// `Files/working-days.tsv` was made by `Files/make-working-days.py`.
  @Test func `every month is as the committed summary says`() throws {
    let calendar = try BuiltIn.library().calendar
    let rows = try TestFiles.text("working-days.tsv").split(separator: "\n").dropFirst()
    #expect(rows.count == 72)
    for row in rows {
      let cells = row.split(separator: "\t", omittingEmptySubsequences: false)
      let year = try #require(Int(cells[0]))
      let month = try #require(Int(cells[1]))
      var worked: [Day] = []
      for day in 1...Day.length(ofMonth: month, year: year) {
        let day = try #require(Day(year: year, month: month, day: day))
        if try calendar.isWorkingDay(day) { worked.append(day) }
      }
      func days(_ list: [Day]) -> String { list.map { "\($0.day)" }.joined(separator: " ") }
      let first = try #require(Day(year: year, month: month, day: 1))
      let all = (0..<Day.length(ofMonth: month, year: year)).map { first.adding(days: $0) }
      #expect(String(worked.count) == cells[2], "\(year)-\(month)")
      #expect(
        days(all.filter { !$0.isWeekend && !worked.contains($0) }) == cells[3], "\(year)-\(month)")
      #expect(days(worked.filter(\.isWeekend)) == cells[4], "\(year)-\(month)")
    }
  }

  // Skipped where python3 has no package chinesecalendar.
  @Test(.enabled(if: PythonCalendar.isInstalled, "python3 没有安装 chinesecalendar，未与其核对"))
  func `every day is what chinesecalendar says`() throws {
    let calendar = try BuiltIn.library().calendar
    let answers = try PythonCalendar.workdays(from: 2021, to: 2026)
    var day = try #require(Day("2021-01-01"))
    #expect(answers.count == 2_191)
    for answer in answers {
      #expect(try calendar.isWorkingDay(day) == (answer == "1"), "\(day)")
      day = day.adding(days: 1)
    }
  }

  @Test func `deadlines step over holidays and make-up days`() throws {
    let calendar = try BuiltIn.library().calendar
    let eve = try #require(Day("2022-09-30"))
    #expect(try calendar.adding(workingDays: 1, to: eve).description == "2022-10-08")
    let beyond = try #require(Day("2027-01-04"))
    #expect(throws: WorkingCalendar.MissingYear(year: 2027)) { try calendar.isWorkingDay(beyond) }
    let november = try #require(Day("2026-11-01"))
    #expect(calendar.missingYears(on: november).map(\.year) == [2027])
  }
}

/// Asks the PyPI package, in a process of its own.
enum PythonCalendar {
  static let isInstalled = (try? run("import chinese_calendar")) != nil

  /// One character a day, 1 for a working day.
  static func workdays(from first: Int, to last: Int) throws -> String {
    try run(
      """
      import chinese_calendar, datetime
      day = datetime.date(\(first), 1, 1)
      while day.year <= \(last):
          print(int(chinese_calendar.is_workday(day)), end="")
          day += datetime.timedelta(days=1)
      """)
  }

  private struct Failed: Error {}

  private static func run(_ program: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed() }
    return String(decoding: data, as: UTF8.self)
  }
}
