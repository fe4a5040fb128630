import Testing

@testable import Documents

/// The square code at the foot of papers.
struct SquareCodeTests {
  @Test func `a code is square, has its three corners and a timing line`() throws {
    let code = try #require(SquareCode("3f9a1c5d7e8b0a2c4d6e8f10"))
    #expect(code.width == 25)
    for (x, y) in [(0, 0), (code.width - 7, 0), (0, code.width - 7)] {
      #expect((0..<7).allSatisfy { code.isDark(x + $0, y) && code.isDark(x + $0, y + 6) })
      #expect(code.isDark(x + 3, y + 3))
      #expect(!code.isDark(x + 1, y + 1))
    }
    #expect((8..<code.width - 8).allSatisfy { code.isDark($0, 6) == ($0 % 2 == 0) })
  }

  @Test func `its runs cover exactly the dark fields`() throws {
    let code = try #require(SquareCode("abc"))
    var covered = Set<Int>()
    for run in code.runs {
      for x in run.x..<run.x + run.length { covered.insert(run.y * code.width + x) }
    }
    let dark = (0..<code.width * code.width).filter {
      code.isDark($0 % code.width, $0 / code.width)
    }
    #expect(covered == Set(dark))
  }

  @Test func `a text that no code holds gives none`() {
    #expect(SquareCode(String(repeating: "长", count: 4_000)) == nil)
  }

  @Test func `a sealed paper carries the picture once and shows it on each page`() {
    let section = Paper.Section(
      sheet: .official, numbering: .dashed, blocks: [.text("正文", .body)])
    let plain = Paper(title: "函", sections: [section, section], foot: ["审计根 3f9a"])
    var sealed = plain
    sealed.seal = "3f9a1c5d"
    let moment = "2022-06-30T01:00:00Z"
    #expect(
      WordWriter.bytes(of: sealed, madeAt: moment) == WordWriter.bytes(of: sealed, madeAt: moment))
    #expect(
      WordWriter.bytes(of: sealed, madeAt: moment) != WordWriter.bytes(of: plain, madeAt: moment))
    let pages = PaperLayout.pages(of: sealed)
    #expect(pages.count == 2)
    #expect(pages.allSatisfy { $0.seal?.code == SquareCode("3f9a1c5d") })
    #expect(PaperLayout.pages(of: plain).allSatisfy { $0.seal == nil })
  }
}
