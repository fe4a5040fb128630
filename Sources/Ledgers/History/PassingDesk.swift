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
      let unread = unread(of: commitment)
      for (register, keys) in inputs(of: commitment) {
        wanted[register, default: []].formUnion(keys.subtracting(unread))
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

  /// Fields of which only a forecast would be made, where the light does not ask for one.
  private func unread(of commitment: Commitment) -> Set<String> {
    guard let metric = metric(of: commitment), case .threshold? = metric.forecast else { return [] }
    let rules = [ChosenLight.usual] + (commitment.chosenLights ?? []).map(\.rule)
    let asks = rules.contains {
      library.lights[$0]?.asks("chance", of: metric.kind.aspect) ?? false
    }
    return asks ? [] : (metric.forecast?.fields ?? []).subtracting(metric.measure.fields)
  }
}
