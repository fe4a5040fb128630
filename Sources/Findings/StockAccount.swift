package import Definitions
package import Facts
import Feel
package import Quantities

/// The account of a register's stock from the end of one day to the end of another.
package struct StockAccount: Hashable, Sendable, Identifiable {
  package var detector: String
  package var title: String
  package var register: String
  /// The day whose end is the opening.
  package var opening: Day
  /// The day whose end is the closing.
  package var closing: Day
  package var balance: StockLaw.Balance
  /// The subjects behind the gap.
  package var gaps: [DataIssue]

  package var id: String { "\(detector) \(opening) \(closing)" }

  /// Draws up the account of two views; nil for a detector of another kind.
  package init?(_ detector: Detector, before: Snapshot, after: Snapshot) {
    guard let law = StockLaw(detector, before: before, after: after) else { return nil }
    self.detector = detector.id
    title = detector.title
    register = detector.register
    opening = before.asOf.day
    closing = after.asOf.day
    (balance, gaps) = law.account()
  }
}

extension Detector {
  /// The register with only the fields that a stock account reads, which is quick to build; nil for
  /// a detector of another kind.
  package func stocked(_ full: Register) -> Register? {
    guard case .stockLaw(let rule) = rule else { return nil }
    let needed = fields.union(rule.when.names).union(full.nameField.map { [$0] } ?? [])
    return full.narrowed(to: needed)
  }
}
