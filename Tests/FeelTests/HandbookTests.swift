import Feel
import Foundation
import Quantities
import Testing

/// The page of the handbook on the language of rules shows what the program does.
struct HandbookTests {
  private static func rows() throws -> [[String]] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appending(path: "Docs/handbook/规则语言.md"), encoding: .utf8)
    return page.split(separator: "\n").filter { $0.hasPrefix("|") }.map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  @Test func `rules read as plain FEEL as the page shows`() throws {
    let pairs = try Self.rows().filter { $0.count == 2 && $0[0].hasPrefix("`") }
    #expect(pairs.count >= 14)
    for pair in pairs {
      let text = pair[0].replacing("`", with: "")
      let rule = try Rule(text, vocabulary: enterprise, expecting: .boolean)
      #expect(rule.standard == pair[1].replacing("`", with: ""), "\(text)")
    }
  }

  @Test func `the decision table of the page can be read and has no gap`() throws {
    let rows = try Self.rows().filter { $0.count >= 6 && !$0[0].hasPrefix("---") }
    let (table, problems) = RuleTable.read(rows, vocabulary: enterprise)
    #expect(problems == [])
    #expect(try #require(table).findings() == [])
  }
}
