package import Commands
package import Quantities
import Storage

/// Takes an unfinished commitment that no report renews into the ledger of the next year, with what
/// is still missing.
package struct CarryOver: Command {
  package static let name = "carry-over"
  package static let title = "结转未完成承诺"

  package struct Body: Codable, Sendable {
    var earlier: Commitment.ID
    var report: Report.ID
    var remainder: Number?
    var unit: String?
    var basis: String
  }

  package let body: Body

  /// Carries `earlier` into the year of `report`; `basis` is the reading that shows what is missing.
  package init(
    _ earlier: Commitment.ID, into report: Report.ID, remainder: Number?, unit: String?,
    basis: String
  ) {
    body = Body(
      earlier: earlier, report: report, remainder: remainder, unit: unit, basis: basis)
  }

  package static let needed = LinkYears.needed
  package var permission: Permission { Self.needed }

  /// Returns the code of the commitment that goes on.
  package func run(in context: CommandContext) throws -> Commitment.ID {
    let transaction = context.transaction
    let ends = LinkEnds(context)
    let earlier = try ends.promise(body.earlier)
    let source = try ends.report(earlier.report)
    let later = try ends.report(body.report)
    guard source.place == later.place, source.year < later.year else {
      throw JournalError.invalid("\(source.id) 不是 \(later.id) 同一地方以前年度的报告，没有结转")
    }
    let links = try LinkStore.links(knownAt: nil, in: transaction)
    if let link = links.first(where: {
      $0.to == earlier.id && $0.succession.map { $0.change != .dropped } == true
    }) {
      throw JournalError.invalid("\(earlier.id) 已由 \(link.from) 承接，没有结转")
    }
    let number = try LedgerStore.nextNumber("C-\(later.year)-", in: transaction)
    let goes = carried(earlier, as: RegisterReport.code(later.year, number), into: later.year)
    let link = CommitmentLink(
      from: goes.id, to: earlier.id,
      kind: .year(
        .init(
          change: .carried, remainder: body.remainder, unit: body.unit, basis: body.basis)),
      reasons: ["\(later.year) 年的报告没有再提，到期没有完成"],
      act: Act(context.permit.actor, on: context.day))
    try LedgerStore.write(goes, seq: context.seq, in: transaction)
    try LinkStore.write(link, seq: context.seq, in: transaction)
    return goes.id
  }

  /// What is counted anew each year goes on with what is missing; everything else with its target.
  private func carried(
    _ earlier: Commitment, as code: Commitment.ID, into year: Int
  ) -> Commitment {
    var goes = earlier
    goes.id = code
    if earlier.kind == "increment", let remainder = body.remainder {
      goes.target.value = remainder
      goes.target.upper = nil
      goes.target.unit = body.unit ?? earlier.target.unit
      if let change = earlier.formerTargets?.last { goes.doubts = ["目标曾由 \(change.change) 调整"] }
    }
    goes.formerTargets = nil
    goes.from = Day(year: year, month: 1, day: 1)
    goes.due = Day(year: year, month: 12, day: 31)
    goes.origin = nil
    goes.decide()
    return goes
  }
}
