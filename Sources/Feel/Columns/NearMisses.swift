package import Frames

extension RulePlan {
  /// For each rule the rows that are exactly one condition short of it: the rule does not hold, and it
  /// would if one test that is known had the other answer.
  ///
  /// A missing fact is not a failed condition: where the rule still waits for one, no single change of
  /// a known fact makes it hold, and the row is not listed.
  package func nearMisses(over frame: Frame, threads: Int = 2) -> [Bitmap] {
    // The tests become rules of their own, so that the cores answer each of them once.
    let single = RulePlan(testsOf: self)
    let verdicts = single.coded(frame, threads: threads).verdicts(threads: threads)
    let truths = single.nodes.indices.map { verdicts.truth(of: $0) }
    let search = NearMiss(truths: truths, places: single.places, count: frame.count)
    return nodes.map { search.rows(of: $0) }
  }
}

/// Works out for a rule where one changed test would make it hold.
private struct NearMiss {
  let truths: [Truth]
  let places: [PlanTest: Int]
  let count: Int

  /// Where a part of a rule holds, and where it is one test short.
  private struct Pair {
    var holds: Bitmap
    var isShort: Bitmap
  }

  func rows(of node: PlanNode) -> Bitmap {
    let tests = node.tests
    if Set(tests).count == tests.count, !node.hasChoice { return pair(of: node).isShort }
    return byTrial(node, tests)
  }

  // MARK: Every test stands once

  private func pair(of node: PlanNode) -> Pair {
    switch node {
    case .constant, .test, .not:
      let truth = truth(of: node)
      return Pair(
        holds: truth.isTrue,
        isShort: node.tests.isEmpty ? Bitmap(count: count, repeating: false) : truth.isFalse)
    case .all(let parts):
      return parts.reduce(
        Pair(
          holds: Bitmap(count: count, repeating: true),
          isShort: Bitmap(count: count, repeating: false))
      ) { sum, part in
        let other = pair(of: part)
        return Pair(
          holds: sum.holds.intersection(other.holds),
          isShort: sum.holds.intersection(other.isShort)
            .union(sum.isShort.intersection(other.holds)))
      }
    case .any(let parts):
      let pairs = parts.map { pair(of: $0) }
      let none = Bitmap(count: count, repeating: false)
      let holds = pairs.reduce(none) { $0.union($1.holds) }
      return Pair(
        holds: holds, isShort: pairs.reduce(none) { $0.union($1.isShort) }.subtracting(holds))
    case .choice: return Pair(holds: truth(of: node).isTrue, isShort: byTrial(node, node.tests))
    }
  }

  // MARK: A test stands more than once, or decides which way a choice goes

  /// Turns each test round where it fails its use, and looks whether the rule holds then.
  private func byTrial(_ node: PlanNode, _ tests: [PlanTest]) -> Bitmap {
    let now = truth(of: node)
    var short = Bitmap(count: count, repeating: false)
    for test in Set(tests) {
      guard let place = places[test] else { continue }
      let turned = truth(of: node, turning: test, to: truths[place].not())
      short.formUnion(turned.isTrue)
    }
    return short.subtracting(now.isTrue)
  }

  private func truth(
    of node: PlanNode, turning test: PlanTest? = nil, to other: Truth? = nil
  ) -> Truth {
    switch node {
    case .constant(let flag): return Truth(count: count, repeating: flag)
    case .test(let own):
      if own == test, let other { return other }
      return places[own].map { truths[$0] } ?? Truth(count: count, repeating: nil)
    case .not(let inner): return truth(of: inner, turning: test, to: other).not()
    case .all(let parts):
      return parts.reduce(Truth(count: count, repeating: true)) {
        $0.and(truth(of: $1, turning: test, to: other))
      }
    case .any(let parts):
      return parts.reduce(Truth(count: count, repeating: false)) {
        $0.or(truth(of: $1, turning: test, to: other))
      }
    case .choice(let decider, let then, let otherwise):
      let decides = truth(of: decider, turning: test, to: other)
      let first = truth(of: then, turning: test, to: other)
      let second = truth(of: otherwise, turning: test, to: other)
      return Truth(
        isTrue: decides.isTrue.intersection(first.isTrue)
          .union(decides.isFalse.intersection(second.isTrue)),
        isFalse: decides.isTrue.intersection(first.isFalse)
          .union(decides.isFalse.intersection(second.isFalse)))
    }
  }
}

extension PlanNode {
  fileprivate var hasChoice: Bool {
    switch self {
    case .constant, .test: false
    case .not(let inner): inner.hasChoice
    case .all(let parts), .any(let parts): parts.contains(where: \.hasChoice)
    case .choice: true
    }
  }
}
