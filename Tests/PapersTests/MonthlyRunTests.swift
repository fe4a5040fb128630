import Commands
import Documents
import Facts
import Ledgers
import Papers
import Quantities
import SampleDistrict
import Storage
import Testing

/// Months of industry that are told by respondents, issued, corrected and printed again.
struct MonthlyRunTests {
  private static let industries = ["1312", "3021", "3630", "3841"]

  /// Firms of four industries and two sizes; the amounts of a month grow with its number.
  private func sheet(
    _ month: Int, changing: [Int: Int] = [:], only: [Int]? = nil, withNames: Bool = true
  ) -> String {
    var lines = [
      "统一社会信用代码" + (withNames ? ",单位名称,统计行业代码,单位规模" : "")
        + ",工业增加值（万元）2022年\(month)月,上年同期工业增加值（万元）2022年\(month)月"
    ]
    for place in only ?? Array(Firms.codes.indices) {
      let now = changing[place] ?? 1_000 + place * 70 + month * 10
      let names =
        withNames
        ? ",第\(place + 1)厂,\(Self.industries[place / 3]),\(place % 2 == 0 ? "小型" : "中型")" : ""
      lines.append("\(Firms.codes[place])\(names),\(now),\(950 + place * 70)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Codes that pass the check of GB 32100.
  private enum Firms {
    static let codes = SampleDistrict(entities: 1_000).firms.all
      .filter { $0.aboveScaleOn != nil }.prefix(12).map(\.code)
  }

  private func prepare(
    _ month: String, correcting: Bool = false, keepingMovesBack: Bool = false, in office: Office,
    on text: String
  ) async throws -> IndustryDesk.Prepared {
    let actor = try await office.actor("SX")
    let permit = try Authority(library: library).permit(
      actor, IssueMonthlyRun.needed, on: day(text))
    return try await IndustryEditor(
      ledger: office.desk, permit: permit, district: "示例区", unitName: { $0 }
    ).edition(
      .init(
        month: try #require(Period(month)), isCorrection: correcting,
        keepsMovesBack: keepingMovesBack, day: day(text),
        madeAt: Clock.fixed(day(text)).moment(), person: "统计员", unit: "区统计局"))
  }

  private func issue(
    _ month: String, correcting: Bool = false, in office: Office, on text: String
  ) async throws -> MonthlyRun {
    let run = try await prepare(month, correcting: correcting, in: office, on: text).run
    try await office.commit(IssueMonthlyRun(run), as: "SX", on: text)
    return run
  }

  private func office(_ months: [Int]) async throws -> Office {
    let office = try await Office()
    for month in months {
      try await office.importing(
        sheet(month), to: "respondent", as: "SX", on: "2022-0\(month + 1)-10")
    }
    return office
  }

  private func runs(_ office: Office) async throws -> [MonthlyRun] {
    try await office.database.read { try MonthlyRunStore.all(knownAt: nil, in: $0) }
  }

  @Test func `only the statistics office enters what respondents tell`() async throws {
    let office = try await Office()
    for post in ["DU-statistics", "DU", "SV", "SA"] {
      await #expect(throws: (any Error).self) {
        try await office.importing(sheet(2), to: "respondent", as: post, on: "2022-03-10")
      }
    }
    try await office.importing(sheet(2), to: "respondent", as: "SX", on: "2022-03-10")
  }

  @Test func `months add up from February, and contributions add up to the growth`() async throws {
    let office = try await office([2, 3])
    _ = try await issue("2022-02", in: office, on: "2022-04-11")
    _ = try await issue("2022-03", in: office, on: "2022-04-11")
    let figures = IndustryFigures(try await runs(office))
    let march = try #require(Period("2022-03"))
    let base = (0..<12).reduce(0) { $0 + 950 + $1 * 70 }
    let now = (0..<12).reduce(0) { $0 + 1_000 + $1 * 70 + 30 }
    let before = (0..<12).reduce(0) { $0 + 1_000 + $1 * 70 + 20 }
    #expect(
      figures.total(.valueAdded, .month, of: march)
        == Growth(now: Number(now), before: Number(base)))
    #expect(
      figures.total(.valueAdded, .toDate, of: march)
        == Growth(now: Number(now + before), before: Number(2 * base)))
    for grouping in IndustryGrouping.allCases {
      for span in IndustrySpan.allCases {
        let lines = figures.lines(.valueAdded, span, of: march, by: grouping)
        let sum = lines.compactMap(\.contribution).reduce(Number.zero, +)
        #expect(sum == figures.total(.valueAdded, span, of: march)?.rate, "\(grouping) \(span)")
      }
    }
  }

  @Test func `a year whose months are not all issued has no sum to date`() async throws {
    let office = try await office([2, 3])
    _ = try await issue("2022-03", in: office, on: "2022-04-11")
    let figures = IndustryFigures(try await runs(office))
    let march = try #require(Period("2022-03"))
    #expect(figures.total(.valueAdded, .toDate, of: march) == nil)
    #expect(figures.missing(.toDate, of: march).map(\.description) == ["2022-02"])
    #expect(figures.total(.valueAdded, .month, of: march) != nil)
  }

  @Test func `January is never issued by itself`() async throws {
    let office = try await office([2])
    await #expect(throws: JournalError.self) {
      _ = try await issue("2022-01", in: office, on: "2022-03-11")
    }
  }

  @Test func `what was issued stays, is printed again byte for byte, and is not issued twice`()
    async throws
  {
    let office = try await office([2])
    let run = try await issue("2022-02", in: office, on: "2022-03-11")
    let word = IndustryPaper(run, district: "示例区").word
    #expect(Digest.hex(word) == run.stamp.digest)
    await #expect(throws: JournalError.self) {
      _ = try await issue("2022-02", in: office, on: "2022-03-11")
    }
    // One firm corrects its report: the issue does not move.
    try await office.importing(
      sheet(2, changing: [4: 4_444], only: [4], withNames: false), to: "respondent", as: "SX",
      on: "2022-03-12")
    let kept = try #require(try await runs(office).first)
    #expect(kept == run)
    #expect(IndustryPaper(kept, district: "示例区").word == word)
    let text = try DocumentReader.text(of: word, name: "月报.docx").text
    #expect(text.contains("分行业情况") && !text.contains("4444"))
    let verdict = try await office.database.read { try JournalVerifier().verify(in: $0) }
    #expect(verdict.faults.isEmpty)
  }

  @Test func `a correction that would tell one firm by comparing two issues is refused`()
    async throws
  {
    let office = try await office([2])
    _ = try await issue("2022-02", in: office, on: "2022-03-11")
    try await office.importing(
      sheet(2, changing: [0: 1_500], only: [0], withNames: false), to: "respondent", as: "SX",
      on: "2022-03-12")
    await #expect(throws: JournalError.self) {
      _ = try await issue("2022-02", correcting: true, in: office, on: "2022-03-12")
    }
    // Every firm of the first and the last industry: three in each group that is touched.
    let all = Dictionary(uniqueKeysWithValues: (0..<12).map { ($0, 1_200 + $0 * 60) })
    try await office.importing(
      sheet(2, changing: all, withNames: false), to: "respondent", as: "SX", on: "2022-03-13")
    let second = try await issue("2022-02", correcting: true, in: office, on: "2022-03-13")
    #expect(second.id == "Y-2022-02-2" && second.corrects == "Y-2022-02")
    let figures = IndustryFigures(try await runs(office))
    #expect(figures.runs[second.month]?.id == second.id)
  }

  @Test func `a group that one firm joined in a year is named, and stays back where asked`()
    async throws
  {
    let office = try await Office()
    try await office.importing(
      sheet(2, only: Array(0..<11)), to: "respondent", as: "SX", on: "2022-03-10")
    _ = try await issue("2022-02", in: office, on: "2022-03-11")
    let next = sheet(2).replacing("2022年", with: "2023年")
    try await office.importing(next, to: "respondent", as: "SX", on: "2023-03-10")
    let told = try await prepare("2023-02", in: office, on: "2023-03-11")
    // The fourth industry was kept back a year before, so nothing compares with it.
    #expect(
      told.moves.map { "\($0.grouping) \($0.group) \($0.came) \($0.went)" }
        == ["size 中型 1 0", "park  1 0", "town  1 0"])
    #expect(told.run.table(.valueAdded)?.cell("中型", by: "size")?.sums != nil)
    let kept = try await prepare(
      "2023-02", keepingMovesBack: true, in: office, on: "2023-03-11")
    #expect(kept.run.table(.valueAdded)?.cell("中型", by: "size")?.sums == nil)
  }

  @Test func `a group of two is kept back with another, and the rest is told together`()
    async throws
  {
    let office = try await Office()
    try await office.importing(
      sheet(2, only: Array(0..<11)), to: "respondent", as: "SX", on: "2022-03-10")
    let run = try await issue("2022-02", in: office, on: "2022-03-11")
    let cells = try #require(run.table(.valueAdded)).cells(by: "industry")
    #expect(cells.first { $0.group == "38" }?.suppression == .tooFew)
    #expect(cells.count { $0.suppression == .complementary } >= 1)
    let lines = IndustryFigures([run]).lines(.valueAdded, .month, of: run.month, by: .industry)
    #expect(lines.contains { $0.code == "*" && $0.growth != nil })
    #expect(
      lines.filter { $0.reason != nil }.allSatisfy { $0.growth == nil && $0.respondents == nil })
  }
}
