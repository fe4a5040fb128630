package import Quantities

/// A sheet as an office would send it: a row of heads and the rows below.
package struct SampleTable: Hashable, Sendable {
  package var heads: [String]
  package var rows: [[Value?]]

  package init(heads: [String], rows: [[Value?]] = []) {
    self.heads = heads
    self.rows = rows
  }

  /// Appends the columns of another table whose first column is the same code; a column that is
  /// there already is not appended again.
  func joined(with other: SampleTable) -> SampleTable {
    let new = other.heads.indices.dropFirst().filter { !heads.contains(other.heads[$0]) }
    var places: [Value: Int] = [:]
    for (index, row) in other.rows.enumerated() {
      if let code = row.first ?? nil { places[code] = index }
    }
    return SampleTable(
      heads: heads + new.map { other.heads[$0] },
      rows: rows.map { row in
        let place = (row.first ?? nil).flatMap { places[$0] }
        return row + new.map { column in place.flatMap { other.rows[$0][column] } }
      })
  }
}

extension Value {
  /// A number of hundredths, as amounts of the sample district are kept.
  static func hundredths(_ amount: Int) -> Value {
    .number(Number(fixedPoint: Int64(amount), places: 2))
  }

  static func count(_ amount: Int) -> Value { .number(Number(amount)) }

  /// Writes the value as an office does in a sheet.
  package var written: String {
    switch self {
    case .number(let number): number.description
    case .day(let day): day.description
    case .text(let text): text
    case .boolean(let flag): flag ? "是" : "否"
    }
  }
}
