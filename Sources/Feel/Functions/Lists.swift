import Quantities

extension Builtins {
  static let lists: [Builtin] = [
    Builtin("list contains", "list, element") { arguments, evaluation in
      guard let items = list(arguments[0]) else { return nil }
      return .boolean(items.contains { evaluation.equal($0, arguments[1]) == true })
    },
    Builtin("sublist", "list, start position, length?") { arguments, _ in sublist(arguments) },
    Builtin("append", "list, item", variadic: true) { arguments, evaluation in
      guard let items = list(arguments[0]), evaluation.charge(items.count) else { return nil }
      return .list(items + arguments.dropFirst())
    },
    Builtin("concatenate", "list", variadic: true) { arguments, evaluation in
      joined(arguments, evaluation).map { .list($0) }
    },
    Builtin("union", "list", variadic: true) { arguments, evaluation in
      joined(arguments, evaluation).map { .list(distinct($0, evaluation)) }
    },
    Builtin("distinct values", "list") { arguments, evaluation in
      list(arguments[0]).map { .list(distinct($0, evaluation)) }
    },
    Builtin("insert before", "list, position, newItem") { arguments, evaluation in
      guard var items = list(arguments[0]), let index = index(arguments[1], in: items),
        evaluation.charge(items.count)
      else { return nil }
      items.insert(arguments[2], at: index)
      return .list(items)
    },
    Builtin("remove", "list, position") { arguments, evaluation in
      guard var items = list(arguments[0]), let index = index(arguments[1], in: items),
        evaluation.charge(items.count)
      else { return nil }
      items.remove(at: index)
      return .list(items)
    },
    Builtin("list replace", "list, position:single, newItem|list, match:function, newItem") {
      arguments, evaluation in
      replaced(arguments, evaluation)
    },
    Builtin("reverse", "list") { arguments, _ in
      list(arguments[0]).map { .list($0.reversed()) }
    },
    Builtin("index of", "list, match") { arguments, evaluation in
      guard let items = list(arguments[0]) else { return nil }
      let places = items.indices.filter { evaluation.equal(items[$0], arguments[1]) == true }
      return .list(places.map { FeelValue($0 + 1) })
    },
    Builtin("flatten", "list") { arguments, evaluation in
      guard let items = list(arguments[0]) else { return nil }
      var flat: [FeelValue] = []
      return flatten(items, into: &flat, evaluation) ? .list(flat) : nil
    },
    Builtin("sort", "list, precedes?") { arguments, evaluation in
      sorted(arguments, evaluation)
    },
  ]

  /// The items of a list; a single value is a list of one, null is none.
  private static func list(_ value: FeelValue) -> [FeelValue]? {
    value.isNull ? nil : value.items
  }

  private static func joined(
    _ arguments: [FeelValue], _ evaluation: Evaluation
  ) -> [FeelValue]? {
    var items: [FeelValue] = []
    for argument in arguments {
      guard let more = list(argument), evaluation.charge(more.count) else { return nil }
      items += more
    }
    return items
  }

  private static func distinct(_ items: [FeelValue], _ evaluation: Evaluation) -> [FeelValue] {
    var kept: [FeelValue] = []
    for item in items where !kept.contains(where: { evaluation.equal($0, item) == true }) {
      kept.append(item)
    }
    return kept
  }

  private static func index(_ position: FeelValue, in items: [FeelValue]) -> Int? {
    guard let position = position.whole, position != 0 else { return nil }
    let index = position > 0 ? position - 1 : items.count + position
    return items.indices.contains(index) ? index : nil
  }

  private static func sublist(_ arguments: [FeelValue]) -> FeelValue? {
    guard let items = list(arguments[0]), let first = index(arguments[1], in: items) else {
      return nil
    }
    var end = items.count
    if arguments.count > 2, !arguments[2].isNull {
      guard let length = arguments[2].whole, length >= 1, length <= items.count - first else {
        return nil
      }
      end = first + length
    }
    return .list(Array(items[first..<end]))
  }

  private static func replaced(
    _ arguments: [FeelValue], _ evaluation: Evaluation
  ) -> FeelValue? {
    guard var items = list(arguments[0]), evaluation.charge(items.count) else { return nil }
    if case .function(let match) = arguments[1] {
      guard match.parameters.count == 2 else { return nil }
      for index in items.indices {
        guard case .boolean(let flag) = evaluation.call(match, [items[index], arguments[2]])
        else { return nil }
        if flag { items[index] = arguments[2] }
      }
      return .list(items)
    }
    guard case .number(let number) = arguments[1],
      let index = index(.number(number.rounded(toPlaces: 0, .down)), in: items)
    else { return nil }
    items[index] = arguments[2]
    return .list(items)
  }

  private static func flatten(
    _ items: [FeelValue], into flat: inout [FeelValue], _ evaluation: Evaluation
  ) -> Bool {
    for item in items {
      guard evaluation.charge() else { return false }
      if case .list(let inner) = item {
        guard flatten(inner, into: &flat, evaluation) else { return false }
      } else {
        flat.append(item)
      }
    }
    return true
  }

  /// Sorts stably by merging, so that a strange order given by the caller does no harm.
  private static func sorted(_ arguments: [FeelValue], _ evaluation: Evaluation) -> FeelValue? {
    guard let items = list(arguments[0]) else { return nil }
    let precedes: (FeelValue, FeelValue) -> Bool?
    switch arguments.at(1) {
    case .null: precedes = { evaluation.order($0, $1).map { $0 < 0 } }
    case .function(let function):
      guard function.parameters.count == 2 else { return nil }
      precedes = {
        if case .boolean(let flag) = evaluation.call(function, [$0, $1]) { flag } else { nil }
      }
    default: return nil
    }
    return merged(items[...], precedes).map { .list($0) }
  }

  private static func merged(
    _ items: ArraySlice<FeelValue>, _ precedes: (FeelValue, FeelValue) -> Bool?
  ) -> [FeelValue]? {
    guard items.count > 1 else { return Array(items) }
    let middle = items.startIndex + items.count / 2
    guard let left = merged(items[..<middle], precedes),
      let right = merged(items[middle...], precedes)
    else { return nil }
    var result: [FeelValue] = []
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
      guard let rightFirst = precedes(right[j], left[i]) else { return nil }
      result.append(rightFirst ? right[j] : left[i])
      if rightFirst { j += 1 } else { i += 1 }
    }
    return result + left[i...] + right[j...]
  }
}
