import Quantities

/// One run of the interpreter, with bounds on its work and the remarks it makes on the way.
///
/// FEEL answers a mistake with null; the remarks say what the mistake was.
package final class Evaluation {
  /// What now() and today() give; null when nobody has set the clock.
  let clock: DateTime?
  private var steps: Int
  private var depth = 0
  package private(set) var remarks: [String] = []

  static let deepest = 900
  static let longestText = 1_000_000
  static let deepestValue = 200

  package init(clock: DateTime? = nil, steps: Int = 5_000_000) {
    self.clock = clock
    self.steps = steps
  }

  /// Whether the run was cut off because it did more work than is allowed.
  package var isExhausted: Bool { steps <= 0 }

  /// The work that is left to spend.
  var remaining: Int { max(steps, 0) }

  /// Charges work; false when there is no more to spend, and everything ends in null.
  func charge(_ amount: Int = 1) -> Bool {
    if steps <= 0 { return false }
    steps -= amount
    if steps <= 0 { note("计算量超过上限，已停止") }
    return steps > 0
  }

  func note(_ remark: String) {
    if remarks.count < 50 { remarks.append(remark) }
  }

  /// Notes a mistake, whose value is null.
  func fail(_ remark: String) -> FeelValue {
    note(remark)
    return .null
  }

  /// Runs something one level further down, unless that is too deep.
  func deeper(_ body: () -> FeelValue) -> FeelValue {
    guard charge() else { return .null }
    guard depth < Self.deepest else { return fail("嵌套调用太深，已停止") }
    depth += 1
    defer { depth -= 1 }
    return body()
  }

  /// Evaluates an expression; always returns.
  package func value(of expression: Expression, in scope: Scope) -> FeelValue {
    deeper { evaluated(expression, in: scope) }
  }

  private func evaluated(_ expression: Expression, in scope: Scope) -> FeelValue {
    switch expression.kind {
    case .null: return .null
    case .boolean(let flag): return .boolean(flag)
    case .number(let number, unit: _): return .number(number)
    case .string(let text): return .string(text)
    case .temporal(let text): return Temporal.literal(text) ?? fail("“\(text)”不是日期、时间或时长")
    case .name(let name): return named(name, in: scope)
    case .negation(let operand): return negated(value(of: operand, in: scope))
    case .arithmetic(let symbol, let left, let right):
      return calculated(symbol, value(of: left, in: scope), value(of: right, in: scope))
    case .comparison(let symbol, let left, let right):
      return FeelValue(
        compare(symbol, value(of: left, in: scope), value(of: right, in: scope)))
    case .conjunction(let parts): return joined(parts, settledBy: false, in: scope)
    case .disjunction(let parts): return joined(parts, settledBy: true, in: scope)
    case .between(let inner, let low, let high):
      return between(inner, low, high, in: scope)
    case .membership(let inner, let tests): return membership(inner, tests, in: scope)
    case .test(let symbol, let bound):
      return .range(FeelRange(symbol, value(of: bound, in: scope)))
    case .conditional(let condition, let then, let otherwise):
      let holds = value(of: condition, in: scope) == .boolean(true)
      return value(of: holds ? then : otherwise, in: scope)
    case .iteration(let iterators, let body): return iteration(iterators, body, in: scope)
    case .quantified(let quantifier, let iterators, let body):
      return quantified(quantifier, iterators, body, in: scope)
    case .instance(let inner, let type): return instance(inner, of: type, in: scope)
    case .path(let inner, let name): return member(name, of: value(of: inner, in: scope))
    case .filter(let list, let condition): return filtered(list, by: condition, in: scope)
    case .invocation(let function, let arguments):
      return invocation(function, arguments, in: scope)
    case .list(let items): return .list(items.map { value(of: $0, in: scope) })
    case .context(let entries): return context(entries, in: scope)
    case .interval(let interval): return self.interval(interval, in: scope)
    case .function(let function): return closure(function, in: scope)
    }
  }

  private func named(_ name: String, in scope: Scope) -> FeelValue {
    if let value = scope.value(name) { return value }
    if let builtin = Builtins.table[name] { return .function(builtin.function) }
    return fail("没有名为“\(name)”的变量")
  }

  private func context(_ entries: [Expression.Entry], in scope: Scope) -> FeelValue {
    var context = FeelContext()
    var inner = scope
    for entry in entries {
      let value = value(of: entry.value, in: inner)
      context[entry.key] = value
      inner = inner.adding(entry.key, value)
    }
    return .context(context)
  }

  private func interval(_ interval: Expression.Interval, in scope: Scope) -> FeelValue {
    let low = value(of: interval.low, in: scope)
    let high = value(of: interval.high, in: scope)
    if low.isNull && high.isNull { return fail("区间两端都没有值") }
    return .range(
      FeelRange(
        low: low, high: high, includesLow: interval.includesLow,
        includesHigh: interval.includesHigh))
  }

  private func closure(_ function: Expression.Function, in scope: Scope) -> FeelValue {
    if function.isExternal { return fail("不支持外部函数") }
    let parameters = function.parameters.map {
      FeelFunction.Parameter(
        name: $0.name, type: $0.type.map { FeelType($0, in: scope) } ?? .any)
    }
    return .function(
      FeelFunction(
        parameters: parameters, result: resultType(of: function.body, in: scope),
        body: .expression(function.body, scope)))
  }

  /// The type of a function's result as far as it can be read off its body.
  private func resultType(of body: Expression, in scope: Scope) -> FeelType {
    switch body.kind {
    case .string: .string
    case .number: .number
    case .boolean, .comparison, .conjunction, .disjunction: .boolean
    case .context(let entries):
      .context(
        entries.map {
          FeelType.Member(name: $0.key, type: resultType(of: $0.value, in: scope))
        })
    case .list(let items):
      items.first.map { .list(resultType(of: $0, in: scope)) } ?? .list(.any)
    default: .any
    }
  }

  private func instance(
    _ inner: Expression, of reference: TypeReference, in scope: Scope
  ) -> FeelValue {
    let value = value(of: inner, in: scope)
    let type = FeelType(reference, in: scope)
    if case .unknown(let name) = type { return fail("没有名为“\(name)”的类型") }
    if value.isNull {
      if case .null = type { return .boolean(true) }
      return .boolean(false)
    }
    return .boolean(isInstance(value, of: type.unconstrained))
  }
}
