package import Commands
import Definitions
import Storage

/// Takes back what was last done to splits: dividing, sending or signing.
package struct UndoSplit: Command {
  package static let name = "undo-split"
  package static let title = "撤销任务分解"

  package struct Body: Codable, Sendable {
    package var entry: Int64
  }

  package let entry: Int64
  package let permission: Permission

  /// Takes back an entry; `permission` is what it needed itself.
  package init(entry: Int64, permission: Permission) {
    self.entry = entry
    self.permission = permission
  }

  package var body: Body { Body(entry: entry) }

  /// What can be taken back, each with the permission that it needs.
  package static let permissions = [
    DivideCommitment.name: DivideCommitment.needed, SendSplits.name: SendSplits.needed,
    SignSplit.name: SignSplit.needed,
  ]

  package func run(in context: CommandContext) throws {
    let transaction = context.transaction
    guard let done = try JournalEntry.entry(entry, in: transaction),
      let needed = Self.permissions[done.command]
    else { throw JournalError.invalid("第 \(entry) 号记录不是任务分解，不能在这里撤销") }
    guard needed == permission else {
      throw Denial.wrongPermit(needed: needed, given: context.permit.permission)
    }
    try checkSigner(of: done, in: context)
    let undone = try DecisionStack.undone(in: transaction)
    if let by = undone[entry] {
      throw JournalError.invalid("第 \(entry) 号记录已由第 \(by) 号记录撤销，没有再次撤销")
    }
    let codes: [String] = try transaction.rows(
      "SELECT code FROM split WHERE seq = \(entry) ORDER BY code"
    ).map { try $0.get("code") }
    for code in codes { try restore(code, undone, in: context) }
    _ = try transaction.execute(
      "INSERT INTO undone_decision (entry, seq) VALUES (\(entry), \(context.seq))")
  }

  /// A signature is taken back by the unit that gave it.
  private func checkSigner(of done: JournalEntry, in context: CommandContext) throws {
    guard done.command == SignSplit.name else { return }
    let post = context.permit.actor.post
    let signed = try CanonicalJSON.value(SignSplit.Body.self, from: done.body)
    guard [post.unit, post.scopeValue].contains(signed.unit) else {
      throw JournalError.invalid("签收只能由签收的单位自己撤回，没有改动")
    }
  }

  private func restore(
    _ code: String, _ undone: [Int64: Int64], in context: CommandContext
  ) throws {
    let versions: [Int64] = try context.transaction.rows(
      "SELECT seq FROM split WHERE code = \(code) ORDER BY seq"
    ).map { try $0.get("seq") }
    let top = DecisionStack.top(of: versions, undone: undone)
    guard top == entry else {
      let later = top.map { "第 \($0) 号记录" } ?? "别的记录"
      throw JournalError.invalid("\(code) 的分解之后又由\(later)改动，第 \(entry) 号没有撤销。请先撤销后来的改动")
    }
    let before = try SplitStore.split(of: code, knownAt: entry - 1, in: context.transaction)
    let none = Split(commitment: code, whole: nil, parts: [], mayExceed: false)
    try SplitStore.write(
      before?.split ?? none, seq: context.seq, in: context.transaction)
  }
}
