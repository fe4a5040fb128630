import Frames
import Quantities

/// The days of a column, by row.
struct DayColumn: Hashable, Sendable {
  private let column: Column?
  private let days: [Int32]

  init(_ column: Column?) {
    self.column = column
    if case .days(let days)? = column?.storage { self.days = days } else { days = [] }
  }

  subscript(row: Int) -> Day? {
    guard let column, row < days.count, column.valid[row] else { return nil }
    return Day(number: days[row])
  }
}

extension Column {
  /// The number of a row as an estimate can use it.
  func double(row: Int) -> Double? {
    guard valid[row], case .integers(let values, let places) = storage else { return nil }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    return Double(values[row]) / scale
  }
}
