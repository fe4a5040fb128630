package import Commands
import Definitions
import Facts
package import Quantities

/// What a person asks for with a task or a line: of whom, and by when.
package struct Order: Hashable, Sendable, Codable {
  package var words: String
  package var owner: Assignment.Owner
  /// Nil leaves it to the usual number of working days.
  package var due: Day?

  package init(words: String, owner: Assignment.Owner, due: Day?) {
    self.words = words
    self.owner = owner
    self.due = due
  }

  static let longest = 500

  /// Returns the task that it makes, checked against the register of units and the calendar.
  func assignment(
    _ source: Assignment.Source, in context: CommandContext
  ) throws -> Assignment {
    guard !words.isEmpty, words.count <= Self.longest else {
      throw JournalError.invalid("任务内容应为 1 到 \(Self.longest) 个字，没有写入")
    }
    let known = try FactStore.subject(
      register: "unit", region: context.region, code: owner.unit, in: context.transaction)
    guard known != nil else {
      throw JournalError.invalid("登记簿里没有单位“\(owner.unit)”，没有写入。请从列出的单位中选一个")
    }
    if let post = owner.post {
      let actor = try PostStore.actor(post: post, in: context.transaction)
      guard let actor, actor.post.unit == owner.unit, actor.post.isHeld(on: context.day) else {
        throw JournalError.invalid("单位“\(owner.unit)”今天没有岗位 \(post)，没有写入。请重新选择承办人")
      }
    }
    guard let due = due ?? context.library.usualDueDay(givenOn: context.day) else {
      throw JournalError.invalid("工作日历不够推算时限，没有写入。请填写办结时限")
    }
    guard due >= context.day else {
      throw JournalError.invalid("时限 \(due) 已经过去，没有写入。请改为今天以后的日期")
    }
    let actor = context.permit.actor
    return Assignment(
      id: try AssignmentStore.nextTask(year: context.day.year, in: context.transaction),
      words: words, owner: owner, due: due, source: source,
      given: Act(actor, on: context.day),
      chain: actor.post.scopeValue.isEmpty ? nil : actor.post.scopeValue)
  }
}

/// Gives a task to a unit.
package struct GiveAssignment: Command {
  package static let name = "give-assignment"
  package static let title = "交办任务"

  package struct Body: Codable, Sendable {
    var order: Order
    var source: Assignment.Source
  }

  package var order: Order
  package var source: Assignment.Source

  package init(_ order: Order, source: Assignment.Source) {
    self.order = order
    self.source = source
  }

  package static let needed = Permission("task", "C")
  package var permission: Permission { Self.needed }
  package var body: Body { Body(order: order, source: source) }

  /// Returns the code of the task.
  package func run(in context: CommandContext) throws -> Assignment.ID {
    switch source {
    case .commitment(let code), .step(let code, _):
      guard let item = try LedgerStore.item(code, in: context.transaction)?.commitment,
        item.state.stands
      else { throw JournalError.invalid("没有承诺或措施 \(code)，没有交办") }
    case .directive:
      throw JournalError.invalid("批示的任务随批示一同产生，不能另外交办")
    case .finding(let words):
      guard !words.isEmpty else { throw JournalError.invalid("没有写明来自哪条建议，没有交办") }
    case .free: break
    }
    let assignment = try order.assignment(source, in: context)
    try AssignmentStore.write(assignment, seq: context.seq, in: context.transaction)
    return assignment.id
  }
}

/// Writes a leader's line, which becomes a task in the same entry.
package struct GiveDirective: Command {
  package static let name = "give-directive"
  package static let title = "批示"

  package struct Body: Codable, Sendable {
    var order: Order
    var commitment: Commitment.ID?
  }

  package var order: Order
  package var commitment: Commitment.ID?

  package init(_ order: Order, on commitment: Commitment.ID?) {
    self.order = order
    self.commitment = commitment
  }

  package static let needed = Permission("directive", "C")
  package static let longest = 100
  package var permission: Permission { Self.needed }
  package var body: Body { Body(order: order, commitment: commitment) }

  /// Returns the code of the task.
  package func run(in context: CommandContext) throws -> Assignment.ID {
    let transaction = context.transaction
    guard order.words.count <= Self.longest, !order.words.contains(where: \.isNewline) else {
      throw JournalError.invalid("批示写一行话，不超过 \(Self.longest) 个字，没有写入")
    }
    if let commitment {
      guard try LedgerStore.item(commitment, in: transaction)?.commitment.state.stands == true
      else { throw JournalError.invalid("没有承诺 \(commitment)，没有写入批示") }
    }
    let code = try AssignmentStore.nextDirective(year: context.day.year, in: transaction)
    let assignment = try order.assignment(.directive(code), in: context)
    let directive = Directive(
      id: code, line: order.words, commitment: commitment, task: assignment.id,
      given: assignment.given)
    try AssignmentStore.write(assignment, seq: context.seq, in: transaction)
    try AssignmentStore.write(directive, seq: context.seq, in: transaction)
    return assignment.id
  }
}
