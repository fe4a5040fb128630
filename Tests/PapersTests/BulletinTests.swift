import Commands
import Documents
import Foundation
import Ledgers
import Papers
import Quantities
import Storage
import Testing

/// Bulletins that are composed, issued, corrected and printed again.
struct BulletinTests {
  private static let text = """
    2022年工作安排
    一、狠抓招商引资
    新引进亿元以上项目35个。新增规模以上工业企业20家。
    二、壮大工业
    工业增加值增长8%以上。全年完成技改投资30亿元。
    """

  private func draft(_ title: String, corrects: String? = nil) -> Bulletin.Draft {
    Bulletin.Draft(
      title: title, addressee: "各镇街、区直各单位",
      pieces: [.words("现将有关情况通报如下。")] + Bulletin.Kind.allCases.map { .block($0) },
      corrects: corrects)
  }

  @Test func `a hundred issues of a year print again byte for byte at its end`() async throws {
    let office = try await Office()
    try await office.register(Self.text)
    let code = try #require(try await office.commitments().first?.id)
    var printed: [String: [UInt8]] = [:]
    var day = day("2022-02-01")
    for number in 1...100 {
      // Something happens before each issue, so that no two are alike.
      try await office.claim(code, value: number % 36, on: day)
      let bulletin = try await office.compose(draft("督查专报第\(number)期"), on: day)
      printed[bulletin] = try await office.issue(bulletin, on: day)
      day = day.adding(days: 3)
    }
    #expect(printed.count == 100)
    #expect(Set(printed.values).count == 100)
    for (code, bytes) in printed {
      let again = try await office.reprint(code)
      #expect(again == bytes, "\(code)")
    }
    let verdict = try await office.database.read { try JournalVerifier().verify(in: $0) }
    #expect(verdict.faults.isEmpty)
  }

  @Test func `an issue gives the same pages and the same PDF again`() async throws {
    let office = try await Office()
    try await office.register(Self.text)
    let code = try #require(try await office.commitments().first?.id)
    for (number, on) in ["2022-03-01", "2022-06-01", "2022-09-01"].enumerated() {
      try await office.claim(code, value: 9 * number + 1, on: day(on))
      let bulletin = try await office.compose(draft("第\(number + 1)期"), on: day(on))
      _ = try await office.issue(bulletin, on: day(on))
      let first = try await office.printed(bulletin)
      try await office.claim(code, value: 9 * number + 5, on: day(on).adding(days: 40))
      let again = try await office.printed(bulletin)
      #expect(
        PaperLayout.pages(of: first.paper).map(\.drawing)
          == PaperLayout.pages(of: again.paper).map(\.drawing))
      // Where the program that draws is not installed, the pages are what can be compared.
      guard let one = try? PaperPDF.bytes(of: first.paper, madeAt: first.foot.seconds) else {
        continue
      }
      #expect(one == (try PaperPDF.bytes(of: again.paper, madeAt: again.foot.seconds)))
    }
  }

  @Test func `an issue tells what changed since the one before`() async throws {
    let office = try await Office()
    try await office.register(Self.text)
    let code = try #require(try await office.commitments().first?.id)
    try await office.claim(code, value: 1, on: day("2022-03-01"))
    let first = try await office.compose(draft("第一期"), on: day("2022-03-01"))
    _ = try await office.issue(first, on: day("2022-03-01"))
    try await office.claim(code, value: 9, on: day("2022-04-01"))
    let second = try await office.compose(draft("第二期"), on: day("2022-04-01"))
    let text = try DocumentReader.text(
      of: try await office.issue(second, on: day("2022-04-01")), name: "二.docx"
    ).text
    #expect(text.contains("与上期（\(first)，2022年3月1日）相比"))
    #expect(text.contains("自报数变化 1 项"))
    let opening = try DocumentReader.text(
      of: try await office.reprint(first), name: "一.docx"
    ).text
    #expect(opening.contains("本期为首期"))
  }

  @Test func `what is issued cannot change, and a correction names what it corrects`() async throws
  {
    let office = try await Office()
    try await office.register(Self.text)
    let day = day("2022-03-01")
    let code = try await office.compose(draft("第一期"), on: day)
    _ = try await office.issue(code, on: day)
    let version = try await office.bulletin(code).version
    await #expect(throws: JournalError.self) {
      try await office.commit(
        ComposeBulletin(code: code, version: version, draft: draft("改")), as: "SV",
        on: "2022-03-01")
    }
    await #expect(throws: JournalError.self) { _ = try await office.issue(code, on: day) }
    await #expect(throws: JournalError.self) {
      _ = try await office.compose(draft("更正", corrects: "N-2022-999"), on: day)
    }
    let correction = try await office.compose(draft("更正", corrects: code), on: day)
    let text = try DocumentReader.text(
      of: try await office.issue(correction, on: day), name: "更正.docx"
    ).text
    #expect(text.contains("本期更正 \(code)"))
  }
}
