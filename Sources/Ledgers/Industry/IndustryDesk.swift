package import Commands
import Definitions
import Facts
package import Quantities
import Storage

/// Prepares the issue of a month of industry; only those who may read single respondents reach it.
package struct IndustryDesk: Sendable {
  private let ledger: LedgerDesk

  /// A desk for the holder of a permit to issue.
  package init(_ ledger: LedgerDesk, permit: Permit) throws {
    guard permit.permission == IssueMonthlyRun.needed else {
      throw Denial.wrongPermit(needed: IssueMonthlyRun.needed, given: permit.permission)
    }
    self.ledger = ledger
  }

  /// What an issue is made from beside the facts.
  package struct Order: Sendable {
    package var month: Period
    package var opening: String
    package var closing: String
    /// Whether a month that was issued before is issued anew.
    package var isCorrection: Bool
    /// Whether groups with few comings and goings in a year stay back.
    package var keepsMovesBack: Bool
    package var day: Day
    package var madeAt: String
    package var person: String
    package var unit: String

    package init(
      month: Period, opening: String = "", closing: String = "", isCorrection: Bool,
      keepsMovesBack: Bool = false, day: Day, madeAt: String, person: String, unit: String
    ) {
      self.month = month
      self.opening = opening
      self.closing = closing
      self.isCorrection = isCorrection
      self.keepsMovesBack = keepsMovesBack
      self.day = day
      self.madeAt = madeAt
      self.person = person
      self.unit = unit
    }
  }

  /// A month as it would be issued now, without its paper.
  package struct Prepared: Sendable {
    package var run: MonthlyRun
    /// The issues before it, newest first.
    package var earlier: [MonthlyRun]
    /// What the issue would tell beside that of the year before.
    package var moves: [MonthlyRunDraft.Move]
  }

  package func run(_ order: Order, unitName: (String) -> String) async throws -> Prepared {
    let known = try await ledger.database.read { session in
      (
        head: try JournalEntry.newest(1, in: session).first,
        runs: try MonthlyRunStore.all(knownAt: nil, in: session)
      )
    }
    guard let head = known.head, let register = ledger.library.registers[RespondentBook.register]
    else { throw JournalError.invalid("还没有任何记录") }
    let snapshot = try await ledger.snapshots.snapshot(of: register, asOf: AsOf(order.day))
    let draft = try MonthlyRunDraft(snapshot, of: order.month, library: ledger.library)
    let latest = known.runs.first { $0.month == order.month }
    let corrected = order.isCorrection ? latest : nil
    var earlier: (run: MonthlyRun, book: RespondentBook)?
    if let corrected { earlier = (corrected, try await book(register, known: corrected)) }
    var moves: [MonthlyRunDraft.Move] = []
    if let last = known.runs.first(where: { $0.month == order.month.advanced(by: -12) }) {
      moves = draft.moves(since: last, try await book(register, known: last))
    }
    let tables = try draft.tables(
      correcting: earlier, keepingBack: order.keepsMovesBack ? moves : [])
    let issued = known.runs.count { $0.month == order.month }
    let run = MonthlyRun(
      id: "Y-\(order.month)" + (issued > 0 ? "-\(issued + 1)" : ""), month: order.month,
      corrects: corrected?.id, tables: tables, names: names(tables, unitName),
      opening: order.opening, closing: order.closing,
      stamp: .init(
        day: order.day, knownAt: head.seq, madeAt: order.madeAt, person: order.person,
        unit: order.unit, root: head.digest))
    return Prepared(run: run, earlier: known.runs, moves: moves)
  }

  /// The register as it was known when an issue was made.
  private func book(_ register: Register, known run: MonthlyRun) async throws -> RespondentBook {
    let asOf = AsOf(run.stamp.day, knownAt: run.stamp.knownAt)
    return RespondentBook(try await ledger.snapshots.snapshot(of: register, asOf: asOf))
  }

  private func names(
    _ tables: [String: StatTable], _ unitName: (String) -> String
  ) -> [String: [String: String]] {
    var names: [String: [String: String]] = [:]
    for grouping in IndustryGrouping.allCases {
      let groups = tables.values.flatMap { $0.cells(by: grouping.rawValue) }.map(\.group)
      for group in Set(groups) where !group.isEmpty {
        names[grouping.rawValue, default: [:]][group] =
          switch grouping {
          case .industry: ledger.library.codeLists["gbt4754-2017"]?.name(of: group) ?? group
          case .size: group
          case .park, .town: unitName(group)
          }
      }
    }
    return names
  }
}
