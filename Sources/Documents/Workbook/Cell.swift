package import Quantities

/// What one cell of a table holds.
package enum Cell: Hashable, Sendable {
  case empty
  case text(String)
  /// An exact number, and how the sheet shows it where that matters: `6.5%`, `001234`.
  case number(Number, written: String)
  case day(Day)
  case boolean(Bool)
  /// A formula without a result, such as `#DIV/0!`.
  case error(String)

  /// The content as a person reads it.
  package var written: String {
    switch self {
    case .empty: ""
    case .text(let text), .number(_, written: let text), .error(let text): text
    case .day(let day): day.description
    case .boolean(let flag): flag ? "TRUE" : "FALSE"
    }
  }

  package static func number(_ number: Number) -> Cell {
    .number(number, written: number.description)
  }

  /// The error of a formula that was saved without being counted.
  package static let uncounted = "公式未计算"

  package var isEmpty: Bool { self == .empty }
}

extension Cell {
  /// Whether a person sees nothing in the cell.
  package var isBlank: Bool {
    switch self {
    case .empty: true
    case .text(let text), .number(_, written: let text), .error(let text):
      text.allSatisfy(\.isWhitespace)
    case .day, .boolean: false
    }
  }
}
