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

  /// What can be taken back, each with the permissions of which it needs one.
  package static let permissions = [
    ProposeTargetChange.name: [ProposeTargetChange.needed],
    JudgeTargetChange.name: [JudgeTargetChange.needed],
  ]

  package func run(in context: CommandContext) throws {
    let reversal = try Reversal(
      of: entry, under: permission, permissions: Self.permissions, matter: "目标调整", in: context)
    try reversal.checkOwn()
    for code in try reversal.written("target_change") {
      try reversal.checkTop("target_change", named: code)
      try restoreChange(code, in: context)
    }
    for code in try reversal.written("commitment") {
      try reversal.checkTop("commitment", named: code)
      let before = try LedgerStore.versions(
        of: code, knownAt: entry - 1, in: context.transaction
      ).last
      guard let before else { continue }
      try LedgerStore.write(before.commitment, seq: context.seq, in: context.transaction)
    }
    try reversal.mark()
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
