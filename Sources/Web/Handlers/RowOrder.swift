import Definitions
import Facts
import Quantities

/// Sorts the rows of a register by one column; rows without a value come last either way.
struct RowOrder: Sendable {
  private enum Key {
    case text(String)
    case number(Number)
  }

  private let reading: RegisterReading
  private let column: String
  private let isDescending: Bool

  init(_ reading: RegisterReading) {
    self.reading = reading
    let asked = reading.desk.address["sort"] ?? ""
    isDescending = asked.hasPrefix("-")
    column = isDescending ? String(asked.dropFirst()) : asked
  }

  /// Returns the rows in the order that the address asks for.
  func sorted(_ rows: [Int]) -> [Int] {
    guard let key else { return rows }
    var keyed: [(row: Int, key: Key)] = []
    var rest: [Int] = []
    for row in rows {
      if let key = key(row) { keyed.append((row, key)) } else { rest.append(row) }
    }
    keyed.sort { left, right in
      isDescending
        ? Self.precedes(right.key, left.key) : Self.precedes(left.key, right.key)
    }
    return keyed.map(\.row) + rest
  }

  /// The function that gives a row its key; nil when the column does not exist for this reader.
  private var key: ((Int) -> Key?)? {
    let snapshot = reading.snapshot
    switch column {
    case "name": return { .text(snapshot.name(row: $0)) }
    case "code": return { .text(snapshot.codes[$0]) }
    default:
      guard let field = reading.register.field(column), reading.visibility.mayShow(field) else {
        return nil
      }
      return { row in
        switch snapshot.value(field.key, row: row) {
        case .number(let number): .number(number)
        case .day(let day): .number(Number(Int(day.number)))
        case .boolean(let flag): .number(flag ? 1 : 0)
        case .text(let text): .text(reading.words.name(text, of: field))
        case nil: nil
        }
      }
    }
  }

  private static func precedes(_ left: Key, _ right: Key) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): left < right
    case (.number(let left), .number(let right)): left < right
    case (.number, .text): true
    case (.text, .number): false
    }
  }
}
