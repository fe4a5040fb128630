/// A days and time duration, exact to the nanosecond.
package struct Elapsed: Hashable, Sendable, Comparable {
  package let nanoseconds: Int128

  package init(nanoseconds: Int128) { self.nanoseconds = nanoseconds }

  static let second: Int128 = 1_000_000_000
  static let limit: Int128 = 1_000_000_000_000 * 86_400 * second

  init(seconds: Int) { nanoseconds = Int128(seconds) * Self.second }

  package static func < (left: Elapsed, right: Elapsed) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// Seconds, when it is a whole number of them.
  var seconds: Int? { Int(exactly: nanoseconds / Self.second) }

  /// Days, hours, minutes and seconds, all of the sign of the whole.
  var parts: (days: Int, hours: Int, minutes: Int, seconds: Int) {
    let total = Int(clamping: nanoseconds / Self.second)
    return (total / 86_400, total / 3_600 % 24, total / 60 % 60, total % 60)
  }
}

extension Elapsed: CustomStringConvertible {
  package var description: String {
    if nanoseconds == 0 { return "PT0S" }
    let (days, hours, minutes, seconds) = parts
    let rest = Int(nanoseconds.magnitude % Self.second.magnitude)
    var text = nanoseconds < 0 ? "-P" : "P"
    if days != 0 { text += "\(abs(days))D" }
    if hours != 0 || minutes != 0 || seconds != 0 || rest != 0 { text += "T" }
    if hours != 0 { text += "\(abs(hours))H" }
    if minutes != 0 { text += "\(abs(minutes))M" }
    if seconds != 0 || rest != 0 { text += "\(abs(seconds))\(rest.fraction)S" }
    return text
  }
}

/// The text of a duration, of which there are two kinds that do not mix.
enum DurationText {
  static func months(_ months: Int) -> String {
    let size = abs(months)
    let years = size >= 12 ? "\(size / 12)Y" : ""
    let rest = size % 12 != 0 || size < 12 ? "\(size % 12)M" : ""
    return (months < 0 ? "-P" : "P") + years + rest
  }

  /// Reads PnYnM or PnDTnHnMnS that is the whole text.
  static func value(_ text: some StringProtocol) -> FeelValue? {
    var scanner = DigitScanner(text)
    let sign = scanner.take("-") ? -1 : 1
    guard scanner.take("P"), !scanner.isAtEnd else { return nil }
    var parts: [Character: Int] = [:]
    guard scanner.parts("YMD", into: &parts) else { return nil }
    let months = parts["Y"] != nil || parts["M"] != nil
    var clock: [Character: Int] = [:]
    var nanoseconds = 0
    if scanner.take("T") {
      guard let fraction = scanner.clockParts(into: &clock) else { return nil }
      nanoseconds = fraction
    }
    guard scanner.isAtEnd else { return nil }
    if months {
      guard parts["D"] == nil, clock.isEmpty else { return nil }
      return FeelValue(months: sign * (12 * (parts["Y"] ?? 0) + (parts["M"] ?? 0)))
    }
    var seconds = Int128(parts["D"] ?? 0) * 24
    seconds = (seconds + Int128(clock["H"] ?? 0)) * 60
    seconds = (seconds + Int128(clock["M"] ?? 0)) * 60
    seconds += Int128(clock["S"] ?? 0)
    let total = seconds * Elapsed.second + Int128(nanoseconds)
    return total > Elapsed.limit ? nil : .elapsed(Elapsed(nanoseconds: Int128(sign) * total))
  }
}
