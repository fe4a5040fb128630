package import Quantities

/// The holidays and make-up workdays of one year, as the State Council's notice sets them.
package struct CalendarYear: Hashable, Sendable {
  package struct Holiday: Hashable, Sendable {
    package var name: String
    package var from: Day
    package var to: Day
  }

  package var head: Head
  package var year: Int
  package var holidays: [Holiday]
  package var workdays: [Day]

  /// The days as the working calendar takes them.
  package var days: WorkingCalendar.YearDays {
    var free: Set<Day> = []
    for holiday in holidays {
      for offset in 0...max(0, Day.days(from: holiday.from, to: holiday.to)) {
        free.insert(holiday.from.adding(days: offset))
      }
    }
    return WorkingCalendar.YearDays(holidays: free, workdays: Set(workdays))
  }
}

extension CalendarYear {
  init?(_ fields: Fields) {
    let head = Head(fields)
    let holidayEntries = fields.required("holidays")?.items()
    let workdayEntries = fields.required("workdays")?.items()
    fields.close()
    guard let head, let holidayEntries, let workdayEntries else { return nil }
    guard let year = Int(head.id) else {
      fields.entry.error("日历的 id 应当是年份，例如 \"2022\"")
      return nil
    }
    if !head.basis.contains(where: { $0.document.hasPrefix("国办") }) {
      fields.optional("basis")?.error("basis 里要写明国务院办公厅的放假通知，例如 国办发明电〔2021〕11号")
    }
    let holidays = holidayEntries.compactMap { Holiday($0, year: year) }
    let workdays = workdayEntries.compactMap { entry -> Day? in
      guard let day = entry.day() else { return nil }
      if day.year != year { entry.error("\(day) 不在 \(year) 年") }
      if day.weekday < 6 { entry.error("\(day) 不是周末，不必列为调休上班") }
      if holidays.contains(where: { $0.from <= day && day <= $0.to }) {
        entry.error("\(day) 同时列为放假和上班")
      }
      return day
    }
    guard holidays.count == holidayEntries.count, workdays.count == workdayEntries.count else {
      return nil
    }
    self.init(head: head, year: year, holidays: holidays, workdays: workdays)
  }
}

extension CalendarYear.Holiday {
  fileprivate init?(_ entry: Entry, year: Int) {
    guard let fields = entry.fields() else { return nil }
    defer { fields.close() }
    let name = fields.required("name")?.text()
    let from = fields.required("from")?.day()
    let to = fields.required("to")?.day()
    guard let name, let from, let to else { return nil }
    if from > to { entry.error("放假的最后一天在第一天之前") }
    if from.year != year || to.year != year { entry.error("放假的日子不在 \(year) 年") }
    guard from <= to else { return nil }
    self.init(name: name, from: from, to: to)
  }
}
