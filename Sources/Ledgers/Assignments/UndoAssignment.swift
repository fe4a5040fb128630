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
    let transaction = context.transaction
    guard let done = try JournalEntry.entry(entry, in: transaction),
      let needed = Self.permissions[done.command]
    else { throw JournalError.invalid("第 \(entry) 号记录不是任务办理，不能在这里撤销") }
    guard needed.contains(permission) else {
      throw Denial.wrongPermit(needed: needed[0], given: context.permit.permission)
    }
    guard done.post == context.permit.actor.post.id else {
      throw JournalError.invalid("第 \(entry) 号记录只能由办理的岗位自己撤销，没有改动")
    }
    let undone = try DecisionStack.undone(in: transaction)
    if let by = undone[entry] {
      throw JournalError.invalid("第 \(entry) 号记录已由第 \(by) 号记录撤销，没有再次撤销")
    }
    let codes: [String] = try transaction.rows(
      "SELECT code FROM assignment WHERE seq = \(entry) ORDER BY code"
    ).map { try $0.get("code") }
    for code in codes { try restore(code, undone, in: context) }
    _ = try transaction.execute(
      "INSERT INTO undone_decision (entry, seq) VALUES (\(entry), \(context.seq))")
  }

  private func restore(
    _ code: String, _ undone: [Int64: Int64], in context: CommandContext
  ) throws {
    let transaction = context.transaction
    let versions: [Int64] = try transaction.rows(
      "SELECT seq FROM assignment WHERE code = \(code) ORDER BY seq"
    ).map { try $0.get("seq") }
    let top = DecisionStack.top(of: versions, undone: undone)
    guard top == entry else {
      let later = top.map { "第 \($0) 号记录" } ?? "别的记录"
      throw JournalError.invalid("\(code) 之后又由\(later)办理，第 \(entry) 号没有撤销。请先撤销后来的办理")
    }
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
