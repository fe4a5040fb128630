/// A table of facts, one row a subject, as rules in SQL read it.
///
/// Numbers are whole numbers of the last place, so that 123.45 with two places is 12345. Texts are in
/// the composed normal form, as intake stores them. NULL is a fact that nobody has reported.
package struct FactTable: Sendable {
  package enum Storage: Hashable, Sendable {
    case number(places: Int)
    /// Whole days since 1970-01-01.
    case dayNumber
    /// The database's own type of date; on SQLite the text 2022-06-30.
    case date
    case text
    /// The database's own type of truth; on SQLite 0 and 1.
    case boolean
  }

  package struct Column: Hashable, Sendable {
    package var name: String
    package var storage: Storage

    package init(name: String, storage: Storage) {
      self.name = name
      self.storage = storage
    }
  }

  package var name: String
  /// The column that tells the subjects apart.
  package var key: String
  /// By the key of the field.
  package var columns: [String: Column]

  package init(name: String, key: String, columns: [String: Column]) {
    self.name = name
    self.key = key
    self.columns = columns
  }
}

/// The SQL databases that rules are written for.
package enum SQLDialect: String, Hashable, Sendable, CaseIterable {
  case sqlite, postgresql, spark

  func quoted(_ name: String) -> String {
    let mark = self == .spark ? "`" : "\""
    return mark + name.replacing(mark, with: mark + mark) + mark
  }

  /// Keeps SQLite from moving a column's expression into every place that reads it.
  var fence: String { self == .sqlite ? "\nLIMIT -1 OFFSET 0" : "" }

  /// The name that a row of the statement's facts has in the statement.
  static let alias = "facts"
}

/// A statement with the values it is asked with, in the order of their placeholders.
package struct SQLStatement: Hashable, Sendable {
  package enum Value: Hashable, Sendable {
    case integer(Int64)
    case text(String)
  }

  package var text: String
  package var values: [Value]
  /// Places of the rules that it answers.
  package var rules: Range<Int>
}

/// Why a rule has no statement: a database either agrees with the interpreter or is not asked.
package struct SQLRefusal: Error, Hashable, Sendable {
  /// Place of the rule.
  package var rule: Int
  package var message: String
}

extension SQLStatement {
  /// The statement with its values written into the text, for a database's own command line.
  package func literalText(_ dialect: SQLDialect) -> String {
    var rest = text[...]
    var result = ""
    for (place, value) in values.enumerated() {
      let mark = dialect == .postgresql ? "$\(place + 1)::" : "?"
      guard let range = rest.firstRange(of: mark) else { break }
      result += rest[..<range.lowerBound] + value.literal
      rest = rest[range.upperBound...]
      if dialect == .postgresql { result += "::" }
    }
    return result + rest
  }
}

extension SQLStatement.Value {
  fileprivate var literal: String {
    switch self {
    case .integer(let number): "(\(number))"
    case .text(let text): "'\(text.replacing("'", with: "''"))'"
    }
  }
}
