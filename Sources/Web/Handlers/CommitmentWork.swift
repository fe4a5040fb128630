import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Storage

/// What people do about one commitment beside reading it: claims, and changes of its target.
struct CommitmentWork: Sendable {
  private let desk: DeskVisit
  private let commitment: Commitment
  private let papers: [Claim]
  private let changes: [TargetChange]
  private let claimEntries: [JournalEntry]
  private let changeEntries: [JournalEntry]
  private let undone: [Int64: Int64]
  private let returned: ReturnedForm?

  init(
    _ desk: DeskVisit, _ commitment: Commitment, returning form: ReturnedForm? = nil
  ) async throws {
    self.desk = desk
    returned = form
    self.commitment = commitment
    let (code, knownAt) = (commitment.id, desk.asOf.knownAt)
    let found = try await desk.site.database.read { session in
      (
        papers: try ClaimStore.claims(of: code, knownAt: knownAt, in: session)[code] ?? [],
        changes: try TargetChangeStore.changes(of: code, knownAt: knownAt, in: session),
        claimEntries: try ClaimStore.entries(of: code, knownAt: knownAt, in: session),
        changeEntries: try TargetChangeStore.entries(of: code, knownAt: knownAt, in: session),
        undone: try DecisionStack.undone(knownAt: knownAt, in: session)
      )
    }
    papers = found.papers
    changes = found.changes
    claimEntries = found.claimEntries
    changeEntries = found.changeEntries
    undone = found.undone
  }

  // MARK: Claims

  var claims: CommitmentPage.Claims? {
    let maySee = desk.may(Permissions.readClaims, reaching: commitment.reach)
    guard maySee, desk.site.ledger.isClaimed(commitment) else { return nil }
    return .init(
      rows: papers.reversed().map(row), form: form,
      undo: undo(claimEntries, UndoClaim.permissions))
  }

  private func row(_ claim: Claim) -> CommitmentPage.Claims.Row {
    let mayJudge =
      desk.isWritable && claim.verdict == nil && claim.given.person != desk.actor.person.id
      && desk.may(Permissions.verifyClaims)
    return .init(
      period: claim.period.description, title: claim.period.chinese,
      value: ReadingFigures.text(claim.value),
      grade: GradeMark(claim.verdict?.kind == .verified ? .verified : claim.evidence),
      note: claim.note, file: claim.file, person: "\(claim.given.name) \(claim.given.day)",
      standing: claim.standing, isWaiting: claim.verdict == nil,
      words: claim.verdict.map { "\($0.act.name)：\($0.words)" }, mayJudge: mayJudge)
  }

  private var form: CommitmentPage.Claims.Form? {
    guard desk.isWritable, desk.may(Permissions.claimProgress, reaching: commitment.reach) else {
      return nil
    }
    let period = commitment.period(elseOf: desk.today)
    let due = ClaimDue(
      from: period.from, until: period.due,
      observed: desk.site.ledger.metric(of: commitment)?.calendar, on: desk.today,
      calendar: desk.site.library.calendar)
    let month = due?.period ?? Period(.month, containing: desk.today)
    return .init(
      unit: commitment.target.unit ?? "完成 %", period: month.description,
      due: due.map { desk.mark($0.day) },
      returned: returned.flatMap { $0["thing"] == "claim" ? $0 : nil })
  }

  // MARK: Targets

  var moves: CommitmentPage.TargetMoves {
    let open = changes.first(where: \.isOpen)
    let mayPropose =
      desk.isWritable && open == nil && commitment.target.value != nil
      && commitment.target.upper == nil
      && desk.may(Permissions.proposeTargets, reaching: commitment.reach)
    return .init(
      open: open.map { change in
        .init(
          number: String(change.id.dropFirst(commitment.id.count + 1)),
          words: "\(change.before.title) 改为 \(change.target.title)，从 \(change.from) 起",
          reason: "\(change.reason)；文件：\(change.document)；\(change.proposed.name)提出",
          approvals: change.approvals.map(\.act.name),
          mayJudge: desk.isWritable && desk.mayJudge(change))
      },
      refused: changes.compactMap { change in
        change.refused.map {
          "\(change.id) 改为 \(change.target.title)：\($0.act.name) \($0.act.day) 不同意，\($0.words)"
        }
      }, mayPropose: mayPropose, today: desk.today.description,
      returned: returned.flatMap { $0["thing"] == "target" ? $0 : nil },
      undo: undo(changeEntries, UndoTargetChange.permissions))
  }

  /// How a target came to replace the one before, in words; nil for what no change brought.
  func change(_ id: TargetChange.ID) -> TargetChange? { changes.first { $0.id == id } }

  private func undo(
    _ entries: [JournalEntry], _ permissions: [String: [Permission]]
  ) -> SplitPage.Undo? {
    let top = DecisionStack.top(of: entries.map(\.seq).reversed(), undone: undone)
    guard desk.isWritable, let entry = entries.first(where: { $0.seq == top }),
      entry.post == desk.actor.post.id, permissions[entry.command] != nil
    else { return nil }
    return SplitPage.Undo(entry: entry.seq, title: CommandTitles.title(of: entry.command))
  }
}
