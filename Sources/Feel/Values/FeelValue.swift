package import Quantities

/// A value of full FEEL; what has no value is null.
package indirect enum FeelValue: Sendable, Equatable {
  case null
  case boolean(Bool)
  case number(Number)
  case string(String)
  case date(CalendarDate)
  case time(ClockTime)
  case dateTime(DateTime)
  /// A years and months duration, in months.
  case months(Int)
  /// A days and time duration.
  case elapsed(Elapsed)
  case list([FeelValue])
  case context(FeelContext)
  case range(FeelRange)
  case function(FeelFunction)

  package static func == (left: FeelValue, right: FeelValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.boolean(let a), .boolean(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): a.unicodeScalars.elementsEqual(b.unicodeScalars)
    case (.date(let a), .date(let b)): a == b
    case (.time(let a), .time(let b)): a == b
    case (.dateTime(let a), .dateTime(let b)): a == b
    case (.months(let a), .months(let b)): a == b
    case (.elapsed(let a), .elapsed(let b)): a == b
    case (.list(let a), .list(let b)): a == b
    case (.context(let a), .context(let b)): a == b
    case (.range(let a), .range(let b)): a == b
    case (.function(let a), .function(let b)): a === b
    default: false
    }
  }

  package var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// The single item of a list of one, or the value itself.
  var unwrapped: FeelValue {
    if case .list(let items) = self, items.count == 1 { items[0] } else { self }
  }

  /// The items of a list, or the value as a list of one.
  var items: [FeelValue] {
    if case .list(let items) = self { items } else { [self] }
  }

  init(_ flag: Bool?) { self = flag.map { .boolean($0) } ?? .null }
  init(_ number: Number?) { self = number.map { .number($0) } ?? .null }
  init(_ text: String?) { self = text.map { .string($0) } ?? .null }
  init(_ number: Int) { self = .number(Number(number)) }
}

/// Named values in the order in which they were written.
package struct FeelContext: Sendable, Equatable {
  package private(set) var keys: [String] = []
  private var values: [String: FeelValue] = [:]

  package init() {}

  package init(_ entries: some Sequence<(String, FeelValue)>) {
    for (key, value) in entries { self[key] = value }
  }

  /// The value of a key; setting nil drops it.
  package subscript(key: String) -> FeelValue? {
    get { values[key] }
    set {
      if values[key] == nil, newValue != nil { keys.append(key) }
      if newValue == nil { keys.removeAll { $0 == key } }
      values[key] = newValue
    }
  }

  package var count: Int { keys.count }
  package var entries: [(key: String, value: FeelValue)] {
    keys.map { ($0, values[$0] ?? .null) }
  }

  /// Contexts are equal whatever the order of their keys.
  package static func == (left: FeelContext, right: FeelContext) -> Bool {
    left.values == right.values
  }
}

/// An interval between two values, or on one side of a value.
package struct FeelRange: Sendable, Equatable {
  package var low: FeelValue
  package var high: FeelValue
  package var includesLow: Bool
  package var includesHigh: Bool
  /// The comparison it was written as, such as `< 10`; a missing end then means there is none.
  package var comparison: Comparison?

  package struct Comparison: Sendable, Equatable {
    package var symbol: ComparisonOperator
    package var bound: FeelValue
  }

  package init(low: FeelValue, high: FeelValue, includesLow: Bool, includesHigh: Bool) {
    self.low = low
    self.high = high
    self.includesLow = includesLow
    self.includesHigh = includesHigh
  }

  /// The range that a comparison without a left side stands for.
  init(_ symbol: ComparisonOperator, _ bound: FeelValue) {
    let hasLow = [.greater, .atLeast, .equal].contains(symbol)
    let hasHigh = [.less, .atMost, .equal].contains(symbol)
    self.init(
      low: hasLow ? bound : .null, high: hasHigh ? bound : .null,
      includesLow: symbol == .atLeast || symbol == .equal,
      includesHigh: symbol == .atMost || symbol == .equal)
    comparison = Comparison(symbol: symbol, bound: bound)
  }
}

/// Something that can be called: a built-in function, one written in FEEL, or one of a model.
package final class FeelFunction: Sendable {
  package struct Parameter: Sendable {
    package var name: String
    package var type: FeelType

    package init(name: String, type: FeelType = .any) {
      self.name = name
      self.type = type
    }
  }

  enum Body: Sendable {
    case builtin(Builtin)
    case expression(Expression, Scope)
    case native(@Sendable ([FeelValue], Evaluation) -> FeelValue)
  }

  package let parameters: [Parameter]
  package let result: FeelType
  let body: Body

  init(parameters: [Parameter], result: FeelType = .any, body: Body) {
    self.parameters = parameters
    self.result = result
    self.body = body
  }
}
