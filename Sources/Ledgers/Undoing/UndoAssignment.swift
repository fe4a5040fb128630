package import Commands
import Definitions
import Storage

/// Takes back the last thing that the acting post itself did to a task.
package struct UndoAssignment: Command {
  package static let name = "undo-assignment"
  package static let title = "撤销任务办理"

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
    GiveAssignment.name: [GiveAssignment.needed], GiveDirective.name: [GiveDirective.needed],
    SignAssignment.name: [SignAssignment.needed],
    AnswerAssignment.name: [AnswerAssignment.needed],
    JudgeAssignment.name: [GiveAssignment.needed, JudgeAssignment.needed],
  ]

  package func run(in context: CommandContext) throws {
    let reversal = try Reversal(
      of: entry, under: permission, permissions: Self.permissions, matter: "任务办理", in: context)
    try reversal.checkOwn()
    for code in try reversal.written("assignment") {
      try reversal.checkTop("assignment", named: code)
      try restore(code, in: context)
    }
    try reversal.mark()
  }

  private func restore(_ code: String, in context: CommandContext) throws {
    let transaction = context.transaction
    if let before = try AssignmentStore.assignment(code, knownAt: entry - 1, in: transaction) {
      return try AssignmentStore.write(before, seq: context.seq, in: transaction)
    }
    guard var first = try AssignmentStore.assignment(code, in: transaction) else { return }
    first.isWithdrawn = true
    try AssignmentStore.write(first, seq: context.seq, in: transaction)
    guard case .directive(let line) = first.source,
      var directive = try AssignmentStore.directive(line, in: transaction)
    else { return }
    directive.isWithdrawn = true
    try AssignmentStore.write(directive, seq: context.seq, in: transaction)
  }
}
