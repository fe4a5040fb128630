import Quantities

extension Builtins {
  static let aggregates: [Builtin] = [
    Builtin("count", "list") { arguments, _ in
      arguments[0].isNull ? nil : FeelValue(arguments[0].items.count)
    },
    Builtin("min", "list", variadic: true) { arguments, evaluation in
      extreme(arguments, -1, evaluation)
    },
    Builtin("max", "list", variadic: true) { arguments, evaluation in
      extreme(arguments, 1, evaluation)
    },
    Builtin("sum", "list", variadic: true) { arguments, evaluation in
      guard let items = values(arguments), let first = items.first else { return nil }
      return items.dropFirst().reduce(first.isSummable ? first : .null) {
        evaluation.calculated(.plus, $0, $1)
      }
    },
    Builtin("mean", "list", variadic: true) { arguments, evaluation in
      guard let items = values(arguments), let first = items.first else { return nil }
      let sum = items.dropFirst().reduce(first.isSummable ? first : .null) {
        evaluation.calculated(.plus, $0, $1)
      }
      return evaluation.calculated(.over, sum, FeelValue(items.count))
    },
    Builtin("product", "list", variadic: true) { arguments, evaluation in
      guard let numbers = numbers(arguments), !numbers.isEmpty else { return nil }
      return numbers.reduce(FeelValue(1)) { evaluation.calculated(.times, $0, .number($1)) }
    },
    Builtin("median", "list", variadic: true) { arguments, _ in
      guard let sorted = numbers(arguments)?.sorted(), !sorted.isEmpty else { return nil }
      let middle = sorted.count / 2
      if sorted.count % 2 == 1 { return .number(sorted[middle]) }
      return FeelValue((sorted[middle - 1] + sorted[middle]).divided(by: 2))
    },
    Builtin("stddev", "list", variadic: true) { arguments, _ in
      guard let numbers = numbers(arguments), numbers.count > 1 else { return nil }
      let count = Number(numbers.count)
      guard let mean = numbers.reduce(.zero, +).divided(by: count) else { return nil }
      let squares = numbers.reduce(Number.zero) { $0 + ($1 - mean) * ($1 - mean) }
      return FeelValue(squares.divided(by: Number(numbers.count - 1))?.squareRoot)
    },
    Builtin("mode", "list", variadic: true) { arguments, _ in
      guard let numbers = numbers(arguments) else { return nil }
      var counts: [Number: Int] = [:]
      for number in numbers { counts[number, default: 0] += 1 }
      let most = counts.values.max()
      return .list(counts.filter { $0.value == most }.keys.sorted().map { .number($0) })
    },
    Builtin("all", "list", variadic: true) { arguments, _ in
      truths(arguments, settledBy: false)
    },
    Builtin("any", "list", variadic: true) { arguments, _ in
      truths(arguments, settledBy: true)
    },
  ]

  /// The items of the one list that was given, or the values themselves.
  static func values(_ arguments: [FeelValue]) -> [FeelValue]? {
    if arguments.count == 1 { return arguments[0].isNull ? nil : arguments[0].items }
    return arguments
  }

  private static func numbers(_ arguments: [FeelValue]) -> [Number]? {
    guard let items = values(arguments) else { return nil }
    var numbers: [Number] = []
    for item in items {
      guard case .number(let number) = item else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  private static func extreme(
    _ arguments: [FeelValue], _ sign: Int, _ evaluation: Evaluation
  ) -> FeelValue? {
    guard let items = values(arguments), var best = items.first else { return nil }
    if items.count == 1, evaluation.order(best, best) == nil { return nil }
    for item in items.dropFirst() {
      guard let order = evaluation.order(item, best) else { return nil }
      if order == sign { best = item }
    }
    return best
  }

  private static func truths(_ arguments: [FeelValue], settledBy settling: Bool) -> FeelValue? {
    guard let items = values(arguments) else { return nil }
    var isOpen = false
    for item in items {
      guard case .boolean(let flag) = item else {
        isOpen = true
        continue
      }
      if flag == settling { return .boolean(settling) }
    }
    return isOpen ? nil : .boolean(!settling)
  }
}

extension FeelValue {
  fileprivate var isSummable: Bool {
    switch self {
    case .number, .months, .elapsed: true
    default: false
    }
  }
}
