import Definitions
import Facts

extension LedgerDesk {
  /// A desk for views that are read once and let go.
  ///
  /// It opens only the fields from which the readings of some commitments are made, and keeps its
  /// snapshots to itself, so that a long look back drops nothing that the pages of today rest on.
  func passing(for commitments: [Commitment]) -> LedgerDesk {
    var wanted: FieldInputs = [:]
    for commitment in commitments {
      for (register, keys) in inputs(of: commitment) {
        wanted[register, default: []].formUnion(keys)
      }
    }
    var slim = library
    slim.registers = library.registers.reduce(into: [:]) { kept, entry in
      if let keys = wanted[entry.key] { kept[entry.key] = entry.value.narrowed(to: keys) }
    }
    return LedgerDesk(
      database: database, library: slim, region: region,
      snapshots: SnapshotCache(database: database, region: region, room: Self.passingRoom),
      forecasts: forecasts)
  }

  private static let passingRoom = 64 << 20
}
