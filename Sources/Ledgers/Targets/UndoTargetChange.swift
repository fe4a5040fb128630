package import Commands
import Definitions
import Storage

/// Takes back a proposal, an agreement or a refusal; whoever did it takes it back.
package struct UndoTargetChange: Command {
  package static let name = "undo-target-change"
  package static let title = "撤销目标调整办理"

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
    ProposeTargetChange.name: ProposeTargetChange.needed,
    JudgeTargetChange.name: JudgeTargetChange.needed,
  ]

  package func run(in context: CommandContext) throws {
    let transaction = context.transaction
    guard let done = try JournalEntry.entry(entry, in: transaction),
      let needed = Self.permissions[done.command]
    else { throw JournalError.invalid("第 \(entry) 号记录不是目标调整，不能在这里撤销") }
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
    for code in try codes("target_change", in: transaction) {
      try checkTop(of: "target_change", code, undone, in: transaction)
      try restoreChange(code, in: context)
    }
    for code in try codes("commitment", in: transaction) {
      try checkTop(of: "commitment", code, undone, in: transaction)
      let before = try LedgerStore.versions(of: code, knownAt: entry - 1, in: transaction).last
      guard let before else { continue }
      try LedgerStore.write(before.commitment, seq: context.seq, in: transaction)
    }
    _ = try transaction.execute(
      "INSERT INTO undone_decision (entry, seq) VALUES (\(entry), \(context.seq))")
  }

  private func codes(_ table: SQL, in session: any Session) throws -> [String] {
    try session.rows("SELECT code FROM \(table) WHERE seq = \(entry) ORDER BY code")
      .map { try $0.get("code") }
  }

  private func checkTop(
    of table: SQL, _ code: String, _ undone: [Int64: Int64], in session: any Session
  ) throws {
    let versions: [Int64] = try session.rows(
      "SELECT seq FROM \(table) WHERE code = \(code) ORDER BY seq"
    ).map { try $0.get("seq") }
    guard DecisionStack.top(of: versions, undone: undone) == entry else {
      throw JournalError.invalid("\(code) 之后又有改动，第 \(entry) 号没有撤销。请先撤销后来的办理")
    }
  }

  private func restoreChange(_ code: String, in context: CommandContext) throws {
    let transaction = context.transaction
    if let before = try TargetChangeStore.change(code, knownAt: entry - 1, in: transaction) {
      return try TargetChangeStore.write(before, seq: context.seq, in: transaction)
    }
    guard var first = try TargetChangeStore.change(code, in: transaction) else { return }
    first.isWithdrawn = true
    try TargetChangeStore.write(first, seq: context.seq, in: transaction)
  }
}
