extension Evaluation {
  /// Evaluates an expression part by part: a line for each, those below indented.
  ///
  /// Parts inside loops, filters, contexts and functions have many values and are not listed.
  package func steps(of expression: Expression, in scope: Scope, text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    var lines: [String] = []
    list(expression, scope, scalars, level: 0, &lines)
    return lines
  }

  private func list(
    _ expression: Expression, _ scope: Scope, _ text: [Unicode.Scalar], level: Int,
    _ lines: inout [String]
  ) {
    guard lines.count < 500 else { return }
    let words = String(String.UnicodeScalarView(text[expression.start..<expression.end]))
    let value = value(of: expression, in: scope)
    lines.append(String(repeating: "  ", count: level) + "\(words) → \(value.written)")
    for part in expression.kind.partsToShow {
      list(part, scope, text, level: level + 1, &lines)
    }
  }
}

extension Expression.Kind {
  /// The parts that have a value of their own worth a line.
  fileprivate var partsToShow: [Expression] {
    let parts: [Expression] =
      switch self {
      case .negation, .arithmetic, .comparison, .conjunction, .disjunction, .between,
        .conditional, .instance, .path, .list, .interval:
        children
      case .membership(let value, _): [value]
      case .invocation(_, .positional(let arguments)): arguments
      case .invocation(_, .named(let arguments)): arguments.map(\.value)
      case .filter(let list, _): [list]
      default: []
      }
    return parts.filter { !$0.isPlain }
  }
}

extension Expression {
  /// Whether its text says its value already.
  fileprivate var isPlain: Bool {
    switch kind {
    case .null, .boolean, .number, .string, .temporal, .function: true
    default: false
    }
  }
}
