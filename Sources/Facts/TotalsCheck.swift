/// Compares the totals of a sheet with the sums of its rows.
///
/// A total may stand for the whole sheet or for the rows since the last total, above or below
/// them; it is remarked on only where it is neither.
struct TotalsCheck {
  struct Stated: Hashable {
    var row: Int
    var column: Int
    var value: Int64
    /// What the rows since the last total come to, where the total says that it is of a part.
    var part: Int64?
    var isRight: Bool
  }

  struct Difference: Hashable {
    var row: Int
    var column: Int
    var stated: Int64
    var sum: Int64
  }

  /// Sums by column; nil where a cell could not be read or the sum is too large.
  private var all: [Int64?]
  private var block: [Int64?]
  private var stated: [Stated] = []
  /// The totals of the last row of totals, which may belong to the rows below it.
  private var waiting = 0..<0

  init(columns: Int) {
    all = Array(repeating: 0, count: columns)
    block = all
  }

  mutating func add(_ value: Int64, column: Int) {
    all[column] = Self.sum(all[column], value)
    block[column] = Self.sum(block[column], value)
  }

  /// Gives up on a column in which a cell cannot be read.
  mutating func lose(column: Int) {
    all[column] = nil
    block[column] = nil
  }

  /// Takes a row of totals; it ends the block of rows above it and may head the block below it.
  mutating func state(_ values: [(column: Int, value: Int64)], row: Int, isPart: Bool) {
    settle()
    waiting = stated.count..<stated.count + values.count
    for (column, value) in values {
      stated.append(
        Stated(
          row: row, column: column, value: value, part: isPart ? block[column] : nil,
          isRight: value == block[column] || value == all[column]))
    }
    for column in block.indices { block[column] = all[column] == nil ? nil : 0 }
  }

  /// Compares the totals that stand above the block that ends here.
  private mutating func settle() {
    for index in waiting where stated[index].value == block[stated[index].column] {
      stated[index].isRight = true
    }
  }

  /// The totals that no sum agrees with, beside the sum of the whole sheet.
  mutating func differences() -> [Difference] {
    settle()
    return stated.compactMap { total in
      guard !total.isRight, let all = all[total.column], all != total.value else { return nil }
      return Difference(
        row: total.row, column: total.column, stated: total.value, sum: total.part ?? all)
    }
  }

  private static func sum(_ sum: Int64?, _ value: Int64) -> Int64? {
    guard let sum else { return nil }
    let (result, overflow) = sum.addingReportingOverflow(value)
    return overflow ? nil : result
  }
}
