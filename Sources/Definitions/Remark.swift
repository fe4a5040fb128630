/// Something about a definition file that its author should look at, with the place where it stands.
package struct Remark: Hashable, Sendable, CustomStringConvertible {
  package enum Severity: String, Hashable, Sendable, CaseIterable {
    case error, warning, note
  }

  package var file: String
  /// Line and column, both counted from 1; the column counts characters.
  package var line: Int
  package var column: Int
  package var severity: Severity
  /// One sentence that stands alone in a list.
  package var summary: String
  /// Why it is so and what to do about it; may be empty.
  package var explanation: String

  package init(
    file: String, line: Int, column: Int, severity: Severity, summary: String,
    explanation: String = ""
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.severity = severity
    self.summary = summary
    self.explanation = explanation
  }

  package var description: String {
    "\(file):\(line):\(column): \(severity.rawValue): \(summary)"
  }
}

extension Remark: Comparable {
  package static func < (left: Self, right: Self) -> Bool {
    (left.file, left.line, left.column, left.summary)
      < (right.file, right.line, right.column, right.summary)
  }
}
