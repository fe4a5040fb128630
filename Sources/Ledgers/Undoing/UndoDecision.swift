package import Commands
import Definitions
import Storage

/// Takes one decision about a report back: everything it wrote stands again as it stood before.
///
/// Decisions about one thing are taken back in the order opposite to that in which they were made.
package struct UndoDecision: Command {
  package static let name = "undo-decision"
  package static let title = "撤销办理"

  package struct Body: Codable, Sendable {
    package var entry: Int64
  }

  package let entry: Int64
  package let permission: Permission

  /// Takes back an entry; `permission` is what the decision itself needed.
  package init(entry: Int64, permission: Permission) {
    self.entry = entry
    self.permission = permission
  }

  package var body: Body { Body(entry: entry) }

  /// The decisions that can be taken back, each with the permissions of which it needs one.
  package static let permissions = [
    ConfirmCommitment.name: [ConfirmCommitment.needed],
    WithdrawConfirmation.name: [WithdrawConfirmation.needed],
    EditCommitment.name: [EditCommitment.needed], SplitCommitment.name: [SplitCommitment.needed],
    MergeCommitments.name: [MergeCommitments.needed], MarkBackground.name: [MarkBackground.needed],
    MarkPassage.name: [MarkPassage.needed], AnswerQuestion.name: [AnswerQuestion.needed],
    ReviseReport.name: [ReviseReport.needed], PlaceReport.name: [PlaceReport.needed],
  ]

  package func run(in context: CommandContext) throws {
    let reversal = try Reversal(
      of: entry, under: permission, permissions: Self.permissions, matter: "对报告的办理",
      in: context)
    try restoreCommitments(reversal, in: context)
    try restoreQuestions(reversal, in: context)
    try restoreReports(reversal, in: context)
    try reversal.mark()
  }

  private func restoreCommitments(_ reversal: Reversal, in context: CommandContext) throws {
    let transaction = context.transaction
    for code in try reversal.written("commitment") {
      let rows = try transaction.rows(
        "SELECT seq, body FROM commitment WHERE code = \(code) ORDER BY seq")
      let versions: [Int64] = try rows.map { try $0.get("seq") }
      try reversal.checkTop(of: versions, thing: code)
      guard let place = versions.firstIndex(of: entry) else { continue }
      func commitment(_ index: Int) throws -> Commitment {
        try CanonicalJSON.value(Commitment.self, from: try rows[index].get("body"))
      }
      var restored = try commitment(place > 0 ? place - 1 : place)
      if place == 0 { restored.state = .undone }
      try LedgerStore.write(restored, seq: context.seq, in: transaction)
    }
  }

  private func restoreQuestions(_ reversal: Reversal, in context: CommandContext) throws {
    let transaction = context.transaction
    let keys: [(report: String, number: Int)] = try transaction.rows(
      "SELECT report_id, number FROM question WHERE seq = \(entry) ORDER BY report_id, number"
    ).map { (try $0.get("report_id"), try $0.get("number")) }
    for (report, number) in keys {
      let rows = try transaction.rows(
        """
        SELECT seq, body FROM question WHERE report_id = \(report) AND number = \(number)
        ORDER BY seq
        """)
      let versions: [Int64] = try rows.map { try $0.get("seq") }
      try reversal.checkTop(of: versions, thing: "第 \(number) 个问题")
      guard let place = versions.firstIndex(of: entry) else { continue }
      var restored = try CanonicalJSON.value(
        ReportQuestion.self, from: try rows[place > 0 ? place - 1 : place].get("body"))
      if place == 0 { restored.isDropped = true }
      try LedgerStore.write(restored, seq: context.seq, in: transaction)
    }
  }

  private func restoreReports(_ reversal: Reversal, in context: CommandContext) throws {
    let transaction = context.transaction
    for id in try reversal.written("report", by: "id") {
      try reversal.checkTop("report", by: "id", named: id, thing: "报告 \(id) 的正文")
      guard
        let before = try LedgerStore.report(id, knownAt: entry - 1, in: transaction)
      else { continue }
      try LedgerStore.write(before.report, text: before.text, seq: context.seq, in: transaction)
    }
  }
}
