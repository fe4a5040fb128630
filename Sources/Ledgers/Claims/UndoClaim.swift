package import Commands
import Definitions
import Facts
import Storage

/// Takes back a claim or a verdict on one; whoever did it takes it back.
package struct UndoClaim: Command {
  package static let name = "undo-claim"
  package static let title = "撤销自报办理"

  package struct Body: Codable, Sendable {
    package var entry: Int64
  }

  package let entry: Int64
  package let permission: Permission

  package init(entry: Int64, permission: Permission) {
    self.entry = entry
    self.permission = permission
  }

  package var body: Body { Body(entry: entry) }

  package static let permissions = [
    ClaimProgress.name: ClaimProgress.needed, JudgeClaim.name: JudgeClaim.needed,
  ]

  package func run(in context: CommandContext) throws {
    let transaction = context.transaction
    guard let done = try JournalEntry.entry(entry, in: transaction),
      let needed = Self.permissions[done.command]
    else { throw JournalError.invalid("第 \(entry) 号记录不是自报或核验，不能在这里撤销") }
    guard needed == permission else {
      throw Denial.wrongPermit(needed: needed, given: context.permit.permission)
    }
    guard done.post == context.permit.actor.post.id else {
      throw JournalError.invalid("第 \(entry) 号记录只能由办理的岗位自己撤销，没有改动")
    }
    let undone = try DecisionStack.undone(in: transaction)
    if let by = undone[entry] {
      throw JournalError.invalid("第 \(entry) 号记录已由第 \(by) 号记录撤销，没有再次撤销")
    }
    let codes: [String] = try transaction.rows("SELECT code FROM claim WHERE seq = \(entry)")
      .map { try $0.get("code") }
    for code in codes { try restore(code, undone, in: context) }
    try restoreFacts(in: context)
    _ = try transaction.execute(
      "INSERT INTO undone_decision (entry, seq) VALUES (\(entry), \(context.seq))")
  }

  private func restore(
    _ code: String, _ undone: [Int64: Int64], in context: CommandContext
  ) throws {
    let rows = try context.transaction.rows(
      "SELECT seq, body FROM claim WHERE code = \(code) ORDER BY seq")
    let versions: [Int64] = try rows.map { try $0.get("seq") }
    guard DecisionStack.top(of: versions, undone: undone) == entry,
      let place = versions.firstIndex(of: entry)
    else {
      throw JournalError.invalid("\(code) 之后又有改动，第 \(entry) 号没有撤销。请先撤销后来的办理")
    }
    var claim = try CanonicalJSON.value(
      Claim.self, from: try rows[place > 0 ? place - 1 : place].get("body"))
    if place == 0 { claim.isWithdrawn = true }
    try ClaimStore.write(claim, seq: context.seq, in: context.transaction)
  }

  /// The values before it count again; where there were none, the values are withdrawn.
  private func restoreFacts(in context: CommandContext) throws {
    var versions: [FactVersion] = []
    try FactHistory(entry: entry).each(in: context.transaction) { history in
      guard var restored = history.last, restored.seq == entry else { return }
      if let earlier = history.dropLast().last {
        restored = earlier
      } else {
        restored.value = .withdrawn
      }
      restored.seq = context.seq
      versions.append(restored)
    }
    try FactStore.write(versions, in: context.transaction)
  }
}
