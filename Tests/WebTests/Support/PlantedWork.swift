import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Storage

@testable import Web

/// What people do beside telling facts: tasks, lines of leaders, requests, splits, bulletins, claims.
extension SmallDistrict {
  /// Lets somebody do one of each, in words of a mark, on a day.
  func plantWork(
    _ mark: PlantedFacts.Mark, on day: String, divides: String, claims: String, month: String,
    asking field: String
  ) async throws {
    try await giveTasks(mark, on: day)
    try await ask(mark, on: day, field: field)
    try await divide(divides, mark, on: day)
    try await commit(
      ComposeBulletin(
        code: nil, version: 0,
        draft: Bulletin.Draft(
          title: "\(mark.rawValue)通报", addressee: "各单位",
          pieces: [.words("\(mark.rawValue)按语"), .block(.overview)])), as: "SV", on: day)
    guard let period = Period(month) else { return }
    try await commit(
      ClaimProgress(
        claims, period: period, value: Number(mark.number), note: "\(mark.rawValue)进展", file: "",
        evidence: .claimed), as: "DU", on: day)
  }

  private func giveTasks(_ mark: PlantedFacts.Mark, on day: String) async throws {
    func order(_ words: String) -> Order {
      Order(words: mark.rawValue + words, owner: .init(unit: "industry"), due: nil)
    }
    try await commit(GiveAssignment(order("任务"), source: .free), as: "SV", on: day)
    try await commit(GiveDirective(order("批示"), on: nil), as: "LD", on: day)
  }

  private func ask(_ mark: PlantedFacts.Mark, on day: String, field: String) async throws {
    let desk = AskDesk(
      journal: journal(on: day), authority: Authority(library: library), actor: try actor("DM"))
    _ = try await desk.issue(
      IssueAsk.Draft(
        title: "\(mark.rawValue)采集", reason: "\(mark.rawValue)缘由",
        due: (Day(day) ?? Self.today).adding(days: 90),
        request: DataRequest(register: "enterprise", fields: [field])))
  }

  private func divide(
    _ commitment: String, _ mark: PlantedFacts.Mark, on day: String
  ) async throws {
    let version = try await database.read {
      try SplitStore.split(of: commitment, in: $0)?.version ?? 0
    }
    let whole = try await commitments.first { $0.id == commitment }?.target.value
    try await commit(
      DivideCommitment(
        commitment: commitment, version: version,
        parts: [.init(unit: "industry", value: whole, remark: "\(mark.rawValue)说明")],
        mayExceed: false), as: "SV", on: day)
  }

  /// Lets a commitment be one of which units report the number by hand, and gives it to a unit.
  func claimByHand(_ code: String, unit: String) async throws {
    try await commit(
      ConfirmCommitment(commitment: code, metric: nil, unit: unit), as: "SV", on: "2022-02-01")
  }

  private func commit(_ command: some Command, as post: String, on day: String) async throws {
    let actor = try actor(post)
    let permit = try Authority(library: library).permit(
      actor, command.permission, reaching: Reach(unit: actor.post.unit, owner: actor.post.id),
      on: Day(day) ?? Self.today)
    try await journal(on: day).commit(command, permit: permit, reason: "测试")
  }
}
