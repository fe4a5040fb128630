import Commands
import Definitions
import Ledgers
import Quantities
import Storage

/// Tasks (任务, W14): given, signed, answered, sent back, closed.
struct TaskHandlers: Sendable {
  private static let pageSize = 50

  func routes() -> [Route] {
    let read = Permissions.readTasks
    let give = Permissions.giveTasks
    return [
      .desk(.get, "/tasks", read, answer: list),
      .desk(.get, "/tasks/new", give, answer: begin),
      .desk(.post, "/tasks", give, answer: create),
      .desk(.get, "/tasks/:code", read, answer: show),
      .desk(.post, "/tasks/:code/signature", Permissions.signTasks, answer: sign),
      .desk(.post, "/tasks/:code/answers", Permissions.answerTasks, answer: reply),
      .desk(.post, "/tasks/:code/verdict", give, Permissions.judgeTasks, answer: judge),
      .desk(.post, "/tasks/:code/entries/:entry/undo", read, answer: undo),
    ]
  }

  // MARK: The list

  private enum Group: String, CaseIterable {
    case mine, given, open, closed

    var title: String {
      switch self {
      case .mine: "待我单位办"
      case .given: "我交办的"
      case .open: "未办结"
      case .closed: "已办结"
      }
    }

    func includes(_ assignment: Assignment, for desk: DeskVisit) -> Bool {
      switch self {
      case .mine: desk.owns(assignment) && [.unsigned, .working].contains(assignment.state)
      case .given: assignment.given.post == desk.actor.post.id && assignment.isOpen
      case .open: assignment.isOpen
      case .closed: !assignment.isOpen
      }
    }
  }

  private func list(_ desk: DeskVisit) async throws -> Answer {
    let all = try await desk.assignments()
    let chosen =
      desk.address["group"].flatMap(Group.init)
      ?? Group.allCases.first { group in all.contains { group.includes($0, for: desk) } } ?? .open
    let rows = all.filter { chosen.includes($0, for: desk) }.sorted {
      ($0.due, $0.id) < ($1.due, $1.id)
    }
    let page = max(1, desk.address["page"].flatMap { Int($0) } ?? 1)
    let shown = rows.dropFirst((page - 1) * Self.pageSize).prefix(Self.pageSize)
    let tabs = Group.allCases.map { group in
      AsksPage.Tab(
        path: Address("/tasks", [.init(name: "group", value: group.rawValue)]),
        title: group.title, count: all.count { group.includes($0, for: desk) },
        isCurrent: group == chosen)
    }
    return .page(
      TasksPage(
        shell: desk.shell,
        model: .init(
          tabs: tabs, rows: shown.map(desk.row),
          mayGive: desk.isWritable && desk.may(Permissions.giveTasks), page: page,
          pages: max(1, (rows.count + Self.pageSize - 1) / Self.pageSize),
          address: desk.address)))
  }

  // MARK: Giving

  private func begin(_ desk: DeskVisit) async throws -> Answer {
    var draft = OrderDraft(finding: desk.address["finding"] ?? "")
    draft.due = desk.site.library.usualDueDay(givenOn: desk.today)?.description ?? ""
    if let code = desk.address["commitment"] {
      let item = try await desk.site.database.read { try LedgerStore.item(code, in: $0) }
      guard let item = item?.commitment, item.state.stands else { throw Refusal.notFound }
      _ = try desk.permit(Permissions.readCommitments, reaching: item.reach)
      draft.commitment = item.id
      draft.words = draft.finding.nonempty ?? item.text
      draft.unit = item.unit ?? ""
    }
    if let unit = desk.address["unit"], desk.unitChoices.contains(where: { $0.value == unit }) {
      draft.unit = unit
    }
    return form(desk, draft)
  }

  private func form(
    _ desk: DeskVisit, _ draft: OrderDraft, problem: String? = nil
  ) -> Answer {
    let source =
      [draft.commitment.nonempty, draft.finding.nonempty.map { "建议：\($0)" }]
      .compactMap(\.self).joined(separator: "，").nonempty
    return .page(
      TaskFormPage(
        shell: desk.shell,
        form: OrderForm(
          action: "/tasks", draft: draft, units: desk.unitChoices, isDirective: false),
        source: source, problem: problem), status: problem == nil ? 200 : 422)
  }

  private func create(_ desk: DeskVisit) async throws -> Answer {
    let draft = OrderDraft(desk.form)
    let permit = try desk.permit(Permissions.giveTasks, reaching: draft.reach(of: desk.actor))
    let source: Assignment.Source =
      if let code = draft.commitment.nonempty, let words = draft.finding.nonempty {
        .step(commitment: code, words: words)
      } else if let code = draft.commitment.nonempty {
        .commitment(code)
      } else if let words = draft.finding.nonempty { .finding(words) } else { .free }
    do {
      let code = try await desk.site.journal.commit(
        GiveAssignment(try draft.order, source: source), permit: permit, reason: ""
      ).result
      return .onward(to: "/tasks/\(code)")
    } catch let error as JournalError {
      return form(desk, draft, problem: error.description)
    }
  }

  // MARK: One task

  private func show(_ desk: DeskVisit) async throws -> Answer {
    .page(TaskPage(shell: desk.shell, model: try await TaskFile(desk).model()))
  }

  private func sign(_ desk: DeskVisit) async throws -> Answer {
    let file = try await TaskFile(desk)
    let permit = try desk.permit(Permissions.signTasks, reaching: file.assignment.reach)
    try await desk.site.journal.commit(
      SignAssignment(file.assignment.id), permit: permit, reason: "")
    return .onward(to: desk.form["back"].isEmpty ? file.path : desk.visit.back)
  }

  private func reply(_ desk: DeskVisit) async throws -> Answer {
    let file = try await TaskFile(desk)
    let permit = try desk.permit(Permissions.answerTasks, reaching: file.assignment.reach)
    return try await commit(
      AnswerAssignment(file.assignment.id, words: desk.form["words"]), permit, file, desk)
  }

  private func judge(_ desk: DeskVisit) async throws -> Answer {
    let file = try await TaskFile(desk)
    guard let needed = desk.judging(file.assignment) else {
      throw Denial.outOfScope(Permissions.judgeTasks, role: desk.actor.post.role)
    }
    // Whoever gave a task has shown that the right to give reaches it.
    let reach =
      needed == Permissions.judgeTasks
      ? Reach(unit: file.assignment.given.unit) : file.assignment.reach
    let permit = try desk.permit(needed, reaching: reach)
    guard let verdict = JudgeAssignment.Verdict(rawValue: desk.form["verdict"]) else {
      throw Refusal.refused("没有选同意办结还是退回重办，没有改动。")
    }
    return try await commit(
      JudgeAssignment(
        file.assignment.id, verdict, words: desk.form["words"], permission: needed), permit, file,
      desk)
  }

  private func commit(
    _ command: some Command, _ permit: Permit, _ file: TaskFile, _ desk: DeskVisit
  ) async throws -> Answer {
    do {
      try await desk.site.journal.commit(command, permit: permit, reason: "")
      return .onward(to: file.path)
    } catch let error as JournalError {
      let model = try await file.model(typed: desk.form["words"], problem: error.description)
      return .page(TaskPage(shell: desk.shell, model: model), status: 422)
    }
  }

  private func undo(_ desk: DeskVisit) async throws -> Answer {
    let file = try await TaskFile(desk)
    guard let number = Int64(try desk.parameter("entry")),
      let entry = file.entries.first(where: { $0.seq == number }),
      let needed = UndoAssignment.permissions[entry.command]
    else { throw Refusal.notFound }
    let reach = file.assignment.reach
    let permit = try needed.first { desk.may($0, reaching: reach) }.map {
      try desk.permit($0, reaching: reach)
    }
    guard let permit else { throw Denial.outOfScope(needed[0], role: desk.actor.post.role) }
    try await desk.site.journal.commit(
      UndoAssignment(entry: number, permission: permit.permission), permit: permit,
      reason: "撤销第 \(number) 号记录")
    let isLast = file.entries.count == 1
    return .onward(to: isLast ? "/tasks" : file.path)
  }
}

extension OrderDraft {
  init(_ form: Form) {
    words = form["words"]
    unit = form["unit"]
    due = form["due"]
    commitment = form["commitment"]
    finding = form["finding"]
  }

  /// What the form asks for; a day that cannot be read is refused.
  var order: Order {
    get throws {
      let day = Day(due)
      guard due.isEmpty || day != nil else {
        throw JournalError.invalid("时限“\(due)”不是日期，没有写入。请写成 2022-12-31 的样子")
      }
      return Order(words: words, owner: .init(unit: unit), due: day)
    }
  }

  /// What a task of this draft would be reached by.
  func reach(of actor: Actor) -> Reach {
    Reach(unit: unit, town: unit, park: unit, chain: actor.post.scopeValue.nonempty)
  }
}
