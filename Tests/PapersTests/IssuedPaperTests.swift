import Commands
import Documents
import Facts
import Ledgers
import Papers
import Quantities
import Storage
import Testing

/// Letters and statements that are issued under a number and printed again.
struct IssuedPaperTests {
  private static let text = """
    2022年工作安排
    一、狠抓招商引资
    新引进亿元以上项目35个。新增规模以上工业企业20家。
    """

  private func letter(
    _ office: Office, code: String, on day: String
  ) async throws -> (paper: Paper, foot: PaperFoot, commitments: [String]) {
    let readings = try await office.desk.readings(asOf: .init(PapersTests.day(day)))
    let foot = office.foot(on: day, code: code)
    let letter = Letter(
      kind: .supervision, addressee: "区商务局", readings: readings,
      answerBy: PapersTests.day(day).adding(days: 7), contact: "区政府督查室 方芷岚", foot: foot)
    return (letter.paper, foot, readings.map(\.id))
  }

  private func issue(_ office: Office, code: String, on day: String) async throws -> [UInt8] {
    let (paper, foot, commitments) = try await letter(office, code: code, on: day)
    try await office.commit(
      IssuePaper(
        .supervision, code: code, to: "commerce", commitments: commitments,
        print: try IssuedPaper.Print(paper, foot: foot)), as: "SV", on: day)
    return WordWriter.bytes(of: paper, madeAt: foot.moment)
  }

  private func paper(_ office: Office, _ code: String) async throws -> IssuedPaper {
    try #require(
      try await office.database.read { try IssuedPaperStore.paper(code, in: $0) })
  }

  @Test func `a letter is numbered, kept and printed again byte for byte`() async throws {
    let office = try await Office()
    try await office.register(Self.text)
    let code = try #require(try await office.commitments().first?.id)
    try await office.claim(code, value: 3, on: day("2022-03-01"))
    let first = try await issue(office, code: "DB-2022-001", on: "2022-06-30")
    // What happens later changes nothing about it.
    try await office.claim(code, value: 9, on: day("2022-07-01"))
    let second = try await issue(office, code: "DB-2022-002", on: "2022-07-15")
    #expect(first != second)
    let kept = try await paper(office, "DB-2022-001")
    #expect(try kept.word() == first)
    #expect(kept.commitments.contains(code))
    #expect(try await paper(office, "DB-2022-002").word() == second)
    let again = PaperLayout.pages(of: try kept.paper())
    let (paper, _, _) = try await letter(office, code: "DB-2022-001", on: "2022-06-30")
    #expect(again.map(\.words).joined().contains { $0.contains("DB-2022-001") })
    #expect(again.count == PaperLayout.pages(of: paper).count)
    let verdict = try await office.database.read { try JournalVerifier().verify(in: $0) }
    #expect(verdict.faults.isEmpty)
  }

  @Test func `a number is used once, and a letter that was cancelled says so`() async throws {
    let office = try await Office()
    try await office.register(Self.text)
    _ = try await issue(office, code: "DB-2022-001", on: "2022-06-30")
    await #expect(throws: JournalError.self) {
      _ = try await issue(office, code: "DB-2022-001", on: "2022-06-30")
    }
    await #expect(throws: JournalError.self) {
      try await office.commit(
        CancelPaper("DB-2022-001", words: ""), as: "SV", on: "2022-07-01")
    }
    try await office.commit(
      CancelPaper("DB-2022-001", words: "发错单位"), as: "SV", on: "2022-07-01")
    let paper = try await paper(office, "DB-2022-001")
    #expect(paper.cancelled?.words == "发错单位")
    #expect(try paper.word() != nil)
    await #expect(throws: JournalError.self) {
      try await office.commit(
        CancelPaper("DB-2022-001", words: "再作废"), as: "SV", on: "2022-07-01")
    }
  }

  @Test func `a paper whose content was touched is not printed again`() async throws {
    let office = try await Office()
    try await office.register(Self.text)
    _ = try await issue(office, code: "DB-2022-001", on: "2022-06-30")
    var paper = try await paper(office, "DB-2022-001")
    paper.print.content = paper.print.content.replacing("区商务局", with: "区工信局")
    #expect(try paper.word() == nil)
  }

  @Test func `an order for a task says what, why, until when, and has a part to return`()
    async throws
  {
    let office = try await Office()
    let order = Order(
      words: "查清十个项目没有开工的原因", owner: .init(unit: "commerce"), due: day("2022-07-29"))
    let code = try await office.commit(
      GiveAssignment(order, source: .free), as: "SV", on: "2022-07-01")
    let task = try #require(
      try await office.database.read { try AssignmentStore.assignment(code, in: $0) })
    let foot = office.foot(on: "2022-07-01", code: "JB-2022-001")
    let paper = TaskOrder(
      task: task, addressee: "区商务局", basis: "方芷岚2022年7月1日交办。", contact: "督查室", foot: foot
    ).paper
    let text = try DocumentReader.text(
      of: WordWriter.bytes(of: paper, madeAt: foot.moment), name: "交办单.docx"
    ).text
    for words in ["查清十个项目", "2022年7月29日前", code, "JB-2022-001", "回　执", "区商务局（盖章）"] {
      #expect(text.contains(words), "\(words)")
    }
  }

  @Test func `a statement lists a unit's year with the history of each target`() async throws {
    let office = try await Office()
    try await office.register(Self.text)
    let code = try #require(try await office.commitments().first?.id)
    let change = ProposeTargetChange(
      code, value: 30, from: day("2022-07-01"), reason: "市里调减", document: "区政办〔2022〕31号")
    let id = try await office.commit(change, as: "SV", on: "2022-06-20")
    let changes = try await office.database.read {
      try TargetChangeStore.changes(of: code, knownAt: nil, in: $0)
    }
    #expect(changes.map(\.id) == [id])
    let readings = try await office.desk.readings(asOf: .init(day("2022-12-31")))
    let foot = office.foot(on: "2022-12-31", code: "JX-2022-001")
    let paper = UnitStatement(
      unit: "区商务局", year: 2022,
      rows: readings.map {
        .init(
          reading: $0, commitment: $0.commitment, part: nil, isLead: true,
          changes: $0.id == code ? changes : [])
      }, foot: foot
    ).paper
    let text = try DocumentReader.text(
      of: WordWriter.bytes(of: paper, madeAt: foot.moment), name: "对账单.docx"
    ).text
    for words in ["2022年度绩效对账单", "区政办〔2022〕31号", "未调整", "数据不足", "区商务局（盖章）", "核对人签字"] {
      #expect(text.contains(words), "\(words)")
    }
  }
}
