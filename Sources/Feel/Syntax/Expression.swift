package import Quantities

/// One FEEL expression as it was written, with the place where it starts.
///
/// Both profiles parse to this tree: the full language interprets it, the rule profile checks it
/// against a vocabulary and makes a typed condition of it.
package struct Expression: Sendable {
  package let kind: Kind
  /// Offset of the first character, counted in Unicode scalars.
  package let start: Int
  /// Offset behind the last character.
  package let end: Int
  /// Longest way down to a leaf; bounded, so that walking the tree never exhausts the stack.
  package let height: Int

  init(_ kind: Kind, at start: Int, to end: Int) {
    self.kind = kind
    self.start = start
    self.end = end
    height = kind.children.reduce(0) { max($0, $1.height) } + 1
  }

  package indirect enum Kind: Sendable {
    case null
    case boolean(Bool)
    case number(Number, unit: UnitText?)
    case string(String)
    /// The text of an at-literal, such as @"2022-01-01".
    case temporal(String)
    case name(String)
    case negation(Expression)
    case arithmetic(ArithmeticOperator, Expression, Expression)
    case comparison(ComparisonOperator, Expression, Expression)
    case conjunction([Expression])
    case disjunction([Expression])
    case between(Expression, low: Expression, high: Expression)
    /// A value against tests, of which one has to hold.
    case membership(Expression, [Expression])
    /// A comparison with something unsaid on its left, such as `< 5`.
    case test(ComparisonOperator, Expression)
    case conditional(Expression, then: Expression, otherwise: Expression)
    case iteration([Iterator], Expression)
    case quantified(Quantifier, [Iterator], Expression)
    case instance(Expression, of: TypeReference)
    case path(Expression, String)
    case filter(Expression, Expression)
    case invocation(Expression, Arguments)
    case list([Expression])
    case context([Entry])
    case interval(Interval)
    case function(Function)
  }

  /// The symbol of a unit behind a number, as in 2000万元.
  package struct UnitText: Hashable, Sendable {
    package var symbol: String
    package var start: Int
  }

  package enum Quantifier: Sendable {
    case some, every
  }

  /// One `name in domain`, or `name in first..last`.
  package struct Iterator: Sendable {
    package var name: String
    package var domain: Expression
    package var last: Expression?
  }

  package struct Entry: Sendable {
    package var key: String
    package var value: Expression
  }

  package struct Interval: Sendable {
    package var low: Expression
    package var high: Expression
    package var includesLow: Bool
    package var includesHigh: Bool
  }

  package struct Function: Sendable {
    package var parameters: [Parameter]
    package var body: Expression
    package var isExternal: Bool
  }

  package struct Parameter: Sendable {
    package var name: String
    package var type: TypeReference?
  }

  package enum Arguments: Sendable {
    case positional([Expression])
    case named([Entry])
  }
}

package enum ArithmeticOperator: String, Hashable, Sendable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case over = "/"
  case power = "**"
}

package enum ComparisonOperator: String, Hashable, Sendable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case atMost = "<="
  case greater = ">"
  case atLeast = ">="

  /// The operator that says the same with both sides exchanged.
  var mirrored: ComparisonOperator {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .atMost: .atLeast
    case .greater: .less
    case .atLeast: .atMost
    }
  }

  /// The operator that holds exactly when this one does not.
  var negated: ComparisonOperator {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .atLeast
    case .atMost: .greater
    case .greater: .atMost
    case .atLeast: .less
    }
  }
}

/// A type as it is written behind `instance of` or a parameter.
package indirect enum TypeReference: Hashable, Sendable {
  case named(String)
  case list(TypeReference)
  case range(TypeReference)
  case context([Member])
  case function([TypeReference], result: TypeReference)

  package struct Member: Hashable, Sendable {
    package var name: String
    package var type: TypeReference
  }
}

extension Expression.Kind {
  /// The expressions directly below.
  var children: [Expression] {
    switch self {
    case .null, .boolean, .number, .string, .temporal, .name: []
    case .negation(let operand), .test(_, let operand), .instance(let operand, of: _),
      .path(let operand, _):
      [operand]
    case .arithmetic(_, let left, let right), .comparison(_, let left, let right),
      .filter(let left, let right):
      [left, right]
    case .conjunction(let operands), .disjunction(let operands), .list(let operands): operands
    case .between(let value, let low, let high): [value, low, high]
    case .membership(let value, let tests): [value] + tests
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    case .iteration(let iterators, let body), .quantified(_, let iterators, let body):
      iterators.flatMap { [$0.domain] + ($0.last.map { [$0] } ?? []) } + [body]
    case .invocation(let function, .positional(let arguments)): [function] + arguments
    case .invocation(let function, .named(let arguments)): [function] + arguments.map(\.value)
    case .context(let entries): entries.map(\.value)
    case .interval(let interval): [interval.low, interval.high]
    case .function(let function): [function.body]
    }
  }
}
