package import Quantities

/// What a number format of a sheet makes of a number, as far as its meaning goes.
enum NumberFormat: Hashable, Sendable {
  case plain
  /// The number is a day, counted from 1900 or 1904.
  case day
  case percent
  /// Shown with so many digits at least, as codes with leading zeros are.
  case zeros(Int)

  /// Takes a built-in format by its number; those from 27 on are the Chinese ones.
  init(builtIn number: Int) {
    self =
      switch number {
      case 14...17, 22, 27...31, 36, 50...54, 57, 58: .day
      case 9, 10: .percent
      default: .plain
      }
  }

  /// Reads a format as sheets write it: `yyyy"年"m"月"d"日"`, `0.00%`, `000000`.
  init(code: String) {
    guard code.lowercased() != "general" else {
      self = .plain
      return
    }
    let letters = Self.letters(of: code)
    if letters.contains("%") {
      self = .percent
    } else if Self.meansDay(letters) {
      self = .day
    } else if !letters.isEmpty, letters.allSatisfy({ $0 == "0" }), (2...32) ~= letters.count {
      self = .zeros(letters.count)
    } else {
      self = .plain
    }
  }

  /// Leaves out what is shown as it stands: quoted words, escaped characters, colours, conditions.
  private static func letters(of code: String) -> [Character] {
    var letters: [Character] = []
    var rest = code.lowercased()[...]
    while let character = rest.popFirst(), character != ";" {
      switch character {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "[":
        let inside = rest.prefix { $0 != "]" }
        // [h] counts hours beyond a day: an amount of time and no day.
        if !inside.isEmpty, inside.allSatisfy({ "hms".contains($0) }) { letters.append("[") }
        rest = rest.dropFirst(inside.count + 1)
      case "\\", "_", "*": rest = rest.dropFirst()
      default: letters.append(character)
      }
    }
    return letters
  }

  private static func meansDay(_ letters: [Character]) -> Bool {
    guard !letters.contains("["), !letters.contains("#") else { return false }
    // A lone m is a month where no hour or second stands beside it; e is a year, save in 0.0E+00.
    if letters.contains("y") || letters.contains("d") { return true }
    if letters.contains("e"), !letters.contains("0") { return true }
    return letters.contains("m") && !letters.contains("h") && !letters.contains("s")
  }
}

/// The two ways in which sheets count days.
package enum DaySystem: Hashable, Sendable {
  case from1900, from1904

  /// Returns the day of a serial number, or nil when it is none; a time of day is dropped.
  package func day(of serial: Number) -> Day? {
    let whole = serial.rounded(toPlaces: 0, .floor)
    guard let days = whole.fixedPoint(places: 0), (0...2_958_465).contains(days) else { return nil }
    switch self {
    case .from1904: return Day(number: Int32(days) - 24_107)
    // The 1900 system has a 29 February 1900 that never was: serial 60.
    case .from1900:
      guard days != 0, days != 60 else { return nil }
      return Day(number: Int32(days) - (days < 60 ? 25_568 : 25_569))
    }
  }
}
