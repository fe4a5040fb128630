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

  /// What can be taken back, each with the permissions of which it needs one.
  package static let permissions = [
    DivideCommitment.name: [DivideCommitment.needed], SendSplits.name: [SendSplits.needed],
    SignSplit.name: [SignSplit.needed],
  ]

  package func run(in context: CommandContext) throws {
    let reversal = try Reversal(
      of: entry, under: permission, permissions: Self.permissions, matter: "任务分解", in: context)
    try checkSigner(of: reversal.entry, in: context)
    for code in try reversal.written("split") {
      try reversal.checkTop("split", named: code, thing: "\(code) 的分解")
      try restore(code, in: context)
    }
    try reversal.mark()
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

  private func restore(_ code: String, in context: CommandContext) throws {
    let before = try SplitStore.split(of: code, knownAt: entry - 1, in: context.transaction)
    let none = Split(commitment: code, whole: nil, parts: [], mayExceed: false)
    try SplitStore.write(
      before?.split ?? none, seq: context.seq, in: context.transaction)
  }
}
