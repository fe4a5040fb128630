package import Commands
import Definitions
package import Quantities

/// Proposes another number for a commitment's target.
package struct ProposeTargetChange: Command {
  package static let name = "propose-target-change"
  package static let title = "提出目标调整"

  package struct Body: Codable, Sendable {
    var commitment: Commitment.ID
    var value: Number
    var from: Day
    var reason: String
    var document: String
  }

  package let body: Body

  package init(
    _ commitment: Commitment.ID, value: Number, from: Day, reason: String, document: String
  ) {
    body = Body(
      commitment: commitment, value: value, from: from, reason: reason, document: document)
  }

  package static let needed = Permission("target.change", "C")
  package var permission: Permission { Self.needed }

  /// Returns the code of the change.
  package func run(in context: CommandContext) throws -> TargetChange.ID {
    let transaction = context.transaction
    let code = body.commitment
    guard let item = try LedgerStore.item(code, in: transaction)?.commitment, item.isPromise else {
      throw JournalError.invalid("没有承诺 \(code)，没有写入")
    }
    guard let value = item.target.value, item.target.upper == nil else {
      throw JournalError.invalid("\(code) 的目标不是一个数，不能在这里调整，没有写入")
    }
    guard value != body.value, !body.value.isNegative else {
      throw JournalError.invalid("新目标应是与现目标 \(value) 不同的数，没有写入")
    }
    guard !body.reason.isEmpty, !body.document.isEmpty else {
      throw JournalError.invalid("目标调整要写明理由和批准文件，没有写入")
    }
    if let last = item.formerTargets?.last, body.from <= last.until {
      throw JournalError.invalid("现目标从 \(last.until) 起执行，新目标的起始日应在它之后，没有写入")
    }
    let open = try TargetChangeStore.changes(of: code, knownAt: nil, in: transaction)
      .first(where: \.isOpen)
    if let open { throw JournalError.invalid("\(open.id) 还没有办结，没有另提。请先批准、不同意或撤回") }
    var target = item.target
    target.value = body.value
    let change = TargetChange(
      id: try TargetChangeStore.nextCode(of: code, in: transaction), commitment: code,
      before: item.target, target: target, from: body.from, reason: body.reason,
      document: body.document, proposed: Act(context.permit.actor, on: context.day))
    try TargetChangeStore.write(change, seq: context.seq, in: transaction)
    return change.id
  }
}

/// Agrees to a change of target or refuses it; with the last of the roles that must agree, the new
/// target is in force from its day.
package struct JudgeTargetChange: Command {
  package static let name = "judge-target-change"
  package static let title = "审批目标调整"

  package struct Body: Codable, Sendable {
    var change: TargetChange.ID
    var agrees: Bool
    var words: String
  }

  package let body: Body

  package init(_ change: TargetChange.ID, agrees: Bool, words: String) {
    body = Body(change: change, agrees: agrees, words: words)
  }

  package static let needed = Permission("target.change", "A")
  package var permission: Permission { Self.needed }

  package func run(in context: CommandContext) throws {
    let transaction = context.transaction
    guard var change = try TargetChangeStore.change(body.change, in: transaction), change.isOpen
    else { throw JournalError.invalid("没有待批准的目标调整 \(body.change)，没有改动") }
    let actor = context.permit.actor
    let act = Act(actor, on: context.day)
    guard change.proposed.person != act.person else {
      throw JournalError.invalid("提出目标调整的人不能批准它，没有改动")
    }
    guard !change.approvals.contains(where: { $0.act.person == act.person }) else {
      throw JournalError.invalid("您已经同意过 \(body.change)，要由另一人再同意，没有改动")
    }
    guard !change.approvals.contains(where: { $0.role == actor.post.role }) else {
      throw JournalError.invalid("同一角色已经同意过 \(body.change)，没有改动")
    }
    guard body.agrees else {
      guard !body.words.isEmpty else { throw JournalError.invalid("不同意要写明理由，没有改动") }
      change.refused = Assignment.Closing(words: body.words, act: act)
      return try TargetChangeStore.write(change, seq: context.seq, in: transaction)
    }
    change.approvals.append(TargetChange.Approval(role: actor.post.role, act: act))
    let needed = context.library.grants.rolesThatMustAgree(
      object: permission.object, action: permission.action)
    if Set(needed).isSubset(of: change.approvals.map(\.role)) {
      change.inForce = context.day
      try putInForce(change, in: context)
    }
    try TargetChangeStore.write(change, seq: context.seq, in: transaction)
  }

  private func putInForce(_ change: TargetChange, in context: CommandContext) throws {
    guard var item = try LedgerStore.item(change.commitment, in: context.transaction)?.commitment,
      item.isPromise, item.target == change.before
    else {
      throw JournalError.invalid("\(change.commitment) 在提出调整之后又有改动，没有批准。请重新提出")
    }
    item.formerTargets =
      (item.formerTargets ?? []) + [
        Commitment.FormerTarget(target: item.target, until: change.from, change: change.id)
      ]
    item.target = change.target
    try LedgerStore.write(item, seq: context.seq, in: context.transaction)
  }
}
