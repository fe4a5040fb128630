import Definitions
import Facts
import Findings
import Quantities
import Storage

/// Keeps what the detectors found until something new is written.
///
/// Comparing every firm with its peers takes longer than a page may; all readers share the result,
/// and each is shown what he may see of it.
actor DoubtShelf {
  struct Found: Sendable {
    var check: DataCheck
    var issues: [DataIssue]
    var decisions: QualityDecisions
  }

  private static let most = 4
  private var kept: [AsOf: (head: Int64, found: Found)] = [:]
  private var order: [AsOf] = []

  /// Returns the doubts about which somebody may decide, as of a view.
  func found(in site: Site, asOf: AsOf) async throws -> Found {
    let newest = try await site.database.read { try FactStore.head(in: $0) }
    if let known = kept[asOf], known.head == newest || asOf.knownAt != nil { return known.found }
    let found = try await search(site, asOf)
    kept[asOf] = (newest, found)
    order.removeAll { $0 == asOf }
    order.append(asOf)
    while order.count > Self.most { kept[order.removeFirst()] = nil }
    return found
  }

  private func search(_ site: Site, _ asOf: AsOf) async throws -> Found {
    let detectors = site.library.detectors.values.filter(\.isDecidable)
    var snapshots: [String: Snapshot] = [:]
    for id in Set(detectors.map(\.register)) {
      guard let register = site.library.registers[id] else { continue }
      snapshots[id] = try await site.snapshots.snapshot(of: register, asOf: asOf)
    }
    let told = detectors.filter { if case .conflicts = $0.rule { true } else { false } }
      .compactMap { site.library.registers[$0.register] }
    let region = site.region
    let (rivals, decisions) = try await site.database.read { session in
      var rivals: [String: [RivalFacts]] = [:]
      for register in told {
        rivals[register.id] = try RivalFacts.read(
          of: register, region: region, knownAt: asOf.knownAt, in: session)
      }
      return (rivals, try QualityDecisions(knownAt: asOf.knownAt, in: session))
    }
    let check = DataCheck(
      detectors: detectors, snapshots: snapshots, before: [:], rivals: rivals,
      places: DataCheck.places(in: site.district))
    return Found(check: check, issues: check.issues(), decisions: decisions)
  }
}
