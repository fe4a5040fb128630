import Quantities

/// Why each of many rules says what it says of one subject.
///
/// Answers, values, missing facts and changes with their distances are worked out when this is made;
/// a single explanation is put together when it is asked for.
package struct SubjectExplanations: Sendable {
  private let plan: ExplanationPlan
  private let facts: [Datum?]
  private let values: [Value?]
  private let terms: [Reading]
  private let answers: [Bool?]
  private let cures: CureSearch.Found

  init(_ plan: ExplanationPlan, _ lookup: (String) -> Value?) {
    self.plan = plan
    var facts: [Datum?] = []
    var values: [Value?] = []
    for field in plan.fields {
      let value = lookup(field.key)
      let datum = value.flatMap(Datum.init)
      facts.append(datum)
      values.append(datum == nil ? nil : value)
    }
    let (terms, tests) = facts.withUnsafeBufferPointer { facts in
      let reader = RowReader { facts[$0] }
      let terms = plan.terms.map { reader.value(of: $0) }
      return (terms, plan.tests.map { $0.answer(facts, terms) })
    }
    var answers = NodeAnswers(plan)
    answers.fill(plan, plan.nodes.indices, tests)
    (self.facts, self.values, self.terms, self.answers) = (facts, values, terms, answers.all)
    var search = CureSearch(plan, tests: tests, answers: answers.all, facts: facts)
    cures = search.run()
  }

  package var count: Int { plan.rules.count }

  /// The answer of a rule; nil when it is open.
  package func answer(of rule: Int) -> Bool? { plan.parts[rule].flatMap { answers[$0.root] } }

  /// Nil for a rule that gives a value instead of an answer.
  package subscript(rule: Int) -> Explanation? {
    guard let parts = plan.parts[rule] else { return nil }
    var missing: [Int] = []
    collectMissing(parts.root, into: &missing)
    return Explanation(
      root: tree(parts.root), missing: missing.map { plan.fields[$0].key },
      cure: cures.changes(rule))
  }

  // MARK: Tree

  private func test(_ place: Int) -> Explanation.Test {
    plan.tests[plan.nodes[place].first].explained(answers[place], facts, values, terms)
  }

  private func tree(_ place: Int) -> Explanation.Node {
    let node = plan.nodes[place]
    switch node.kind {
    case .isTrue: return .constant(true)
    case .isFalse: return .constant(false)
    case .test: return .test(test(place))
    case .not: return .not(tree(plan.links[node.first]), answer: answers[place])
    case .all: return .all(trees(node), answer: answers[place])
    case .any: return .any(trees(node), answer: answers[place])
    case .choice:
      let (test, then, otherwise) = (
        plan.links[node.first], plan.links[node.first + 1], plan.links[node.first + 2]
      )
      switch answers[test] {
      case true?: return .all([tree(test), tree(then)], answer: answers[place])
      case false?:
        return .all([.not(tree(test), answer: true), tree(otherwise)], answer: answers[place])
      case nil: return .all([tree(test)], answer: nil)
      }
    }
  }

  private func trees(_ node: ExplanationPlan.Node) -> [Explanation.Node] {
    var trees: [Explanation.Node] = []
    trees.reserveCapacity(node.count)
    for link in node.links { trees.append(tree(plan.links[link])) }
    return trees
  }

  /// Adds the facts that an open part waits for, in the order in which the rule meets them.
  private func collectMissing(_ place: Int, into missing: inout [Int]) {
    let node = plan.nodes[place]
    guard answers[place] == nil else { return }
    switch node.kind {
    case .isTrue, .isFalse: return
    case .test:
      let gap = plan.tests[node.first].gap(facts, terms)
      for field in gap.missing where !missing.contains(field) { missing.append(field) }
    case .not, .all, .any:
      for link in node.links { collectMissing(plan.links[link], into: &missing) }
    case .choice:
      let test = plan.links[node.first]
      let taken = answers[test].map { plan.links[node.first + ($0 ? 1 : 2)] }
      collectMissing(taken ?? test, into: &missing)
    }
  }
}
