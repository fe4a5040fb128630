package import Definitions
package import Quantities

/// A value as the store keeps it: a fixed-point integer or a text, or neither when withdrawn.
package struct StoredValue: Hashable, Sendable {
  package var number: Int64?
  package var text: String?

  package init(number: Int64? = nil, text: String? = nil) {
    self.number = number
    self.text = text
  }

  /// A fact that has been taken back; the fact before it counts again.
  package static let withdrawn = StoredValue()

  package var isWithdrawn: Bool { number == nil && text == nil }
}

extension Field {
  /// Returns the value in the form the store keeps, or nil when the field's type or number of
  /// decimal places cannot hold it exactly.
  package func stored(_ value: Value) -> StoredValue? {
    switch (type, value) {
    case (.number, .number(let number)), (.money, .number(let number)),
      (.area, .number(let number)):
      number.fixedPoint(places: places).map { StoredValue(number: $0) }
    case (.day, .day(let day)): StoredValue(number: Int64(day.number))
    case (.boolean, .boolean(let flag)): StoredValue(number: flag ? 1 : 0)
    case (.text, .text(let text)), (.code, .text(let text)), (.reference, .text(let text)):
      text.isEmpty ? nil : StoredValue(text: text)
    default: nil
    }
  }

  /// Returns the value that the store's form stands for, or nil when it was withdrawn.
  package func value(of stored: StoredValue) -> Value? {
    switch type {
    case .number, .money, .area:
      stored.number.map { .number(Number(fixedPoint: $0, places: places)) }
    case .day: stored.number.map { .day(Day(number: Int32(truncatingIfNeeded: $0))) }
    case .boolean: stored.number.map { .boolean($0 != 0) }
    case .text, .code, .reference: stored.text.map { .text($0) }
    }
  }

  /// Returns the period code under which a fact of this field is kept.
  ///
  /// A constant is true for ever and has the code 0; a state is valid from a day on; everything
  /// else belongs to its period.
  package func periodCode(_ period: Period?, validFrom day: Day) -> Int64? {
    switch time {
    case .constant: 0
    case .state: Period(.day, containing: day).code
    case .periodic(let length): period.flatMap { $0.length == length ? $0.code : nil }
    }
  }
}
