package import Commands

/// Signs a task for the unit, or the post, that has to do it.
package struct SignAssignment: Command {
  package static let name = "sign-assignment"
  package static let title = "签收任务"

  package struct Body: Codable, Sendable {
    var task: Assignment.ID
  }

  package var task: Assignment.ID

  package init(_ task: Assignment.ID) { self.task = task }

  package static let needed = Permission("task", "S")
  package var permission: Permission { Self.needed }
  package var body: Body { Body(task: task) }

  package func run(in context: CommandContext) throws {
    var assignment = try Assignment.owned(task, in: context)
    guard assignment.signed == nil else {
      throw JournalError.invalid("\(task) 已经签收，没有再次签收")
    }
    assignment.signed = Act(context.permit.actor, on: context.day)
    try AssignmentStore.write(assignment, seq: context.seq, in: context.transaction)
  }
}

/// Says what has been done; a task that nobody had signed is signed by it.
package struct AnswerAssignment: Command {
  package static let name = "answer-assignment"
  package static let title = "反馈任务"

  package struct Body: Codable, Sendable {
    var task: Assignment.ID
    var words: String
  }

  package var task: Assignment.ID
  package var words: String

  package init(_ task: Assignment.ID, words: String) {
    self.task = task
    self.words = words
  }

  package static let needed = Permission("task", "U")
  package var permission: Permission { Self.needed }
  package var body: Body { Body(task: task, words: words) }

  package func run(in context: CommandContext) throws {
    var assignment = try Assignment.owned(task, in: context)
    try Assignment.checkWords(words, "反馈")
    guard assignment.state != .answered else {
      throw JournalError.invalid("\(task) 已经反馈，正等交办人办结，没有再次反馈。需要改的，请先撤销上一次反馈")
    }
    let act = Act(context.permit.actor, on: context.day)
    if assignment.signed == nil { assignment.signed = act }
    assignment.answers.append(Assignment.Answer(words: words, act: act))
    try AssignmentStore.write(assignment, seq: context.seq, in: context.transaction)
  }
}

/// Sends an answer back to be done better, or closes the task with it.
package struct JudgeAssignment: Command {
  package static let name = "judge-assignment"
  package static let title = "审阅反馈"

  package enum Verdict: String, Codable, Sendable {
    case returned, closed
  }

  package struct Body: Codable, Sendable {
    var task: Assignment.ID
    var verdict: Verdict
    var words: String
  }

  package var task: Assignment.ID
  package var verdict: Verdict
  package var words: String
  package let permission: Permission

  /// Whoever gave the task judges it by the right to give; others need the right to approve.
  package init(
    _ task: Assignment.ID, _ verdict: Verdict, words: String, permission: Permission
  ) {
    self.task = task
    self.verdict = verdict
    self.words = words
    self.permission = permission
  }

  package static let needed = Permission("task", "A")
  package var body: Body { Body(task: task, verdict: verdict, words: words) }

  package func run(in context: CommandContext) throws {
    var assignment = try Assignment.open(task, in: context)
    let actor = context.permit.actor
    switch permission {
    case Self.needed: break
    case GiveAssignment.needed where assignment.given.post == actor.post.id: break
    default: throw JournalError.invalid("\(task) 由交办人或督查负责人审阅，没有改动")
    }
    let act = Act(actor, on: context.day)
    switch verdict {
    case .returned:
      try Assignment.checkWords(words, "退回理由")
      guard assignment.state == .answered, let last = assignment.answers.indices.last else {
        throw JournalError.invalid("\(task) 还没有反馈，没有可退回的内容")
      }
      assignment.answers[last].returned = Assignment.Closing(words: words, act: act)
    case .closed:
      guard assignment.state == .answered else {
        throw JournalError.invalid("\(task) 还没有反馈，没有办结。不再需要办的，请由交办人撤销交办")
      }
      assignment.closed = Assignment.Closing(words: words, act: act)
    }
    try AssignmentStore.write(assignment, seq: context.seq, in: context.transaction)
  }
}

extension Assignment {
  static func checkWords(_ words: String, _ label: String) throws {
    guard !words.isEmpty, words.count <= 2_000 else {
      throw JournalError.invalid("\(label)应为 1 到 2000 个字，没有写入")
    }
  }

  /// Returns a task that is not closed, or refuses.
  static func open(_ code: String, in context: CommandContext) throws -> Assignment {
    let found = try AssignmentStore.assignment(code, in: context.transaction)
    guard let found, found.isWithdrawn != true else {
      throw JournalError.invalid("没有任务 \(code)，没有改动")
    }
    guard found.isOpen else { throw JournalError.invalid("\(code) 已经办结，没有改动") }
    return found
  }

  /// Returns an open task of the acting post's own unit, town or park, or refuses.
  static func owned(_ code: String, in context: CommandContext) throws -> Assignment {
    let found = try open(code, in: context)
    let post = context.permit.actor.post
    let isOwn = [post.unit, post.scopeValue].contains(found.owner.unit)
    guard isOwn, found.owner.post == nil || found.owner.post == post.id else {
      throw JournalError.invalid("\(code) 要由承办单位自己办理，没有改动")
    }
    return found
  }
}
