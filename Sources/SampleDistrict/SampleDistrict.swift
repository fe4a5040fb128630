import Definitions
package import Quantities

/// A fictional district in its year 2022, the same for the same seed, as large as asked for.
///
/// Its firms above scale, projects, parcels and platforms have the frame of a district of fifty
/// thousand market entities whatever the size; the tail of households and small companies grows.
package struct SampleDistrict: Sendable {
  package static let year = 2022
  /// Fewest entities that hold the frame, and the most that have credit codes of their own.
  package static let allowedEntities = FirmBuilder.leastEntities...500_000

  package let seed: UInt64
  /// Number of market entities that the register knows at the end of the year.
  package let entities: Int
  package let firms: Firms
  package let projects: Projects
  package let parcels: Parcels
  /// The parks as they are cut into parcels, by code.
  package let layouts: [String: ParkLayout]
  let dealings: DealingBatches
  package let platforms: Platforms
  /// The years before the story, when they are wanted.
  package let past: PastYears?

  /// Makes a district; `history` says how many of the five years before it are told as well.
  package init(entities: Int = 2_000, seed: UInt64 = 2022, history: Int = 0) {
    self.seed = seed
    let allowed = Self.allowedEntities
    self.entities = min(max(entities, allowed.lowerBound), allowed.upperBound)
    var firmBuilder = FirmBuilder(seed: seed)
    let firms = firmBuilder.build(self.entities)
    self.firms = Firms(all: firms)
    var projectBuilder = ProjectBuilder(seed: seed)
    projects = Projects(all: projectBuilder.build())
    let parked = firms.filter { $0.park != nil && $0.aboveScaleOn != nil }
    var parcelBuilder = ParcelBuilder(seed: seed)
    let laidOut = ParcelBuilder.laidOut(parcelBuilder.build(holders: Array(parked.prefix(60))))
    parcels = Parcels(all: laidOut.parcels)
    layouts = laidOut.layouts
    dealings = DealingBatches(
      seed: seed, firms: firms,
      parks: ParkBook(parcels: laidOut.parcels, layouts: laidOut.layouts))
    let researching = firms.filter { $0.isActiveInResearch == true }
    var platformBuilder = PlatformBuilder(seed: seed)
    platforms = Platforms(all: platformBuilder.build(hosts: researching))
    let first = Self.year - min(max(history, 0), PublishedSeries.years.count)
    guard first < Self.year else {
      past = nil
      return
    }
    let years = first...Self.year - 1
    past = PastYears(
      seed: seed, years: years, living: firms,
      struckOff: firmBuilder.closedBefore(self.entities, in: years), platforms: platforms.all)
  }

  /// What the report promises the number of market entities to exceed.
  package var entityTarget: Int { entities * 9 / 10 / 100 * 100 }

  package var title: String { Place.title }
  package var region: String { Place.region }

  /// The work report, as it was read to the people's congress.
  package var report: String { ReportText(district: self).text }
  package static let reportTitle = "2022年澄川区政府工作报告"
  /// The day on which the report is taken in.
  package static let reportDay = Day.of(2022, 1, 20)
  package static let lastDay = Day.of(2022, 12, 31)
  /// The day on which the tasks of the report are divided among the units.
  package static let confirmationDay = Day.of(2022, 2, 8)
  /// How many commitments nobody has confirmed yet.
  package static let leftUnconfirmed = 3
  /// The day on which the district begins to keep its ledger.
  package static let foundingDay = Day.of(2022, 1, 4)
  /// The day on which this district began: earlier when its past is told.
  package var began: Day { past?.first ?? Self.foundingDay }
}

extension SampleDistrict {
  /// Everything the offices hand in, in the order of the days on which they do, up to a day.
  ///
  /// What stands in the batches of one day does not depend on how far the year is walked.
  package func batches(until day: Day) -> [SampleBatch] {
    let all =
      OpeningBatches(district: self).all
      + (1...12).flatMap { MonthlyBatches(district: self, month: $0).all }
      + StoryDoubts(district: self).batches
      + RespondentBatches(district: self).all
    let before = past.map { PastBatches(past: $0).all } ?? []
    return (before + all).filter { $0.day <= day }.enumerated()
      .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
  }

  /// What offices report by hand in one month, for the codes that the ledger gave to commitments.
  package func claims(
    month: Int, codes: (Claim) -> String?
  ) -> [SampleBatch] {
    [(true, Evidence.confirmed), (false, Evidence.claimed)].compactMap { isConfirmed, evidence in
      let values = Claims.all.compactMap { claim -> (code: String, value: Int)? in
        guard claim.isConfirmed == isConfirmed, let value = claim.byMonth[month - 1],
          let code = codes(claim)
        else { return nil }
        return (code, value)
      }
      guard !values.isEmpty else { return nil }
      let last = Day.last(of: month, in: Self.year)
      return SampleBatch(
        day: MonthlyBatches.handInDay(after: last), register: "commitment", post: "DU-gov-office",
        name: "承诺自报-\(isConfirmed ? "公报" : "单位报送")-2022年\(month)月", validFrom: last,
        evidence: evidence, reason: "\(month)月承诺自报",
        table: OtherTables.claims(values, month: month))
    }
  }
}
