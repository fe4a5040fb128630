import Definitions
import Facts
import Feel
import Forecasts
import Frames
import Quantities

/// A view of the register whose subjects are contenders, as columns.
struct ContenderView: Sendable {
  let plan: ThresholdBook.Plan
  private let snapshot: Snapshot
  private let belongs: Truth
  private let entered: DayColumn
  /// The amounts of each month, oldest first; nil for months of which nothing is known.
  private let months: [Column?]
  private let first: Int
  private let titles: [String]

  /// Nil where no month is known.
  init?(_ snapshot: Snapshot, belongs: Truth, plan: ThresholdBook.Plan) {
    self.plan = plan
    self.snapshot = snapshot
    self.belongs = belongs
    entered = DayColumn(snapshot.frame.columns[plan.on])
    titles = [snapshot.register.field(plan.on)?.label ?? plan.on]
    var known: [Int: Column] = [:]
    for (period, column) in snapshot.series[plan.amount] ?? [:]
    where period.length == .month && period.last <= plan.day {
      let month = MonthlySeries.ordinal(of: period.first)
      if month >= plan.first { known[month] = column }
    }
    guard let start = known.keys.min(), let end = known.keys.max() else { return nil }
    first = start
    months = (start...end).map { known[$0] }
  }

  /// The contender of a row; nil for a row that is none.
  func contender(row: Int) -> Contender? {
    guard belongs[row] == true else { return nil }
    let values = months.map { $0?.double(row: row) }
    guard values.contains(where: { $0 != nil }) else { return nil }
    return Contender(
      name: snapshot.codes[row], months: MonthlySeries(first: first, values: values),
      enteredOn: entered[row])
  }

  /// The last journal entry that it knows of.
  var head: Int64 { snapshot.head }

  var rows: Range<Int> { 0..<snapshot.count }

  /// Rows that an earlier view told differently; nil where the views have other rows, months or
  /// members, or where more than a few differ.
  func changedRows(since old: ContenderView) -> Set<Int>? {
    guard plan == old.plan, first == old.first, months.count == old.months.count,
      snapshot.frame.subjects == old.snapshot.frame.subjects, belongs == old.belongs
    else { return nil }
    var changed = Set<Int>()
    for (now, then) in zip(months, old.months) where now != then {
      for row in rows where now?.double(row: row) != then?.double(row: row) { changed.insert(row) }
      guard changed.count <= Self.few else { return nil }
    }
    guard tellsOtherEntries(than: old) else { return changed }
    for row in rows where entered[row] != old.entered[row] { changed.insert(row) }
    return changed.count <= Self.few ? changed : nil
  }

  func tellsOtherEntries(than old: ContenderView) -> Bool { entered != old.entered }

  private static let few = 200

  /// All days of entry, whoever is a contender.
  var entries: FlowForecast {
    let items = (0..<snapshot.count).compactMap { row in
      entered[row].map { StagedItem(name: snapshot.codes[row], entered: [$0]) }
    }
    return FlowForecast(items: items, countedOn: 0, titles: titles)
  }
}
