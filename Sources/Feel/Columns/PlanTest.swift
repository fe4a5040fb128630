/// One question about a row that a plan answers for many rows at once, shared by all rules that ask it.
enum PlanTest: Hashable, Sendable {
  /// Whether the field has a value.
  case known(Int)
  /// A condition on one field whose answer changes at a few places, or by word of a dictionary.
  case single(Int, Condition)
  case linear(LinearTest)
  /// Anything else: the interpreter answers row by row.
  case rows(Condition)
}

/// The sign of a sum of fields.
struct LinearTest: Hashable, Sendable {
  enum Relation: Hashable, Sendable {
    case atLeastZero, isZero
  }

  /// With whole coefficients in the units of the rule.
  var form: LinearForm
  var relation: Relation
}

/// How the tests of a rule combine.
indirect enum PlanNode: Hashable, Sendable {
  /// nil is unknown.
  case constant(Bool?)
  case test(PlanTest)
  case not(PlanNode)
  case all([PlanNode])
  case any([PlanNode])
  /// Unknown where the first is; otherwise the second where it is true and the third where false.
  case choice(PlanNode, PlanNode, PlanNode)
}

extension PlanNode {
  /// The same with negation only at tests, where it costs nothing.
  func normalized(negated: Bool = false) -> PlanNode {
    switch self {
    case .constant(let flag): .constant(flag.map { $0 != negated })
    case .test: negated ? .not(self) : self
    case .not(let inner): inner.normalized(negated: !negated)
    case .all(let parts):
      negated
        ? .any(parts.map { $0.normalized(negated: true) }) : .all(parts.map { $0.normalized() })
    case .any(let parts):
      negated
        ? .all(parts.map { $0.normalized(negated: true) }) : .any(parts.map { $0.normalized() })
    case .choice(let test, let then, let otherwise):
      .choice(
        test.normalized(), then.normalized(negated: negated),
        otherwise.normalized(negated: negated))
    }
  }

  /// Tests in the order in which they stand in the rule, repeated ones included.
  var tests: [PlanTest] {
    switch self {
    case .constant: []
    case .test(let test): [test]
    case .not(let inner): inner.tests
    case .all(let parts), .any(let parts): parts.flatMap(\.tests)
    case .choice(let test, let then, let otherwise): test.tests + then.tests + otherwise.tests
    }
  }
}
