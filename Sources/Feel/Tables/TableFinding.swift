/// What an analysis found in a decision table; rows are counted from 1.
package enum TableFinding: Hashable, Sendable {
  /// Both rows apply to the same case, of which one is described.
  case overlap(Int, Int, at: String)
  /// No row applies to these cases.
  case gap(at: String)
  /// The row never decides: its cells exclude each other, or earlier rows take all its cases.
  case unreachable(Int)
  /// The table is too large to be searched in full; what was found holds.
  case incomplete

  /// The row to look at first; nil where the whole table is meant.
  package var row: Int? {
    switch self {
    case .overlap(_, let row, at: _), .unreachable(let row): row
    case .gap, .incomplete: nil
    }
  }

  package var message: String {
    switch self {
    case .overlap(let first, let second, let place):
      "第 \(first) 行和第 \(second) 行重叠，例如：\(place)"
    case .gap(let place): "没有一行适用：\(place)"
    case .unreachable(let row): "第 \(row) 行永远轮不到"
    case .incomplete: "决策表太大，重叠和缺口没有查完"
    }
  }
}

/// Searches a grid for overlaps, gaps and rows that are never reached.
struct TableAnalysis {
  /// What the hit policy makes of rows that apply together.
  enum Order: Sendable {
    /// Rows must not apply together, unless their results agree.
    case exclusive
    /// The first row counts.
    case first
    /// All rows count.
    case all
  }

  let grid: TableGrid
  private var work = 400_000
  private var findings: [TableFinding] = []

  private static let mostFindings = 20

  init(_ grid: TableGrid) { self.grid = grid }

  /// `agree` says whether two rows give the same results; `hasDefault` that gaps are provided for.
  static func findings(
    _ grid: TableGrid, _ order: Order, hasDefault: Bool, agree: (Int, Int) -> Bool
  ) -> [TableFinding] {
    var analysis = TableAnalysis(grid)
    return analysis.run(order, hasDefault: hasDefault, agree: agree)
  }

  private mutating func run(
    _ order: Order, hasDefault: Bool, agree: (Int, Int) -> Bool
  ) -> [TableFinding] {
    for row in grid.rows.indices where grid.rows[row].contains(where: { !$0.contains(true) }) {
      add(.unreachable(row + 1))
    }
    switch order {
    case .exclusive: findOverlaps(agree)
    case .first: findShadowed()
    case .all: break
    }
    if !hasDefault, order != .all { findGaps() }
    if work <= 0 { findings.append(.incomplete) }
    return findings
  }

  private mutating func add(_ finding: TableFinding) {
    if findings.count < Self.mostFindings, !findings.contains(finding) { findings.append(finding) }
  }

  // MARK: Overlaps

  private mutating func findOverlaps(_ agree: (Int, Int) -> Bool) {
    for first in grid.rows.indices {
      for second in grid.rows.indices where second > first {
        work -= 1
        if work <= 0 || findings.count >= Self.mostFindings { return }
        guard let place = common(first, second), !agree(first, second) else { continue }
        add(.overlap(first + 1, second + 1, at: place))
      }
    }
  }

  /// Describes the cases that two rows share, or nil.
  private func common(_ first: Int, _ second: Int) -> String? {
    var words: [String] = []
    for column in grid.columns.indices {
      let shared = grid.columns[column].regions.indices.filter {
        grid.rows[first][column][$0] && grid.rows[second][column][$0]
      }
      if shared.isEmpty { return nil }
      if shared.count < grid.columns[column].regions.count {
        words.append(grid.words(shared, of: column))
      }
    }
    return words.isEmpty ? "任何情形" : words.joined(separator: "，")
  }

  // MARK: Gaps and shadows

  private mutating func findGaps() {
    let everything = grid.columns.map { Array($0.regions.indices) }
    for place in uncovered(everything, by: Array(grid.rows.indices), most: 5) {
      add(.gap(at: place))
    }
  }

  private mutating func findShadowed() {
    for row in grid.rows.indices.dropFirst() {
      let box = grid.rows[row].map { cell in cell.indices.filter { cell[$0] } }
      guard !box.contains(where: \.isEmpty), work > 0 else { continue }
      let isFree = !uncovered(box, by: Array(0..<row), most: 1).isEmpty
      if !isFree, work > 0 { add(.unreachable(row + 1)) }
    }
  }

  /// Describes parts of a box that none of the rows accepts.
  private mutating func uncovered(_ box: [[Int]], by rows: [Int], most: Int) -> [String] {
    var found: [String] = []
    search(box, 0, rows, [], most, &found)
    return found
  }

  private mutating func search(
    _ box: [[Int]], _ column: Int, _ rows: [Int], _ words: [String], _ most: Int,
    _ found: inout [String]
  ) {
    work -= 1
    guard work > 0, found.count < most else { return }
    if rows.isEmpty {
      let place = words.filter { !$0.hasSuffix(" 任意") }.joined(separator: "，")
      found.append(place.isEmpty ? "任何情形" : place)
      return
    }
    guard column < box.count else { return }
    // A row that accepts all that is left covers it.
    let coversAll = rows.contains { row in
      (column..<box.count).allSatisfy { at in box[at].allSatisfy { grid.rows[row][at][$0] } }
    }
    if coversAll { return }
    // Regions that leave the same rows over are searched as one.
    var groups: [(rows: [Int], regions: [Int])] = []
    for region in box[column] {
      let left = rows.filter { grid.rows[$0][column][region] }
      if let place = groups.firstIndex(where: { $0.rows == left }) {
        groups[place].regions.append(region)
      } else {
        groups.append((left, [region]))
      }
    }
    for group in groups {
      search(
        box, column + 1, group.rows, words + [grid.words(group.regions, of: column)], most, &found)
    }
  }
}
