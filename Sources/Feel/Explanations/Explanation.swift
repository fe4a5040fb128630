package import Quantities

/// Why a rule says what it says of one subject: its tests with the facts they looked at.
package struct Explanation: Hashable, Sendable {
  /// One test of the rule, such as 营业收入 >= 2000万元.
  package struct Test: Hashable, Sendable {
    let form: TestForm
    /// Whether it holds; nil when a fact is missing.
    package var answer: Bool?
    /// What stands on the left, where it is known: the fact, or what was calculated from several.
    package var value: Value?
    /// What it is held against, where that is one value.
    package var threshold: Value?
    /// The day on which its parameters are looked up.
    package var asOf: Day?
    /// Keys of the facts that are missing.
    package var missing: [String] = []
    /// Why there is no answer where no fact is missing, such as a division by zero.
    package var reason: String?

    /// The test as the rule writes it.
    package var text: String { form.text }
    /// Keys of the facts it looks at; the caller knows their dates, sources and keepers.
    package var names: [String] { form.names }
    /// The unit of value and threshold.
    package var unit: String? { form.unit }
    /// Parameters that it asks for, each with what holds on the day: the value and its document.
    package var parameters: [(parameter: Parameter, value: Parameter.Dated?)] {
      form.parameters.map { parameter in (parameter, asOf.flatMap(parameter.value)) }
    }
  }

  package enum Node: Hashable, Sendable {
    case test(Test)
    case all([Node], answer: Bool?)
    case any([Node], answer: Bool?)
    indirect case not(Node, answer: Bool?)
    case constant(Bool)

    package var answer: Bool? {
      switch self {
      case .test(let test): test.answer
      case .all(_, let answer), .any(_, let answer), .not(_, let answer): answer
      case .constant(let flag): flag
      }
    }

    /// All tests below, in the order of the rule.
    package var tests: [Test] {
      switch self {
      case .test(let test): [test]
      case .all(let nodes, _), .any(let nodes, _): nodes.flatMap(\.tests)
      case .not(let node, _): node.tests
      case .constant: []
      }
    }
  }

  package var root: Node
  /// Keys of the facts that would decide a rule that is open.
  package var missing: [String]
  /// The fewest changes that would make a rule true that is not; nil when none were found.
  package var cure: [Change]?

  package var answer: Bool? { root.answer }

  /// The tests that settle the answer: those that fail where the rule is false, those that hold
  /// where it is true, those that are open where it is open.
  package var deciding: [Test] { Explanation.deciding(root) }

  private static func deciding(_ node: Node) -> [Test] {
    switch node {
    case .test(let test): [test]
    case .constant: []
    case .not(let inner, _): deciding(inner)
    case .all(let nodes, let answer), .any(let nodes, let answer):
      nodes.filter { $0.answer == answer }.flatMap(deciding)
    }
  }
}

extension Rule {
  /// Explains the rule's answer for one subject, whose facts are looked up by key.
  ///
  /// Nil for a rule that gives a value instead of an answer.
  package func explanation(_ lookup: (String) -> Value?) -> Explanation? {
    guard case .condition(let condition) = body else { return nil }
    let reader = reader(lookup)
    let root = Explainer(rule: self, reader: reader).node(condition)
    var missing: [String] = []
    if root.answer == nil, case .open(let gap) = reader.truth(of: condition) {
      missing = gap.missing.map { names[$0] }
    }
    var cures = Cures(rule: self, reader: reader)
    let cure = root.answer == true ? nil : cures.fewest(condition)
    return Explanation(root: root, missing: missing, cure: cure)
  }
}

/// Builds the tree of an explanation.
private struct Explainer {
  let rule: Rule
  let reader: RowReader

  func node(_ condition: Condition) -> Explanation.Node {
    switch condition {
    case .constant(let flag): return .constant(flag)
    case .not(let inner):
      let below = node(inner)
      return .not(below, answer: below.answer.map { !$0 })
    case .all(let parts):
      let nodes = parts.map(node)
      return .all(nodes, answer: Explainer.joined(nodes, settledBy: false))
    case .any(let parts):
      let nodes = parts.map(node)
      return .any(nodes, answer: Explainer.joined(nodes, settledBy: true))
    case .choice(let test, let then, let otherwise):
      let answer = reader.truth(of: condition).answer
      // Only the branch that is taken counts; while the test is open, neither does.
      switch reader.truth(of: test).answer {
      case true?: return .all([node(test), node(then)], answer: answer)
      case false?: return .all([.not(node(test), answer: true), node(otherwise)], answer: answer)
      case nil: return .all([node(test)], answer: answer)
      }
    case .known, .holds, .compares, .isAmong, .matches: return .test(test(condition))
    }
  }

  /// Kleene's and (settled by false) and or (settled by true).
  private static func joined(_ nodes: [Explanation.Node], settledBy settling: Bool) -> Bool? {
    if nodes.contains(where: { $0.answer == settling }) { return settling }
    return nodes.contains { $0.answer == nil } ? nil : !settling
  }

  private func test(_ condition: Condition) -> Explanation.Test {
    let slots = condition.fields.sorted()
    var test = Explanation.Test(
      form: TestForm(
        condition, names: slots.map { rule.names[$0] }, labels: slots.map { rule.slots[$0].label }))
    test.asOf = condition.parameters.first.flatMap { reader.value(of: .field($0.asOf)).day }
    switch reader.truth(of: condition) {
    case .holds(let flag): test.answer = flag
    case .open(let gap):
      test.missing = gap.missing.map { rule.names[$0] }
      test.reason = gap.reason
    }
    switch condition {
    case .known(let slot, _): test.value = value(of: .field(slot))
    case .holds(let term, _), .isAmong(let term, _, _): test.value = value(of: term)
    case .compares(_, let left, let right, _), .matches(_, let left, let right, _):
      test.value = value(of: left)
      test.threshold = value(of: right)
    default: break
    }
    return test
  }

  private func value(of term: Term) -> Value? {
    if case .known(let datum) = reader.value(of: term) { datum.value } else { nil }
  }
}

extension Condition {
  /// The words of a test; nil for what joins tests.
  var atom: Atom? {
    switch self {
    case .known(_, let atom), .holds(_, let atom), .compares(_, _, _, let atom),
      .isAmong(_, _, let atom), .matches(_, _, _, let atom):
      atom
    default: nil
    }
  }
}
