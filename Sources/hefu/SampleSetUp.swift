import Commands
import Definitions
import Facts
import Ledgers
import Papers
import Quantities
import Reports
import SampleDistrict
import Storage

/// Walks the fictional district through its year, entry by entry, as its offices would have done.
///
/// Everything goes through the journal, dated on the day on which it happened, so that every page
/// of the past shows what was known then.
struct SampleSetUp {
  let district: SampleDistrict
  let desk: SampleDesk

  private var library: Library { desk.library }
  private var database: any Database { desk.database }

  /// Makes the entries up to a day and tells about each.
  func run(until day: Day, progress: (String) -> Void) async throws {
    try await desk.found(
      title: district.title, posts: Cast.all(since: district.began), on: district.began)
    progress("\(district.began) 初始化\(district.title)，\(Cast.all.count) 个岗位")
    var diary = Diary()
    let batches = district.batches(until: day)
    for (index, batch) in batches.enumerated() {
      try await write(&diary, before: batch.day, progress: progress)
      try await desk.take(batch, place: "\(index + 1)/\(batches.count)", progress: progress)
      guard isLastOfDay(index, batches) else { continue }
      let told = batches[...index].filter { $0.day == batch.day }.compactMap(\.respondentMonth)
      for month in told { try await issue(month, on: batch.day) }
      guard diary.report != nil else { continue }
      for claims in try await claims(handedInOn: batch.day) {
        try await desk.take(claims, place: "\(index + 1)/\(batches.count)", progress: progress)
      }
    }
    try await write(&diary, before: day.adding(days: 1), progress: progress)
  }

  /// How far the report has come: not yet taken in, registered, divided among the units.
  private struct Diary {
    var report: String?
    var isDivided = false
  }

  /// Does what is done with the report before a day, each step on its own day.
  private func write(
    _ diary: inout Diary, before day: Day, progress: (String) -> Void
  ) async throws {
    if diary.report == nil, day > SampleDistrict.reportDay {
      diary.report = try await takeInReport(progress: progress)
    }
    if let report = diary.report, !diary.isDivided, day > SampleDistrict.confirmationDay {
      try await divide(report)
      diary.isDivided = true
    }
  }

  private func isLastOfDay(_ index: Int, _ batches: [SampleBatch]) -> Bool {
    index + 1 == batches.count || batches[index + 1].day != batches[index].day
  }

  // MARK: The report

  private func takeInReport(progress: (String) -> Void) async throws -> String {
    let text = district.report
    let command = RegisterReport(
      title: SampleDistrict.reportTitle, year: SampleDistrict.year, file: "report-2022.txt",
      text: text,
      understanding: Reader(lexicon: library.lexicon).read(text, year: SampleDistrict.year),
      binder: library.binder)
    let report = try await desk.commit(
      command, as: "SV", on: SampleDistrict.reportDay, reason: "区人代会审议通过")
    let commitments = try await database.read { session in
      try LedgerStore.commitments(of: report, knownAt: nil, in: session)
    }
    progress("\(SampleDistrict.reportDay) 登记报告 \(report)，读出承诺 \(commitments.count) 件")
    return report
  }

  /// Confirms the commitments and answers the questions, as the meeting on the tasks decides.
  private func divide(_ report: String) async throws {
    let commitments = try await database.read { session in
      try LedgerStore.commitments(of: report, knownAt: nil, in: session)
    }
    // The last ones stay open, so that there is something left to confirm.
    for commitment in commitments.dropLast(SampleDistrict.leftUnconfirmed) {
      let confirm = ConfirmCommitment(
        commitment: commitment.id, metric: commitment.metric, unit: unit(of: commitment))
      try await desk.commit(
        confirm, as: "SV", on: SampleDistrict.confirmationDay, reason: "任务分解会议确定")
    }
    try await answerQuestions(of: report)
  }

  /// The unit that keeps the metric answers for the commitment.
  private func unit(of commitment: Commitment) -> String {
    if let keeper = commitment.metric.flatMap({ library.metrics[$0]?.keeper }) { return keeper }
    return Claims.unit(for: commitment.subject)
  }

  private func answerQuestions(of report: String) async throws {
    let questions = try await database.read { session in
      try LedgerStore.questions(of: report, knownAt: nil, in: session)
    }
    for question in questions.dropLast() {
      try await desk.commit(
        AnswerQuestion(question: question, reading: 0), as: "SV",
        on: SampleDistrict.confirmationDay, reason: "与起草组核对")
    }
  }

  /// Issues the sums of a month of industry on the day on which its reports came in.
  private func issue(_ month: Period, on day: Day) async throws {
    let ledger = LedgerDesk(
      database: database, library: library, region: desk.region,
      snapshots: SnapshotCache(database: database, region: desk.region))
    let names = Dictionary(
      (Place.parks.map { ($0.code, $0.name) } + Place.towns.map { ($0.code, $0.name) })
        .map { ($0.0, $0.1) }, uniquingKeysWith: { first, _ in first })
    let permit = try await desk.permit(IssueMonthlyRun.needed, as: "SX", on: day)
    let prepared = try await IndustryEditor(
      ledger: ledger, permit: permit, district: district.title, unitName: { names[$0] ?? $0 }
    ).edition(
      .init(
        month: month, isCorrection: false, day: day, madeAt: Clock.fixed(day).moment(),
        person: permit.actor.person.name,
        unit: Place.units.first { $0.code == "statistics" }?.name ?? "统计"))
    try await desk.commit(IssueMonthlyRun(prepared.run), as: "SX", on: day, reason: "")
  }

  private func claims(handedInOn day: Day) async throws -> [SampleBatch] {
    let commitments = try await database.read { session in
      try LedgerStore.commitments(knownAt: nil, in: session)
    }
    return (1...12).flatMap { month in
      district.claims(month: month) { claim in
        commitments.first { claim.words.allSatisfy($0.subject.contains) }?.id
      }
    }.filter { $0.day == day }
  }
}
