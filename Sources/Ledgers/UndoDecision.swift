package import Commands
import Definitions
package import Storage

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

  /// The decisions that can be taken back, each with the permission that it needs.
  package static let permissions = [
    ConfirmCommitment.name: ConfirmCommitment.needed,
    WithdrawConfirmation.name: WithdrawConfirmation.needed,
    EditCommitment.name: EditCommitment.needed, SplitCommitment.name: SplitCommitment.needed,
    MergeCommitments.name: MergeCommitments.needed, MarkBackground.name: MarkBackground.needed,
    MarkPassage.name: MarkPassage.needed, AnswerQuestion.name: AnswerQuestion.needed,
    ReviseReport.name: ReviseReport.needed, PlaceReport.name: PlaceReport.needed,
  ]

  package func run(in context: CommandContext) throws {
    let transaction = context.transaction
    guard let decision = try JournalEntry.entry(entry, in: transaction),
      let needed = Self.permissions[decision.command]
    else { throw JournalError.invalid("第 \(entry) 号记录不是对报告的办理，不能在这里撤销") }
    guard needed == permission else {
      throw Denial.wrongPermit(needed: needed, given: context.permit.permission)
    }
    let undone = try DecisionStack.undone(in: transaction)
    if let by = undone[entry] {
      throw JournalError.invalid("第 \(entry) 号办理已由第 \(by) 号记录撤销，没有再次撤销")
    }
    try restoreCommitments(undone, in: context)
    try restoreQuestions(undone, in: context)
    try restoreReports(undone, in: context)
    _ = try transaction.execute(
      "INSERT INTO undone_decision (entry, seq) VALUES (\(entry), \(context.seq))")
  }

  private func check(_ versions: [Int64], _ undone: [Int64: Int64], _ thing: String) throws {
    let top = DecisionStack.top(of: versions, undone: undone)
    guard top == entry else {
      let later = top.map { "第 \($0) 号记录" } ?? "别的记录"
      throw JournalError.invalid("\(thing) 之后又由\(later)改动，第 \(entry) 号没有撤销。请先撤销后来的办理")
    }
  }

  private func restoreCommitments(
    _ undone: [Int64: Int64], in context: CommandContext
  ) throws {
    let transaction = context.transaction
    let codes: [String] = try transaction.rows(
      "SELECT code FROM commitment WHERE seq = \(entry) ORDER BY code"
    ).map { try $0.get("code") }
    for code in codes {
      let rows = try transaction.rows(
        "SELECT seq, body FROM commitment WHERE code = \(code) ORDER BY seq")
      let versions: [Int64] = try rows.map { try $0.get("seq") }
      try check(versions, undone, code)
      guard let place = versions.firstIndex(of: entry) else { continue }
      func commitment(_ index: Int) throws -> Commitment {
        try CanonicalJSON.value(Commitment.self, from: try rows[index].get("body"))
      }
      var restored = try commitment(place > 0 ? place - 1 : place)
      if place == 0 { restored.state = .undone }
      try LedgerStore.write(restored, seq: context.seq, in: transaction)
    }
  }

  private func restoreQuestions(_ undone: [Int64: Int64], in context: CommandContext) throws {
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
      try check(versions, undone, "第 \(number) 个问题")
      guard let place = versions.firstIndex(of: entry) else { continue }
      var restored = try CanonicalJSON.value(
        ReportQuestion.self, from: try rows[place > 0 ? place - 1 : place].get("body"))
      if place == 0 { restored.isDropped = true }
      try LedgerStore.write(restored, seq: context.seq, in: transaction)
    }
  }

  private func restoreReports(_ undone: [Int64: Int64], in context: CommandContext) throws {
    let transaction = context.transaction
    let ids: [String] = try transaction.rows("SELECT id FROM report WHERE seq = \(entry)")
      .map { try $0.get("id") }
    for id in ids {
      let versions: [Int64] = try transaction.rows(
        "SELECT seq FROM report WHERE id = \(id) ORDER BY seq"
      ).map { try $0.get("seq") }
      try check(versions, undone, "报告 \(id) 的正文")
      guard
        let before = try LedgerStore.report(id, knownAt: entry - 1, in: transaction)
      else { continue }
      try LedgerStore.write(before.report, text: before.text, seq: context.seq, in: transaction)
    }
  }
}

/// Which decision about a thing is the last that has not been taken back.
package enum DecisionStack {
  /// Returns the entries that were taken back, each with the entry that did so.
  package static func undone(
    knownAt: Int64? = nil, in session: any Session
  ) throws -> [Int64: Int64] {
    var undone: [Int64: Int64] = [:]
    for row in try session.rows(
      "SELECT entry, seq FROM undone_decision WHERE seq <= \(knownAt ?? .max)")
    {
      undone[try row.get("entry")] = try row.get("seq")
    }
    return undone
  }

  /// Returns the entry on top, of the versions of a thing in their order.
  package static func top(of versions: [Int64], undone: [Int64: Int64]) -> Int64? {
    let undoing = Set(undone.values)
    var stack: [Int64] = []
    for version in versions {
      if undoing.contains(version) { _ = stack.popLast() } else { stack.append(version) }
    }
    return stack.last
  }

  /// Returns the entry on top of each item of a report, by the item's code.
  package static func tops(
    of report: String, knownAt: Int64?, in session: any Session
  ) throws -> [String: Int64] {
    let undone = try undone(knownAt: knownAt, in: session)
    var versions: [String: [Int64]] = [:]
    for row in try session.rows(
      """
      SELECT code, seq FROM commitment
      WHERE report_id = \(report) AND seq <= \(knownAt ?? .max) ORDER BY code, seq
      """)
    {
      versions[try row.get("code"), default: []].append(try row.get("seq"))
    }
    return versions.compactMapValues { top(of: $0, undone: undone) }
  }

  /// Returns the decisions about a report that can be taken back, newest first.
  package static func decisions(
    of report: String, knownAt: Int64?, in session: any Session
  ) throws -> [JournalEntry] {
    let undone = try undone(knownAt: knownAt, in: session)
    let most = knownAt ?? .max
    return try session.rows(
      """
      SELECT \(JournalEntry.columns) FROM journal WHERE seq IN (
        SELECT seq FROM report WHERE id = \(report)
        UNION SELECT seq FROM commitment WHERE report_id = \(report)
        UNION SELECT seq FROM question WHERE report_id = \(report))
        AND seq <= \(most) ORDER BY seq DESC
      """
    ).map { try JournalEntry($0) }
      .filter { UndoDecision.permissions[$0.command] != nil && undone[$0.seq] == nil }
  }
}
