import Commands
import Definitions
import Documents
import Facts
import Ledgers
import Papers
import Quantities
import Storage

/// 规上运行: the page, reasons of falls, and 运行月报 issued and printed.
struct IndustryHandlers: Sendable {
  func routes() -> [Route] {
    let read = Permissions.readIndustry
    let issue = Permissions.issueIndustry
    return [
      .desk(.get, "/industry", read, answer: show),
      .desk(
        .post, "/industry/notes", Permissions.noteGroupFalls, Permissions.noteFalls, answer: note),
      .desk(.get, "/industry/issues/new", issue, answer: begin),
      .desk(.post, "/industry/issues", issue, answer: send),
      .desk(.get, "/industry/issues/:code", read, answer: open),
      .desk(.get, "/industry/issues/:code/:form", read, answer: file),
      .desk(.get, "\(APIHandlers.root)/industry", read, answer: resource),
    ]
  }

  private func show(_ desk: DeskVisit) async throws -> Answer {
    .page(IndustryPage(shell: desk.shell, model: try await IndustryReading(desk).model()))
  }

  private func resource(_ desk: DeskVisit) async throws -> Answer {
    let desk = try desk.checkedForPrograms()
    let reading = try await IndustryReading(desk)
    return try await desk.answer([
      ("months", .list(IndustryResource(reading.figures, reading.published).months))
    ])
  }

  // MARK: Reasons

  private func note(_ desk: DeskVisit) async throws -> Answer {
    guard let month = Period(desk.form["month"]) else {
      throw Refusal.refused("没有写明月份，没有保存。请从规上运行的页面提交。")
    }
    let code = desk.form["code"]
    let subject: FallNote.Subject
    if desk.form["grouping"] == "respondent" {
      subject = .respondent(code)
    } else if let grouping = IndustryGrouping(rawValue: desk.form["grouping"]) {
      subject = .group(grouping, code)
    } else {
      throw Refusal.refused("没有写明是哪一组，没有保存。请从规上运行的页面提交。")
    }
    let command = NoteFall(month: month, subject: subject, words: desk.form["words"].trimmingBlanks)
    let permit = try desk.permit(command.permission)
    let back = Address("/industry", [.init(name: "month", value: month.description)])
    do {
      try await desk.site.journal.commit(command, permit: permit, reason: "")
      return .onward(to: back.text)
    } catch let error as JournalError {
      let model = try await IndustryReading(desk, month: month).model(problem: error.description)
      return .page(IndustryPage(shell: desk.shell, model: model), status: 422)
    }
  }

  // MARK: Issues

  private func begin(_ desk: DeskVisit) async throws -> Answer {
    try await draft(
      desk, month: desk.address["month"] ?? "", isCorrection: desk.address["correction"] == "1")
  }

  private func send(_ desk: DeskVisit) async throws -> Answer {
    let isCorrection = desk.form["correction"] == "1"
    guard desk.form["act"] == "issue" else {
      return try await draft(desk, month: desk.form["month"], isCorrection: isCorrection)
    }
    do {
      let run = try await edition(desk, desk.form["month"], isCorrection).run
      let permit = try desk.permit(Permissions.issueIndustry)
      try await desk.site.journal.commit(IssueMonthlyRun(run), permit: permit, reason: "")
      return .onward(to: "/industry/issues/\(Address.encoded(run.id))")
    } catch let error as JournalError {
      return try await draft(
        desk, month: desk.form["month"], isCorrection: isCorrection, problem: error.description)
    }
  }

  private func draft(
    _ desk: DeskVisit, month: String, isCorrection: Bool, problem: String? = nil
  ) async throws -> Answer {
    var problem = problem
    var prepared: IndustryDesk.Prepared?
    do {
      prepared = try await edition(desk, month, isCorrection)
    } catch let error as JournalError {
      problem = problem ?? error.description
    }
    let form = MonthlyRunPage.Form(
      month: month, opening: desk.form["opening"], closing: desk.form["closing"],
      isCorrection: isCorrection, keepsMovesBack: desk.form["moves"] == "1",
      moves: prepared.map { moves($0) } ?? [])
    let run = prepared?.run
    return .page(
      MonthlyRunPage(
        shell: desk.shell,
        model: .init(
          code: run?.id ?? month,
          view: run.map { PaperView(paper: IndustryPaper($0, district: desk.site.district).paper) },
          state: .draft(form), problem: problem)), status: problem == nil ? 200 : 422)
  }

  /// Groups of which two years side by side tell too much, in words.
  private func moves(_ prepared: IndustryDesk.Prepared) -> [String] {
    prepared.moves.map { move in
      let words = [(move.came, "新进"), (move.went, "退出")].filter { $0.0 > 0 }
        .map { "\($1) \($0) 户" }.joined(separator: "、")
      return "\(move.grouping.title)“\(prepared.run.name(move.group, of: move.grouping))”\(words)"
    }
  }

  private func edition(
    _ desk: DeskVisit, _ text: String, _ isCorrection: Bool
  ) async throws -> IndustryDesk.Prepared {
    guard let month = Period(text), month.length == .month, month.last <= desk.today else {
      throw JournalError.invalid("“\(text)”不是已经结束的月份，没有汇总。请写成 2022-05 的样子")
    }
    let permit = try desk.permit(Permissions.issueIndustry)
    return try await IndustryEditor(
      ledger: desk.site.ledger, permit: permit, district: desk.site.district,
      unitName: { [desk] in desk.units($0) }
    ).edition(
      .init(
        month: month, opening: desk.form["opening"], closing: desk.form["closing"],
        isCorrection: isCorrection, keepsMovesBack: desk.form["moves"] == "1", day: desk.today,
        madeAt: desk.site.clock.moment(),
        person: desk.actor.person.name, unit: desk.units(desk.actor.post.unit)))
  }

  private func run(_ desk: DeskVisit) async throws -> MonthlyRun {
    let code = try desk.parameter("code")
    let knownAt = desk.asOf.knownAt
    let run = try await desk.site.database.read {
      try MonthlyRunStore.run(code, knownAt: knownAt, in: $0)
    }
    guard let run else { throw Refusal.notFound }
    return run
  }

  private func open(_ desk: DeskVisit) async throws -> Answer {
    let run = try await run(desk)
    let paper = IndustryPaper(run, district: desk.site.district)
    let mayIssue = desk.isWritable && desk.may(Permissions.issueIndustry)
    return .page(
      MonthlyRunPage(
        shell: desk.shell,
        model: .init(
          code: run.id, view: PaperView(paper: paper.paper),
          state: .issued(
            day: run.stamp.day.chinese, digest: run.stamp.digest,
            isSame: Digest.hex(paper.word) == run.stamp.digest,
            correction: mayIssue ? run.month.description : nil))))
  }

  private func file(_ desk: DeskVisit) async throws -> Answer {
    let run = try await run(desk)
    let paper = IndustryPaper(run, district: desk.site.district)
    let name = "\(run.id) \(paper.title)"
    switch PaperForm(rawValue: try desk.parameter("form")) {
    case .docx?: return .download(.word(name, paper.word))
    case .pdf?: return .download(try .pdf(name, paper.paper, foot: paper.foot))
    case .xlsx?, nil: throw Refusal.notFound
    }
  }
}
