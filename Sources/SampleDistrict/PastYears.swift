package import Quantities

/// The years before the story, month by month, with everything that is known of their ends.
///
/// For those who try forecasts on years that are over:
/// - `published.releases`: what the statistics office published of each month (growth of industry in
///   the district and the city, of renovation and of retail, and budget revenue), with the day of
///   each release; January has none, some months are late, missing or revised. `published.final`
///   tells the value that stands in the end.
/// - `projects.all`: contracts with the days on which they were signed, registered, begun and put
///   to use; key projects with plan and investment month by month; renovations.
/// - `firms`: every entity that lived in these years. `reports(of:in:)` tells a firm's monthly
///   revenue as it was reported; candidates near the line are among them, with what became of them
///   (`aboveScaleOn`, or never). Cloud services and titles stand in the firm with their days.
/// - `platforms`: the days on which each was applied for, judged, shown to the public and approved.
/// - `outcomes`: for each metric and year what was promised and what came of it.
///
/// All of it is the same for the same seed; another seed is another district.
package struct PastYears: Sendable {
  package let seed: UInt64
  package let years: ClosedRange<Int>
  /// The entities of the story and those that were struck off before it, the latter last.
  package let firms: [Firm]
  package let published: PublishedSeries
  package let projects: PastProjects
  package let platforms: [Platform]

  package init(
    seed: UInt64, years: ClosedRange<Int>, living: [Firm], struckOff: [Firm],
    platforms: [Platform]
  ) {
    self.seed = seed
    self.years = years
    // A day of the story is no day of the past.
    firms = PastAdoptions(seed: seed, years: years).applied(to: living) + struckOff
    published = PublishedSeries(seed: seed)
    projects = PastProjects(seed: seed, years: years)
    self.platforms = platforms
  }

  package var first: Day { Day.of(years.lowerBound, 1, 1) }
  package var outcomes: [PastOutcome] { PastOutcomes(past: self).all }
}

/// Gives firms that the story knows nothing of the day on which they came to use cloud services.
struct PastAdoptions {
  let seed: UInt64
  let years: ClosedRange<Int>

  /// Firms that took to it, by month of the year.
  private static let season = [5, 4, 9, 8, 8, 9, 7, 7, 10, 8, 10, 12]

  func applied(to firms: [Firm]) -> [Firm] {
    var random = SeededGenerator(seed: seed, stream: "past adoptions")
    return firms.map { firm in
      var firm = firm
      let mayAdopt = firm.type == "公司" && firm.cloudOn == nil && firm.closed == nil
      guard mayAdopt, firm.aboveScaleOn == nil, random.happens(perMille: 320) else { return firm }
      let year = years.lowerBound + random.below(years.count)
      let month = random.pick(
        weighted: Self.season.enumerated().map { ($0.offset + 1, $0.element) })
      let day = Day.of(year, month, 3 + random.below(24))
      guard day > firm.founded.adding(days: 60) else { return firm }
      firm.cloudOn = day
      firm.cloudProof = random.pick(weighted: [("付费合同", 55), ("服务商证明", 40), ("企业自报", 5)])
      return firm
    }
  }
}
