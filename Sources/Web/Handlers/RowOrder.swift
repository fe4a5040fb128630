import Definitions
import Facts
import Quantities

/// Sorts the rows of a register by one column; rows without a value come last either way.
struct RowOrder: Sendable {
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
    guard let ranks else { return rows }
    var keyed: [(rank: Int64, row: Int)] = []
    keyed.reserveCapacity(rows.count)
    var rest: [Int] = []
    for row in rows {
      if let rank = ranks[row] { keyed.append((rank, row)) } else { rest.append(row) }
    }
    // The row is the second key, so that equal rows keep their order and pages fit together.
    if isDescending {
      keyed.sort { ($1.rank, $0.row) < ($0.rank, $1.row) }
    } else {
      keyed.sort { ($0.rank, $0.row) < ($1.rank, $1.row) }
    }
    return keyed.map(\.row) + rest
  }

  /// The place of each row; nil when the column does not exist for this reader.
  private var ranks: [Int64?]? {
    let snapshot = reading.snapshot
    switch column {
    case "code": return TextOrder(snapshot.codes).places
    case "name":
      guard let key = reading.register.nameField else {
        return TextOrder(snapshot.codes).places
      }
      let ranks = ColumnScan(snapshot, key).ranks { $0 }
      // A subject without a name is listed under its code.
      guard ranks.contains(where: { $0 == nil }) else { return ranks }
      return TextOrder((0..<snapshot.count).map { snapshot.name(row: $0) }).places
    default:
      guard let field = reading.register.field(column), reading.visibility.mayShow(field) else {
        return nil
      }
      return ColumnScan(snapshot, field.key).ranks { reading.words.name($0, of: field) }
    }
  }
}
