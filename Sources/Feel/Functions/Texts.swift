import Foundation
import Quantities

extension Builtins {
  static let texts: [Builtin] = [
    Builtin("substring", "string, start position, length?") { arguments, _ in
      substring(arguments)
    },
    Builtin("string length", "string") { arguments, _ in
      arguments[0].asString.map { FeelValue($0.unicodeScalars.count) }
    },
    Builtin("upper case", "string") { arguments, _ in
      arguments[0].asString.map { .string($0.uppercased()) }
    },
    Builtin("lower case", "string") { arguments, _ in
      arguments[0].asString.map { .string($0.lowercased()) }
    },
    Builtin("substring before", "string, match") { arguments, _ in
      two(arguments) { text, match in
        if match.isEmpty { return .string("") }
        return .string(text.position(of: match).map { text.slice(0..<$0) } ?? "")
      }
    },
    Builtin("substring after", "string, match") { arguments, _ in
      two(arguments) { text, match in
        if match.isEmpty { return .string(text) }
        return .string(
          text.position(of: match).map {
            text.slice(($0 + match.unicodeScalars.count)..<text.unicodeScalars.count)
          } ?? "")
      }
    },
    Builtin("contains", "string, match") { arguments, _ in
      two(arguments) { .boolean($1.isEmpty || $0.position(of: $1) != nil) }
    },
    Builtin("starts with", "string, match") { arguments, _ in
      two(arguments) { .boolean($0.unicodeScalars.starts(with: $1.unicodeScalars)) }
    },
    Builtin("ends with", "string, match") { arguments, _ in
      two(arguments) {
        .boolean($0.unicodeScalars.reversed().starts(with: $1.unicodeScalars.reversed()))
      }
    },
    Builtin("string join", "list, delimiter?") { arguments, evaluation in
      join(arguments, evaluation)
    },
  ]

  static func two(
    _ arguments: [FeelValue], _ body: (String, String) -> FeelValue?
  ) -> FeelValue? {
    guard let first = arguments[0].asString, let second = arguments[1].asString else {
      return nil
    }
    return body(first, second)
  }

  private static func substring(_ arguments: [FeelValue]) -> FeelValue? {
    guard let text = arguments[0].asString, let start = arguments[1].whole else { return nil }
    let scalars = Array(text.unicodeScalars)
    let first = start > 0 ? start - 1 : scalars.count + start
    guard start != 0, scalars.indices.contains(first) else { return nil }
    var end = scalars.count
    if arguments.count > 2, !arguments[2].isNull {
      guard case .number(let length) = arguments[2].unwrapped,
        let count = length.rounded(toPlaces: 0, .down).wholeNumber, count >= 1
      else { return nil }
      end = min(end, first + min(count, scalars.count))
    }
    return .string(text.slice(first..<end))
  }

  private static func join(_ arguments: [FeelValue], _ evaluation: Evaluation) -> FeelValue? {
    let delimiter: String
    switch arguments.at(1).unwrapped {
    case .null: delimiter = ""
    case .string(let text): delimiter = text
    default: return nil
    }
    guard !arguments[0].isNull else { return nil }
    var parts: [String] = []
    var length = 0
    for item in arguments[0].items where !item.isNull {
      guard case .string(let text) = item else { return nil }
      length += text.utf8.count + delimiter.utf8.count
      guard length <= Evaluation.longestText, evaluation.charge() else { return nil }
      parts.append(text)
    }
    return .string(parts.joined(separator: delimiter))
  }
}

extension String {
  /// Offset of the first occurrence, counted in code points as FEEL does.
  ///
  /// Knuth, Morris and Pratt: no text and no part makes it slow.
  func position(of part: String) -> Int? {
    let part = Array(part.unicodeScalars)
    guard !part.isEmpty else { return 0 }
    var borders = [0]
    var border = 0
    for scalar in part.dropFirst() {
      while border > 0, part[border] != scalar { border = borders[border - 1] }
      if part[border] == scalar { border += 1 }
      borders.append(border)
    }
    var matched = 0
    for (offset, scalar) in unicodeScalars.enumerated() {
      while matched > 0, part[matched] != scalar { matched = borders[matched - 1] }
      if part[matched] == scalar { matched += 1 }
      if matched == part.count { return offset + 1 - matched }
    }
    return nil
  }

  func slice(_ range: Range<Int>) -> String {
    let scalars = unicodeScalars
    let start = scalars.index(scalars.startIndex, offsetBy: range.lowerBound)
    let end = scalars.index(start, offsetBy: range.count)
    return String(scalars[start..<end])
  }
}
