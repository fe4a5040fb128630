package import Commands
package import Definitions
import Facts
package import Ledgers
package import Quantities
import Storage

/// Makes an issue of 运行月报: the sums, what the paper says of them, and the digest of the paper.
package struct IndustryEditor: Sendable {
  private let ledger: LedgerDesk
  private let desk: IndustryDesk
  private let district: String
  private let unitName: @Sendable (String) -> String

  package init(
    ledger: LedgerDesk, permit: Permit, district: String,
    unitName: @escaping @Sendable (String) -> String
  ) throws {
    self.ledger = ledger
    self.district = district
    self.unitName = unitName
    desk = try IndustryDesk(ledger, permit: permit)
  }

  package static let rule = "industry-falls"

  /// A month as it would be issued now.
  package func edition(_ order: IndustryDesk.Order) async throws -> IndustryDesk.Prepared {
    var prepared = try await desk.run(order, unitName: unitName)
    let figures = IndustryFigures([prepared.run] + prepared.earlier)
    var published = PublishedGrowth(nil)
    if let register = ledger.library.registers[PublishedGrowth.register] {
      published = PublishedGrowth(
        try await ledger.snapshots.snapshot(of: register, asOf: AsOf(order.day)))
    }
    let notes = try await ledger.database.read { try MonthlyRunStore.notes(knownAt: nil, in: $0) }
    prepared.run.blocks =
      IndustryBlocks(
        prepared.run, figures: figures, published: published,
        falls: Self.falls(figures, in: order.month, library: ledger.library), notes: notes
      ).all
    prepared.run = IndustryPaper.sealed(prepared.run, district: district)
    return prepared
  }

  /// The falls of groups in a month, industries first.
  package static func falls(
    _ figures: IndustryFigures, in month: Period, library: Library,
    measure: IndustryMeasure = .valueAdded
  ) -> [Fall] {
    guard let rule = library.alerts[rule] else { return [] }
    let finder = FallFinder(rule, measure: measure)
    return IndustryGrouping.allCases.flatMap { finder.groups(figures, by: $0, in: month) }
  }
}
