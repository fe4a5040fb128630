package import Quantities

/// Many rules made ready to be explained for one subject after another: equal tests are asked once.
///
///     let plan = ExplanationPlan(rules: rules)
///     let explanations = plan.explanations { facts[$0] }
///     explanations[7]?.lines
///
/// The explanations are those that each rule gives by itself.
package final class ExplanationPlan: Sendable {
  package let rules: [Rule]
  let fields: [Vocabulary.Name]
  let tests: [PreparedTest]
  /// Calculations that tests compare.
  let terms: [Term]
  /// The parts of all rules, rule after rule, each part after those it is made of.
  let nodes: [Node]
  /// Places of the parts that a node is made of.
  let links: [Int]
  /// For each rule what to explain; nil for a rule that gives a value instead of an answer.
  let parts: [RuleParts?]

  /// A part of a rule.
  struct Node {
    enum Kind {
      case isTrue, isFalse, test, not, all, any, choice
    }

    var kind: Kind
    /// The number of the test, or the first link.
    var first: Int
    var count = 0
    /// Whether the same test with the same sign stands before it in the same list.
    var isRepeated = false

    var links: Range<Int> { first..<first + count }
  }

  struct RuleParts {
    var nodes: Range<Int>
    /// The field of each slot of the rule.
    var fields: [Int]
    /// Whether a test stands in several places, so that changing it may serve twice.
    var hasSharedTests: Bool
    /// Marks of the fields that only one test of the rule reads, as `PreparedTest.marks` has them.
    var lonelyFields: UInt64

    var root: Int { nodes.upperBound - 1 }
  }

  package init(rules: [Rule]) {
    var builder = ExplanationPlanBuilder()
    self.rules = rules
    parts = rules.map { builder.parts(of: $0) }
    fields = builder.fields.names
    tests = builder.tests
    terms = builder.terms
    nodes = builder.nodes
    links = builder.links
  }

  /// Explains every rule for one subject, whose facts are looked up by key.
  package func explanations(_ lookup: (String) -> Value?) -> SubjectExplanations {
    SubjectExplanations(self, lookup)
  }
}
