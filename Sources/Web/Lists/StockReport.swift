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
      let opening = Period(.year, containing: day).first.adding(days: -1)
      let book = desk.site.stock
      guard
        let year = try await book.account(
          detector, of: register, since: opening, asOf: desk.asOf, head: head),
        year.balance.opening + year.balance.closing > 0
      else { continue }
      let days =
        withDays
        ? try await book.days(
          detector, of: register, from: day.adding(days: 1 - Self.days), asOf: desk.asOf,
          head: head) : []
      sections.append(Section(year: year, days: days))
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
