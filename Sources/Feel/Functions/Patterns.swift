extension Builtins {
  static let patterns: [Builtin] = [
    Builtin("matches", "input, pattern, flags?") { arguments, evaluation in
      guard let text = arguments[0].asString,
        let pattern = pattern(arguments.at(1), flags: arguments.at(2), evaluation)
      else { return nil }
      var matcher = matcher(pattern, text, evaluation)
      let found = matcher.firstMatch(from: 0) != nil
      return settled(matcher, evaluation) ? .boolean(found) : nil
    },
    Builtin("replace", "input, pattern, replacement, flags?") { arguments, evaluation in
      guard let text = arguments[0].asString, let replacement = arguments[2].asString,
        let pattern = pattern(arguments[1], flags: arguments.at(3), evaluation)
      else { return nil }
      var matcher = matcher(pattern, text, evaluation)
      let result = matcher.replacing(with: replacement)
      return settled(matcher, evaluation) ? result.map { .string($0) } : nil
    },
    Builtin("split", "string, delimiter") { arguments, evaluation in
      guard let text = arguments[0].asString,
        let pattern = pattern(arguments[1], flags: .null, evaluation)
      else { return nil }
      var matcher = matcher(pattern, text, evaluation)
      let parts = matcher.split()
      return settled(matcher, evaluation) ? parts.map { .list($0.map { .string($0) }) } : nil
    },
  ]

  /// Steps of a matcher that cost as much as one step of the interpreter.
  private static let stepsToCharge = 8

  /// A matcher that does no more work than the run can still pay for.
  private static func matcher(
    _ pattern: Pattern, _ text: String, _ evaluation: Evaluation
  ) -> PatternMatcher {
    let (steps, overflow) = evaluation.remaining.multipliedReportingOverflow(by: stepsToCharge)
    return PatternMatcher(pattern, text, steps: overflow ? .max : steps)
  }

  /// Charges the work of a matcher; false when it was cut off.
  private static func settled(_ matcher: PatternMatcher, _ evaluation: Evaluation) -> Bool {
    if matcher.isExhausted { evaluation.note("正则表达式的计算量超过上限") }
    return evaluation.charge(matcher.work / stepsToCharge + 1) && !matcher.isExhausted
  }

  private static func pattern(
    _ value: FeelValue, flags: FeelValue, _ evaluation: Evaluation
  ) -> Pattern? {
    guard let text = value.asString else { return nil }
    var letters = ""
    if !flags.isNull {
      guard let given = flags.asString else { return nil }
      letters = given
    }
    do throws(PatternError) {
      return try Pattern(text, flags: letters)
    } catch {
      evaluation.note(error.message)
      return nil
    }
  }
}
