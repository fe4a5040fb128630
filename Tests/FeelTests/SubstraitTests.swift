import Feel
import Foundation
import Frames
import Quantities
import Testing

/// Substrait's cases of scalar functions, run by full FEEL, by the interpreter of rules and on columns.
///
/// The cases come from the wheel `substrait-extensions`, which `Scripts/substrait-cases` unpacks;
/// `HEFU_SUBSTRAIT` names its folder `testcases`. What differs is written down with its reason in
/// `Substrait/differences.tsv`; anything else that differs fails, and so does a reason without a difference.
struct SubstraitTests {
  private static let folder = ProcessInfo.processInfo.environment["HEFU_SUBSTRAIT"]

  @Test(.enabled(if: folder != nil, "skipped: HEFU_SUBSTRAIT names no folder of cases"))
  func `gives what the cases of scalar functions expect, or says why not`() throws {
    var tally = SubstraitTally()
    for one in try SubstraitFiles.cases(in: try #require(Self.folder)) { tally.run(one) }
    print(tally.summary)
    #expect(tally.passed["feel", default: 0] > 300)
    #expect(tally.passed["rule", default: 0] >= 290)
    #expect(tally.passed["frames", default: 0] > 200)
    let explained = try SubstraitFiles.differences()
    for (difference, words) in tally.differences.sorted(by: { $0.key < $1.key }) {
      #expect(explained[difference] != nil, "\(difference): \(words)")
    }
    for difference in explained.keys.sorted() {
      #expect(tally.differences[difference] != nil, "\(difference) no longer differs")
    }
  }
}

/// What became of the cases, by way of running them.
struct SubstraitTally {
  static let ways = ["feel", "rule", "frames"]
  private(set) var cases = 0
  private(set) var passed: [String: Int] = [:]
  /// What came instead, by place and way.
  private(set) var differences: [String: String] = [:]
  private var notAsked: [String: [String: Int]] = [:]

  var summary: String {
    Self.ways.map { way in
      let failed = differences.keys.count { $0.hasSuffix(" " + way) }
      let reasons = notAsked[way, default: [:]].sorted { $0.key < $1.key }
        .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
      let run = passed[way, default: 0] + failed
      return "Substrait \(way): \(cases) cases, \(run) run, \(passed[way, default: 0]) passed, "
        + "\(failed) differ with reason; not applicable: \(reasons)"
    }.joined(separator: "\n")
  }

  mutating func run(_ one: SubstraitCase) {
    cases += 1
    for way in Self.ways {
      let answer: SubstraitAnswer =
        if let obstacle = SubstraitMapping.obstacle(one) { .notAsked(obstacle) } else {
          switch way {
          case "feel": one.byFeel
          case "rule": one.byRule
          default: one.byFrames
          }
        }
      switch answer {
      case .same: passed[way, default: 0] += 1
      case .differs(let words): differences["\(one.place) \(way)"] = words
      case .notAsked(let reason): notAsked[way, default: [:]][reason, default: 0] += 1
      }
    }
  }
}

enum SubstraitAnswer {
  case same
  case differs(String)
  case notAsked(String)
}

enum SubstraitFiles {
  static func cases(in folder: String) throws -> [SubstraitCase] {
    var cases: [SubstraitCase] = []
    for name in SubstraitMapping.folders {
      let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)").sorted()
      for file in files where file.hasSuffix(".test") {
        let path = "\(name)/\(file)"
        let lines = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
          .split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() where !line.hasPrefix("#") {
          if let one = SubstraitCase(line, at: "\(path):\(number + 1)") { cases.append(one) }
        }
      }
    }
    return cases
  }

  /// Reasons by place and way.
  static func differences() throws -> [String: String] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Substrait/differences.tsv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    return Dictionary(
      lines.filter { !$0.hasPrefix("#") }.compactMap { line in
        let cells = line.split(separator: "\t")
        return cells.count == 2 ? (String(cells[0]), String(cells[1])) : nil
      }, uniquingKeysWith: { first, _ in first })
  }
}
