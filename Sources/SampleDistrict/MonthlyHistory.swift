/// Month by month what an industrial firm above scale sells, has on order and uses of power.
package struct MonthlyHistory: Sendable {
  package struct Month: Hashable, Sendable {
    package var year: Int
    package var month: Int
    /// Hundredths of 万元.
    package var revenue: Int
    /// Orders in hand at the end of the month, hundredths of 万元.
    package var orders: Int
    /// Electricity in hundredths of 万千瓦时.
    package var power: Int
  }

  private let district: CensusDistrict
  private let entity: Entity

  package init(of entity: Entity, in district: CensusDistrict) {
    self.entity = entity
    self.district = district
  }

  /// Share of each month, in twelve-hundredths of the year.
  private static let season = [85, 85, 105, 100, 100, 108, 98, 98, 103, 100, 103, 115]

  /// The months of a year; they add up exactly to the revenue of the year.
  package func months(of year: Int) -> [Month] {
    guard entity.isAboveScale, let total = entity.revenue(of: year) else { return [] }
    var random = SeededGenerator(
      seed: district.seed, part: 100 + UInt64(year), subject: entity.index)
    let weights = Self.season.map { max(5, $0 * (1000 + random.normal() * 8 / 100)) }
    let sum = weights.reduce(0, +)
    var left = total
    return (1...12).map { month in
      let revenue =
        month == 12 ? left : Int(Int128(total) * Int128(weights[month - 1]) / Int128(sum))
      left -= revenue
      return Month(
        year: year, month: month, revenue: revenue,
        orders: revenue * random.lognormal(median: 1_900, spread: 350) / 1000,
        power: (entity.energy ?? 0) / 40 * weights[month - 1] / 100_000
          * (1000 + random.normal() / 20) / 1000)
    }
  }
}
