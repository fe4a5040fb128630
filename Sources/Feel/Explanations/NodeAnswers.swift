/// The answers of the parts of rules, each worked out from those it is made of.
struct NodeAnswers {
  private(set) var all: [Bool?]

  init(_ plan: ExplanationPlan) { all = Array(repeating: nil, count: plan.nodes.count) }

  init(_ answers: [Bool?]) { all = answers }

  /// Answers the parts in a range, whose own parts lie in it too, from the answers of all tests.
  mutating func fill(_ plan: ExplanationPlan, _ places: Range<Int>, _ tests: [Bool?]) {
    for place in places {
      let node = plan.nodes[place]
      switch node.kind {
      case .isTrue: all[place] = true
      case .isFalse: all[place] = false
      case .test: all[place] = tests[node.first]
      case .not: all[place] = all[plan.links[node.first]].map { !$0 }
      case .all: all[place] = joined(plan, node, settledBy: false)
      case .any: all[place] = joined(plan, node, settledBy: true)
      case .choice:
        let answer = all[plan.links[node.first]]
        all[place] = answer.flatMap { all[plan.links[node.first + ($0 ? 1 : 2)]] }
      }
    }
  }

  /// Kleene's and (settled by false) and or (settled by true).
  private func joined(
    _ plan: ExplanationPlan, _ node: ExplanationPlan.Node, settledBy settling: Bool
  ) -> Bool? {
    var result: Bool? = !settling
    for link in node.links {
      guard let answer = all[plan.links[link]] else {
        result = nil
        continue
      }
      if answer == settling { return settling }
    }
    return result
  }
}
