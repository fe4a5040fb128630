import Quantities

extension Builtins {
  static let numbers: [Builtin] = [
    Builtin("decimal", "n, scale") { arguments, _ in rounded(arguments, .halfEven) },
    Builtin("round up", "n, scale") { arguments, _ in rounded(arguments, .up) },
    Builtin("round down", "n, scale") { arguments, _ in rounded(arguments, .down) },
    Builtin("round half up", "n, scale") { arguments, _ in rounded(arguments, .halfUp) },
    Builtin("round half down", "n, scale") { arguments, _ in rounded(arguments, .halfDown) },
    Builtin("floor", "n, scale?") { arguments, _ in rounded(arguments, .floor) },
    Builtin("ceiling", "n, scale?") { arguments, _ in rounded(arguments, .ceiling) },
    Builtin("abs", "n") { arguments, _ in
      switch arguments[0].unwrapped {
      case .number(let number): .number(number.magnitude)
      case .months(let months): .months(abs(months))
      case .elapsed(let elapsed): .elapsed(Elapsed(nanoseconds: abs(elapsed.nanoseconds)))
      default: nil
      }
    },
    Builtin("modulo", "dividend, divisor") { arguments, evaluation in
      guard case .number(let dividend) = arguments[0].unwrapped,
        case .number(let divisor) = arguments[1].unwrapped,
        let quotient = dividend.divided(by: divisor)?.rounded(toPlaces: 0, .floor)
      else { return nil }
      return evaluation.bounded(dividend - divisor * quotient)
    },
    Builtin("sqrt", "number") { arguments, _ in one(arguments) { $0.squareRoot } },
    Builtin("log", "number") { arguments, _ in one(arguments) { $0.logarithm } },
    Builtin("exp", "number") { arguments, evaluation in
      one(arguments) { $0.exponential }.flatMap { value in
        if case .number(let number) = value { evaluation.bounded(number) } else { nil }
      }
    },
    Builtin("odd", "number") { arguments, _ in parity(arguments, isOdd: true) },
    Builtin("even", "number") { arguments, _ in parity(arguments, isOdd: false) },
  ]

  private static func one(_ arguments: [FeelValue], _ body: (Number) -> Number?) -> FeelValue? {
    guard case .number(let number) = arguments[0].unwrapped else { return nil }
    return body(number).map { .number($0) }
  }

  private static func rounded(_ arguments: [FeelValue], _ mode: Rounding) -> FeelValue? {
    guard case .number(let number) = arguments[0].unwrapped else { return nil }
    guard arguments.count > 1 else { return .number(number.rounded(toPlaces: 0, mode)) }
    guard case .number(let scale) = arguments[1].unwrapped,
      let places = scale.rounded(toPlaces: 0, .down).wholeNumber,
      (-6_111...6_176).contains(places)
    else { return nil }
    return .number(number.rounded(toPlaces: places, mode))
  }

  private static func parity(_ arguments: [FeelValue], isOdd: Bool) -> FeelValue? {
    guard case .number(let number) = arguments[0].unwrapped, number.isInteger else { return nil }
    let odd = number.exponent == 0 && number.coefficient % 2 != 0
    return .boolean(odd == isOdd)
  }
}
