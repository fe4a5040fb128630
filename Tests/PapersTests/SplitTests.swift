import Commands
import Definitions
import Documents
import Foundation
import Ledgers
import Papers
import Quantities
import Storage
import Testing

/// Dividing commitments among units, signing, taking back, and the table of it all.
struct SplitTests {
  private static let text = """
    2022年工作安排
    一、狠抓招商引资
    新引进亿元以上项目35个。
    二、壮大工业
    工业增加值增长8%以上。
    """

  private func district() async throws -> (office: Office, code: String) {
    let office = try await Office()
    try await office.register(Self.text)
    let code = try #require(
      try await office.commitments().first { $0.target.value == 35 }?.id)
    return (office, code)
  }

  private func part(_ unit: String, _ value: Number?) -> Split.Part {
    Split.Part(unit: unit, leader: "副区长", value: value)
  }

  @Test(arguments: [
    ([20, 15], false, nil as String?), ([20, 14], false, "少 1"), ([25, 17], false, "多 7"),
    ([25, 17], true, nil),
  ])
  func `parts add up to the whole or exceed it by declaration`(
    values: [Int], mayExceed: Bool, refusal: String?
  ) async throws {
    let (office, code) = try await district()
    let parts = zip(["commerce", "industry"], values).map { part($0, Number($1)) }
    let command = DivideCommitment(
      commitment: code, version: 0, parts: parts, mayExceed: mayExceed)
    guard let refusal else {
      try await office.commit(command, as: "SV", on: "2022-02-10")
      return
    }
    let error = await #expect(throws: JournalError.self) {
      try await office.commit(command, as: "SV", on: "2022-02-10")
    }
    #expect("\(try #require(error))".contains(refusal))
  }

  @Test func `42 of 35 is told as 20 per cent more`() async throws {
    let (office, code) = try await district()
    try await office.commit(
      DivideCommitment(
        commitment: code, version: 0,
        parts: [part("commerce", 25), part("industry", 17)], mayExceed: true),
      as: "SV", on: "2022-02-10")
    let split = try await office.split(of: code)
    #expect(split.total == 42)
    #expect(split.excess == 20)
    let row = try await office.table(on: "2022-02-10").rows.first { $0.id == code }
    #expect(row?.remark == "层层加码：目标 35，任务数 42，+20%；未送签")
    #expect(row?.lead == office.unitName("commerce"))
  }

  @Test func `a unit signs its own part, and silence for five working days counts as signed`()
    async throws
  {
    let (office, code) = try await district()
    try await office.commit(
      DivideCommitment(
        commitment: code, version: 0,
        parts: [part("commerce", 20), part("industry", 15)], mayExceed: false),
      as: "SV", on: "2022-02-10")
    try await office.commit(SendSplits(commitments: [code]), as: "SV", on: "2022-02-10")
    try await office.commit(
      SignSplit(commitment: code, unit: "industry"), as: "DU", on: "2022-02-11")
    await #expect(throws: JournalError.self) {
      try await office.commit(
        SignSplit(commitment: code, unit: "commerce"), as: "DU", on: "2022-02-11")
    }
    let split = try await office.split(of: code)
    func standing(_ unit: String, _ text: String) -> Split.Standing? {
      split.parts.first { $0.unit == unit }.map {
        Split.standing(
          of: $0, on: day(text), days: library.signingDays(on: day(text)),
          calendar: library.calendar)
      }
    }
    // Five working days after Thursday the 10th end on Thursday the 17th.
    #expect(standing("commerce", "2022-02-17") == .waiting(until: day("2022-02-17")))
    #expect(standing("commerce", "2022-02-18") == .deemed(since: day("2022-02-18")))
    guard case .signed(let signature) = standing("industry", "2022-02-18") else {
      Issue.record("industry has not signed")
      return
    }
    #expect(signature.day == day("2022-02-11"))
  }

  @Test func `a part that changes is signed again, and one that stays keeps its signature`()
    async throws
  {
    let (office, code) = try await district()
    let first = [part("commerce", 20), part("industry", 15)]
    try await office.commit(
      DivideCommitment(commitment: code, version: 0, parts: first, mayExceed: false),
      as: "SV", on: "2022-02-10")
    try await office.commit(SendSplits(commitments: [code]), as: "SV", on: "2022-02-10")
    try await office.commit(
      SignSplit(commitment: code, unit: "industry"), as: "DU", on: "2022-02-11")
    let version = try await office.stored(code).version
    try await office.commit(
      DivideCommitment(
        commitment: code, version: version,
        parts: [part("commerce", 18), part("industry", 15), part("park-committee", 2)],
        mayExceed: false), as: "SV", on: "2022-02-14")
    let split = try await office.split(of: code)
    #expect(split.parts.map { $0.signature != nil } == [false, true, false])
    #expect(split.parts.map { $0.sentOn != nil } == [false, true, false])
  }

  @Test func `each step is taken back in the opposite order`() async throws {
    let (office, code) = try await district()
    try await office.commit(
      DivideCommitment(
        commitment: code, version: 0, parts: [part("industry", 35)], mayExceed: false),
      as: "SV", on: "2022-02-10")
    let divided = try await office.stored(code).version
    try await office.commit(SendSplits(commitments: [code]), as: "SV", on: "2022-02-10")
    let sent = try await office.stored(code).version
    let early = UndoSplit(entry: divided, permission: DivideCommitment.needed)
    await #expect(throws: JournalError.self) {
      try await office.commit(early, as: "SV", on: "2022-02-10")
    }
    try await office.commit(
      UndoSplit(entry: sent, permission: SendSplits.needed), as: "SV", on: "2022-02-10")
    #expect(try await office.split(of: code).parts.first?.sentOn == nil)
    try await office.commit(early, as: "SV", on: "2022-02-10")
    #expect(try await office.splits()[code] == nil)
    let verdict = try await office.database.read { try JournalVerifier().verify(in: $0) }
    #expect(verdict.faults.isEmpty)
  }

  @Test func `even quarters of a year come to 9, 17, 26 and 35 of 35`() {
    let plan = QuarterPlan(from: day("2022-01-01"), due: day("2022-12-31"))
    #expect(plan.nodes(of: 35).map(\.text) == ["9", "17", "26", "35"])
    #expect(plan.nodes(of: 5, unit: "万户").map(\.text) == ["1.22", "2.47", "3.74", "5"])
    let half = QuarterPlan(from: day("2022-01-01"), due: day("2022-06-30"))
    #expect(half.nodes(of: 6).map(\.text) == ["3", "6", "6", "6"])
  }

  @Test func `the table goes out as workbook and paper, the same bytes each time`() async throws {
    let (office, code) = try await district()
    try await office.commit(
      DivideCommitment(
        commitment: code, version: 0,
        parts: [part("commerce", 20), part("industry", 15)], mayExceed: false),
      as: "SV", on: "2022-02-10")
    let table = try await office.table(on: "2022-02-10")
    let foot = office.foot(on: "2022-02-10", code: "B-2022-1")
    let (first, second) = (try table.workbook(foot: foot), try table.workbook(foot: foot))
    #expect(first == second)
    let word = WordWriter.bytes(of: table.paper(foot: foot), madeAt: foot.moment)
    let text = try DocumentReader.text(of: word, name: "分解表.docx").text
    for wanted in ["新引进亿元以上项目35个", "35个", "增量", "工业增加值增长8%以上", "未分解"] {
      #expect(text.contains(wanted), "\(wanted)")
    }
  }
}
