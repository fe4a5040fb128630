import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Storage

/// What units report by hand, where no register computes it: reminders, claims, verdicts.
struct ClaimHandlers: Sendable {
  func routes() -> [Route] {
    let path = "/commitments/:code/claims"
    let (claim, verify) = (Permissions.claimProgress, Permissions.verifyClaims)
    return [
      .desk(.get, "/claims", claim, verify, answer: list),
      .desk(.post, path, claim, answer: write),
      .desk(.post, path + "/:period/verdict", verify, answer: judge),
      .desk(.post, path + "/entries/:entry/undo", claim, verify, answer: undo),
    ]
  }

  private func list(_ desk: DeskVisit) async throws -> Answer {
    let due = try await desk.claimsDue()
    let rows = due.map { claim in
      ClaimsPage.Row(
        code: claim.commitment.id, words: claim.commitment.text,
        unit: claim.commitment.unit.map { desk.units($0) } ?? "", month: claim.due.period.chinese,
        due: desk.mark(claim.due.day), returned: claim.returned)
    }.sorted { ($0.unit, $0.due.day, $0.code) < ($1.unit, $1.due.day, $1.code) }
    return .page(ClaimsPage(shell: desk.shell, rows: rows))
  }

  private func commitment(_ desk: DeskVisit) async throws -> Commitment {
    let code = try desk.parameter("code")
    let found = try await desk.site.database.read { try LedgerStore.item(code, in: $0) }
    guard let found = found?.commitment, found.isPromise else { throw Refusal.notFound }
    return found
  }

  private func write(_ desk: DeskVisit) async throws -> Answer {
    let commitment = try await commitment(desk)
    let permit = try desk.permit(Permissions.claimProgress, reaching: commitment.reach)
    try await refuseComputed(commitment, desk)
    guard let period = Period(desk.form["period"]), period.length == .month else {
      return try await again(desk, "月份“\(desk.form["period"])”看不懂，没有写入。请写成 2022-06 的样子。")
    }
    guard let value = Number(desk.form["value"]) else {
      return try await again(desk, "自报值“\(desk.form["value"])”不是数字，没有写入。请改为数字，如 12。")
    }
    do {
      try await desk.site.journal.commit(
        ClaimProgress(
          commitment.id, period: period, value: value, note: desk.form["note"],
          file: desk.form["file"], evidence: Evidence(code: desk.form["evidence"]) ?? .claimed),
        permit: permit, reason: desk.form["note"])
    } catch let error as JournalError {
      return try await again(desk, error.description)
    }
    return onward(commitment)
  }

  /// The page again, with what was typed.
  private func again(_ desk: DeskVisit, _ problem: String) async throws -> Answer {
    try await CommitmentHandlers.page(desk, returning: ReturnedForm(desk.form, problem: problem))
  }

  /// Tells the number that is known already, and where it comes from.
  private func refuseComputed(_ commitment: Commitment, _ desk: DeskVisit) async throws {
    guard !desk.site.ledger.isClaimed(commitment) else { return }
    let reading = try await desk.readings(of: commitment.report).first { $0.id == commitment.id }
    guard let reading else { return }
    let figure = reading.claimed.map { "现在是 \(ReadingFigures.text($0))" } ?? "现在还没有数据"
    throw Refusal.refused(
      "\(commitment.id) 由指标“\(reading.source.title)”从登记簿算出，\(figure)，不用填报，没有写入。数不对的，请更正登记簿里的数据。"
    )
  }

  private func judge(_ desk: DeskVisit) async throws -> Answer {
    let commitment = try await commitment(desk)
    let permit = try desk.permit(Permissions.verifyClaims)
    guard let period = Period(try desk.parameter("period")),
      let verdict = Claim.Verdict.Kind(rawValue: desk.form["verdict"])
    else { throw Refusal.refused("没有选核验还是退回，没有改动。") }
    try await desk.site.journal.commit(
      JudgeClaim(commitment.id, period: period, verdict: verdict, words: desk.form["words"]),
      permit: permit, reason: desk.form["words"])
    return onward(commitment)
  }

  private func undo(_ desk: DeskVisit) async throws -> Answer {
    let commitment = try await commitment(desk)
    let entries = try await desk.site.database.read {
      try ClaimStore.entries(of: commitment.id, knownAt: nil, in: $0)
    }
    guard let number = Int64(try desk.parameter("entry")),
      let entry = entries.first(where: { $0.seq == number }),
      let needed = UndoClaim.permissions[entry.command]?.first
    else { throw Refusal.notFound }
    let permit = try desk.permit(needed, reaching: commitment.reach)
    try await desk.site.journal.commit(
      UndoClaim(entry: number, permission: needed), permit: permit, reason: "撤销第 \(number) 号记录")
    return onward(commitment)
  }

  private func onward(_ commitment: Commitment) -> Answer {
    .onward(to: "/commitments/\(Address.encoded(commitment.id))#claims")
  }
}

extension DeskVisit {
  /// The claims that are wanted of units which the acting post reaches.
  func claimsDue() async throws -> [DueClaim] {
    let seesAll = may(Permissions.verifyClaims)
    return try await site.ledger.claimsDue(asOf: asOf).filter {
      seesAll || may(Permissions.claimProgress, reaching: $0.commitment.reach)
    }
  }

  /// A day with the working days that have gone over it.
  func mark(_ day: Day) -> DueMark {
    guard asOf.day > day else { return DueMark(day: day.description, late: 0) }
    let late = try? site.library.calendar.workingDays(from: day, to: asOf.day)
    return DueMark(day: day.description, late: late.map { max(0, $0) })
  }
}
