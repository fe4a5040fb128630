import Commands
import Definitions
import Facts
import Findings
import Quantities
import Storage

/// The stock accounts that a reader may see in full: of the year so far and of the last days.
///
/// An account counts every subject of its register, so it is shown to those who may see all of them.
struct StockReport: Sendable {
  static let days = 7

  /// The year's account and, where they are wanted, those of the single days, the last one first.
  struct Section: Sendable {
    var year: StockAccount
    var days: [StockAccount]
  }

  private(set) var sections: [Section] = []

  init(_ desk: DeskVisit, of only: Register? = nil, withDays: Bool) async throws {
    let head = try await desk.site.database.read { try FactStore.head(in: $0) }
    for (detector, register) in desk.site.stockLaws
    where only == nil || only?.id == register.id {
      guard Self.isOpen(register, detector, to: desk) else { continue }
      let day = desk.asOf.day
      guard let opened = try await Self.opened(register, in: desk.site), opened < day else {
        continue
      }
      // Before the register was opened there is nothing to begin with.
      let opening = max(Period(.year, containing: day).first.adding(days: -1), opened)
      let book = desk.site.stock
      guard
        let year = try await book.account(
          detector, of: register, since: opening, asOf: desk.asOf, head: head),
        year.balance.opening + year.balance.closing > 0
      else { continue }
      let days =
        withDays
        ? try await book.days(
          detector, of: register,
          from: max(day.adding(days: 1 - Self.days), opened.adding(days: 1)),
          asOf: desk.asOf,
          head: head) : []
      sections.append(Section(year: year, days: days))
    }
  }

  /// The day on which the first subject of a register was recorded.
  private static func opened(_ register: Register, in site: Site) async throws -> Day? {
    let (id, region) = (register.id, site.region)
    return try await site.database.read { session in
      let first = try session.rows(
        "SELECT MIN(seq) AS seq FROM subject WHERE register = \(id) AND region = \(region)"
      ).first.flatMap { try $0.get("seq") as Int64? }
      return try first.flatMap { try JournalEntry.entry($0, in: session)?.day }
    }
  }

  private static func isOpen(
    _ register: Register, _ detector: Detector, to desk: DeskVisit
  ) -> Bool {
    let visibility = desk.visibility(of: register)
    return detector.fields.compactMap { register.field($0) }.allSatisfy { field in
      visibility.scopes(reaching: field).contains { $0.rows == .all }
    }
  }
}
