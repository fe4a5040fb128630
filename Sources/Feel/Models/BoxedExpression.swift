/// The logic of a decision, as boxes around FEEL texts.
indirect enum BoxedExpression: Sendable {
  case literal(Expression)
  case context([BoxedEntry], result: BoxedExpression?)
  case table(DecisionTable)
  case invocation(BoxedExpression, [Binding])
  case list([BoxedExpression])
  /// Columns by name, and rows of as many expressions.
  case relation([String], [[BoxedExpression]])
  case function(BoxedFunction)
  case conditional(BoxedExpression, then: BoxedExpression, otherwise: BoxedExpression)
  case filter(BoxedExpression, match: BoxedExpression)
  case iteration(variable: String, in: BoxedExpression, result: BoxedExpression)
  case quantified(
    Expression.Quantifier, variable: String, in: BoxedExpression, satisfies: BoxedExpression)
  /// The result of an expression brought to the type its box names.
  case typed(BoxedExpression, FeelType)
  /// A text that is no FEEL, or a box without content; its value is null.
  case broken(String)

  struct BoxedEntry: Sendable {
    var name: String
    var type: FeelType
    var value: BoxedExpression
  }

  struct Binding: Sendable {
    var name: String
    var value: BoxedExpression
  }
}

/// A function as a box: parameters and the logic they go into.
struct BoxedFunction: Sendable {
  var parameters: [FeelFunction.Parameter]
  var body: BoxedExpression
  var result: FeelType = .any
}

extension Evaluation {
  /// Evaluates boxed logic; always returns.
  func value(of boxed: BoxedExpression, in scope: Scope) -> FeelValue {
    deeper { evaluated(boxed, in: scope) }
  }

  private func evaluated(_ boxed: BoxedExpression, in scope: Scope) -> FeelValue {
    switch boxed {
    case .literal(let expression): return value(of: expression, in: scope)
    case .context(let entries, let result): return context(entries, result, in: scope)
    case .table(let table): return value(of: table, in: scope)
    case .invocation(let callee, let bindings):
      guard case .function(let function) = value(of: callee, in: scope) else {
        return fail("被调用的不是函数")
      }
      var arguments = FeelContext()
      for binding in bindings { arguments[binding.name] = value(of: binding.value, in: scope) }
      return call(function, named: arguments)
    case .list(let items): return .list(items.map { value(of: $0, in: scope) })
    case .relation(let columns, let rows):
      return .list(
        rows.map { row in
          .context(FeelContext(zip(columns, row.map { value(of: $0, in: scope) })))
        })
    case .function(let function): return .function(closure(function, in: scope))
    case .conditional(let condition, let then, let otherwise):
      switch value(of: condition, in: scope) {
      case .boolean(true): return value(of: then, in: scope)
      case .boolean(false), .null: return value(of: otherwise, in: scope)
      default: return fail("如果（if）的条件应当是真或假")
      }
    case .filter(let list, let match): return filtered(list, by: match, in: scope)
    case .iteration(let variable, let domain, let result):
      return iteration(variable, domain, result, in: scope)
    case .quantified(let quantifier, let variable, let domain, let condition):
      return quantified(quantifier, variable, domain, condition, in: scope)
    case .typed(let inner, let type): return coerced(value(of: inner, in: scope), to: type)
    case .broken(let message): return fail(message)
    }
  }

  func closure(_ function: BoxedFunction, in scope: Scope) -> FeelFunction {
    FeelFunction(
      parameters: function.parameters, result: function.result,
      body: .native { arguments, evaluation in
        let names = Dictionary(
          zip(function.parameters.map(\.name), arguments), uniquingKeysWith: { _, last in last })
        let value = evaluation.value(of: function.body, in: Scope(names, inside: scope))
        return evaluation.coerced(value, to: function.result)
      })
  }

  private func context(
    _ entries: [BoxedExpression.BoxedEntry], _ result: BoxedExpression?, in scope: Scope
  ) -> FeelValue {
    var context = FeelContext()
    var inner = scope
    for entry in entries {
      let value = coerced(value(of: entry.value, in: inner), to: entry.type)
      context[entry.name] = value
      inner = inner.adding(entry.name, value)
    }
    return result.map { value(of: $0, in: inner) } ?? .context(context)
  }

  private func filtered(
    _ list: BoxedExpression, by match: BoxedExpression, in scope: Scope
  ) -> FeelValue {
    let subject = value(of: list, in: scope)
    if subject.isNull { return .null }
    var kept: [FeelValue] = []
    for item in subject.items {
      guard charge() else { return .null }
      switch value(of: match, in: itemScope(item, in: scope)) {
      case .boolean(true): kept.append(item)
      case .boolean(false), .null: break
      default: return fail("筛选条件的结果应当是真或假")
      }
    }
    return .list(kept)
  }

  private func iteration(
    _ variable: String, _ domain: BoxedExpression, _ result: BoxedExpression, in scope: Scope
  ) -> FeelValue {
    guard let items = items(of: value(of: domain, in: scope)) else { return .null }
    var results: [FeelValue] = []
    for item in items {
      let inner = Scope([variable: item, "partial": .list(results)], inside: scope)
      let one = value(of: result, in: inner)
      guard charge(1 + results.count / 64), let depth = nesting(of: one) else { return .null }
      if depth > Self.deepestValue { return fail("结果嵌套太深，已停止") }
      results.append(one)
    }
    return .list(results)
  }

  private func quantified(
    _ quantifier: Expression.Quantifier, _ variable: String, _ domain: BoxedExpression,
    _ condition: BoxedExpression, in scope: Scope
  ) -> FeelValue {
    guard let items = items(of: value(of: domain, in: scope)) else { return .null }
    let settling = quantifier == .some
    var isOpen = false
    for item in items {
      guard charge() else { return .null }
      switch value(of: condition, in: scope.adding(variable, item)) {
      case .boolean(settling): return .boolean(settling)
      case .boolean: continue
      case .null: isOpen = true
      default: return fail("满足（satisfies）的条件应当是真或假")
      }
    }
    return isOpen ? .null : .boolean(!settling)
  }
}
