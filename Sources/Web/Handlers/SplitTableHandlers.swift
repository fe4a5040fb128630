import Commands
import Definitions
import Documents
import Facts
import Ledgers
import Papers
import Quantities
import Reports
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
          table: try await reading.table(), address: desk.address, reports: reading.menu,
          files: desk.may(Permissions.exportCommitments) ? PaperForm.allCases : [],
          unsent: isSending ? reading.unsent.parts : 0, report: reading.report?.id,
          hidden: reading.hidden, done: nil, measures: reading.measuresChoice)))
  }

  private func file(_ desk: DeskVisit) async throws -> Answer {
    guard let form = PaperForm(rawValue: try desk.parameter("form")) else {
      throw Refusal.notFound
    }
    let reading = try await SplitReading(desk, for: Permissions.exportCommitments)
    let table = try await reading.table()
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
    let (asOf, knownAt) = (desk.asOf, desk.asOf.knownAt)
    let wanted = asked ?? desk.address["report"]
    let found = try await desk.site.database.read { session in
      (
        reports: try LedgerStore.reports(knownAt: knownAt, in: session).filter { $0.place == nil },
        commitments: try LedgerStore.commitments(asOf: asOf, in: session),
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

  /// The table; with the report's measures between the commitments where that is asked for.
  func table() async throws -> SplitTable {
    let builder = SplitTableBuilder(
      library: desk.site.library, day: desk.asOf.day, unitName: { [desk] in desk.units($0) })
    var rows = commitments.map { commitment in
      (
        place: commitment.span.first ?? 0,
        row: builder.row(commitment, split: splits[commitment.id]?.split)
      )
    }
    if measuresChoice == true, let report {
      rows += try await measures(of: report, builder)
      // Only what is read together is put into the order of the text.
      rows.sort { ($0.place, $0.row.id) < ($1.place, $1.row.id) }
    }
    return SplitTable(
      title: report.map { "《\($0.title)》任务分解表" } ?? "任务分解表", rows: rows.map(\.row))
  }

  /// Whether the measures are listed; nil for those who may not read the report.
  var measuresChoice: Bool? {
    desk.may(Permissions.readReports) ? desk.address["measures"] == "1" : nil
  }

  /// Work that the reader found or a person marked, unless its sentence was set aside.
  private func measures(
    of report: Report, _ builder: SplitTableBuilder
  ) async throws -> [(place: Int, row: SplitTable.Row)] {
    let knownAt = desk.asOf.knownAt
    guard
      let read = try await desk.site.texts.text(of: report.id, knownAt: knownAt, in: desk.site)
    else { return [] }
    let items = try await desk.site.database.read {
      try LedgerStore.items(of: report.id, knownAt: knownAt, in: $0).map(\.commitment)
        .filter(\.state.stands)
    }
    let marked = items.filter { $0.form == .task }
    let decided = items.filter { $0.form != nil || $0.state == .confirmed }.flatMap(\.places)
    let found = read.understanding.tasks.filter { task in
      !task.isWeak && !decided.contains { $0.overlaps(task.span) }
    }
    return marked.map { item in
      (
        item.span.first ?? 0,
        builder.measure(
          item.text, code: item.id, sentence: item.sentenceText, section: item.section,
          unit: item.unit)
      )
    }
      + found.map { task in
        (
          task.span.lowerBound,
          builder.measure(
            read.words(task.span), code: nil, sentence: read.words(task.sentence),
            section: task.section, unit: nil)
        )
      }
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
