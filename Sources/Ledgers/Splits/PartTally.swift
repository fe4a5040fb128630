import Definitions
package import Facts
package import Quantities

/// What of a commitment's number each unit brought itself, by the units that its subjects name.
///
/// It speaks only where every counted subject names a unit, a town or a park: then the counts of
/// the units add up to the number of the commitment.
package enum PartTally {
  /// Fields in which a register names who answers for a subject, the nearest first.
  private static let fields = ["unit", "town", "park"]

  /// Returns the counts by the codes of units; nil where they cannot be told truly.
  package static func counts(
    of measurement: Measurement, in snapshots: [String: Snapshot], among units: [String]
  ) -> [String: Number]? {
    guard !measurement.counted.isEmpty, measurement.hidden == 0 else { return nil }
    var counts: [String: Number] = [:]
    // Nothing was counted for a unit that subjects name; of one that none names nothing can be said.
    for snapshot in snapshots.values {
      for row in 0..<snapshot.count {
        for named in names(of: row, in: snapshot) where units.contains(named) {
          counts[named] = .zero
        }
      }
    }
    for counted in measurement.counted {
      guard let snapshot = snapshots[counted.register],
        let row = snapshot.row(code: counted.code),
        let unit = unit(of: row, in: snapshot, among: units)
      else { return nil }
      counts[unit, default: .zero] += counted.amount ?? 1
    }
    guard counts.values.reduce(.zero, +) == measurement.value else { return nil }
    return counts
  }

  /// The unit among those asked for, or the first that the subject names.
  private static func unit(of row: Int, in snapshot: Snapshot, among units: [String]) -> String? {
    let named = names(of: row, in: snapshot)
    return named.first { units.contains($0) } ?? named.first
  }

  private static func names(of row: Int, in snapshot: Snapshot) -> [String] {
    fields.compactMap { field in
      guard snapshot.register.field(field) != nil,
        case .text(let code)? = snapshot.value(field, row: row)
      else { return nil }
      return code
    }
  }
}
