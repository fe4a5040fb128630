import Definitions
import Facts
import Frames
import Quantities

/// Sorts the rows of a register by one column; rows without a value come last either way.
struct RowOrder: Sendable {
  private let reading: RegisterReading
  private let asked: String
  private let column: String
  private let isDescending: Bool

  init(_ reading: RegisterReading) {
    self.reading = reading
    asked = reading.desk.address["sort"] ?? ""
    isDescending = asked.hasPrefix("-")
    column = isDescending ? String(asked.dropFirst()) : asked
  }

  private var snapshot: Snapshot { reading.snapshot }

  /// Returns the rows in the order that the address asks for.
  func sorted(_ rows: Bitmap) -> [Int] {
    guard let order else { return rows.rows }
    var sorted: [Int] = []
    sorted.reserveCapacity(rows.ones)
    for row in order where rows[Int(row)] { sorted.append(Int(row)) }
    return sorted
  }

  /// All rows in order; nil when the column does not exist for this reader.
  private var order: [Int32]? {
    switch column {
    case "code": return kept(nil, codes: snapshot.codes) { TextOrder(snapshot.codes).places }
    case "name":
      let name = reading.register.nameField.flatMap { snapshot.frame.columns[$0] }
      return kept(name, codes: snapshot.codes) { namePlaces }
    default:
      guard let field = reading.register.field(column), reading.visibility.mayShow(field) else {
        return nil
      }
      let ranks = { ColumnScan(snapshot, field.key).ranks { reading.words.name($0, of: field) } }
      // The names that references stand for are not in the column; there are few of them.
      guard field.target == nil else { return ordered(ranks()) }
      return kept(snapshot.frame.columns[field.key], codes: [], ranks)
    }
  }

  private func kept(
    _ column: Column?, codes: [String], _ ranks: () -> [Int64?]
  ) -> [Int32] {
    let key = OrderShelf.Key(
      register: reading.register.id, asOf: snapshot.asOf, visibility: reading.visibility,
      sort: asked)
    return reading.desk.site.orders.rows(key, of: .init(column: column, codes: codes)) {
      ordered(ranks())
    }
  }

  private var namePlaces: [Int64?] {
    guard let key = reading.register.nameField else { return TextOrder(snapshot.codes).places }
    let ranks = ColumnScan(snapshot, key).ranks { $0 }
    // A subject without a name is listed under its code.
    guard ranks.contains(where: { $0 == nil }) else { return ranks }
    return TextOrder((0..<snapshot.count).map { snapshot.name(row: $0) }).places
  }

  private func ordered(_ ranks: [Int64?]) -> [Int32] {
    var keyed: [(rank: Int64, row: Int32)] = []
    keyed.reserveCapacity(ranks.count)
    var rest: [Int32] = []
    for (row, rank) in ranks.enumerated() {
      if let rank { keyed.append((rank, Int32(row))) } else { rest.append(Int32(row)) }
    }
    // The row is the second key, so that equal rows keep their order and pages fit together.
    if isDescending {
      keyed.sort { ($1.rank, $0.row) < ($0.rank, $1.row) }
    } else {
      keyed.sort { ($0.rank, $0.row) < ($1.rank, $1.row) }
    }
    return keyed.map(\.row) + rest
  }
}
