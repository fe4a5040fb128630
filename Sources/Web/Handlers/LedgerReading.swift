import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Storage

extension Site {
  var ledger: LedgerDesk {
    LedgerDesk(
      database: database, library: library, region: region, snapshots: snapshots,
      forecasts: forecasts)
  }
}

extension DeskVisit {
  /// The readings of all commitments in the view of the page.
  func readings(
    of report: String? = nil, forecasting: Bool = false
  ) async throws -> [Reading] {
    try await site.readings.readings(at: site.ledger, asOf: asOf, forecasting: forecasting)
      .of(report)
  }

  /// The same with a forecast each.
  func forecasts() async throws -> [Reading] { try await readings(forecasting: true) }

  /// The readings as they were a week before, with what was known then; nil before the first entry.
  func earlierReadings() async throws -> [Reading]? {
    let day = asOf.day.adding(days: -7)
    let head = try await site.database.read { try JournalEntry.head(onOrBefore: day, in: $0) }
    guard head > 0 else { return nil }
    let knownAt = min(head, asOf.knownAt ?? head)
    return try await site.readings.readings(
      at: site.ledger, asOf: AsOf(day, knownAt: knownAt))
  }

  /// Whether the acting post may see a commitment.
  func may(_ commitment: Commitment) -> Bool {
    may(Permissions.readCommitments, reaching: commitment.reach)
  }
}

extension Commitment {
  /// What scopes are compared with: the unit that answers for it, be it an office, town or park.
  var reach: Reach { Reach(unit: unit, town: unit, park: unit) }

  var kindTitle: String { Self.kindTitles[kind] ?? kind }

  /// The word that colours the promise, or how firm it is without one.
  var strengthTitle: String {
    modality ?? Self.strengthTitles[strength] ?? "一般"
  }

  /// How firmly promises are worded, by the reader's words for it.
  static let strengthTitles = [
    "binding": "约束性", "aspiring": "力争", "expected": "预期性", "plain": "一般",
  ]
}

extension [Reading] {
  fileprivate func of(_ report: String?) -> [Reading] {
    report.map { id in filter { $0.commitment.report == id } } ?? self
  }
}
