import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Storage

/// Changes of targets: proposed with a document, in force when two others have agreed.
struct TargetHandlers: Sendable {
  func routes() -> [Route] {
    let path = "/commitments/:code/targets"
    let (propose, approve) = (Permissions.proposeTargets, Permissions.approveTargets)
    return [
      .desk(.post, path, propose, answer: write),
      .desk(.post, path + "/:number/verdict", approve, answer: judge),
      .desk(.post, path + "/entries/:entry/undo", propose, approve, answer: undo),
    ]
  }

  private func commitment(_ desk: DeskVisit) async throws -> Commitment {
    let code = try desk.parameter("code")
    let found = try await desk.site.database.read { try LedgerStore.item(code, in: $0) }
    guard let found = found?.commitment, found.isPromise else { throw Refusal.notFound }
    return found
  }

  private func write(_ desk: DeskVisit) async throws -> Answer {
    let commitment = try await commitment(desk)
    let permit = try desk.permit(Permissions.proposeTargets, reaching: commitment.reach)
    guard let value = Number(desk.form["value"]) else {
      return try await again(desk, "新目标“\(desk.form["value"])”不是数字，没有写入。请改为数字，如 40。")
    }
    guard let from = Day(desk.form["from"]) else {
      return try await again(desk, "起始日“\(desk.form["from"])”不是日期，没有写入。请写成 2022-07-01 的样子。")
    }
    do {
      try await desk.site.journal.commit(
        ProposeTargetChange(
          commitment.id, value: value, from: from, reason: desk.form["reason"],
          document: desk.form["document"]), permit: permit, reason: desk.form["reason"])
    } catch let error as JournalError {
      return try await again(desk, error.description)
    }
    return onward(commitment)
  }

  /// The page again, with what was typed.
  private func again(_ desk: DeskVisit, _ problem: String) async throws -> Answer {
    try await CommitmentHandlers.page(desk, returning: ReturnedForm(desk.form, problem: problem))
  }

  private func judge(_ desk: DeskVisit) async throws -> Answer {
    let commitment = try await commitment(desk)
    let permit = try desk.consent(Permissions.approveTargets)
    let verdict = desk.form["verdict"]
    guard ["agreed", "refused"].contains(verdict) else {
      throw Refusal.refused("没有选同意还是不同意，没有改动。")
    }
    try await desk.site.journal.commit(
      JudgeTargetChange(
        "\(commitment.id)/\(try desk.parameter("number"))", agrees: verdict == "agreed",
        words: desk.form["words"]), permit: permit, reason: desk.form["words"])
    return onward(commitment)
  }

  private func undo(_ desk: DeskVisit) async throws -> Answer {
    let commitment = try await commitment(desk)
    let entries = try await desk.site.database.read {
      try TargetChangeStore.entries(of: commitment.id, knownAt: nil, in: $0)
    }
    guard let number = Int64(try desk.parameter("entry")),
      let entry = entries.first(where: { $0.seq == number }),
      let needed = UndoTargetChange.permissions[entry.command]?.first
    else { throw Refusal.notFound }
    let permit =
      try needed == Permissions.approveTargets
      ? desk.consent(needed) : desk.permit(needed, reaching: commitment.reach)
    try await desk.site.journal.commit(
      UndoTargetChange(entry: number, permission: needed), permit: permit,
      reason: "撤销第 \(number) 号记录")
    return onward(commitment)
  }

  private func onward(_ commitment: Commitment) -> Answer {
    .onward(to: "/commitments/\(Address.encoded(commitment.id))#target-change")
  }
}

extension DeskVisit {
  /// The proof that the acting post may give one of the agreements that something needs.
  func consent(_ permission: Permission) throws -> Permit {
    try site.authority.consent(actor, permission, on: today)
  }

  /// Whether the acting post may still agree to a change: it did not propose it, nor has its person
  /// or its role agreed.
  func mayJudge(_ change: TargetChange) -> Bool {
    guard change.isOpen, (try? consent(Permissions.approveTargets)) != nil else { return false }
    let (person, role) = (actor.person.id, actor.post.role)
    return change.proposed.person != person
      && !change.approvals.contains { $0.act.person == person || $0.role == role }
  }
}
