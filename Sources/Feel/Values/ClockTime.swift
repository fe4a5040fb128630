/// The zone a time is told in: a fixed distance from UTC, or the rules of a place.
package enum Zone: Hashable, Sendable {
  case offset(seconds: Int)
  case place(String)

  static let utc = Zone.offset(seconds: 0)

  /// Seconds east of UTC on a local date and time.
  func offset(at local: LocalSeconds) -> Int? {
    switch self {
    case .offset(let seconds): seconds
    case .place(let name): ZoneTable.offset(of: name, atLocal: local)
    }
  }
}

/// Seconds of a local clock since 1970-01-01T00:00:00 of that clock.
typealias LocalSeconds = Int

/// A time of day, with a zone where one is known.
package struct ClockTime: Hashable, Sendable {
  package let hour: Int
  package let minute: Int
  package let second: Int
  package let nanosecond: Int
  package let zone: Zone?

  package init?(hour: Int, minute: Int, second: Int, nanosecond: Int = 0, zone: Zone? = nil) {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
      (0..<1_000_000_000).contains(nanosecond)
    else { return nil }
    self.hour = hour
    self.minute = minute
    self.second = second
    self.nanosecond = nanosecond
    self.zone = zone
  }

  static let midnight = ClockTime(nanoseconds: 0, zone: nil)
  static let midnightUTC = ClockTime(nanoseconds: 0, zone: .utc)

  static let day = 86_400_000_000_000

  /// Makes a time from the nanoseconds since midnight; whole days are left out.
  init(nanoseconds: Int, zone: Zone?) {
    let rest = nanoseconds - nanoseconds.floorQuotient(Self.day) * Self.day
    nanosecond = rest % 1_000_000_000
    let seconds = rest / 1_000_000_000
    hour = seconds / 3_600
    minute = seconds / 60 % 60
    second = seconds % 60
    self.zone = zone
  }

  /// Nanoseconds since midnight.
  var nanoseconds: Int { secondOfDay * 1_000_000_000 + nanosecond }

  /// The time without its fraction of a second.
  var wholeSeconds: ClockTime {
    ClockTime(nanoseconds: secondOfDay * 1_000_000_000, zone: zone)
  }

  var secondOfDay: Int { hour * 3_600 + minute * 60 + second }

  /// Seconds east of UTC; a place is asked about the epoch's year, as a time has no date.
  var offset: Int? { zone?.offset(at: secondOfDay) }

  /// Nanoseconds since midnight of UTC, or nil without a zone.
  var universal: Int? { offset.map { nanoseconds - $0 * 1_000_000_000 } }
}

/// A date with a time of day.
package struct DateTime: Hashable, Sendable {
  package let date: CalendarDate
  package let time: ClockTime

  package init(date: CalendarDate, time: ClockTime) {
    self.date = date
    self.time = time
  }

  var local: LocalSeconds { date.number * 86_400 + time.secondOfDay }

  /// Seconds east of UTC on this date, or nil without a zone.
  var offset: Int? { time.zone?.offset(at: local) }

  /// Nanoseconds since 1970-01-01T00:00:00Z; without a zone, since that time of the local clock.
  var instant: Int128 {
    Int128(local - (offset ?? 0)) * 1_000_000_000 + Int128(time.nanosecond)
  }

  var wholeSeconds: DateTime { DateTime(date: date, time: time.wholeSeconds) }

  func adding(nanoseconds: Int128) -> DateTime? {
    let total = Int128(time.nanoseconds) + nanoseconds
    let day = Int128(ClockTime.day)
    var days = total / day
    if total % day < 0 { days -= 1 }
    guard let whole = Int(exactly: days), let date = date.adding(days: whole),
      let rest = Int(exactly: total - days * day)
    else { return nil }
    return DateTime(date: date, time: ClockTime(nanoseconds: rest, zone: time.zone))
  }

  func adding(months: Int) -> DateTime? {
    date.adding(months: months).map { DateTime(date: $0, time: time) }
  }
}

extension ClockTime: CustomStringConvertible {
  package var description: String {
    let clock = "\(hour.padded(to: 2)):\(minute.padded(to: 2)):\(second.padded(to: 2))"
    return clock + nanosecond.fraction + (zone?.description ?? "")
  }

  package init?(_ text: some StringProtocol) {
    var scanner = DigitScanner(text)
    guard let time = scanner.time(), scanner.isAtEnd else { return nil }
    self = time
  }
}

extension DateTime: CustomStringConvertible {
  package var description: String { "\(date)T\(time)" }

  package init?(_ text: some StringProtocol) {
    var scanner = DigitScanner(text)
    guard let date = scanner.date(), scanner.take("T") else { return nil }
    let isMidnight = scanner.takeEndOfDay()
    guard let time = scanner.time(), scanner.isAtEnd,
      let day = isMidnight ? date.adding(days: 1) : date
    else { return nil }
    self.init(date: day, time: time)
  }
}

extension Zone: CustomStringConvertible {
  package var description: String {
    switch self {
    case .place(let name): return "@" + name
    case .offset(0): return "Z"
    case .offset(let seconds):
      let size = abs(seconds)
      let clock = "\((size / 3_600).padded(to: 2)):\((size / 60 % 60).padded(to: 2))"
      let rest = size % 60 == 0 ? "" : ":" + (size % 60).padded(to: 2)
      return (seconds < 0 ? "-" : "+") + clock + rest
    }
  }
}

extension Int {
  /// Nanoseconds as the digits behind a point, without trailing zeros.
  var fraction: String {
    guard self != 0 else { return "" }
    var digits = padded(to: 9)
    while digits.hasSuffix("0") { digits.removeLast() }
    return "." + digits
  }
}
