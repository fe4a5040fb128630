/// The rules as steps over rows of the scratch, in the order in which they run.
struct Program {
  enum Operation: UInt8 {
    case all, any, choice
  }

  struct Step {
    var operation: Operation
    /// Operands of the step, as a range of the program's list.
    var first: Int
    var end: Int
    /// Row of the result and, after it, of its known part; or the rule that it answers.
    var target: Int
    var isAnswer: Bool
  }

  private(set) var steps: [Step] = []
  private(set) var operands: [Operand] = []
  private var temporaries = 0

  init() {}

  init(plan: RulePlan, operands tests: [Operand], layout: inout RowLayout) {
    var builder = Builder(places: plan.places, tests: tests, layout: layout)
    for (rule, node) in plan.nodes.enumerated() { builder.answer(rule, node) }
    layout = builder.layout
    // Temporaries come after all other rows, which the builder may still have added to.
    for _ in 0..<2 * builder.depth { _ = layout.newRow() }
    let shift = layout.count - 2 * builder.depth
    steps = builder.steps.map { step in
      var step = step
      if !step.isAnswer { step.target = shift + 2 * step.target }
      return step
    }
    operands = builder.operands.map { operand in
      operand.isTrue >= 0
        ? operand
        : Operand(isTrue: shift + 2 * ~operand.isTrue, isKnown: shift + 2 * ~operand.isTrue + 1)
    }
  }

  private struct Builder {
    let places: [PlanTest: Int]
    let tests: [Operand]
    var layout: RowLayout
    var steps: [Step] = []
    var operands: [Operand] = []
    /// Temporaries in use at once, at most.
    var depth = 0

    mutating func answer(_ rule: Int, _ node: PlanNode) {
      switch node {
      case .constant, .test, .not:
        let leaf = operand(node, level: 0)
        add(.all, [leaf], target: rule, isAnswer: true)
      case .all(let parts): combine(.all, parts, level: 0, target: rule, isAnswer: true)
      case .any(let parts): combine(.any, parts, level: 0, target: rule, isAnswer: true)
      case .choice(let test, let then, let otherwise):
        combine(.choice, [test, then, otherwise], level: 0, target: rule, isAnswer: true)
      }
    }

    /// The operand of a node; what is not a leaf is worked out first, into the level's temporary.
    private mutating func operand(_ node: PlanNode, level: Int) -> Operand {
      switch node {
      case .constant(let flag): return .constant(flag)
      case .test(let test): return places[test].map { tests[$0] } ?? .unknown
      case .not(let inner): return layout.opposite(of: operand(inner, level: level))
      case .all(let parts): combine(.all, parts, level: level, target: level, isAnswer: false)
      case .any(let parts): combine(.any, parts, level: level, target: level, isAnswer: false)
      case .choice(let test, let then, let otherwise):
        combine(
          .choice, [test, then, otherwise], level: level, target: level, isAnswer: false)
      }
      depth = max(depth, level + 1)
      return Operand(isTrue: ~level, isKnown: 0)
    }

    private mutating func combine(
      _ operation: Operation, _ parts: [PlanNode], level: Int, target: Int, isAnswer: Bool
    ) {
      var level = level
      let operands = parts.map { part in
        let operand = operand(part, level: level)
        if operand.isTrue < 0 { level += 1 }
        return operand
      }
      add(operation, operands, target: target, isAnswer: isAnswer)
    }

    private mutating func add(
      _ operation: Operation, _ operands: [Operand], target: Int, isAnswer: Bool
    ) {
      let first = self.operands.count
      self.operands += operands
      steps.append(
        Step(
          operation: operation, first: first, end: self.operands.count, target: target,
          isAnswer: isAnswer))
    }
  }
}
