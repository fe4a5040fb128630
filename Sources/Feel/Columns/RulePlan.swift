package import Frames
import Quantities

/// Many rules made ready to be answered for whole columns: equal tests shared, each told how it is run.
///
///     let plan = RulePlan(rules: rules)
///     let truths = plan.truths(over: frame)
///
/// The answers are those of the interpreter, row for row.
package struct RulePlan: Sendable {
  package let rules: [Rule]
  let fields: [Vocabulary.Name]
  /// The rules' conditions over the plan's fields; nil for a rule that gives a value.
  let conditions: [Condition?]
  /// One for each rule, with negation only at tests.
  let nodes: [PlanNode]
  /// The distinct tests of all rules.
  let tests: [PlanTest]
  let places: [PlanTest: Int]

  package init(rules: [Rule]) {
    self.rules = rules
    var shared = SharedFields()
    conditions = rules.map { rule in
      let slots = rule.slots.map { shared.place(of: $0) }
      guard case .condition(let condition) = rule.body else { return nil }
      return Renumbering(fields: slots).condition(condition)
    }
    fields = shared.names
    let types = fields.map(\.type)
    nodes = conditions.map { condition in
      // A rule that gives a value instead of an answer is unknown as a condition.
      guard let condition else { return .constant(nil) }
      var lowering = Lowering(types: types)
      return lowering.node(of: condition).normalized()
    }
    (tests, places) = RulePlan.distinctTests(of: nodes)
  }

  /// The same plan with some rules left to the interpreter as a whole.
  private init(_ plan: RulePlan, rowByRow isRowByRow: (Int) -> Bool) {
    rules = plan.rules
    fields = plan.fields
    conditions = plan.conditions
    nodes = plan.nodes.indices.map { place in
      guard isRowByRow(place), let condition = plan.conditions[place] else {
        return plan.nodes[place]
      }
      return .test(.rows(condition))
    }
    (tests, places) = RulePlan.distinctTests(of: nodes)
  }

  /// A plan whose rules are the distinct tests of another, in their order.
  init(testsOf plan: RulePlan) {
    rules = []
    fields = plan.fields
    conditions = plan.tests.map { test in
      switch test {
      case .single(_, let condition), .rows(let condition): condition
      case .known, .linear: nil
      }
    }
    nodes = plan.tests.map { .test($0) }
    (tests, places) = (plan.tests, plan.places)
  }

  private static func distinctTests(
    of nodes: [PlanNode]
  ) -> (tests: [PlanTest], places: [PlanTest: Int]) {
    var tests: [PlanTest] = []
    var places: [PlanTest: Int] = [:]
    for test in nodes.lazy.flatMap(\.tests) where places[test] == nil {
      places[test] = tests.count
      tests.append(test)
    }
    return (tests, places)
  }

  /// The plan for columns as they are: a rule goes to the interpreter when it reads a column stored
  /// in an unexpected way, or compares sums that these columns make too large.
  func adapted(to columns: [PlanColumn]) -> RulePlan {
    let unfit = Set(
      tests.filter { test in
        guard case .linear(let linear) = test, !linear.isOpen(over: columns) else { return false }
        return SignKernel(linear, columns) == nil
      })
    let irregular = Set(columns.indices.filter { columns[$0].isIrregular })
    if unfit.isEmpty && irregular.isEmpty { return self }
    return RulePlan(self) { place in
      conditions[place].map { !$0.fields.isDisjoint(with: irregular) } ?? false
        || nodes[place].tests.contains { unfit.contains($0) }
    }
  }

  /// Answers every rule for every row of a frame.
  package func truths(over frame: Frame, threads: Int = 2) -> [Truth] {
    let verdicts = coded(frame, threads: threads).verdicts(threads: threads)
    return rules.indices.map { verdicts.truth(of: $0) }
  }

  /// Codes the columns of a frame once, so that the rules can be answered again and again.
  package func coded(_ frame: Frame, threads: Int = 2) -> CodedFrame {
    CodedFrame(plan: self, frame: frame, threads: threads)
  }
}

// MARK: What runs how

extension RulePlan {
  /// How many tests run over columns, and which are left to the interpreter.
  package struct Coverage: Hashable, Sendable {
    package var rules: Int
    package var tests: Int
    /// For each rule with such tests its place and how many of its tests run row by row.
    package var rowByRow: [Int: Int]

    package var isComplete: Bool { rowByRow.isEmpty }
  }

  package var coverage: Coverage {
    var rowByRow: [Int: Int] = [:]
    for (place, node) in nodes.enumerated() {
      let count = Set(node.tests).count { if case .rows = $0 { true } else { false } }
      if count > 0 { rowByRow[place] = count }
    }
    return Coverage(rules: rules.count, tests: tests.count, rowByRow: rowByRow)
  }
}
