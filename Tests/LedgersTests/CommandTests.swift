import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import SampleDistrict
import Storage
import Testing

@Suite("Commands of the ledger") struct LedgerCommandTests {
  private let text = plan("确保2022年新增规上工业企业20家以上，实现5G网络镇街全覆盖。")

  @Test func `a report is taken in once`() async throws {
    let world = try await World()
    #expect(try await world.register(text) == "B-2022-1")
    let commitments = try await world.commitments()
    #expect(commitments.map(\.id) == ["C-2022-001", "C-2022-002"])
    #expect(commitments.first?.metric == "new-above-scale-industry")
    #expect(commitments.allSatisfy { $0.state == .proposed })
    await #expect(throws: JournalError.invalid("这份报告已登记为 B-2022-1，没有再次登记")) {
      try await world.register(text)
    }
  }

  @Test func `a clause is kept with its words and its place`() async throws {
    let world = try await World()
    try await world.register(text)
    let scalars = Array(text.unicodeScalars)
    for commitment in try await world.commitments() {
      var clause = String.UnicodeScalarView()
      clause.append(contentsOf: scalars[commitment.span[0]..<commitment.span[1]])
      #expect(String(clause) == commitment.text)
      #expect(commitment.sentenceText.contains(commitment.text))
    }
  }

  @Test func `coverage of a report adds up to its text`() async throws {
    let world = try await World()
    let id = try await world.register(text)
    let report = try await world.database.read {
      try LedgerStore.report(id, knownAt: nil, in: $0)
    }
    #expect(report?.report.coverage.values.reduce(0, +) == text.unicodeScalars.count)
  }

  @Test func `confirming keeps metric and unit and can be taken back`() async throws {
    let world = try await World()
    try await world.importing(
      "单位代码,单位名称\nindustry,区工信局", to: "unit", as: "SA", on: "2022-01-05")
    try await world.register(text)
    try await world.commit(
      ConfirmCommitment(
        commitment: "C-2022-001", metric: "new-above-scale-industry", unit: "industry"),
      as: "SV", on: "2022-02-08")
    let confirmed = try #require(try await world.commitments().first)
    #expect(confirmed.state == .confirmed)
    #expect(confirmed.unit == "industry")
    try await world.commit(
      WithdrawConfirmation(commitment: "C-2022-001"), as: "SV", on: "2022-02-09")
    let withdrawn = try #require(try await world.commitments().first)
    #expect(withdrawn.state == .proposed)
    #expect(withdrawn.unit == nil)
    await #expect(throws: JournalError.self) {
      try await world.commit(
        WithdrawConfirmation(commitment: "C-2022-001"), as: "SV", on: "2022-02-10")
    }
  }

  @Test(
    arguments: [
      ("C-2022-001", "no-such-metric", nil), ("C-2022-001", nil, "no-such-unit"),
      ("C-2022-999", nil, nil),
    ] as [(String, String?, String?)])
  func `confirming refuses what it does not know and changes nothing`(
    commitment: String, metric: String?, unit: String?
  ) async throws {
    let world = try await World()
    try await world.register(text)
    let before = try await world.commitments()
    await #expect(throws: JournalError.self) {
      try await world.commit(
        ConfirmCommitment(commitment: commitment, metric: metric, unit: unit), as: "SV",
        on: "2022-02-08")
    }
    #expect(try await world.commitments() == before)
  }

  @Test func `an answer is kept with its person and day, and only one of the readings`()
    async throws
  {
    let world = try await World()
    let id = try await world.register(
      plan("扎实推进总投资540.2亿元的芦汀储能、朔润食品等60个重点工业项目，确保全年完成投资252亿元。"))
    func questions() async throws -> [ReportQuestion] {
      try await world.database.read { try LedgerStore.questions(of: id, knownAt: nil, in: $0) }
    }
    let question = try #require(try await questions().first)
    #expect(question.answer == nil)
    #expect(question.readings.count >= 2)
    try await world.commit(
      AnswerQuestion(question: question, reading: 1), as: "SV", on: "2022-02-08")
    let answer = try #require(try await questions().first?.answer)
    #expect(answer.reading == 1)
    #expect(answer.person == "温清禾")
    #expect(answer.day == "2022-02-08")
    await #expect(throws: JournalError.self) {
      try await world.commit(
        AnswerQuestion(question: question, reading: 9), as: "SV", on: "2022-02-09")
    }
  }

  @Test func `the chain holds over everything the ledger writes`() async throws {
    let world = try await World()
    try await world.register(text)
    try await world.commit(
      ConfirmCommitment(commitment: "C-2022-001", metric: nil, unit: nil), as: "SV",
      on: "2022-02-08")
    let verdict = try await world.database.read { try JournalVerifier().verify(in: $0) }
    #expect(verdict.holds, "\(verdict.faults)")
  }
}
