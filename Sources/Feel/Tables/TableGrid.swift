/// A decision table cut along its constants: every column into regions in which no test of the
/// column tells two values apart, every row into the regions that its cells accept.
///
/// On the grid, overlap and gap are questions about sets of regions, whatever the values were.
struct TableGrid: Sendable {
  struct Column: Sendable {
    var title: String
    /// What a region is called, such as `= 60`; in the order of the values where they have one.
    var regions: [Region]
  }

  enum Region: Hashable, Sendable {
    case below(String)
    case at(String)
    case between(String, String)
    case above(String)
    /// Any value that the column does not name.
    case other
    case everything
  }

  var columns: [Column]
  /// For each row and column, which regions its cell accepts.
  var rows: [[[Bool]]]

  /// Words for some regions of a column; neighbours are joined to one interval.
  func words(_ chosen: [Int], of column: Int) -> String {
    let regions = columns[column].regions
    let title = columns[column].title
    if chosen.count == regions.count { return "\(title) 任意" }
    var runs: [ClosedRange<Int>] = []
    for index in chosen.sorted() {
      if let last = runs.last, last.upperBound + 1 == index {
        runs[runs.count - 1] = last.lowerBound...index
      } else {
        runs.append(index...index)
      }
    }
    let parts = runs.flatMap { TableGrid.words($0.map { regions[$0] }) }
    return "\(title) \(parts.joined(separator: " 或 "))"
  }

  private static func words(_ run: [Region]) -> [String] {
    guard let first = run.first, let last = run.last else { return [] }
    if run.count == 1 { return [first.words] }
    if run.contains(where: { $0.low == nil && $0.high == nil }) { return run.map(\.words) }
    // Named values without an order do not join.
    if run.allSatisfy({ if case .at = $0 { true } else { false } }) { return run.map(\.words) }
    return [[first.lowWords, last.highWords].compactMap(\.self).joined(separator: " 且 ")]
  }
}

extension TableGrid.Region {
  var low: String? {
    switch self {
    case .at(let value), .between(let value, _), .above(let value): value
    case .below, .other, .everything: nil
    }
  }

  var high: String? {
    switch self {
    case .at(let value), .between(_, let value), .below(let value): value
    case .above, .other, .everything: nil
    }
  }

  fileprivate var lowWords: String? {
    switch self {
    case .at(let value): ">= \(value)"
    case .between(let value, _), .above(let value): "> \(value)"
    case .below, .other, .everything: nil
    }
  }

  fileprivate var highWords: String? {
    switch self {
    case .at(let value): "<= \(value)"
    case .between(_, let value), .below(let value): "< \(value)"
    case .above, .other, .everything: nil
    }
  }

  fileprivate var words: String {
    switch self {
    case .below(let value): "< \(value)"
    case .at(let value): "= \(value)"
    case .between(let low, let high): "> \(low) 且 < \(high)"
    case .above(let value): "> \(value)"
    case .other: "为其他值"
    case .everything: "任意"
    }
  }
}
