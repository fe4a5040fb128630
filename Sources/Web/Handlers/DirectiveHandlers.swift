import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Storage

/// Leaders' lines (批示, W16), each of which becomes a task at once.
struct DirectiveHandlers: Sendable {
  func routes() -> [Route] {
    [
      .desk(.get, "/directives", Permissions.readDirectives, answer: list),
      .desk(.post, "/directives", Permissions.writeDirectives, answer: write),
    ]
  }

  private func list(_ desk: DeskVisit) async throws -> Answer {
    .page(DirectivesPage(shell: desk.shell, model: try await model(desk)))
  }

  private func model(
    _ desk: DeskVisit, draft: OrderDraft? = nil, problem: String? = nil
  ) async throws -> DirectivesPage.Model {
    let knownAt = desk.asOf.knownAt
    let found = try await desk.site.database.read { session in
      (
        lines: try AssignmentStore.directives(knownAt: knownAt, in: session),
        tasks: try AssignmentStore.assignments(knownAt: knownAt, in: session)
      )
    }
    let tasks = Dictionary(found.tasks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let rows = found.lines.compactMap { line in
      tasks[line.task].flatMap { row(line, $0, desk) }
    }
    return .init(
      rows: rows.filter(\.isOpen) + rows.filter { !$0.isOpen },
      form: desk.isWritable ? desk.directiveForm(draft ?? OrderDraft()) : nil, problem: problem)
  }

  private func row(
    _ line: Directive, _ task: Assignment, _ desk: DeskVisit
  ) -> DirectivesPage.Row? {
    let isOwn = line.given.post == desk.actor.post.id
    guard isOwn || desk.may(Permissions.readDirectives, reaching: task.reach) else { return nil }
    return .init(
      code: line.id, line: line.line, leader: line.given.name, day: line.given.day.description,
      page: line.commitment, task: task.id, owner: desk.units(task.owner.unit), due: desk.due(task),
      state: task.state.title, isOpen: task.isOpen, answer: task.answers.last?.words)
  }

  private func write(_ desk: DeskVisit) async throws -> Answer {
    let draft = OrderDraft(desk.form)
    let permit = try desk.permit(Permissions.writeDirectives, reaching: draft.reach(of: desk.actor))
    do {
      try await desk.site.journal.commit(
        GiveDirective(try draft.order, on: draft.commitment.nonempty), permit: permit, reason: "")
      return .onward(to: "/directives")
    } catch let error as JournalError {
      let model = try await model(desk, draft: draft, problem: error.description)
      return .page(DirectivesPage(shell: desk.shell, model: model), status: 422)
    }
  }
}

extension DeskVisit {
  /// The form in which a leader writes a line; nil for those who may not.
  func directiveForm(_ draft: OrderDraft) -> OrderForm? {
    guard may(Permissions.writeDirectives) else { return nil }
    var draft = draft
    if draft.due.isEmpty {
      draft.due = site.library.usualDueDay(givenOn: today)?.description ?? ""
    }
    return OrderForm(action: "/directives", draft: draft, units: unitChoices, isDirective: true)
  }
}
