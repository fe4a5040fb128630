package import Definitions
package import Facts
import Foundation
import Frames
import Quantities

/// Finds months that jump away from their neighbours and back, as slips of unit or point do.
///
/// The season is taken out by what the same month does in all firms, the firm's own unrest by the
/// spread of its own months.
package struct SeriesDetector {
  let detector: Detector
  let rule: Detector.Series
  let snapshot: Snapshot

  package init?(_ detector: Detector, snapshot: Snapshot) {
    guard case .series(let rule) = detector.rule else { return nil }
    self.detector = detector
    self.rule = rule
    self.snapshot = snapshot
  }

  package func issues() -> [DataIssue] {
    let columns = (snapshot.series[rule.field] ?? [:]).sorted { $0.key < $1.key }
    let periods = columns.map(\.key)
    var jumps: [Int: [Double?]] = [:]
    for row in 0..<snapshot.count {
      let figures = columns.map { Self.logarithm($0.value, row) }
      guard figures.count(where: { $0 != nil }) >= rule.leastPeriods else { continue }
      jumps[row] = Self.jumps(figures, periods)
    }
    let season = periods.indices.map { place in
      RobustSpread.median(jumps.values.compactMap { $0[place] }) ?? 0
    }
    return jumps.flatMap { row, figures in
      issues(
        row, zip(figures, season).map { figure, season in figure.map { $0 - season } }, periods)
    }.ranked()
  }

  private static func logarithm(_ column: Column, _ row: Int) -> Double? {
    guard column.valid[row], case .integers(let values, _) = column.storage, values[row] > 0
    else { return nil }
    return log(Double(values[row]))
  }

  /// How far each month lies from the mean of its two neighbours.
  private static func jumps(_ figures: [Double?], _ periods: [Period]) -> [Double?] {
    figures.indices.map { place in
      guard place > 0, place + 1 < figures.count, let now = figures[place],
        let before = figures[place - 1], let after = figures[place + 1],
        periods[place - 1].next == periods[place], periods[place].next == periods[place + 1]
      else { return nil }
      return now - (before + after) / 2
    }
  }

  private func issues(_ row: Int, _ jumps: [Double?], _ periods: [Period]) -> [DataIssue] {
    guard let own = RobustSpread(jumps.compactMap(\.self)) else { return [] }
    return jumps.indices.compactMap { place in
      guard let jump = jumps[place] else { return nil }
      let distance = Distance(jump, from: own)
      guard abs(distance.spreads) > rule.limit.double, distance.times >= rule.factor.double
      else { return nil }
      // A jump throws its neighbours half as far the other way: they are not to blame.
      let neighbours = [place - 1, place + 1].filter(jumps.indices.contains)
      guard neighbours.allSatisfy({ abs(jumps[$0] ?? 0) < abs(jump) }) else { return nil }
      return issue(row, periods[place], distance)
    }
  }

  private func issue(_ row: Int, _ period: Period, _ distance: Distance) -> DataIssue? {
    guard let field = snapshot.register.field(rule.field),
      let value = snapshot.series[rule.field]?[period]?.value(row: row)
    else { return nil }
    return DataIssue(
      detector: detector, code: snapshot.codes[row], name: snapshot.name(row: row),
      field: field.key, period: period,
      reasons: [
        "\(period.chinese)\(field.label) \(field.display(value))", "与前后两月相比\(distance.words)",
      ],
      remedy: "请核对\(period.chinese)\(field.label)的单位和小数点",
      evidence: snapshot.evidence(field.key, row: row), keeper: field.keeper,
      weight: Int(min(abs(distance.spreads), 1_000) * 10))
  }
}
