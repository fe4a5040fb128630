import Quantities

/// Columns of days as the whole numbers that month arithmetic compares.
///
/// With p = (12·year + month − 1)·32 + day, and p⁺ the same with day 31 on the last day of a month,
/// `a + n months <= b` is `p(a) + 32n <= p⁺(b)` and `>=` is `p(a) + 32n >= p(b)`, because a day that
/// a month does not have becomes its last.
enum DayViews {
  static func number(of day: Day, view: LinearForm.View) -> Int64 {
    if view == .value { return Int64(day.number) }
    let (year, month, dayOfMonth) = day.civil
    let months = Int64(year * 12 + month - 1) * 32
    let isLast = dayOfMonth == Day.length(ofMonth: month, year: year)
    return months + Int64(view == .monthEnd && isLast ? 31 : dayOfMonth)
  }

  /// The numbers of all days of a range, to look up; nil when the range is too long to be worth it.
  static func table(_ days: ClosedRange<Int64>, view: LinearForm.View) -> [Int32]? {
    guard days.count <= 1 << 17 else { return nil }
    return days.map { Int32(truncatingIfNeeded: number(of: Day(number: Int32($0)), view: view)) }
  }

  /// Fills the rows of some words; what stands in rows without a value has no meaning.
  static func fill(
    _ words: Range<Int>, of days: [Int32], from first: Int32, table: [Int32]?,
    view: LinearForm.View, into buffer: Buffer<Int32>
  ) {
    let rows = words.lowerBound * 64..<min(words.upperBound * 64, days.count)
    days.withUnsafeBufferPointer { days in
      guard let table else {
        for row in rows {
          let number = DayViews.number(of: Day(number: days[row]), view: view)
          buffer.start[row] = Int32(truncatingIfNeeded: number)
        }
        return
      }
      table.withUnsafeBufferPointer { table in
        for row in rows { buffer.start[row] = table[Int(days[row] &- first)] }
      }
    }
  }
}
