import Foundation

/// The rules of the world's time zones, as the system's library has them.
enum ZoneTable {
  static func isKnown(_ name: String) -> Bool { zone(name) != nil }

  /// Seconds east of UTC at a local time of the place.
  ///
  /// A clock that is put forward skips an hour, and one put back repeats it; in both hours the
  /// offset before the change is taken.
  static func offset(of name: String, atLocal local: LocalSeconds) -> Int? {
    guard let zone = zone(name) else { return nil }
    // Beyond these years the library's calendar ends; the rules of the last year go on.
    let seconds = min(max(local, -62_135_596_800), 32_503_680_000)
    func offset(_ instant: Int) -> Int {
      zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
    }
    let before = offset(seconds - 86_400)
    let after = offset(seconds + 86_400)
    if before == after || offset(seconds - before) == before { return before }
    return offset(seconds - after) == after ? after : before
  }

  private static func zone(_ name: String) -> TimeZone? {
    guard !name.isEmpty, !name.hasPrefix("GMT+"), !name.hasPrefix("GMT-") else { return nil }
    return TimeZone(identifier: name)
  }
}
