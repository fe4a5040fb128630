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
  func readings(of report: String? = nil) async throws -> [Reading] {
    try await site.readings.all(asOf: asOf, of: report, in: site)
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

/// Readings that were made before, kept until something new is written.
actor ReadingShelf {
  private struct Kept {
    var head: Int64
    var readings: [Reading]
  }

  private static let most = 12
  private var kept: [AsOf: Kept] = [:]
  private var order: [AsOf] = []

  /// Returns the readings of all commitments, or of those of one report.
  func all(asOf: AsOf, of report: String?, in site: Site) async throws -> [Reading] {
    let head = try await site.database.read { try FactStore.head(in: $0) }
    if let known = kept[asOf], known.head == head || asOf.knownAt != nil {
      return known.readings.of(report)
    }
    let readings = try await site.ledger.readings(of: nil, asOf: asOf)
    kept[asOf] = Kept(head: head, readings: readings)
    order.removeAll { $0 == asOf }
    order.append(asOf)
    while order.count > Self.most { kept[order.removeFirst()] = nil }
    return readings.of(report)
  }
}

extension [Reading] {
  fileprivate func of(_ report: String?) -> [Reading] {
    report.map { id in filter { $0.commitment.report == id } } ?? self
  }
}
