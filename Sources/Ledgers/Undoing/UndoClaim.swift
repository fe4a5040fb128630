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

  /// What can be taken back, each with the permissions of which it needs one.
  package static let permissions = [
    ClaimProgress.name: [ClaimProgress.needed], JudgeClaim.name: [JudgeClaim.needed],
  ]

  package func run(in context: CommandContext) throws {
    let reversal = try Reversal(
      of: entry, under: permission, permissions: Self.permissions, matter: "自报或核验", in: context)
    try reversal.checkOwn()
    for code in try reversal.written("claim") { try restore(code, reversal, in: context) }
    try restoreFacts(in: context)
    try reversal.mark()
  }

  private func restore(
    _ code: String, _ reversal: Reversal, in context: CommandContext
  ) throws {
    let rows = try context.transaction.rows(
      "SELECT seq, body FROM claim WHERE code = \(code) ORDER BY seq")
    let versions: [Int64] = try rows.map { try $0.get("seq") }
    try reversal.checkTop(of: versions, thing: code)
    guard let place = versions.firstIndex(of: entry) else { return }
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
