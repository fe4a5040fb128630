import Commands
import Definitions
import Documents
import Ledgers
import Quantities
import Reports
import Storage

/// A corrected text of a report: brought, compared with the one that stands, taken in or given up.
struct EditionHandlers: Sendable {
  func routes() -> [Route] {
    let mark = Permissions.markReports
    let preview = "/reports/:code/editions/:ticket"
    return [
      .desk(.get, "/reports/:code/editions", mark, answer: form),
      .desk(.post, "/reports/:code/editions", mark, answer: upload),
      .desk(.get, preview, mark, answer: compare),
      .desk(.post, preview + "/entry", mark, answer: enter),
      .desk(.post, preview + "/discard", mark, answer: discard),
    ]
  }

  private func form(_ desk: DeskVisit) async throws -> Answer {
    .page(try await page(desk))
  }

  private func page(_ desk: DeskVisit, problem: String? = nil) async throws -> EditionUploadPage {
    let code = try desk.parameter("code")
    guard let read = try await desk.site.texts.text(of: code, knownAt: nil, in: desk.site) else {
      throw Refusal.notFound
    }
    return EditionUploadPage(
      shell: desk.shell,
      model: .init(
        code: code, title: read.report.title, edition: read.report.edition ?? 1,
        problem: problem))
  }

  private func upload(_ desk: DeskVisit) async throws -> Answer {
    let code = try desk.parameter("code")
    let brought: BroughtText
    do throws(BroughtText.Problem) {
      brought = try BroughtText(desk.form)
    } catch {
      return .page(try await page(desk, problem: error.message), status: 422)
    }
    guard let ticket = try await Self.compare(brought, with: code, desk) else {
      return .page(
        try await page(desk, problem: "更正稿与现在的正文完全相同，没有登记"), status: 422)
    }
    return .onward(to: "/reports/\(Address.encoded(code))/editions/\(ticket)")
  }

  /// Works out what a text would do to a report and keeps that; nil when it is the same text.
  static func compare(
    _ brought: BroughtText, with code: String, _ desk: DeskVisit
  ) async throws -> String? {
    let library = desk.site.library
    let stored = try await desk.site.database.read { session in
      (
        try LedgerStore.report(code, knownAt: nil, in: session),
        try LedgerStore.items(of: code, knownAt: nil, in: session).map(\.commitment),
        try LedgerStore.questions(of: code, knownAt: nil, in: session),
        try LedgerStore.head(of: code, in: session)
      )
    }
    guard let (report, text) = stored.0 else { throw Refusal.notFound }
    guard text != brought.text else { return nil }
    let plan = EditionPlan(
      report: report, oldText: text, items: stored.1, questions: stored.2, basis: stored.3,
      newText: brought.text, file: brought.name,
      understanding: Reader(lexicon: library.lexicon).read(brought.text, year: report.year),
      binder: library.binder)
    return desk.site.editions.keep(plan, for: desk.actor, at: desk.site.clock.seconds())
  }

  private func found(_ desk: DeskVisit) throws -> (ticket: String, plan: EditionPlan) {
    let ticket = try desk.parameter("ticket")
    let now = desk.site.clock.seconds()
    guard let plan = desk.site.editions.find(ticket, for: desk.actor, at: now),
      plan.report.id == (try desk.parameter("code"))
    else { throw Refusal.refused("这份比对已经过期或已写入，没有改动。请重新上传更正稿。") }
    return (ticket, plan)
  }

  private func compare(_ desk: DeskVisit) async throws -> Answer {
    let (ticket, plan) = try found(desk)
    return .page(EditionPreviewPage(shell: desk.shell, model: .init(plan, ticket: ticket)))
  }

  private func enter(_ desk: DeskVisit) async throws -> Answer {
    let (ticket, plan) = try found(desk)
    let permit = try desk.permit(Permissions.markReports)
    let reason = desk.form["reason"].nonempty ?? "登记更正稿 \(plan.report.file)"
    do {
      try await desk.site.journal.commit(
        ReviseReport(plan: plan), permit: permit, reason: reason)
    } catch let error as JournalError {
      var model = EditionPreviewPage.Model(plan, ticket: ticket)
      model.problem = error.description
      return .page(EditionPreviewPage(shell: desk.shell, model: model), status: 409)
    }
    desk.site.editions.drop(ticket)
    return .onward(to: "/reports/\(Address.encoded(plan.report.id))")
  }

  private func discard(_ desk: DeskVisit) async throws -> Answer {
    let (ticket, plan) = try found(desk)
    desk.site.editions.drop(ticket)
    return .onward(to: "/reports/\(Address.encoded(plan.report.id))")
  }
}

/// The text of a report as a form brings it: a file, or words that were pasted.
struct BroughtText: Sendable {
  var name: String
  var text: String

  /// Why there is no text.
  struct Problem: Error { var message: String }

  init(_ form: Form) throws(Problem) {
    if let file = form.file("file") {
      name = file.name
      do throws(DocumentError) {
        let bytes = try file.content.bytes(at: 0, count: file.content.count)
        text = try DocumentReader.text(of: bytes, name: file.name).text
      } catch {
        throw Problem(message: error.description)
      }
    } else {
      (name, text) = ("粘贴", form.raw("text").replacing("\r\n", with: "\n"))
    }
    guard !text.trimmingBlanks.isEmpty else {
      throw Problem(message: "没有选择文件，也没有粘贴正文，没有登记")
    }
  }
}

extension EditionPreviewPage.Model {
  init(_ plan: EditionPlan, ticket: String) {
    func row(_ item: EditionPlan.Item) -> EditionPreviewPage.Row {
      let shown = item.after.state.stands ? item.after : item.before ?? item.after
      return .init(
        code: item.after.id, before: item.before.map(Self.words),
        sentenceBefore: item.before?.sentenceText,
        after: item.fate == .dropped ? nil : Self.words(item.after),
        sentenceAfter: item.fate == .dropped ? nil : shown.sentenceText,
        decision: item.before.map(Self.decision))
    }
    func rows(_ fate: EditionPlan.Fate) -> [EditionPreviewPage.Row] {
      plan.items.filter { $0.fate == fate }.map(row)
    }
    self.init(
      code: plan.report.id, ticket: ticket, title: plan.report.title, file: plan.report.file,
      edition: plan.report.edition ?? 1, carried: rows(.carried), changed: rows(.changed),
      dropped: rows(.dropped), added: rows(.added),
      decided: plan.items.count { $0.fate == .carried && $0.before?.state == .confirmed },
      answers: plan.questions.count { $0.fate == .carried && $0.after.answer != nil },
      asked: plan.questions.count { $0.fate != .dropped && $0.after.answer == nil })
  }

  private static func words(_ item: Commitment) -> String {
    switch item.form ?? .commitment {
    case .commitment: "\(item.subject) \(item.target.title)"
    case .task, .background: item.subject
    }
  }

  private static func decision(_ item: Commitment) -> String {
    let form = item.form ?? .commitment
    if form != .commitment { return "列为\(form.title)" }
    return item.state.title
  }
}
