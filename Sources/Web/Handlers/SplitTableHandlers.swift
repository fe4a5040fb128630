import Commands
import Definitions
import Documents
import Facts
import Ledgers
import Papers
import Quantities
import Storage

/// The split table of a report: the page, its files, and sending it to the units.
struct SplitTableHandlers: Sendable {
  func routes() -> [Route] {
    [
      .desk(.get, "/commitments/split", Permissions.readCommitments, answer: table),
      .desk(.get, "/commitments/split/:form", Permissions.exportCommitments, answer: file),
      .desk(.post, "/commitments/split/sending", Permissions.divide, answer: send),
    ]
  }

  private func table(_ desk: DeskVisit) async throws -> Answer {
    let reading = try await SplitReading(desk, for: Permissions.readCommitments)
    let isSending = desk.isWritable && desk.may(Permissions.divide)
    return .page(
      SplitTablePage(
        shell: desk.shell,
        model: .init(
          table: reading.table, address: desk.address, reports: reading.menu,
          files: desk.may(Permissions.exportCommitments) ? PaperForm.allCases : [],
          unsent: isSending ? reading.unsent.parts : 0, report: reading.report?.id,
          hidden: reading.hidden, done: nil)))
  }

  private func file(_ desk: DeskVisit) async throws -> Answer {
    guard let form = PaperForm(rawValue: try desk.parameter("form")) else {
      throw Refusal.notFound
    }
    let reading = try await SplitReading(desk, for: Permissions.exportCommitments)
    let table = reading.table
    let foot = try await desk.paperFoot(code: "任务分解表 \(reading.report?.id ?? "全部")")
    let name = "\(table.title)\(desk.asOf.day)"
    switch form {
    case .xlsx: return .download(.workbook(name, try table.workbook(foot: foot)))
    case .docx:
      let bytes = WordWriter.bytes(of: table.paper(foot: foot), madeAt: foot.moment)
      return .download(.word(name, bytes))
    case .pdf: return .download(try .pdf(name, table.paper(foot: foot), foot: foot))
    }
  }

  private func send(_ desk: DeskVisit) async throws -> Answer {
    let permit = try desk.permit(Permissions.divide)
    var address = Address("/commitments/split")
    if let report = desk.form["report"].nonempty {
      address = address.setting("report", to: report)
    }
    let reading = try await SplitReading(
      desk, for: Permissions.divide, report: desk.form["report"].nonempty)
    try await desk.site.journal.commit(
      SendSplits(commitments: reading.unsent.codes), permit: permit, reason: "")
    return .onward(to: address.text)
  }
}

/// The commitments of a report with their splits, as far as a permission of the post reaches.
struct SplitReading: Sendable {
  let report: Report?
  let hidden: Int
  private let reports: [Report]
  private let commitments: [Commitment]
  private let splits: [Commitment.ID: StoredSplit]
  private let desk: DeskVisit

  init(
    _ desk: DeskVisit, for permission: Permission, report asked: String? = nil
  ) async throws {
    let knownAt = desk.asOf.knownAt
    let wanted = asked ?? desk.address["report"]
    let found = try await desk.site.database.read { session in
      (
        reports: try LedgerStore.reports(knownAt: knownAt, in: session),
        commitments: try LedgerStore.commitments(knownAt: knownAt, in: session),
        splits: try SplitStore.splits(knownAt: knownAt, in: session)
      )
    }
    let report = found.reports.first { $0.id == wanted } ?? found.reports.first
    let all = found.commitments.filter { $0.report == report?.id }
    let shown = all.filter {
      desk.may(permission, dividing: $0, as: found.splits[$0.id]?.split)
    }
    self.desk = desk
    self.report = report
    reports = found.reports
    splits = found.splits
    commitments = shown
    hidden = all.count - shown.count
  }

  var table: SplitTable {
    let builder = SplitTableBuilder(
      library: desk.site.library, day: desk.asOf.day, unitName: { [desk] in desk.units($0) })
    return SplitTable(
      title: report.map { "《\($0.title)》任务分解表" } ?? "任务分解表",
      rows: commitments.map { builder.row($0, split: splits[$0.id]?.split) })
  }

  /// Commitments with parts that were not sent yet, and how many parts those are.
  var unsent: (codes: [Commitment.ID], parts: Int) {
    let waiting = commitments.compactMap { commitment in
      splits[commitment.id].map { split in
        (commitment.id, split.split.parts.count { $0.sentOn == nil })
      }
    }.filter { $0.1 > 0 }
    return (waiting.map(\.0), waiting.reduce(0) { $0 + $1.1 })
  }

  var menu: FilterMenu? {
    guard reports.count > 1 else { return nil }
    return FilterMenu(
      name: "report", title: "报告",
      options: reports.map { .init(value: $0.id, title: $0.title) }, chosen: report?.id)
  }
}

extension DeskVisit {
  /// Whether a permission reaches a commitment by its own unit or by one that shares it.
  func may(_ permission: Permission, dividing commitment: Commitment, as split: Split?) -> Bool {
    may(permission, reaching: commitment.reach)
      || (split?.parts ?? []).contains { part in
        may(permission, reaching: Reach(unit: part.unit, town: part.unit, park: part.unit))
      }
  }
}
