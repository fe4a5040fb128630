/// SQL text with the values it is asked with, kept apart so that a value can never become text.
///
///     let found: SQL = "SELECT id FROM subject WHERE code = \(code)"
///
/// An interpolated value is bound. Only another piece of `SQL`, which was itself written as a
/// literal, can add to the text.
package struct SQL: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// Text around the arguments: always one piece more than there are arguments.
  private var pieces: [String]
  package private(set) var arguments: [SQLValue]

  package init(stringLiteral text: String) {
    pieces = [text]
    arguments = []
  }

  package init(stringInterpolation interpolation: Interpolation) {
    self = interpolation.sql
  }

  /// Returns the text with a placeholder in the place of each argument, counted from 1.
  package func text(placeholder: (Int) -> String = { _ in "?" }) -> String {
    var text = pieces[0]
    for (index, piece) in pieces.dropFirst().enumerated() {
      text += placeholder(index + 1)
      text += piece
    }
    return text
  }

  /// Returns the condition that a column begins with a text, in a form that an index answers on both
  /// databases: texts compare by their bytes, and no character lies above the last of Unicode.
  package static func begins(_ column: SQL, with prefix: String) -> SQL {
    "(\(column) >= \(prefix) AND \(column) < \(prefix + "\u{10FFFF}"))"
  }

  /// Returns the pieces as one, with a separator between each two.
  package static func joined(_ parts: [SQL], separator: SQL = ", ") -> SQL {
    var whole: SQL = ""
    for (index, part) in parts.enumerated() {
      if index > 0 { whole.append(separator) }
      whole.append(part)
    }
    return whole
  }

  private mutating func append(_ other: SQL) {
    pieces[pieces.count - 1] += other.pieces[0]
    pieces += other.pieces.dropFirst()
    arguments += other.arguments
  }

  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var sql: SQL = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      sql.arguments.reserveCapacity(interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) {
      sql.pieces[sql.pieces.count - 1] += literal
    }

    /// Binds a value.
    package mutating func appendInterpolation(_ value: some SQLConvertible) {
      sql.arguments.append(value.sqlValue)
      sql.pieces.append("")
    }

    /// Binds a value, or NULL for nil.
    package mutating func appendInterpolation(_ value: (some SQLConvertible)?) {
      sql.arguments.append(value.sqlValue)
      sql.pieces.append("")
    }

    /// Adds a piece of SQL with its own arguments.
    package mutating func appendInterpolation(_ part: SQL) {
      sql.append(part)
    }
  }
}
