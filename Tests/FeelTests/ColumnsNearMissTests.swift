import Feel
import Frames
import Quantities
import Testing

/// One condition short, against trying every change of one answer.
struct ColumnsNearMissTests {
  /// A rule over a few parts, and what it answers when they do.
  struct Shape: Sendable, CustomTestStringConvertible {
    var parts: [String]
    var rule: String
    var answer: @Sendable ([Bool?]) -> Bool?

    var testDescription: String { rule }

    /// The rule with its parts in the places of A, B and C.
    var text: String {
      zip(["A", "B", "C"], parts).reduce(rule) { $0.replacing($1.0, with: "(\($1.1))") }
    }
  }

  private static let shapes: [Shape] = [
    Shape(parts: ["income >= 1000", "large = true", "status = \"存续\""], rule: "A and B and C") {
      and([$0[0], $0[1], $0[2]])
    },
    Shape(
      parts: ["income >= 1000", "founded <= closed", "large = true"], rule: "A and (B or not(C))"
    ) { and([$0[0], or([$0[1], not($0[2])])]) },
    Shape(parts: ["cost < 100", "land > 2", "closed != null"], rule: "not(A and B) and C") {
      and([not(and([$0[0], $0[1]])), $0[2]])
    },
    Shape(parts: ["income >= 1000", "large = true"], rule: "A and (A or B)") {
      and([$0[0], or([$0[0], $0[1]])])
    },
    Shape(
      parts: ["large = true", "income > 30", "land <= 1"], rule: "if A then B else C"
    ) { answers in answers[0].flatMap { $0 ? answers[1] : answers[2] } },
  ]

  @Test(arguments: shapes)
  func `lists what one change of a known answer would mend`(shape: Shape) throws {
    let frame = ColumnsWorld.frame(rows: 1_500, seed: 11)
    func plan(_ texts: [String]) throws -> RulePlan {
      RulePlan(
        rules: try texts.map {
          try Rule($0, vocabulary: ColumnsWorld.vocabulary, expecting: .boolean)
        })
    }
    let parts = try plan(shape.parts).truths(over: frame)
    let short = try plan([shape.text]).nearMisses(over: frame)[0]
    var expected: [Int] = []
    for row in 0..<frame.count {
      let answers = parts.map { $0[row] }
      let mends = answers.indices.contains { place in
        var changed = answers
        changed[place] = ColumnsNearMissTests.not(answers[place])
        return shape.answer(changed) == true
      }
      if shape.answer(answers) != true && mends { expected.append(row) }
    }
    #expect(short.rows == expected)
    #expect(!expected.isEmpty && expected.count < frame.count)
  }

  private static func and(_ answers: [Bool?]) -> Bool? {
    answers.contains(false) ? false : answers.contains(nil) ? nil : true
  }

  private static func or(_ answers: [Bool?]) -> Bool? {
    answers.contains(true) ? true : answers.contains(nil) ? nil : false
  }

  private static func not(_ answer: Bool?) -> Bool? { answer.map { !$0 } }
}
