package import Quantities

/// Forecasts how many contenders will be entered by a day, each by its own chance of crossing the line.
///
/// A contender's year is its months so far times what such months came to in the years before. How
/// far that misses is taken from all contenders of the years before at the same month; no shape of
/// the error is assumed. Who crosses is entered in time with the share that was before.
package struct ThresholdForecast: Sendable {
  package private(set) var contenders: [Contender]
  package let line: Double

  package init(contenders: [Contender], line: Double) {
    self.contenders = contenders
    self.line = line
  }

  package mutating func replace(_ contender: Contender, at place: Int) {
    contenders[place] = contender
  }

  package func outlook(on day: Day, goal: Goal) -> Outlook {
    ThresholdState(self, on: day, goal: goal).outlook
  }

  /// Returns the terms; nil where too little is known.
  func terms(on day: Day, goal: Goal) -> ThresholdState.Terms? {
    ThresholdState(self, on: day, goal: goal).terms
  }

  /// Returns the number that was entered between two days.
  package func counted(from: Day, through due: Day) -> Int {
    contenders.count { contender in
      contender.enteredOn.map { from <= $0 && $0 <= due } ?? false
    }
  }

  /// Compares what would have been forecast in closed years with what came.
  package func pastError(before day: Day, goal: Goal) -> PastError? {
    var record = PastRecord(isRelative: true)
    for back in 1...3 {
      let past = Goal(
        from: goal.from.adding(years: -back), due: goal.due.adding(years: -back), bar: nil)
      let came = counted(from: past.from, through: past.due)
      let asked = day.adding(years: -back)
      // Only the quarters' ends beside the day itself: each asks all contenders of all years.
      let quarters = PastRecord.origins(from: past.from, due: past.due).filter { $0.month % 3 == 0 }
      for origin in quarters + [asked] {
        guard let forecast = outlook(on: origin, goal: past).forecast else { continue }
        record.add(forecast, came: Double(came), isAsked: origin == asked)
      }
    }
    return record.error
  }

  /// The month after the last for which anything is known.
  func newestMonth(by day: Day) -> Int {
    let limit = MonthlySeries.ordinal(of: day.adding(days: 1))
    return min(contenders.map(\.months.end).max() ?? 0, limit)
  }
}
