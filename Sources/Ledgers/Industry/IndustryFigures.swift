import Facts
package import Quantities

/// An amount beside that of the same time a year before.
package struct Growth: Hashable, Sendable {
  package var now: Number
  package var before: Number

  package init(now: Number, before: Number) {
    self.now = now
    self.before = before
  }

  init?(_ sums: [Number]?) {
    guard let sums, sums.count == 2 else { return nil }
    self.init(now: sums[0], before: sums[1])
  }

  /// Per cent by which it grew, to two places; nil without a base.
  package var rate: Number? {
    guard before > .zero else { return nil }
    return ((now - before) * 100).divided(by: before)?.rounded(toPlaces: 2, .halfUp)
  }

  static func + (left: Growth, right: Growth) -> Growth {
    Growth(now: left.now + right.now, before: left.before + right.before)
  }

  static func - (left: Growth, right: Growth) -> Growth {
    Growth(now: left.now - right.now, before: left.before - right.before)
  }
}

/// A month by itself, or the year up to it.
package enum IndustrySpan: String, Hashable, Sendable, CaseIterable {
  case month, toDate

  package var title: String { self == .month ? "当月" : "累计" }
}

/// A group of respondents in a span, or why it is not told.
package struct GroupLine: Hashable, Sendable {
  package var code: String
  package var name: String
  package var respondents: Int?
  package var growth: Growth?
  /// Part of the base of all respondents, in per cent.
  package var share: Number?
  /// Percentage points that it adds to the growth of all; those of a table add up to it exactly.
  package var contribution: Number?
  /// Why it is not told, in words; nil when it is.
  package var reason: String?
}

/// The issued months of industry as figures: growth, sums to date, what each group contributes.
///
/// Sums to date are added up from issued months, so they tell nothing that the months do not.
package struct IndustryFigures: Sendable {
  /// The issue that counts of each month.
  package let runs: [Period: MonthlyRun]

  /// Takes the issues newest first, as the store gives them.
  package init(_ issues: [MonthlyRun]) {
    runs = Dictionary(issues.map { ($0.month, $0) }, uniquingKeysWith: { newest, _ in newest })
  }

  package var months: [Period] { runs.keys.sorted() }

  /// The months of a span; those that were not issued are among them.
  package func months(_ span: IndustrySpan, of month: Period) -> [Period] {
    guard span == .toDate else { return [month] }
    return (2...max(month.numberInYear, 2)).compactMap {
      Period(.month, number: $0, of: month.year)
    }
  }

  /// Months of a span that were not issued.
  package func missing(_ span: IndustrySpan, of month: Period) -> [Period] {
    months(span, of: month).filter { runs[$0] == nil }
  }

  package func total(
    _ measure: IndustryMeasure, _ span: IndustrySpan, of month: Period
  ) -> Growth? {
    sum(measure, months(span, of: month)) { $0.total }
  }

  /// The growth of a group; nil where one of its months is not told.
  package func growth(
    _ measure: IndustryMeasure, _ span: IndustrySpan, of month: Period,
    _ grouping: IndustryGrouping, _ group: String
  ) -> Growth? {
    sum(measure, months(span, of: month)) { $0.cell(group, by: grouping.rawValue) }
  }

  private func sum(
    _ measure: IndustryMeasure, _ months: [Period], _ cell: (StatTable) -> StatTable.Cell?
  ) -> Growth? {
    var sum: Growth?
    for month in months {
      guard let table = runs[month]?.table(measure) else { return nil }
      // A group without respondents in a month adds nothing.
      guard let cell = cell(table) else { continue }
      guard let growth = Growth(cell.sums) else { return nil }
      sum = sum.map { $0 + growth } ?? growth
    }
    return sum
  }

  /// The groups of a grouping with the largest first, those that are not told, and last the rest
  /// of all that these leave.
  package func lines(
    _ measure: IndustryMeasure, _ span: IndustrySpan, of month: Period,
    by grouping: IndustryGrouping
  ) -> [GroupLine] {
    guard let run = runs[month], let table = run.table(measure),
      let total = total(measure, span, of: month)
    else { return [] }
    let codes = Set(
      months(span, of: month).flatMap {
        runs[$0]?.table(measure)?.cells(by: grouping.rawValue) ?? []
      }
      .map(\.group))
    var told: [GroupLine] = []
    var kept: [GroupLine] = []
    for code in codes.sorted() {
      let cell = table.cell(code, by: grouping.rawValue)
      var line = GroupLine(
        code: code, name: run.name(code, of: grouping), respondents: cell?.respondents)
      line.growth = growth(measure, span, of: month, grouping, code)
      if line.growth == nil {
        line.respondents = nil
        line.reason = reason(measure, span, of: month, grouping, code)
        kept.append(line)
      } else {
        told.append(line)
      }
    }
    told.sort { ($1.growth?.now ?? .zero, $0.code) < ($0.growth?.now ?? .zero, $1.code) }
    let rest = told.reduce(total) { $0 - ($1.growth ?? Growth(now: .zero, before: .zero)) }
    var lines = told
    if !kept.isEmpty {
      var line = GroupLine(code: "*", name: "其他 \(kept.count) 组合计")
      line.growth = rest
      lines.append(line)
    }
    return Self.weighed(lines, against: total) + kept
  }

  private func reason(
    _ measure: IndustryMeasure, _ span: IndustrySpan, of month: Period,
    _ grouping: IndustryGrouping, _ code: String
  ) -> String? {
    for month in months(span, of: month).reversed() {
      guard let table = runs[month]?.table(measure),
        let found = table.cell(code, by: grouping.rawValue)?.suppression
      else { continue }
      return found.words(table.rule)
    }
    return nil
  }

  /// Shares and contributions; hundredths that rounding leaves go to the largest remainders, so
  /// that contributions add up to the growth of all.
  static func weighed(_ lines: [GroupLine], against total: Growth) -> [GroupLine] {
    guard total.before > .zero, let rate = total.rate else { return lines }
    var lines = lines
    var floors: [(place: Int, floor: Number, rest: Number)] = []
    for place in lines.indices {
      guard let growth = lines[place].growth else { continue }
      lines[place].share = (growth.before * 100).divided(by: total.before)?
        .rounded(toPlaces: 2, .halfUp)
      let exact = ((growth.now - growth.before) * 100).divided(by: total.before) ?? .zero
      let floor = exact.rounded(toPlaces: 2, .floor)
      floors.append((place, floor, exact - floor))
    }
    let left = (rate - floors.reduce(Number.zero) { $0 + $1.floor }) * 100
    var hundredths = Int(left.rounded(toPlaces: 0, .halfUp).fixedPoint(places: 0) ?? 0)
    for (place, floor, _) in floors.sorted(by: { ($1.rest, $0.place) < ($0.rest, $1.place) }) {
      let extra = hundredths > 0 ? Number(fixedPoint: 1, places: 2) : .zero
      lines[place].contribution = floor + extra
      hundredths -= 1
    }
    return lines
  }
}
