/// Small systems of linear equations.
package enum LinearEquations {
  /// Returns the factors of the columns whose sum comes nearest to a target; nil if undetermined.
  package static func leastSquares(_ columns: [[Double]], _ target: [Double]) -> [Double]? {
    func product(_ left: [Double], _ right: [Double]) -> Double {
      zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }
    var rows = columns.map { column in
      columns.map { product(column, $0) } + [product(column, target)]
    }
    let scale = rows.indices.map { rows[$0][$0] }.max() ?? 0
    guard scale > 0 else { return nil }
    // A trace of the diagonal keeps a state without influence where it is.
    for index in rows.indices { rows[index][index] += scale * 1e-12 }
    return solved(&rows, smallest: scale * 1e-14)
  }

  /// Gauss's elimination with the largest pivot of each column.
  private static func solved(_ rows: inout [[Double]], smallest: Double) -> [Double]? {
    let count = rows.count
    for column in 0..<count {
      guard let pivot = (column..<count).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
        abs(rows[pivot][column]) > smallest
      else { return nil }
      rows.swapAt(column, pivot)
      for row in 0..<count where row != column && rows[row][column] != 0 {
        let factor = rows[row][column] / rows[column][column]
        for index in column...count { rows[row][index] -= factor * rows[column][index] }
      }
    }
    return rows.indices.map { rows[$0][count] / rows[$0][$0] }
  }
}
