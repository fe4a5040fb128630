import Quantities

/// What a firm told of a month in the past: when, and whether it was right at once.
package struct PastReport: Hashable, Sendable {
  package var code: String
  package var year: Int
  package var month: Int
  /// What stands in the end, in hundredths of 万元.
  package var revenue: Int
  /// What was said at first, where it was corrected a month later.
  package var firstSaid: Int?
  /// Months by which it came after the others.
  package var lateBy: Int
  /// Whether the firm was not above scale yet, and was watched as one that may become so.
  package var isCandidate: Bool
}

extension PastYears {
  /// Revenue from which a firm is watched as a candidate, in hundredths of 万元.
  private static let watched = 120_000

  /// What a firm told of the months of a year; a month it never told is not among them.
  package func reports(of firm: Firm, in year: Int) -> [PastReport] {
    guard firm.isIndustrial, !firm.isHousehold else { return [] }
    let told = PastRevenue(of: firm, seed: seed)
    guard let total = told.total(year) else { return [] }
    let months = told.months(year)
    var random = SeededGenerator(seed: seed, stream: "reports \(firm.code) \(year)")
    return months.enumerated().compactMap { place, revenue in
      let luck = random.below(1000)
      let slip = random.within(920...1_090)
      let last = Day.last(of: place + 1, in: year)
      let isAbove =
        firm.aboveScaleOn.map { $0 <= last } == true
        && firm.aboveScaleExitOn.map { $0 > last } ?? true
      guard revenue > 0, isAbove || total >= Self.watched else { return nil }
      // Of a thousand months 15 are never told, 55 come late, 20 are first told wrong.
      guard luck >= 15 else { return nil }
      return PastReport(
        code: firm.code, year: year, month: place + 1, revenue: revenue,
        firstSaid: (70..<90).contains(luck) ? revenue * slip / 1000 : nil,
        lateBy: luck < 70 ? (luck < 60 ? 1 : 2) : 0, isCandidate: !isAbove)
    }
  }
}
