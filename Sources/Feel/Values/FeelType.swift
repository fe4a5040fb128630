/// A type of full FEEL, built in or defined by a model.
package indirect enum FeelType: Sendable {
  case any, null, number, string, boolean, date, time, dateTime, monthsDuration, daysDuration
  case list(FeelType)
  case range(FeelType)
  case context([Member])
  case function([FeelType], result: FeelType)
  /// A type with the values that are allowed.
  case constrained(FeelType, UnaryTests)
  /// A name that no one defines; nothing is of such a type.
  case unknown(String)

  package struct Member: Sendable {
    package var name: String
    package var type: FeelType

    package init(name: String, type: FeelType) {
      self.name = name
      self.type = type
    }
  }

  /// Finds a built-in type by its name.
  package init?(builtIn name: String) {
    switch name {
    case "Any": self = .any
    case "Null": self = .null
    case "number": self = .number
    case "string": self = .string
    case "boolean": self = .boolean
    case "date": self = .date
    case "time": self = .time
    case "date and time", "dateTime": self = .dateTime
    case "years and months duration", "yearMonthDuration": self = .monthsDuration
    case "days and time duration", "dayTimeDuration": self = .daysDuration
    case "list": self = .list(.any)
    case "context": self = .context([])
    case "range": self = .range(.any)
    case "function": self = .function([], result: .any)
    default: return nil
    }
  }

  /// Resolves a written type among the built-in ones and those in scope.
  init(_ reference: TypeReference, in scope: Scope) {
    switch reference {
    case .named(let name):
      self = scope.type(name) ?? FeelType(builtIn: name) ?? .unknown(name)
    case .list(let inner): self = .list(FeelType(inner, in: scope))
    case .range(let inner): self = .range(FeelType(inner, in: scope))
    case .context(let members):
      self = .context(
        members.map { Member(name: $0.name, type: FeelType($0.type, in: scope)) })
    case .function(let parameters, let result):
      self = .function(
        parameters.map { FeelType($0, in: scope) }, result: FeelType(result, in: scope))
    }
  }

  /// The type without its constraints, which `instance of` does not ask about.
  var unconstrained: FeelType {
    switch self {
    case .constrained(let inner, _): inner.unconstrained
    case .list(let inner): .list(inner.unconstrained)
    case .range(let inner): .range(inner.unconstrained)
    case .context(let members):
      .context(members.map { Member(name: $0.name, type: $0.type.unconstrained) })
    default: self
    }
  }

  private var isAny: Bool { if case .any = self { true } else { false } }

  /// Whether every value of this type is one of another.
  func conforms(to other: FeelType) -> Bool {
    switch (self, other) {
    case (_, .any), (.null, _): true
    case (.constrained(let inner, _), _): inner.conforms(to: other)
    case (_, .constrained(let inner, _)): conforms(to: inner)
    case (.number, .number), (.string, .string), (.boolean, .boolean), (.date, .date),
      (.time, .time), (.dateTime, .dateTime), (.monthsDuration, .monthsDuration),
      (.daysDuration, .daysDuration):
      true
    case (.list(let a), .list(let b)), (.range(let a), .range(let b)): a.conforms(to: b)
    case (.context(let mine), .context(let theirs)):
      theirs.allSatisfy { wanted in
        mine.contains { $0.name == wanted.name && $0.type.conforms(to: wanted.type) }
      }
    case (.function(let mine, let result), .function(let theirs, let wanted)):
      // A function may ask for less than it is given, and give more than is wanted.
      mine.count == theirs.count && zip(theirs, mine).allSatisfy { $0.conforms(to: $1) }
        && (result.isAny || result.conforms(to: wanted))
    default: false
    }
  }
}

extension Evaluation {
  /// Whether a value is of a type; null is of every type a fact may have.
  func isInstance(_ value: FeelValue, of type: FeelType) -> Bool {
    guard charge() else { return false }
    switch (value, type) {
    case (_, .any): return true
    case (_, .constrained(let inner, let tests)):
      return isInstance(value, of: inner) && satisfies(value, tests, type: inner)
    case (_, .unknown): return false
    case (.null, _): return true
    case (.number, .number), (.string, .string), (.boolean, .boolean), (.date, .date),
      (.time, .time), (.dateTime, .dateTime), (.months, .monthsDuration),
      (.elapsed, .daysDuration):
      return true
    case (.list(let items), .list(let inner)):
      return items.allSatisfy { isInstance($0, of: inner) }
    case (.range(let range), .range(let inner)):
      return [range.low, range.high].allSatisfy { isInstance($0, of: inner) }
    case (.context(let context), .context(let members)):
      return members.allSatisfy { member in
        context[member.name].map { isInstance($0, of: member.type) } ?? false
      }
    case (.function(let function), .function(_, _)):
      return function.type.conforms(to: type)
    default: return false
    }
  }

  /// Brings a value to a type as the standard's implicit conversions do; null when it does not fit.
  func coerced(_ value: FeelValue, to type: FeelType) -> FeelValue {
    if isInstance(value, of: type) { return value }
    if case .list(let items) = value, items.count == 1, isInstance(items[0], of: type) {
      return items[0]
    }
    if isInstance(.list([value]), of: type) { return .list([value]) }
    if case .date(let date) = value,
      isInstance(.dateTime(DateTime(date: date, time: .midnightUTC)), of: type)
    {
      return .dateTime(DateTime(date: date, time: .midnightUTC))
    }
    note("值不符合要求的类型")
    return .null
  }

  /// Checks allowed values: of a collection, each of its items.
  private func satisfies(_ value: FeelValue, _ tests: UnaryTests, type: FeelType) -> Bool {
    self.tests(tests, hold: value, in: Scope()) == true
  }
}

extension FeelFunction {
  /// The type of the function: what is known of its parameters and result.
  var type: FeelType { .function(parameters.map(\.type), result: result) }
}
