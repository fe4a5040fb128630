import Quantities

extension DecisionTable {
  /// Looks for overlaps, gaps and rows that are never reached.
  ///
  /// Nil when a cell is not a comparison with values that are written in it, so that the table
  /// cannot be judged without running it.
  func findings(titles: [String]) -> [TableFinding]? {
    guard let grid = grid(titles: titles) else { return nil }
    let order: TableAnalysis.Order =
      switch policy {
      case .unique, .any: .exclusive
      case .first: .first
      case .priority: .exclusive
      case .collect, .ruleOrder, .outputOrder: .all
      }
    if policy == .priority {
      // Rows may apply together; only gaps are of interest.
      return TableAnalysis.findings(grid, .exclusive, hasDefault: hasDefault) { _, _ in true }
    }
    return TableAnalysis.findings(grid, order, hasDefault: hasDefault) { first, second in
      policy == .any && outputWords(first) == outputWords(second)
    }
  }

  private var hasDefault: Bool { outputs.contains { $0.fallback != nil } }

  private func outputWords(_ row: Int) -> [FeelValue?] {
    rows[row].outputs.map { output in
      guard case .literal(let expression) = output, let value = expression.constant else {
        return nil
      }
      return value
    }
  }

  private func grid(titles: [String]) -> TableGrid? {
    var columns: [TableGrid.Column] = []
    var cells = rows.map { _ in [[Bool]]() }
    for (index, input) in inputs.enumerated() {
      var tests: [UnaryTests] = []
      for row in rows {
        guard let test = row.tests[index] else { return nil }
        tests.append(test)
      }
      guard let cut = ColumnCut(tests, allowed: input.allowed, type: input.type) else { return nil }
      columns.append(TableGrid.Column(title: titles[index], regions: cut.regions))
      for (row, test) in tests.enumerated() { cells[row].append(cut.accepted(by: test)) }
    }
    return TableGrid(columns: columns, rows: cells)
  }
}

/// One column of a table cut into regions, each with a value that stands for it.
private struct ColumnCut {
  private(set) var regions: [TableGrid.Region] = []
  private var samples: [FeelValue] = []

  init?(_ tests: [UnaryTests], allowed: UnaryTests?, type: FeelType) {
    var constants: [FeelValue] = []
    for test in tests + [allowed].compactMap(\.self) {
      guard case .tests(let parts, _) = test.kind else { continue }
      for part in parts {
        guard part.collectConstants(into: &constants) else { return nil }
      }
    }
    guard cut(along: constants, type: type) else { return nil }
    guard let allowed else { return }
    let fits = accepted(by: allowed)
    regions = zip(regions, fits).filter(\.1).map(\.0)
    samples = zip(samples, fits).filter(\.1).map(\.0)
    if regions.isEmpty { return nil }
  }

  func accepted(by test: UnaryTests) -> [Bool] {
    samples.map { Evaluation(steps: 10_000).tests(test, hold: $0, in: Scope()) == true }
  }

  private mutating func cut(along constants: [FeelValue], type: FeelType) -> Bool {
    var isBoolean = false
    if case .boolean = type { isBoolean = true }
    if constants.isEmpty, !isBoolean {
      add(.everything, .null)
      return true
    }
    if isBoolean || constants.allSatisfy(\.isBoolean) {
      add(.at("true"), .boolean(true))
      add(.at("false"), .boolean(false))
      return true
    }
    if constants.allSatisfy({ if case .string = $0 { true } else { false } }) {
      var seen: [FeelValue] = []
      for constant in constants where !seen.contains(constant) {
        seen.append(constant)
        add(.at(constant.written), constant)
      }
      // A character that no text of a table begins with stands for all other texts.
      add(.other, .string("\u{10FFFD}"))
      return true
    }
    let evaluation = Evaluation()
    let sorted = constants.sorted { evaluation.order($0, $1).map { $0 < 0 } ?? false }
    var points: [FeelValue] = []
    for constant in sorted {
      if let last = points.last {
        guard let order = evaluation.order(last, constant) else { return false }
        if order == 0 { continue }
      }
      points.append(constant)
    }
    return cut(at: points)
  }

  private mutating func cut(at points: [FeelValue]) -> Bool {
    guard let first = points.first, let last = points.last, let below = first.neighbour(-1),
      let above = last.neighbour(1)
    else { return false }
    add(.below(first.written), below)
    for (index, point) in points.enumerated() {
      add(.at(point.written), point)
      guard index + 1 < points.count else { break }
      let next = points[index + 1]
      if let middle = FeelValue.between(point, next) {
        add(.between(point.written, next.written), middle)
      }
    }
    add(.above(last.written), above)
    return true
  }

  private mutating func add(_ region: TableGrid.Region, _ sample: FeelValue) {
    regions.append(region)
    samples.append(sample)
  }
}

extension FeelValue {
  /// A value beyond this one.
  fileprivate func neighbour(_ step: Int) -> FeelValue? {
    switch self {
    case .number(let number): .number(number + Number(step))
    case .date(let date): date.adding(days: step).map { .date($0) }
    case .months(let months): .months(months + step)
    case .elapsed(let span):
      .elapsed(Elapsed(nanoseconds: span.nanoseconds + Int128(step) * Elapsed.second))
    case .dateTime(let moment):
      moment.adding(nanoseconds: Int128(step) * Elapsed.second).map { .dateTime($0) }
    default: nil
    }
  }

  /// A value strictly between two, or nil when there is none.
  fileprivate static func between(_ low: FeelValue, _ high: FeelValue) -> FeelValue? {
    switch (low, high) {
    case (.number(let a), .number(let b)): (a + b).divided(by: 2).map { .number($0) }
    case (.date(let a), .date(let b)):
      b.number - a.number > 1 ? a.adding(days: 1).map { .date($0) } : nil
    case (.months(let a), .months(let b)): b - a > 1 ? .months(a + 1) : nil
    case (.elapsed(let a), .elapsed(let b)):
      .elapsed(Elapsed(nanoseconds: (a.nanoseconds + b.nanoseconds) / 2))
    case (.dateTime(let a), .dateTime):
      a.adding(nanoseconds: 1).map { .dateTime($0) }
    default: nil
    }
  }
}

extension Expression {
  /// The value of an expression that says it outright, or nil.
  var constant: FeelValue? {
    switch kind {
    case .boolean, .number, .string, .temporal:
      Evaluation(steps: 100).value(of: self, in: Scope())
    case .negation(let inner):
      inner.constant == nil ? nil : Evaluation(steps: 100).value(of: self, in: Scope())
    case .invocation(let function, .positional(let arguments)):
      if case .name(let name) = function.kind,
        ["date", "time", "date and time", "duration"].contains(name),
        arguments.allSatisfy({ $0.constant != nil })
      {
        Evaluation(steps: 100).value(of: self, in: Scope())
      } else {
        nil
      }
    default: nil
    }
  }

  /// Collects the values a test compares with; false when it does something else than compare.
  fileprivate func collectConstants(into constants: inout [FeelValue]) -> Bool {
    if let constant {
      constants.append(constant)
      return !constant.isNull
    }
    switch kind {
    case .name("?"): return true
    case .test(_, let bound): return bound.collectConstants(into: &constants)
    case .interval(let interval):
      return interval.low.collectConstants(into: &constants)
        && interval.high.collectConstants(into: &constants)
    case .comparison(_, let left, let right):
      return left.collectConstants(into: &constants) && right.collectConstants(into: &constants)
    case .conjunction(let parts), .disjunction(let parts), .list(let parts):
      return parts.allSatisfy { $0.collectConstants(into: &constants) }
    case .between(let value, let low, let high):
      return [value, low, high].allSatisfy { $0.collectConstants(into: &constants) }
    case .membership(let value, let tests):
      return ([value] + tests).allSatisfy { $0.collectConstants(into: &constants) }
    case .invocation(let function, .positional(let arguments)):
      guard case .name("not") = function.kind else { return false }
      return arguments.allSatisfy { $0.collectConstants(into: &constants) }
    default: return false
    }
  }
}
