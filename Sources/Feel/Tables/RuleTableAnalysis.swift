import Quantities

extension RuleTable {
  /// Looks for overlaps, gaps and rows that are never reached.
  ///
  /// Nil when a cell compares with facts instead of written values.
  package func findings() -> [TableFinding]? {
    var columns: [TableGrid.Column] = []
    var accepted = rows.map { _ in [[Bool]]() }
    for (place, input) in inputs.enumerated() {
      guard let cut = ColumnRegions(rows.map { $0.tests[place] }, slot: place, type: input.type)
      else { return nil }
      columns.append(TableGrid.Column(title: input.title, regions: cut.regions))
      for (row, rule) in rows.enumerated() {
        accepted[row].append(cut.accepted(by: rule.tests[place]))
      }
    }
    let order: TableAnalysis.Order =
      switch policy {
      case .unique, .any: .exclusive
      case .first: .first
      case .collect, .ruleOrder, .sum, .least, .greatest, .count: .all
      }
    let grid = TableGrid(columns: columns, rows: accepted)
    return TableAnalysis.findings(grid, order, hasDefault: false) { first, second in
      policy == .any && rows[first].outputs == rows[second].outputs
    }.map { $0.inSheet(rows.map(\.number)) }
  }
}

extension TableFinding {
  /// The finding with the rows of the sheet in place of the rows of the table.
  fileprivate func inSheet(_ numbers: [Int]) -> TableFinding {
    switch self {
    case .overlap(let first, let second, let place):
      .overlap(numbers[first - 1], numbers[second - 1], at: place)
    case .unreachable(let row): .unreachable(numbers[row - 1])
    case .gap, .incomplete: self
    }
  }
}

/// An input cut into regions by the constants its column compares with.
private struct ColumnRegions {
  private(set) var regions: [TableGrid.Region] = []
  private var samples: [Datum] = []
  private let slot: Int

  init?(_ tests: [Condition], slot: Int, type: ValueType) {
    self.slot = slot
    var constants: [Datum] = []
    for test in tests {
      guard test.collectConstants(slot: slot, into: &constants) else { return nil }
    }
    if type == .boolean {
      add(.at("是"), .boolean(true))
      add(.at("否"), .boolean(false))
    } else if constants.isEmpty {
      add(.everything, .boolean(true))
    } else if case .text = constants[0] {
      for constant in Set(constants).sorted(by: { $0.words < $1.words }) {
        add(.at(constant.words), constant)
      }
      add(.other, .text("\u{10FFFD}"))
    } else {
      cut(at: constants)
    }
  }

  /// A region is accepted by what its sample gives; an open test accepts nothing.
  func accepted(by test: Condition) -> [Bool] {
    samples.map { sample in
      RowReader { $0 == slot ? sample : nil }.truth(of: test).answer == true
    }
  }

  private mutating func cut(at constants: [Datum]) {
    var points: [Datum] = []
    for constant in constants.sorted(by: { RowReader.compare(.less, $0, $1) == true })
    where points.last != constant {
      points.append(constant)
    }
    guard let first = points.first, let last = points.last else { return }
    add(.below(first.words), first.moved(by: -1))
    for (index, point) in points.enumerated() {
      add(.at(point.words), point)
      guard index + 1 < points.count else { break }
      if let middle = point.middle(to: points[index + 1]) {
        add(.between(point.words, points[index + 1].words), middle)
      }
    }
    add(.above(last.words), last.moved(by: 1))
  }

  private mutating func add(_ region: TableGrid.Region, _ sample: Datum) {
    regions.append(region)
    samples.append(sample)
  }
}

extension Condition {
  /// Collects what a test compares its input with; false when that is no written value.
  fileprivate func collectConstants(slot: Int, into constants: inout [Datum]) -> Bool {
    switch self {
    case .constant, .holds(.field(slot), _): return true
    case .compares(_, .field(slot), .constant(let datum), _),
      .compares(_, .constant(let datum), .field(slot), _):
      constants.append(datum)
      return true
    case .isAmong(.field(slot), let data, _):
      constants += data
      return true
    case .not(let inner): return inner.collectConstants(slot: slot, into: &constants)
    case .all(let parts), .any(let parts):
      return parts.allSatisfy { $0.collectConstants(slot: slot, into: &constants) }
    default: return false
    }
  }
}

extension Datum {
  fileprivate var words: String {
    switch self {
    case .number(let ratio): ratio.number.description
    case .day(let day): day.description
    case .text(let text): "“\(text)”"
    case .boolean(let flag): flag ? "是" : "否"
    case .months(let months): "\(months)个月"
    case .days(let days): "\(days)天"
    }
  }

  fileprivate func moved(by step: Int) -> Datum {
    switch self {
    case .number(let ratio): ratio.plus(Ratio(whole: step)).map { .number($0) } ?? self
    case .day(let day): .day(day.adding(days: step))
    case .months(let months): .months(months + step)
    case .days(let days): .days(days + step)
    case .text, .boolean: self
    }
  }

  /// A value strictly between, or nil when there is none.
  fileprivate func middle(to other: Datum) -> Datum? {
    switch (self, other) {
    case (.number(let a), .number(let b)):
      a.plus(b)?.over(Ratio(whole: 2)).map { .number($0) }
    case (.day(let a), .day(let b)): Day.days(from: a, to: b) > 1 ? .day(a.adding(days: 1)) : nil
    case (.months(let a), .months(let b)): b - a > 1 ? .months(a + 1) : nil
    case (.days(let a), .days(let b)): b - a > 1 ? .days(a + 1) : nil
    default: nil
    }
  }
}
