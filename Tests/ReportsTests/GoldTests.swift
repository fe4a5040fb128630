import Foundation
import Reports
import Testing

/// Reads annotated reports and asks for what the annotation says.
///
/// The texts lie in the shared folder beside the repository. Where it is absent these tests are
/// skipped and say so; the readings beside them run everywhere.
struct GoldTests {
  private static let reports = Material.shared?.appending(path: "data/reports")

  private static func score(text: String, gold: URL) throws -> GoldScore {
    let folder = try #require(reports)
    let words = try String(contentsOf: folder.appending(path: text), encoding: .utf8)
    let annotated = try Gold(contentsOf: gold)
    return GoldScore(Material.reader.read(words, year: annotated.year), gold: annotated)
  }

  @Test(.enabled(if: reports != nil, "the shared folder is not there"))
  func `every promise of the seed report is found with its subject, and none is invented`() throws {
    let gold = try #require(Self.reports).appending(path: "gold/seed-2022.jsonl")
    let score = try Self.score(text: "seed-2022.txt", gold: gold)
    #expect(score.required == 23)
    #expect(score.missed == [])
    #expect(score.invented == [])
    #expect(score.strict == 23)
    #expect(score.kinds == 23)
    #expect(score.comparisons == 23)
  }

  @Test(.enabled(if: reports != nil, "the shared folder is not there"))
  func `a whole report is read, its review left out`() throws {
    let gold = try #require(Self.reports).appending(path: "gold/qingyuan-2023.jsonl")
    let score = try Self.score(text: "qingyuan-2023.txt", gold: gold)
    #expect(score.detection >= 0.97, "missed \(score.missed), invented \(score.invented)")
    #expect(score.strictness >= 0.93)
    #expect(Double(score.kinds) >= 0.93 * Double(score.found))
    #expect(Double(score.comparisons) >= 0.93 * Double(score.found))
  }

  @Test(.enabled(if: reports != nil, "the shared folder is not there"))
  func `twelve reports of other places are read as a person annotated them`() throws {
    let folder = Material.package.appending(path: "Tests/ReportsTests/Gold")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".jsonl") }.sorted()
    try #require(names.count == 12)
    var total = GoldScore()
    for name in names {
      let text = "corpus/" + name.replacing(".jsonl", with: ".txt")
      total = total + (try Self.score(text: text, gold: folder.appending(path: name)))
    }
    #expect(total.required > 600)
    #expect(total.detection >= 0.98, "missed \(total.missed), invented \(total.invented)")
    #expect(total.strictness >= 0.96)
  }
}
