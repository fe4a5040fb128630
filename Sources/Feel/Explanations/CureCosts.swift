/// What making each part of the rules true, and making it false, costs at least.
///
/// A thousand for each test that has to turn, and one more where a fact has to be obtained for it.
struct CureCosts {
  private static let never = Int32.max
  private static let test: Int32 = 1_000

  /// Two places a part: false, true.
  private var costs: [Int32]

  init(_ plan: ExplanationPlan, _ answers: [Bool?]) {
    costs = Array(repeating: Self.never, count: plan.nodes.count * 2)
    for place in plan.nodes.indices {
      let node = plan.nodes[place]
      let (no, yes) = (place * 2, place * 2 + 1)
      switch node.kind {
      case .isTrue: costs[yes] = 0
      case .isFalse: costs[no] = 0
      case .test:
        let answer = answers[place]
        let open: Int32 = answer == nil ? 1 : 0
        // What no fact decides, no change can turn.
        let turn = plan.tests[node.first].fields.isEmpty ? Self.never : Self.test + open
        costs[yes] = answer == true ? 0 : turn
        costs[no] = answer == false ? 0 : turn
      case .not:
        let inner = plan.links[node.first] * 2
        (costs[no], costs[yes]) = (costs[inner + 1], costs[inner])
      case .all: (costs[no], costs[yes]) = (least(plan, node, 0), sum(plan, node, 1))
      case .any: (costs[no], costs[yes]) = (sum(plan, node, 0), least(plan, node, 1))
      case .choice:
        for wanted in 0...1 {
          let (first, second) = branches(plan, node, wanted)
          costs[place * 2 + wanted] = min(first, second)
        }
      }
    }
  }

  /// Nil where the answer cannot be had.
  func cost(_ place: Int, _ wanted: Bool) -> Int32? {
    let cost = costs[place * 2 + (wanted ? 1 : 0)]
    return cost == Self.never ? nil : cost
  }

  private func sum(_ plan: ExplanationPlan, _ node: ExplanationPlan.Node, _ wanted: Int) -> Int32 {
    var sum: Int32 = 0
    for link in node.links {
      let part = plan.links[link]
      if !plan.nodes[part].isRepeated { sum = joined(sum, costs[part * 2 + wanted]) }
    }
    return sum
  }

  private func joined(_ first: Int32, _ second: Int32) -> Int32 {
    let (sum, overflow) = first.addingReportingOverflow(second)
    return overflow ? Self.never : sum
  }

  private func least(
    _ plan: ExplanationPlan, _ node: ExplanationPlan.Node, _ wanted: Int
  ) -> Int32 {
    var least = Self.never
    for link in node.links { least = min(least, costs[plan.links[link] * 2 + wanted]) }
    return least
  }

  /// The two ways through a choice: the test holds and so does the first branch, or it fails.
  private func branches(
    _ plan: ExplanationPlan, _ node: ExplanationPlan.Node, _ wanted: Int
  ) -> (Int32, Int32) {
    let test = plan.links[node.first] * 2
    return (
      joined(costs[test + 1], costs[plan.links[node.first + 1] * 2 + wanted]),
      joined(costs[test], costs[plan.links[node.first + 2] * 2 + wanted])
    )
  }

  /// Lists the tests to turn for the least cost; of equal ways the first.
  func collect(
    _ plan: ExplanationPlan, _ place: Int, _ wanted: Bool, into turns: inout [CureSearch.Turn]
  ) {
    let cost = costs[place * 2 + (wanted ? 1 : 0)]
    if cost == 0 { return }
    let node = plan.nodes[place]
    switch (node.kind, wanted) {
    case (.isTrue, _), (.isFalse, _): return
    case (.test, _): turns.append(CureSearch.Turn(test: node.first, holds: wanted))
    case (.not, _): collect(plan, plan.links[node.first], !wanted, into: &turns)
    case (.all, true), (.any, false):
      for link in node.links where !plan.nodes[plan.links[link]].isRepeated {
        collect(plan, plan.links[link], wanted, into: &turns)
      }
    case (.all, false), (.any, true):
      for link in node.links where costs[plan.links[link] * 2 + (wanted ? 1 : 0)] == cost {
        return collect(plan, plan.links[link], wanted, into: &turns)
      }
    case (.choice, _):
      let (first, second) = branches(plan, node, wanted ? 1 : 0)
      let isFirst = first <= second
      collect(plan, plan.links[node.first], isFirst, into: &turns)
      collect(plan, plan.links[node.first + (isFirst ? 1 : 2)], wanted, into: &turns)
    }
  }
}
