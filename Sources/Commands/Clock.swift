import Foundation
package import Quantities

/// The time of day and the business day, handed in by the composition root.
///
/// Only `serve` and the command line read the machine's clock; `--today` fixes the day, so that a
/// past year can be walked through.
package struct Clock: Sendable {
  /// The moment in China Standard Time, such as 2022-06-30T09:30:00+08:00.
  package var moment: @Sendable () -> String
  package var today: @Sendable () -> Day
  /// Seconds since 1970, for sessions and locks.
  package var seconds: @Sendable () -> Int64

  package init(
    moment: @escaping @Sendable () -> String, today: @escaping @Sendable () -> Day,
    seconds: @escaping @Sendable () -> Int64
  ) {
    self.moment = moment
    self.today = today
    self.seconds = seconds
  }

  /// The machine's clock; a fixed day replaces the date and keeps the time of day.
  package static func system(today fixed: Day? = nil) -> Clock {
    Clock(
      moment: { moment(at: Date(), day: fixed) },
      today: { fixed ?? day(at: Date()) },
      seconds: { Int64(Date().timeIntervalSince1970) })
  }

  /// A clock that stands still, for tests and for the sample district.
  package static func fixed(_ day: Day) -> Clock {
    Clock(
      moment: { "\(day)T09:00:00+08:00" }, today: { day },
      seconds: { Int64(day.number) * 86_400 + 3_600 })
  }

  private static let offset: Int64 = 8 * 3_600

  private static func day(at date: Date) -> Day {
    let local = Int64(date.timeIntervalSince1970.rounded(.down)) + offset
    return Day(number: Int32(local / 86_400))
  }

  private static func moment(at date: Date, day fixed: Day?) -> String {
    let local = Int64(date.timeIntervalSince1970.rounded(.down)) + offset
    let second = Int(local % 86_400)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let time = "\(two(second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60))"
    return "\(fixed ?? day(at: date))T\(time)+08:00"
  }
}
