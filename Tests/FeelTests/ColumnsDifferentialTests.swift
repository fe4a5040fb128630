import Feel
import Foundation
import Frames
import Quantities
import Testing

/// Columns against the interpreter, over rules written at random.
struct ColumnsDifferentialTests {
  @Test(arguments: 0..<ColumnsCases.batches)
  func `columns and the interpreter answer alike`(batch: Int) throws {
    let cases = try ColumnsCases(seed: UInt64(batch))
    let plan = RulePlan(rules: cases.rules)
    let truths = plan.truths(over: cases.frame)
    for (rule, answers) in zip(truths.indices, cases.answers) {
      for row in 0..<cases.frame.count where truths[rule][row] != answers[row] {
        Issue.record(
          """
          row \(row) of “\(cases.rules[rule].text)”: \
          columns \(String(describing: truths[rule][row])), \
          interpreter \(String(describing: answers[row]))
          """)
        break
      }
    }
  }

  @Test(arguments: [1, 2, 5])
  func `counting gives what keeping the answers gives`(threads: Int) throws {
    let coded = RulePlan(rules: try ColumnsCases(seed: 3).rules).coded(
      ColumnsWorld.frame(rows: 20_011, seed: 3))
    #expect(coded.counts(threads: threads) == coded.verdicts(threads: threads).counts)
  }

  @Test func `most rules need no interpreter`() throws {
    let plan = RulePlan(rules: try ColumnsCases(seed: 1).rules)
    let coverage = plan.coverage
    #expect(coverage.rowByRow.count * 2 < coverage.rules)
    #expect(!coverage.isComplete, "products of fields and the like are left to it")
  }
}

/// Rules with the interpreter's answers over a frame: none that are all one answer.
struct ColumnsCases {
  /// Forty rules each; `HEFU_SOAK` gives another number of batches.
  static let batches = ProcessInfo.processInfo.environment["HEFU_SOAK"].flatMap(Int.init) ?? 250
  static let size = 40

  let frame: Frame
  private(set) var rules: [Rule] = []
  private(set) var answers: [[Bool?]] = []
  /// Rules turned away because every row answered alike.
  private(set) var degenerate = 0

  init(seed: UInt64) throws {
    frame = ColumnsWorld.frame(rows: 130, seed: seed)
    var generator = RuleGenerator(seed: seed &* 7919 &+ 1)
    while rules.count < ColumnsCases.size {
      let text = rules.count % 8 == 7 ? try valued(&generator) : generator.rule()
      guard let text else { continue }
      let rule = try Rule(text, vocabulary: ColumnsWorld.vocabulary, expecting: .boolean)
      let answers = (0..<frame.count).map { row -> Bool? in
        let outcome = rule.outcome { frame.value($0, row: row) }
        if case .value(.boolean(let flag)) = outcome { return flag }
        return nil
      }
      guard Set(answers).count > 1 else {
        degenerate += 1
        continue
      }
      rules.append(rule)
      self.answers.append(answers)
    }
  }

  /// A rule that holds where a calculation comes to exactly what the interpreter makes of some row;
  /// nil where it makes nothing of it, or something that no text writes exactly.
  private func valued(_ generator: inout RuleGenerator) throws -> String? {
    let (text, type) = generator.value()
    let rule = try Rule(text, vocabulary: ColumnsWorld.vocabulary, expecting: type)
    let row = generator.row(of: frame.count)
    guard case .value(let value) = rule.outcome({ frame.value($0, row: row) }) else { return nil }
    switch value {
    case .number(let number) where number.exponent > -18: return "\(text) = \(number)"
    case .day(let day) where (1...9_999).contains(day.year): return "\(text) = date(\"\(day)\")"
    default: return nil
    }
  }
}
