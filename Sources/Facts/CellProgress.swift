import Definitions
import Frames
package import Quantities

/// Tells whether a fact that was asked for has come, by whatever way.
package struct CellProgress: Sendable {
  private let snapshot: Snapshot

  /// Takes the register as it is known when somebody looks.
  package init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  /// Whether a cell that was asked for on a day has its fact.
  ///
  /// A state counts that was fresh on that day or was told since; a period counts that is told.
  package func isIn(_ cell: FactCell, askedOn day: Day) -> Bool {
    guard let row = snapshot.row(code: cell.code),
      let field = snapshot.register.field(cell.field)
    else { return false }
    switch field.time {
    case .periodic:
      guard let period = Period(code: cell.period) else { return false }
      return snapshot.series[cell.field]?[period]?.value(row: row) != nil
    case .constant: return snapshot.value(cell.field, row: row) != nil
    case .state:
      guard snapshot.value(cell.field, row: row) != nil else { return false }
      let told = snapshot.lastTold(cell.field, row: row)
      return field.freshUntil(told).map { day <= $0 } ?? true
    }
  }
}
