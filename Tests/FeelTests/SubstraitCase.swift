import Feel
import Foundation
import Quantities

/// One case of Substrait's scalar functions: a function, its arguments and what it has to give.
///
///     between(1::i64, null::i64?, 0::i64) = false::bool?
struct SubstraitCase {
  struct Operand {
    var text: String
    /// The type without `?` and parameters: i64, dec, pts.
    var type: String

    var isNull: Bool { text.lowercased() == "null" }
    /// Infinities and not-a-number, which decimal numbers do not have.
    var isBeyondNumbers: Bool { ["inf", "-inf", "nan"].contains(text) }
    var isInteger: Bool { ["i8", "i16", "i32", "i64"].contains(type) }
    var isNumber: Bool { isInteger || ["fp32", "fp64", "dec"].contains(type) }
    var isDuration: Bool { ["iday", "iyear"].contains(type) }
  }

  enum Expected {
    case value(Operand)
    case error
    case undefined
  }

  /// File and line, as in `boolean/and.test:9`.
  var place: String
  var function: String
  var operands: [Operand]
  var options: String
  var expected: Expected

  /// Reads a line; nil for one that is no case of a scalar function.
  init?(_ line: Substring, at place: String) {
    let pattern = /([a-z_]+)\((.*)\)\s*(\[.*\])?\s*= (.+)/
    guard let match = line.wholeMatch(of: pattern) else { return nil }
    self.place = place
    function = String(match.1)
    options = match.3.map(String.init) ?? ""
    operands = []
    for part in SubstraitCase.arguments(match.2) {
      guard let operand = Operand(part) else { return nil }
      operands.append(operand)
    }
    switch match.4 {
    case "<!ERROR>": expected = .error
    case "<!UNDEFINED>": expected = .undefined
    default:
      guard let operand = Operand(match.4) else { return nil }
      expected = .value(operand)
    }
  }

  /// The arguments between commas that stand in no angle brackets.
  private static func arguments(_ text: Substring) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var depth = 0
    for place in text.indices {
      switch text[place] {
      case "<": depth += 1
      case ">": depth -= 1
      case "," where depth == 0:
        parts.append(text[start..<place])
        start = text.index(after: place)
      default: break
      }
    }
    return parts + [text[start...]]
  }
}

extension SubstraitCase.Operand {
  init?(_ text: Substring) {
    guard let mark = text.firstRange(of: "::") else { return nil }
    self.text = text[..<mark.lowerBound].trimmingCharacters(in: .whitespaces)
    type = String(text[mark.upperBound...].prefix { $0.isLetter || $0.isNumber })
    // Lists belong to aggregates.
    if self.text.hasPrefix("(") { return nil }
  }

  /// The value as FEEL has it; nil for a type that is not mapped.
  var feel: FeelValue? {
    if isNull { return .null }
    if isNumber { return Number(text).map { .number($0) } }
    switch type {
    case "bool": return .boolean(text == "true")
    case "date": return CalendarDate(text).map { .date($0) }
    case "pts", "ptstz": return DateTime(text).map { .dateTime($0) }
    case "pt": return ClockTime(text).map { .time($0) }
    case "iday", "iyear":
      guard let literal = try? Parser.expression("duration(\"\(text)\")") else { return nil }
      return Evaluation().value(of: literal, in: Scope())
    default: return nil
    }
  }

  /// The value as a register holds it; nil where it is missing or no register has the type.
  var fact: Value? {
    switch feel {
    case .number(let number): .number(number)
    case .boolean(let flag): .boolean(flag)
    case .date(let date): Day(date.description).map { .day($0) }
    default: nil
    }
  }

  /// The type of a register's field for the operand.
  var fieldType: ValueType? {
    if isNumber { return .number(nil) }
    switch type {
    case "bool": return .boolean
    case "date": return .day
    default: return nil
    }
  }
}
