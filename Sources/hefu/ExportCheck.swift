import Definitions
import Facts
import Findings
import Quantities
import Storage

extension DataCheck {
  /// Reads what the detectors look at: all registers as of a day, what was in stock on an earlier
  /// one, and the facts of which several sources spoke.
  static func read(
    from database: any Database, _ library: Library, region: String, places: [String],
    on day: Day, since before: Day, beforeKnownAt: Int64? = nil
  ) async throws -> DataCheck {
    let registers = library.registers.values.sorted { $0.id < $1.id }
    let balanced = Set(
      library.detectors.values.filter { if case .stockLaw = $0.rule { true } else { false } }
        .map(\.register))
    let (now, then, rivals) = try await database.read { session in
      var now: [String: Snapshot] = [:]
      var then: [String: Snapshot] = [:]
      var rivals: [String: [RivalFacts]] = [:]
      for register in registers {
        func snapshot(_ asOf: AsOf) throws -> Snapshot {
          try SnapshotBuilder(register: register, region: region, asOf: asOf).build(in: session)
        }
        now[register.id] = try snapshot(AsOf(day))
        rivals[register.id] = try RivalFacts.read(of: register, region: region, in: session)
        if balanced.contains(register.id) {
          then[register.id] = try snapshot(AsOf(before, knownAt: beforeKnownAt))
        }
      }
      return (now, then, rivals)
    }
    return DataCheck(
      detectors: library.detectors.values, snapshots: now, before: then, rivals: rivals,
      places: places)
  }
}
