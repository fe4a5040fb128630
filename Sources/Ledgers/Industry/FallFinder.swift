package import Definitions
import Facts
package import Quantities

/// A fall that the written rule tells, of a respondent or of a group.
package struct Fall: Hashable, Sendable {
  package var subject: FallNote.Subject
  package var name: String
  package var growth: Growth
  /// How far below most others it lies, in robust spreads; nil where there is no spread.
  package var deviation: Number?
  package var monthsDown: Int
  package var share: Number?
  package var verdict: AlertRule.Verdict
}

/// Finds falls beyond the written rule: of single respondents for whom their register may be read,
/// of groups from issued months only.
package struct FallFinder: Sendable {
  private let rule: AlertRule
  private let measure: IndustryMeasure

  package init(_ rule: AlertRule, measure: IndustryMeasure) {
    self.rule = rule
    self.measure = measure
  }

  /// The falls of single respondents in a month, the gravest first.
  package func respondents(_ book: RespondentBook, in month: Period) -> [Fall] {
    var growths: [(row: Int, growth: Growth)] = []
    for row in 0..<book.snapshot.count {
      if let amounts = book.amounts(measure, of: month, row: row) {
        growths.append((row, Growth(now: amounts.now, before: amounts.before)))
      }
    }
    let months = book.months.filter { $0 <= month }
    return falls(
      growths.map { row, growth in
        Candidate(
          subject: .respondent(book.snapshot.codes[row]), name: book.snapshot.name(row: row),
          growth: growth,
          monthsDown: monthsDown(months) { month in
            book.amounts(measure, of: month, row: row).map {
              Growth(now: $0.now, before: $0.before)
            }
          })
      }, by: rule.respondents)
  }

  /// The falls of the groups of a grouping in a month.
  package func groups(
    _ figures: IndustryFigures, by grouping: IndustryGrouping, in month: Period
  ) -> [Fall] {
    let lines = figures.lines(measure, .month, of: month, by: grouping)
    let months = figures.months.filter { $0 <= month }
    return falls(
      lines.filter { $0.code != "*" }.compactMap { line in
        guard let growth = line.growth else { return nil }
        return Candidate(
          subject: .group(grouping, line.code), name: line.name, growth: growth,
          monthsDown: monthsDown(months) {
            figures.growth(measure, .month, of: $0, grouping, line.code)
          })
      }, by: rule.groups)
  }

  private struct Candidate {
    var subject: FallNote.Subject
    var name: String
    var growth: Growth
    var monthsDown: Int
  }

  private func falls(_ candidates: [Candidate], by lines: [AlertRule.Line]) -> [Fall] {
    let rates = candidates.compactMap(\.growth.rate)
    let middle = Self.median(rates)
    // Scaled so that it is the spread of a normal distribution.
    let spread = middle.flatMap { middle in
      Self.median(rates.map { ($0 - middle).magnitude })
    }.map { $0 * Number(fixedPoint: 14_826, places: 4) }
    let base = candidates.reduce(Number.zero) { $0 + $1.growth.before }
    return candidates.compactMap { candidate in
      guard let rate = candidate.growth.rate else { return nil }
      let deviation = middle.flatMap { middle in
        spread.flatMap { (rate - middle).divided(by: $0) }
      }?.rounded(toPlaces: 2, .halfUp)
      let share = (candidate.growth.before * 100).divided(by: base)?
        .rounded(toPlaces: 2, .halfUp)
      let inputs: [String: Number?] = [
        "growth": rate, "deviation": deviation, "months_down": Number(candidate.monthsDown),
        "share": share,
      ]
      let verdict = AlertRule.verdict(lines) { key in (inputs[key] ?? nil).map { .number($0) } }
      return verdict.map { verdict in
        Fall(
          subject: candidate.subject, name: candidate.name, growth: candidate.growth,
          deviation: deviation, monthsDown: candidate.monthsDown, share: share, verdict: verdict)
      }
    }.sorted { left, right in
      let levels = AlertRule.Level.allCases
      let places = [left, right].map { levels.firstIndex(of: $0.verdict.level) ?? 0 }
      let losses = [left, right].map { $0.growth.now - $0.growth.before }
      return (places[0], losses[0], left.name) < (places[1], losses[1], right.name)
    }
  }

  /// Told months up to the last that lie below the year before, one after another.
  private func monthsDown(_ months: [Period], _ growth: (Period) -> Growth?) -> Int {
    months.reversed().prefix { month in growth(month).map { $0.now < $0.before } ?? false }.count
  }

  private static func median(_ numbers: [Number]) -> Number? {
    guard !numbers.isEmpty else { return nil }
    let sorted = numbers.sorted()
    let middle = sorted.count / 2
    guard sorted.count % 2 == 0 else { return sorted[middle] }
    return (sorted[middle - 1] + sorted[middle]).divided(by: 2)
  }
}
