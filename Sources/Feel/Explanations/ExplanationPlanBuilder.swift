/// Numbers the fields, terms, tests and parts of rules.
struct ExplanationPlanBuilder {
  private struct Identity: Hashable {
    var condition: Condition
    /// In the order of the rule, which explanations keep.
    var fields: [Int]
  }

  private struct Literal: Hashable {
    var test: Int
    var isNegated: Bool
  }

  private(set) var fields = SharedFields()
  private(set) var tests: [PreparedTest] = []
  private(set) var terms: [Term] = []
  private(set) var nodes: [ExplanationPlan.Node] = []
  private(set) var links: [Int] = []
  private var places: [Identity: Int] = [:]
  private var termPlaces: [Term: Int] = [:]

  mutating func parts(of rule: Rule) -> ExplanationPlan.RuleParts? {
    guard case .condition(let condition) = rule.body else { return nil }
    let slots = rule.slots.map { fields.place(of: $0) }
    let first = nodes.count
    _ = add(condition, of: rule, slots)
    let own = nodes[first...].filter { $0.kind == .test && !$0.isRepeated }.map(\.first)
    var (once, twice) = (UInt64(0), UInt64(0))
    for test in own {
      twice |= once & tests[test].marks
      once |= tests[test].marks
    }
    return ExplanationPlan.RuleParts(
      nodes: first..<nodes.count, fields: slots, hasSharedTests: Set(own).count < own.count,
      lonelyFields: once & ~twice)
  }

  private mutating func add(_ condition: Condition, of rule: Rule, _ slots: [Int]) -> Int {
    switch condition {
    case .constant(let flag): nodes.append(.init(kind: flag ? .isTrue : .isFalse, first: 0))
    case .not(let inner): join(.not, [add(inner, of: rule, slots)])
    case .all(let parts): join(.all, parts.map { add($0, of: rule, slots) })
    case .any(let parts): join(.any, parts.map { add($0, of: rule, slots) })
    case .choice(let test, let then, let otherwise):
      join(.choice, [test, then, otherwise].map { add($0, of: rule, slots) })
    case .known, .holds, .compares, .isAmong, .matches:
      nodes.append(.init(kind: .test, first: test(condition, of: rule, slots)))
    }
    return nodes.count - 1
  }

  private mutating func join(_ kind: ExplanationPlan.Node.Kind, _ parts: [Int]) {
    if kind == .all || kind == .any { markRepeated(parts) }
    nodes.append(.init(kind: kind, first: links.count, count: parts.count))
    links += parts
  }

  private mutating func markRepeated(_ parts: [Int]) {
    var seen: Set<Literal> = []
    for part in parts {
      var (place, isNegated) = (part, false)
      while nodes[place].kind == .not {
        isNegated.toggle()
        place = links[nodes[place].first]
      }
      guard nodes[place].kind == .test else { continue }
      if !seen.insert(Literal(test: nodes[place].first, isNegated: isNegated)).inserted {
        nodes[part].isRepeated = true
        nodes[place].isRepeated = true
      }
    }
  }

  // MARK: Tests

  private mutating func test(_ condition: Condition, of rule: Rule, _ slots: [Int]) -> Int {
    let own = condition.fields.sorted()
    let shared = Renumbering(fields: slots, keepsWords: true).condition(condition)
    let identity = Identity(condition: shared, fields: own.map { slots[$0] })
    if let place = places[identity] { return place }
    let form = TestForm(
      condition, names: own.map { rule.names[$0] }, labels: own.map { rule.slots[$0].label })
    places[identity] = tests.count
    tests.append(
      PreparedTest(
        shared, form: form, fields: identity.fields, names: fields.names, shape: shape(of: shared)))
    return tests.count - 1
  }

  private mutating func shape(of condition: Condition) -> PreparedTest.Shape {
    switch condition {
    case .known(let field, _): .known(field)
    case .holds(.field(let field), _): .holds(field)
    case .compares(let symbol, .field(let field), .constant(let bound), _):
      .compares(symbol, field, bound)
    case .isAmong(.field(let field), let data, _): .isAmong(field, Set(data))
    case .compares(_, let left, let right, _): .terms(place(of: left), place(of: right))
    default: .other
    }
  }

  private mutating func place(of term: Term) -> Int {
    if let place = termPlaces[term] { return place }
    termPlaces[term] = terms.count
    terms.append(term)
    return terms.count - 1
  }
}
