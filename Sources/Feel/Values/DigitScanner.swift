/// Reads the fixed forms of dates, times and durations, digit by digit.
struct DigitScanner {
  private var rest: Substring.UTF8View

  init(_ text: some StringProtocol) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: sign) else { return false }
    rest.removeFirst()
    return true
  }

  /// Reads as many digits as there are, up to a limit; nil when there are none or more.
  private mutating func digits(_ counts: ClosedRange<Int>) -> (value: Int, count: Int)? {
    var value = 0
    var count = 0
    while let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      guard count < counts.upperBound else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      count += 1
      rest.removeFirst()
    }
    return count < counts.lowerBound ? nil : (value, count)
  }

  /// Reads a year of four to nine digits without needless zeros, month and day.
  mutating func date() -> CalendarDate? {
    let isNegative = take("-")
    let startsWithZero = rest.first == UInt8(ascii: "0")
    guard let (year, count) = digits(4...9), !(startsWithZero && count > 4), take("-"),
      let (month, _) = digits(2...2), take("-"), let (day, _) = digits(2...2)
    else { return nil }
    return CalendarDate(year: isNegative ? -year : year, month: month, day: day)
  }

  /// Reads 24:00:00 as the midnight that ends a day, leaving 00:00:00 to be read.
  mutating func takeEndOfDay() -> Bool {
    guard rest.starts(with: "24:00:00".utf8) else { return false }
    rest = Substring("00" + Substring(rest).dropFirst(2)).utf8
    return true
  }

  mutating func time() -> ClockTime? {
    guard let (hour, _) = digits(2...2), take(":"), let (minute, _) = digits(2...2), take(":"),
      let (second, _) = digits(2...2)
    else { return nil }
    var nanosecond = 0
    if take(".") {
      guard let fraction = fraction() else { return nil }
      nanosecond = fraction
    }
    if isAtEnd {
      return ClockTime(hour: hour, minute: minute, second: second, nanosecond: nanosecond)
    }
    guard let zone = zone() else { return nil }
    return ClockTime(
      hour: hour, minute: minute, second: second, nanosecond: nanosecond, zone: zone)
  }

  /// Reads digits behind a point as nanoseconds; what is finer is dropped.
  private mutating func fraction() -> Int? {
    var value = 0
    var count = 0
    while let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      if count < 9 { value = value * 10 + Int(byte - UInt8(ascii: "0")) }
      count += 1
      rest.removeFirst()
    }
    guard count > 0 else { return nil }
    for _ in min(count, 9)..<9 { value *= 10 }
    return value
  }

  private mutating func zone() -> Zone? {
    if take("Z") { return .utc }
    if take("@") {
      let name = String(Substring(rest))
      rest = Substring().utf8
      return ZoneTable.isKnown(name) ? .place(name) : nil
    }
    let isNegative = take("-")
    guard isNegative || take("+"), let (hours, _) = digits(2...2), take(":"),
      let (minutes, _) = digits(2...2), minutes <= 59
    else { return nil }
    var seconds = 0
    if take(":") {
      guard let (read, _) = digits(2...2), read <= 59 else { return nil }
      seconds = read
    }
    let size = hours * 3_600 + minutes * 60 + seconds
    guard size <= 18 * 3_600 else { return nil }
    return .offset(seconds: isNegative ? -size : size)
  }

  /// Reads numbers with a letter behind each, the letters in the given order.
  mutating func parts(_ letters: String, into parts: inout [Character: Int]) -> Bool {
    var allowed = Substring(letters)
    while let byte = rest.first, byte != UInt8(ascii: "T") {
      guard let (value, _) = digits(1...15), let letter = rest.first,
        let place = allowed.firstIndex(of: Character(Unicode.Scalar(letter)))
      else { return false }
      parts[allowed[place]] = value
      allowed = allowed[allowed.index(after: place)...]
      rest.removeFirst()
    }
    return true
  }

  /// Reads hours, minutes and seconds with a fraction, which it returns in nanoseconds.
  mutating func clockParts(into parts: inout [Character: Int]) -> Int? {
    var allowed: Substring = "HMS"
    var nanoseconds = 0
    guard !isAtEnd else { return nil }
    while !isAtEnd {
      guard let (value, _) = digits(1...15) else { return nil }
      var hasFraction = false
      if take(".") {
        hasFraction = true
        // A point without digits behind it is read as XML Schema's lenient readers do.
        if rest.first != UInt8(ascii: "S") {
          guard let fraction = fraction() else { return nil }
          nanoseconds = fraction
        }
      }
      guard let letter = rest.first,
        let place = allowed.firstIndex(of: Character(Unicode.Scalar(letter))),
        !hasFraction || letter == UInt8(ascii: "S")
      else { return nil }
      parts[allowed[place]] = value
      allowed = allowed[allowed.index(after: place)...]
      rest.removeFirst()
    }
    return nanoseconds
  }
}
