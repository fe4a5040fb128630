import Definitions
import Facts
import Findings
import Quantities
import Storage

/// Runs every detector of the definitions over the registers as of a day.
struct DataCheck {
  let library: Library
  let region: String
  let places: [String]

  func issues(in database: any Database, on day: Day) async throws -> [DataIssue] {
    let (library, region) = (library, region)
    let (snapshots, before, rivals) = try await database.read { session in
      var snapshots: [String: Snapshot] = [:]
      var before: [String: Snapshot] = [:]
      var rivals: [String: [RivalFacts]] = [:]
      for register in library.registers.values {
        snapshots[register.id] = try SnapshotBuilder(
          register: register, region: region, asOf: AsOf(day)
        ).build(in: session)
        rivals[register.id] = try RivalFacts.read(of: register, region: region, in: session)
      }
      for detector in library.detectors.values {
        guard case .stockLaw = detector.rule, let register = library.registers[detector.register]
        else { continue }
        let month = Period(.month, containing: day)
        before[register.id] = try SnapshotBuilder(
          register: register, region: region, asOf: AsOf(month.previous.last)
        ).build(in: session)
      }
      return (snapshots, before, rivals)
    }
    return library.detectors.values.sorted { $0.id < $1.id }.flatMap { detector -> [DataIssue] in
      guard let snapshot = snapshots[detector.register] else { return [] }
      return issues(
        of: detector, snapshot, before[detector.register] ?? snapshot,
        rivals[detector.register] ?? [], snapshots)
    }
  }

  private func issues(
    of detector: Detector, _ snapshot: Snapshot, _ before: Snapshot, _ rivals: [RivalFacts],
    _ snapshots: [String: Snapshot]
  ) -> [DataIssue] {
    switch detector.rule {
    case .outliers: OutlierDetector(detector, snapshot: snapshot)?.issues() ?? []
    case .series: SeriesDetector(detector, snapshot: snapshot)?.issues() ?? []
    case .conflicts:
      ConflictDetector(detector, rivals: rivals, snapshot: snapshot)?.issues() ?? []
    case .duplicates:
      DuplicateDetector(detector, snapshot: snapshot, places: places)?.issues() ?? []
    case .doubleCounts: DoubleCountDetector(detector, snapshot: snapshot)?.issues() ?? []
    case .orphans:
      OrphanDetector(detector, snapshot: snapshot, targets: snapshots)?.issues() ?? []
    case .stale: StaleDetector(detector, snapshot: snapshot)?.issues() ?? []
    case .stockLaw:
      StockLaw(detector, before: before, after: snapshot)?.check().issues ?? []
    }
  }
}
