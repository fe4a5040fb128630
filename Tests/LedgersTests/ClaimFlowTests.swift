import Commands
import Definitions
import Facts
import Foundation
import Ledgers
import Quantities
import Storage
import Testing

/// Claims by hand and changes of targets: what counts, who may say so, from which day, taking back.
struct ClaimFlowTests {
  /// A district with one commitment that no register can compute.
  private func world(metric: String? = nil) async throws -> (World, String) {
    let world = try await World()
    try await world.importing(
      "单位代码,单位名称\nindustry,区工信局\n", to: "unit", as: "SA", on: "2022-01-04")
    try await world.register("2022年工作安排\n一、狠抓招商引资\n新引进亿元以上项目35个。")
    let code = try #require(try await world.commitments().first?.id)
    try await world.act(
      ConfirmCommitment(commitment: code, metric: metric, unit: "industry"), as: "SV",
      on: "2022-01-21")
    return (world, code)
  }

  private func claim(
    _ code: String, _ month: String, _ value: Number, file: String = "",
    evidence: Evidence = .claimed
  ) throws -> ClaimProgress {
    ClaimProgress(
      code, period: try #require(Period(month)), value: value, note: "进展顺利", file: file,
      evidence: evidence)
  }

  private func judge(
    _ code: String, _ month: String, _ verdict: Claim.Verdict.Kind
  ) throws -> JudgeClaim {
    JudgeClaim(code, period: try #require(Period(month)), verdict: verdict, words: "到现场看过")
  }

  private func reading(
    _ world: World, _ on: String, knownAt: Int64? = nil
  ) async throws -> Reading {
    try #require(
      try await world.desk.readings(asOf: AsOf(day(on), knownAt: knownAt)).first)
  }

  // MARK: Claims

  @Test func `a claim counts as claimed and, once another person has verified it, as verified`()
    async throws
  {
    let (world, code) = try await world()
    try await world.act(try claim(code, "2022-03", 12), as: "DU", on: "2022-03-31")
    #expect(try await reading(world, "2022-03-31").claimed == 12)
    #expect(try await reading(world, "2022-03-31").verified == nil)
    let before = try await world.lastEntry()
    try await world.act(try judge(code, "2022-03", .verified), as: "SVM", on: "2022-04-01")
    #expect(try await reading(world, "2022-04-01").verified == 12)
    #expect(try await reading(world, "2022-04-01", knownAt: before).verified == nil)
    // What has been verified is not typed over.
    await #expect(throws: JournalError.self) {
      try await world.act(try claim(code, "2022-03", 13), as: "DU", on: "2022-04-02")
    }
  }

  @Test func `whoever entered a claim does not verify it`() async throws {
    let (world, code) = try await world()
    try await world.act(try claim(code, "2022-03", 12), as: "SV", on: "2022-03-31")
    await #expect(throws: JournalError.self) {
      try await world.act(try judge(code, "2022-03", .verified), as: "SV", on: "2022-04-01")
    }
    try await world.act(try judge(code, "2022-03", .verified), as: "SVM", on: "2022-04-01")
  }

  @Test func `a claim that comes back stops counting until it is made again`() async throws {
    let (world, code) = try await world()
    try await world.act(try claim(code, "2022-02", 5), as: "DU", on: "2022-02-28")
    try await world.act(try claim(code, "2022-03", 12), as: "DU", on: "2022-03-31")
    try await world.act(try judge(code, "2022-03", .returned), as: "SV", on: "2022-04-01")
    #expect(try await reading(world, "2022-04-01").claimed == 5)
    let due = try await world.desk.claimsDue(asOf: AsOf(day("2022-04-01")))
    #expect(due.map(\.returned) == ["到现场看过"])
    try await world.act(try claim(code, "2022-03", 11), as: "DU", on: "2022-04-02")
    #expect(try await reading(world, "2022-04-02").claimed == 11)
  }

  @Test func `claims and verdicts are taken back by whoever made them`() async throws {
    let (world, code) = try await world()
    try await world.act(try claim(code, "2022-03", 12), as: "DU", on: "2022-03-31")
    let claimed = try await world.lastEntry()
    try await world.act(try judge(code, "2022-03", .returned), as: "SV", on: "2022-04-01")
    let returned = try await world.lastEntry()
    let undo = UndoClaim(entry: claimed, permission: ClaimProgress.needed)
    await #expect(throws: JournalError.self) {
      try await world.act(undo, as: "DU", on: "2022-04-01")
    }
    await #expect(throws: JournalError.self) {
      try await world.act(
        UndoClaim(entry: returned, permission: JudgeClaim.needed), as: "SVM", on: "2022-04-01")
    }
    try await world.act(
      UndoClaim(entry: returned, permission: JudgeClaim.needed), as: "SV", on: "2022-04-01")
    #expect(try await reading(world, "2022-04-01").claimed == 12)
    try await world.act(undo, as: "DU", on: "2022-04-01")
    #expect(try await reading(world, "2022-04-01").claimed == nil)
    let verdict = try await world.database.read { try JournalVerifier().verify(in: $0) }
    #expect(verdict.faults.isEmpty)
  }

  @Test func `what a register computes is not typed, nor a grade that the unit cannot give`()
    async throws
  {
    let (world, code) = try await world(metric: "signed-projects-over-100-million")
    let error = await #expect(throws: JournalError.self) {
      try await world.act(try claim(code, "2022-03", 12), as: "DU", on: "2022-03-31")
    }
    #expect(error?.description.contains("从登记簿算出") == true)
    let (other, free) = try await self.world()
    for refused in [
      try claim(free, "2022-03", 12, evidence: .documented),
      try claim(free, "2022-03", 12, file: "表.xlsx", evidence: .verified),
      try claim(free, "2022-05", 12), try claim(free, "2022-03", -1),
    ] {
      await #expect(throws: JournalError.self) {
        try await other.act(refused, as: "DU", on: "2022-03-31")
      }
    }
    try await other.act(
      try claim(free, "2022-03", 12, file: "表.xlsx", evidence: .documented), as: "DU",
      on: "2022-03-31")
  }

  @Test(
    arguments: [
      // 28 May 2022 is a Saturday, so the day is Monday the 30th; three working days before it.
      ("每月", "2022-05-25", "2022-05", "2022-05-30"), ("每月", "2022-05-24", "2022-04", "2022-04-28"),
      ("每季度", "2022-06-25", "2022-06", "2022-06-28"),
      // 28 June is a Tuesday: until Wednesday the 22nd nothing is wanted by the quarter.
      ("每季度", "2022-06-22", nil, ""), ("每年", "2022-06-30", nil, ""),
    ] as [(String, String, String?, String)])
  func `claims are wanted from three working days before the 28th`(
    observed: String, on: String, month: String?, last: String
  ) throws {
    let due = ClaimDue(
      from: day("2022-01-01"), until: day("2022-12-31"), observed: observed, on: day(on),
      calendar: library.calendar)
    #expect(due?.period.description == month)
    if month != nil { #expect(due?.day == day(last)) }
  }

  // MARK: Targets

  private func propose(_ code: String, from: String = "2022-07-01") -> ProposeTargetChange {
    ProposeTargetChange(
      code, value: 40, from: day(from), reason: "任务加码", document: "区政府常务会议纪要〔2022〕8号")
  }

  /// Agrees as one of the two roles does.
  private func agree(_ world: World, _ change: String, as post: String, on text: String)
    async throws
  {
    let permit = try Authority(library: library).consent(
      try await world.actor(post), JudgeTargetChange.needed, on: day(text))
    try await world.journal(on: text).commit(
      JudgeTargetChange(change, agrees: true, words: ""), permit: permit, reason: "")
  }

  @Test func `a target changes when both have agreed, and only from its day on`() async throws {
    let (world, code) = try await world()
    let change = try await world.act(propose(code), as: "SV", on: "2022-06-20")
    #expect(change == "\(code)/T1")
    try await agree(world, change, as: "SVM", on: "2022-06-21")
    #expect(try await reading(world, "2022-07-10").bar?.value == 35)
    let before = try await world.lastEntry()
    await #expect(throws: JournalError.self) {
      try await agree(world, change, as: "SVM", on: "2022-06-22")
    }
    try await agree(world, change, as: "LD", on: "2022-06-22")
    #expect(try await reading(world, "2022-06-30").bar?.value == 35)
    #expect(try await reading(world, "2022-07-01").bar?.value == 40)
    // A view that may not know of it keeps the old target on every day.
    #expect(try await reading(world, "2022-07-10", knownAt: before).bar?.value == 35)
    let explanation = try await world.desk.explanation(
      of: code, asOf: AsOf(day("2022-06-30")), visibility: { _ in .engine })
    #expect(explanation?.reading.commitment.target.value == 35)
    let kept = try await ReadingBook().readings(
      at: world.desk, asOf: AsOf(day("2022-06-30")))
    #expect(kept.first?.bar?.value == 35)
  }

  @Test func `one post alone has no right to change a target, nor one without the role`()
    async throws
  {
    let (world, code) = try await world()
    let change = try await world.act(propose(code), as: "SV", on: "2022-06-20")
    await #expect(throws: Denial.self) {
      try await world.act(
        JudgeTargetChange(change, agrees: true, words: ""), as: "SVM", on: "2022-06-21")
    }
    for post in ["SV", "DM", "DU"] {
      await #expect(throws: Denial.self) {
        try await agree(world, change, as: post, on: "2022-06-21")
      }
    }
    await #expect(throws: JournalError.self) {
      try await world.act(propose(code, from: "2022-08-01"), as: "SV", on: "2022-06-21")
    }
  }

  @Test func `the last agreement is taken back with the target it brought`() async throws {
    let (world, code) = try await world()
    let change = try await world.act(propose(code, from: "2022-06-01"), as: "SV", on: "2022-06-20")
    try await agree(world, change, as: "SVM", on: "2022-06-21")
    try await agree(world, change, as: "LD", on: "2022-06-21")
    let entry = try await world.lastEntry()
    #expect(try await reading(world, "2022-06-21").bar?.value == 40)
    let permit = try Authority(library: library).consent(
      try await world.actor("LD"), JudgeTargetChange.needed, on: day("2022-06-21"))
    try await world.journal(on: "2022-06-21").commit(
      UndoTargetChange(entry: entry, permission: JudgeTargetChange.needed), permit: permit,
      reason: "")
    #expect(try await reading(world, "2022-06-21").bar?.value == 35)
    let changes = try await world.database.read {
      try TargetChangeStore.changes(of: code, knownAt: nil, in: $0)
    }
    #expect(changes.map(\.isOpen) == [true])
    #expect(changes.first?.approvals.map(\.role) == ["SVM"])
    let verdict = try await world.database.read { try JournalVerifier().verify(in: $0) }
    #expect(verdict.faults.isEmpty)
  }
}
