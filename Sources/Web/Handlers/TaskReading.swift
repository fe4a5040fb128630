import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Storage

extension DeskVisit {
  /// Whether the acting post may see a task: by its scope, or because it gave it.
  func may(_ assignment: Assignment) -> Bool {
    assignment.given.post == actor.post.id || may(Permissions.readTasks, reaching: assignment.reach)
  }

  /// The tasks that the acting post may see, newest first.
  func assignments() async throws -> [Assignment] {
    let knownAt = asOf.knownAt
    return try await site.database.read {
      try AssignmentStore.assignments(knownAt: knownAt, in: $0)
    }.filter(may)
  }

  /// The tasks that came from a commitment or from a leader's line about it.
  func assignments(about commitment: Commitment.ID) async throws -> [Assignment] {
    let knownAt = asOf.knownAt
    let lines = try await site.database.read {
      try AssignmentStore.directives(knownAt: knownAt, in: $0)
    }.filter { $0.commitment == commitment }.map(\.id)
    return try await assignments().filter { assignment in
      switch assignment.source {
      case .commitment(let code), .step(let code, _): code == commitment
      case .directive(let code): lines.contains(code)
      case .finding, .free: false
      }
    }
  }

  /// The permission by which the acting post may judge the answer to a task; nil when by none.
  func judging(_ assignment: Assignment) -> Permission? {
    if assignment.given.post == actor.post.id, may(Permissions.giveTasks) {
      return Permissions.giveTasks
    }
    let giver = Reach(unit: assignment.given.unit)
    return may(Permissions.judgeTasks, reaching: giver) ? Permissions.judgeTasks : nil
  }

  /// Whether the acting post has to do a task itself.
  func owns(_ assignment: Assignment) -> Bool {
    [actor.post.unit, actor.post.scopeValue].contains(assignment.owner.unit)
      && (assignment.owner.post == nil || assignment.owner.post == actor.post.id)
  }

  func due(_ assignment: Assignment) -> DueMark {
    DueMark(
      day: assignment.due.description,
      late: assignment.daysLate(on: asOf.day, calendar: site.library.calendar))
  }

  /// The last day for signing a task, with the working days that have gone over it.
  func signing(_ assignment: Assignment) -> DueMark? {
    let calendar = site.library.calendar
    let days = site.library.days("task-signing-days", on: asOf.day)
    guard let last = assignment.signBy(days: days, calendar: calendar) else { return nil }
    let late = (try? calendar.workingDays(from: last, to: asOf.day)).map { max(0, $0) }
    return DueMark(day: last.description, late: asOf.day <= last ? 0 : late)
  }

  func row(_ assignment: Assignment) -> TaskRow {
    TaskRow(
      code: assignment.id, words: assignment.words, source: assignment.source.title,
      owner: units(assignment.owner.unit), giver: assignment.given.name, due: due(assignment),
      state: assignment.state.title, isWaiting: assignment.isOpen)
  }

  /// The units that a task can be given to.
  var unitChoices: [FormChoice] { units.all.map { FormChoice(value: $0.code, title: $0.name) } }
}

extension Assignment.Source {
  /// Where a task comes from, in words.
  var title: String {
    switch self {
    case .commitment(let code): code
    case .directive(let code): "批示 \(code)"
    case .finding(let words), .step(_, let words): "建议：\(words)"
    case .free: "临时交办"
    }
  }
}

/// One task as its page shows it.
struct TaskFile: Sendable {
  let assignment: Assignment
  let entries: [JournalEntry]
  private let undone: [Int64: Int64]
  private let papers: [IssuedPaper]
  private let desk: DeskVisit

  /// Reads the task of the address; a post that does not reach it is turned away.
  init(_ desk: DeskVisit) async throws {
    let code = try desk.parameter("code")
    let knownAt = desk.asOf.knownAt
    let found = try await desk.site.database.read { session in
      (
        assignment: try AssignmentStore.assignment(code, knownAt: knownAt, in: session),
        entries: try AssignmentStore.entries(of: code, knownAt: knownAt, in: session),
        undone: try DecisionStack.undone(knownAt: knownAt, in: session)
      )
    }
    guard let assignment = found.assignment, assignment.isWithdrawn != true else {
      throw Refusal.notFound
    }
    guard desk.may(assignment) else {
      throw Denial.outOfScope(Permissions.readTasks, role: desk.actor.post.role)
    }
    self.desk = desk
    self.assignment = assignment
    entries = found.entries
    undone = found.undone
    papers = try await desk.issuedPapers().filter { $0.task == assignment.id }
  }

  var path: String { "/tasks/\(Address.encoded(assignment.id))" }

  func model(typed: String = "", problem: String? = nil) async throws -> TaskPage.Model {
    let journal = try await JournalReading(desk)
    return TaskPage.Model(
      code: assignment.id, words: assignment.words, source: assignment.source.title,
      sourcePath: try await sourcePath(), owner: owner(journal),
      giver: "\(assignment.given.name)（\(journal.post(assignment.given.post))）",
      due: desk.due(assignment), signBy: assignment.signed == nil ? desk.signing(assignment) : nil,
      state: assignment.state.title, thread: thread(journal), acts: acts,
      lines: journal.lines(entries), undo: undo, typed: typed, problem: problem,
      papers: papers.map(desk.row),
      mayIssue: desk.isWritable && assignment.isOpen && desk.may(Permissions.writeLetters))
  }

  private func owner(_ journal: JournalReading) -> String {
    let unit = desk.units(assignment.owner.unit)
    return assignment.owner.post.map { "\(unit) \(journal.person($0))" } ?? unit
  }

  /// The page it comes from, when the reader may open it.
  private func sourcePath() async throws -> String? {
    switch assignment.source {
    case .directive: return desk.may(Permissions.readDirectives) ? "/directives" : nil
    case .commitment(let code), .step(let code, _):
      let item = try await desk.site.database.read { try LedgerStore.item(code, in: $0) }
      guard let commitment = item?.commitment, commitment.isPromise, desk.may(commitment) else {
        return nil
      }
      return "/commitments/\(Address.encoded(code))"
    case .finding, .free: return nil
    }
  }

  private func thread(_ journal: JournalReading) -> [TaskPage.Line] {
    func line(_ title: String, _ act: Act, _ words: String) -> TaskPage.Line {
      .init(
        title: title, who: "\(act.name) \(journal.post(act.post))", day: act.day.description,
        words: words)
    }
    var lines = [line("交办", assignment.given, assignment.words)]
    if let signed = assignment.signed { lines.append(line("签收", signed, "已签收")) }
    for answer in assignment.answers {
      lines.append(line("反馈", answer.act, answer.words))
      if let returned = answer.returned { lines.append(line("退回", returned.act, returned.words)) }
    }
    if let closed = assignment.closed {
      lines.append(line("办结", closed.act, closed.words.nonempty ?? "同意办结"))
    }
    return lines
  }

  private var acts: [TaskPage.Act] {
    guard desk.isWritable, assignment.isOpen else { return [] }
    var acts: [TaskPage.Act] = []
    if desk.owns(assignment), assignment.state != .answered {
      if assignment.signed == nil, desk.may(Permissions.signTasks, reaching: assignment.reach) {
        acts.append(.signature)
      }
      if desk.may(Permissions.answerTasks, reaching: assignment.reach) { acts.append(.answer) }
    }
    if assignment.state == .answered, desk.judging(assignment) != nil { acts.append(.closing) }
    return acts
  }

  private var undo: SplitPage.Undo? {
    let top = DecisionStack.top(of: entries.map(\.seq).reversed(), undone: undone)
    guard desk.isWritable, let entry = entries.first(where: { $0.seq == top }),
      entry.post == desk.actor.post.id,
      let needed = UndoAssignment.permissions[entry.command], needed.contains(where: desk.may)
    else { return nil }
    return SplitPage.Undo(entry: entry.seq, title: CommandTitles.title(of: entry.command))
  }
}
