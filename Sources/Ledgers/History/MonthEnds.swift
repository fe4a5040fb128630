import Commands
package import Facts
package import Quantities
import Storage

extension LedgerDesk {
  /// Returns the ends of the months between two days, each with what was known on that day; the
  /// months before the first entry of the journal are left out.
  package func monthEnds(
    from: Day, before day: Day, knownAt: Int64?
  ) async throws -> [AsOf] {
    let days = Self.lastDays(from: from, before: day)
    return try await database.read { session in
      try days.compactMap { day in
        let head = try JournalEntry.head(onOrBefore: day, in: session)
        return head > 0 ? AsOf(day, knownAt: min(head, knownAt ?? head)) : nil
      }
    }
  }

  /// Months that are shown at most: three years of them, the newest.
  private static let mostMonths = 36

  private static func lastDays(from: Day, before day: Day) -> [Day] {
    guard from < day else { return [] }
    let first = max(from, day.adding(days: -31 * mostMonths))
    var days: [Day] = []
    var month = Period(.month, containing: first)
    while month.last < day {
      days.append(month.last)
      month = month.next
    }
    return days
  }
}
