/// Searches for each rule that does not hold the fewest tests that would have to turn.
///
/// Where no test stands twice in a rule, costs add up, and the cheapest way through each part is known
/// from below; the set it gives is then tried on the facts. Otherwise sets of tests are tried, smallest
/// first. A rule too large for that is left to `Cures`.
struct CureSearch {
  /// A test that has to turn.
  struct Turn: Sendable {
    var test: Int
    var holds: Bool
  }

  fileprivate enum Cure: Sendable {
    case none
    case turns(Range<Int>)
    case changes([Change])
  }

  /// The changes of all rules.
  struct Found: Sendable {
    fileprivate var plan: ExplanationPlan
    fileprivate var turns: [Turn] = []
    fileprivate var cures: [Cure] = []
    /// For each test the change that makes it hold, and the one that makes it fail.
    fileprivate var kinds: [Change.Kind?]
    fileprivate var tests: [Bool?]

    func changes(_ rule: Int) -> [Change]? {
      switch cures[rule] {
      case .none: nil
      case .changes(let changes): changes
      case .turns(let places):
        turns[places].map { turn in
          Change(
            form: plan.tests[turn.test].form,
            kind: kinds[turn.place] ?? .satisfy(turn.holds), isMissing: tests[turn.test] == nil)
        }
      }
    }
  }

  private let plan: ExplanationPlan
  private let answers: [Bool?]
  private let costs: CureCosts
  /// By field; changed while a set of changes is tried, and put back.
  private var facts: [Datum?]
  private var trial: NodeAnswers
  private var trialTests: [Bool?]
  private var changed: [(field: Int, before: Datum?)] = []
  private var found: Found

  init(_ plan: ExplanationPlan, tests: [Bool?], answers: [Bool?], facts: [Datum?]) {
    self.plan = plan
    self.answers = answers
    self.facts = facts
    costs = CureCosts(plan, answers)
    trial = NodeAnswers(answers)
    trialTests = tests
    found = Found(
      plan: plan, kinds: Array(repeating: nil, count: plan.tests.count * 2), tests: tests)
  }

  mutating func run() -> Found {
    found.cures.reserveCapacity(plan.rules.count)
    for rule in plan.rules.indices { found.cures.append(cure(rule)) }
    return found
  }

  private mutating func cure(_ rule: Int) -> Cure {
    guard let parts = plan.parts[rule], answers[parts.root] != true,
      costs.cost(parts.root, true) != nil
    else { return .none }
    let first = found.turns.count
    if !parts.hasSharedTests {
      costs.collect(plan, parts.root, true, into: &found.turns)
      if let cure = settled(from: first, parts) { return cure }
    }
    var sets = TurnSets(plan, found.tests)
    guard let list = sets.list(parts.root, true) else {
      return searched(rule, parts).map { .changes($0) } ?? .none
    }
    for set in list {
      found.turns += sets.turns(of: set)
      if let cure = settled(from: first, parts) { return cure }
    }
    return .none
  }

  /// The turns from a place on, when they work; otherwise they are dropped.
  private mutating func settled(from first: Int, _ parts: ExplanationPlan.RuleParts) -> Cure? {
    let turns = first..<found.turns.count
    guard works(turns, parts) else {
      found.turns.removeLast(turns.count)
      return nil
    }
    for place in turns {
      let turn = found.turns[place]
      guard found.kinds[turn.place] == nil else { continue }
      found.kinds[turn.place] = facts.withUnsafeBufferPointer {
        plan.tests[turn.test].change(turn.holds, $0)
      }
    }
    return .turns(turns)
  }

  /// Tries set after set, as the rule does by itself.
  private func searched(_ rule: Int, _ parts: ExplanationPlan.RuleParts) -> [Change]? {
    guard case .condition(let condition) = plan.rules[rule].body else { return nil }
    let own = parts.fields.map { facts[$0] }
    var cures = Cures(rule: plan.rules[rule], reader: RowReader { own[$0] })
    return cures.fewest(condition)
  }

  // MARK: Trying

  /// Sets the facts as the changes want them, and asks the rule again.
  private mutating func works(_ turns: Range<Int>, _ parts: ExplanationPlan.RuleParts) -> Bool {
    if areIndependent(turns, parts) { return true }
    var isUntried = false
    changed.removeAll(keepingCapacity: true)
    for place in turns {
      let turn = found.turns[place]
      guard let target = plan.tests[turn.test].wish(turn.holds).target else {
        // A test over several facts can be met in many ways; it is taken at its word.
        isUntried = true
        continue
      }
      let isAgain = isChanged(target.slot)
      if !isAgain { changed.append((target.slot, facts[target.slot])) }
      facts[target.slot] = target.datum(after: isAgain ? facts[target.slot] : nil)
    }
    let works = isUntried ? wishesHold(turns) : ruleHolds(parts)
    for (field, before) in changed { facts[field] = before }
    return works
  }

  /// Whether each change gives its test the wanted answer, and no other test looks at its fact.
  private func areIndependent(_ turns: Range<Int>, _ parts: ExplanationPlan.RuleParts) -> Bool {
    for place in turns {
      let turn = found.turns[place]
      let test = plan.tests[turn.test]
      let wish = test.wish(turn.holds)
      guard wish.target == nil || (wish.isSure && test.marks & ~parts.lonelyFields == 0) else {
        return false
      }
    }
    return true
  }

  private func isChanged(_ field: Int) -> Bool {
    for change in changed where change.field == field { return true }
    return false
  }

  private func wishesHold(_ turns: Range<Int>) -> Bool {
    facts.withUnsafeBufferPointer { facts in
      for place in turns {
        let turn = found.turns[place]
        let test = plan.tests[turn.test]
        guard test.wish(turn.holds).target != nil else { continue }
        if test.answer(facts) != turn.holds { return false }
      }
      return true
    }
  }

  private mutating func ruleHolds(_ parts: ExplanationPlan.RuleParts) -> Bool {
    for place in parts.nodes where plan.nodes[place].kind == .test {
      let test = plan.nodes[place].first
      for field in plan.tests[test].fields where isChanged(field) {
        trialTests[test] = facts.withUnsafeBufferPointer { plan.tests[test].answer($0) }
      }
    }
    trial.fill(plan, parts.nodes, trialTests)
    for place in parts.nodes where plan.nodes[place].kind == .test {
      let test = plan.nodes[place].first
      trialTests[test] = found.tests[test]
    }
    return trial.all[parts.root] == true
  }
}

extension CureSearch.Turn {
  fileprivate var place: Int { test * 2 + (holds ? 1 : 0) }
}
