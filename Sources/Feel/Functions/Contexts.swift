extension Builtins {
  static let contexts: [Builtin] = [
    Builtin("get value", "m, key") { arguments, _ in
      guard case .context(let context) = arguments[0].unwrapped,
        let key = arguments[1].asString
      else { return nil }
      return context[key]
    },
    Builtin("get entries", "m") { arguments, _ in
      guard case .context(let context) = arguments[0].unwrapped else { return nil }
      return .list(
        context.entries.map {
          .context(FeelContext([("key", .string($0.key)), ("value", $0.value)]))
        })
    },
    Builtin("context", "entries") { arguments, _ in made(of: arguments[0]) },
    Builtin("context put", "context, key:single, value|context, keys:list, value") {
      arguments, evaluation in
      guard case .context(let context) = arguments[0].unwrapped else { return nil }
      switch arguments[1] {
      case .string(let key): return put([key], arguments[2], in: context, evaluation)
      case .list(let items):
        let keys = items.compactMap { if case .string(let key) = $0 { key } else { nil } }
        guard !keys.isEmpty, keys.count == items.count else { return nil }
        return put(keys[...], arguments[2], in: context, evaluation)
      default: return nil
      }
    },
    Builtin("context merge", "contexts", variadic: true) { arguments, _ in
      guard arguments.count == 1, !arguments[0].isNull else { return nil }
      var merged = FeelContext()
      for item in arguments[0].items {
        guard case .context(let context) = item else { return nil }
        for entry in context.entries { merged[entry.key] = entry.value }
      }
      return .context(merged)
    },
  ]

  private static func made(of entries: FeelValue) -> FeelValue? {
    guard !entries.isNull else { return nil }
    var context = FeelContext()
    for item in entries.items {
      guard case .context(let entry) = item, case .string(let key)? = entry["key"],
        let value = entry["value"], context[key] == nil
      else { return nil }
      context[key] = value
    }
    return .context(context)
  }

  private static func put(
    _ keys: ArraySlice<String>, _ value: FeelValue, in context: FeelContext,
    _ evaluation: Evaluation
  ) -> FeelValue? {
    guard let key = keys.first, evaluation.charge() else { return nil }
    var changed = context
    if keys.count == 1 {
      changed[key] = value
    } else {
      guard case .context(let inner)? = context[key] else { return nil }
      guard let replaced = put(keys.dropFirst(), value, in: inner, evaluation) else { return nil }
      changed[key] = replaced
    }
    return .context(changed)
  }
}
