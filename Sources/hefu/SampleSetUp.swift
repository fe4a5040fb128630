import Commands
import Definitions
import Facts
import Ledgers
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
  let library: Library
  let database: any Database

  /// Makes the entries up to a day and tells about each.
  func run(until day: Day, progress: (String) -> Void) async throws {
    try await found()
    progress("\(SampleDistrict.foundingDay) 初始化\(district.title)，\(Cast.all.count) 个岗位")
    var isRegistered = false
    let batches = district.batches(until: day)
    for (index, batch) in batches.enumerated() {
      if !isRegistered, batch.day > SampleDistrict.reportDay {
        try await takeInReport(until: day, progress: progress)
        isRegistered = true
      }
      try await importBatch(batch, place: "\(index + 1)/\(batches.count)", progress: progress)
      guard isRegistered, isLastOfDay(index, batches) else { continue }
      for claims in try await claims(handedInOn: batch.day) {
        try await importBatch(claims, place: "\(index + 1)/\(batches.count)", progress: progress)
      }
    }
    if !isRegistered, day >= SampleDistrict.reportDay {
      try await takeInReport(until: day, progress: progress)
    }
  }

  private func isLastOfDay(_ index: Int, _ batches: [SampleBatch]) -> Bool {
    index + 1 == batches.count || batches[index + 1].day != batches[index].day
  }

  // MARK: Beginning

  private func found() async throws {
    let people = Dictionary(grouping: Cast.all, by: \.id).compactMap(\.value.first)
      .sorted { $0.id < $1.id }.map { Person(id: $0.id, name: $0.name) }
    let posts = Cast.all.map { member in
      Post(
        id: member.post, person: member.id, role: member.role, unit: member.unit,
        scopeValue: member.scope, from: member.from, to: member.to)
    }
    guard let first = posts.first(where: { $0.role == "SA" }),
      let person = people.first(where: { $0.id == first.person })
    else { throw InputProblem("示例区缺少系统管理员岗位") }
    let permit = Authority(library: library)
      .foundingPermit(for: Actor(person: person, post: first))
    try await journal(on: SampleDistrict.foundingDay).commit(
      FoundDistrict(district: district.title, people: people, posts: posts), permit: permit,
      reason: "建立示例区")
  }

  // MARK: The report

  private func takeInReport(until day: Day, progress: (String) -> Void) async throws {
    let text = district.report
    let command = RegisterReport(
      title: SampleDistrict.reportTitle, year: SampleDistrict.year, file: "report-2022.txt",
      text: text,
      understanding: Reader(lexicon: library.lexicon).read(text, year: SampleDistrict.year),
      binder: library.binder)
    let report = try await commit(
      command, as: "SV", on: SampleDistrict.reportDay, reason: "区人代会审议通过")
    let commitments = try await database.read { session in
      try LedgerStore.commitments(of: report, knownAt: nil, in: session)
    }
    progress("\(SampleDistrict.reportDay) 登记报告 \(report)，读出承诺 \(commitments.count) 件")
    guard day >= SampleDistrict.confirmationDay else { return }
    // The last ones stay open, so that there is something left to confirm.
    for commitment in commitments.dropLast(SampleDistrict.leftUnconfirmed) {
      let confirm = ConfirmCommitment(
        commitment: commitment.id, metric: commitment.metric, unit: unit(of: commitment))
      try await commit(
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
      try await commit(
        AnswerQuestion(question: question, reading: 0), as: "SV",
        on: SampleDistrict.confirmationDay, reason: "与起草组核对")
    }
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

  // MARK: Entries

  private func importBatch(
    _ batch: SampleBatch, place: String, progress: (String) -> Void
  ) async throws {
    let desk = ImportDesk(
      journal: journal(on: batch.day), authority: Authority(library: library),
      actor: try await actor(batch.post))
    let checked = try await desk.preview(
      ImportRequest(
        file: "\(batch.name).csv", bytes: batch.table.csv, register: batch.register,
        validFrom: batch.validFrom, evidence: batch.evidence))
    guard checked.preview.refused == 0, checked.preview.isUnderstood else {
      let remarks = checked.preview.remarks.prefix(3).map(\.message).joined(separator: "；")
      throw InputProblem("示例数据 \(batch.name) 未通过校验：\(remarks)")
    }
    guard !checked.preview.changesNothing else { return }
    _ = try await desk.commit(checked, reason: batch.reason)
    progress(
      "[\(place)] \(batch.day) \(batch.name)：\(checked.preview.rows) 行，\(checked.preview.changes.count) 个数据"
    )
  }

  @discardableResult
  private func commit<C: Command>(
    _ command: C, as post: String, on day: Day, reason: String
  ) async throws -> C.Result {
    let actor = try await actor(post)
    let permit = try Authority(library: library)
      .permit(actor, command.permission, reaching: Reach(unit: actor.post.unit), on: day)
    return try await journal(on: day).commit(command, permit: permit, reason: reason).result
  }

  private func actor(_ post: String) async throws -> Actor {
    guard let actor = try await database.read({ try PostStore.actor(post: post, in: $0) }) else {
      throw InputProblem("示例区没有岗位“\(post)”")
    }
    return actor
  }

  private func journal(on day: Day) -> Journal {
    Journal(
      database: database, library: library, region: district.region, clock: .fixed(day))
  }
}
