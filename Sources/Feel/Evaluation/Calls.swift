extension Evaluation {
  func invocation(
    _ expression: Expression, _ arguments: Expression.Arguments, in scope: Scope
  ) -> FeelValue {
    let callee = value(of: expression, in: scope)
    guard case .function(let function) = callee else { return fail("这里不是函数，不能调用") }
    switch arguments {
    case .positional(let expressions):
      return call(function, expressions.map { value(of: $0, in: scope) })
    case .named(let entries):
      var named = FeelContext()
      for entry in entries { named[entry.key] = value(of: entry.value, in: scope) }
      return call(function, named: named)
    }
  }

  /// Calls a function with values in the order of its parameters.
  package func call(_ function: FeelFunction, _ arguments: [FeelValue]) -> FeelValue {
    guard charge() else { return .null }
    if case .builtin(let builtin) = function.body {
      return builtin.call(arguments, self)
    }
    guard arguments.count == function.parameters.count else {
      return fail("参数个数不对：要 \(function.parameters.count) 个，给了 \(arguments.count) 个")
    }
    var converted: [FeelValue] = []
    for (argument, parameter) in zip(arguments, function.parameters) {
      let value = coerced(argument, to: parameter.type)
      if value.isNull, !argument.isNull { return fail("参数“\(parameter.name)”的类型不对") }
      converted.append(value)
    }
    return run(function, converted)
  }

  /// Calls a function with values by the names of its parameters.
  package func call(_ function: FeelFunction, named arguments: FeelContext) -> FeelValue {
    guard charge() else { return .null }
    if case .builtin(let builtin) = function.body {
      return builtin.call(named: arguments, self)
    }
    let names = Set(function.parameters.map(\.name))
    guard names == Set(arguments.keys) else { return fail("参数名与函数不符") }
    return call(function, function.parameters.map { arguments[$0.name] ?? .null })
  }

  private func run(_ function: FeelFunction, _ arguments: [FeelValue]) -> FeelValue {
    switch function.body {
    case .builtin(let builtin): return builtin.call(arguments, self)
    case .native(let body): return body(arguments, self)
    case .expression(let body, let scope):
      let names = Dictionary(
        zip(function.parameters.map(\.name), arguments), uniquingKeysWith: { _, last in last })
      return value(of: body, in: Scope(names, inside: scope))
    }
  }
}
