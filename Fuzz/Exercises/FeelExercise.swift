import Feel
import Frames
import Quantities

/// Puts one text through everything that is done with FEEL texts.
///
/// It stops the program where a promise is broken: work without bound shows as a hang, a trap as a
/// crash, and rules that columns answer in another way than the interpreter are stopped here.
package enum FeelExercise {
  package static func run(_ text: String) {
    full(text)
    if let rule = try? Rule(text, vocabulary: Register.vocabulary, expecting: .boolean) {
      answer(rule)
      columns(rule)
      statements(rule)
    }
    for type in [ValueType.number(nil), .day, .text] {
      guard let rule = try? Rule(text, vocabulary: Register.vocabulary, expecting: type) else {
        continue
      }
      for row in 0..<Register.frame.count {
        _ = rule.outcome { Register.frame.value($0, row: row) }
      }
    }
  }

  // MARK: The whole language

  private static func full(_ text: String) {
    if let expression = try? Parser.expression(text, scopes: [Register.names]) {
      evaluate(expression)
      _ = Evaluation(clock: Register.clock, steps: 20_000)
        .steps(of: expression, in: Register.scope(row: 0), text: text)
    }
    _ = try? Parser.unaryTests(text, scopes: [Register.names])
  }

  private static func evaluate(_ expression: Expression) {
    for row in [0, 3] {
      let evaluation = Evaluation(clock: Register.clock, steps: 50_000)
      let value = evaluation.value(of: expression, in: Register.scope(row: row))
      precondition(value.written.utf8.count < 4_000_000, "a value is written without bound")
    }
  }

  // MARK: Rules

  private static func answer(_ rule: Rule) {
    for row in 0..<Register.frame.count {
      let lookup = { (key: String) in Register.frame.value(key, row: row) }
      let outcome = rule.outcome(lookup)
      let explained = rule.explanation(lookup)?.answer
      precondition(outcome.answer == explained, "the explanation says something else")
    }
    if let standard = try? Parser.expression(rule.standard, scopes: [Register.names]) {
      evaluate(standard)
    }
  }

  private static func columns(_ rule: Rule) {
    let truths = RulePlan(rules: [rule]).truths(over: Register.frame, threads: 1)
    for row in 0..<Register.frame.count {
      let outcome = rule.outcome { Register.frame.value($0, row: row) }
      precondition(truths[0][row] == outcome.answer, "columns answer in another way")
    }
  }

  private static func statements(_ rule: Rule) {
    for dialect in SQLDialect.allCases {
      for days in [FactTable.Storage.date, .dayNumber] {
        let statements = try? RulePlan(rules: [rule])
          .statements(.counts, dialect: dialect, table: Register.table(days: days))
        for statement in statements ?? [] { _ = statement.literalText(dialect) }
      }
    }
  }
}

extension Rule.Outcome {
  fileprivate var answer: Bool? {
    if case .value(.boolean(let flag)) = self { flag } else { nil }
  }
}
