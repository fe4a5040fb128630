import Quantities

/// An entity as the offices report it: with the slips, gaps and delays of real registers.
package struct ReportedEntity: Sendable {
  package let entity: Entity
  private(set) var revenue: [Int?]
  private(set) var staff: Int?
  private(set) var tax: Int?
  private(set) var energy: Int?
  private(set) var flaws: [Flaw] = []
  /// Months of 2017 to 2022 whose report is multiplied by a slip, and by how much.
  private var monthSlip: (year: Int, month: Int, up: Bool)?
  /// Month of the year from which on nothing is reported any more; 13 when everything is.
  private(set) var silentFrom = 13
  /// Months of the year whose report comes a month late.
  private(set) var lateMonths: Set<Int> = []
  /// Says 注销 without a day, or gives a day and says 存续.
  private(set) var statusSlip: StatusSlip?
  private let district: CensusDistrict

  enum StatusSlip: Sendable { case closedWithoutDay, dayWithoutClosing }

  package init(_ entity: Entity, in district: CensusDistrict) {
    self.entity = entity
    self.district = district
    revenue = entity.revenue
    staff = entity.staff
    tax = entity.tax
    energy = entity.energy
    guard district.isFlawed else { return }
    var random = SeededGenerator(seed: district.seed, part: 7, subject: entity.index)
    slipStatus(&random)
    guard entity.lastRevenue != nil else { return }
    if random.happens(perMille: entity.isAboveScale ? 45 : 14) { slip(&random) }
    loseFacts(&random)
    if entity.isAboveScale { slipMonths(&random) }
  }

  /// Revenue month by month as it was reported; nil where nobody did.
  package func months(of year: Int) -> [MonthlyHistory.Month] {
    var months = MonthlyHistory(of: entity, in: district).months(of: year)
    if let slip = monthSlip, slip.year == year, months.count == 12 {
      let right = months[slip.month - 1].revenue
      months[slip.month - 1].revenue = slip.up ? right * 10 : right / 10
    }
    return year == CensusDistrict.year ? months.filter { $0.month < silentFrom } : months
  }

  package func revenue(of year: Int) -> Int? {
    let place = year - CensusDistrict.firstYear
    return revenue.indices.contains(place) ? revenue[place] : nil
  }

  // MARK: Slips

  /// One figure of the last year is wrong: a slip of the unit, or of the decimal point.
  private mutating func slip(_ random: inout SeededGenerator) {
    let choice = random.below(entity.isAboveScale ? 4 : 3)
    switch choice {
    case 0:
      let isUnit = random.happens(perMille: 600)
      note("revenue", right: revenue[4], manner: isUnit ? "unit-slip" : "decimal-slip")
      revenue[4] = revenue[4].map { isUnit ? $0 * 10_000 : $0 * 10 }
    case 1:
      let right = staff
      staff = staff.map { $0 * (random.happens(perMille: 500) ? 10 : 100) }
      note("staff", right: right, manner: "digit-slip")
    case 2:
      let right = tax
      tax = tax.map { random.happens(perMille: 500) ? $0 * 10 : $0 * 100 }
      note("tax_paid", right: right, manner: "decimal-slip")
    default:
      note("energy_use", right: energy, manner: "unit-slip")
      energy = energy.map { $0 * 1000 }
    }
  }

  private mutating func note(_ field: String, right: Int?, manner: String) {
    flaws.append(
      Flaw(
        .outlier, "enterprise", entity.code, field: field, period: "2021",
        other: right.map { Value.hundredths($0).written } ?? "", manner: manner))
  }

  private mutating func loseFacts(_ random: inout SeededGenerator) {
    if random.happens(perMille: 30) { lose("revenue") { $0.revenue[4] = nil } }
    if random.happens(perMille: 20) { lose("staff") { $0.staff = nil } }
    if random.happens(perMille: 10) { lose("tax_paid") { $0.tax = nil } }
  }

  /// A fact that nobody reports; one that is wrong already stays.
  private mutating func lose(_ field: String, _ remove: (inout Self) -> Void) {
    guard flaws.allSatisfy({ $0.field != field }) else { return }
    remove(&self)
    flaws.append(
      Flaw(
        .missing, "enterprise", entity.code, field: field, period: "2021", manner: "not-reported"))
  }

  private mutating func slipMonths(_ random: inout SeededGenerator) {
    if random.happens(perMille: 60) {
      let year = 2018 + random.below(4)
      if entity.revenue(of: year) != nil {
        let slip = (year: year, month: 2 + random.below(10), up: random.happens(perMille: 700))
        monthSlip = slip
        let digits = slip.month < 10 ? "0\(slip.month)" : "\(slip.month)"
        flaws.append(
          Flaw(
            .outlier, "enterprise", entity.code, field: "monthly_revenue",
            period: "\(year)-\(digits)", manner: "month-slip"))
      }
    }
    if random.happens(perMille: 20), entity.closed == nil {
      silentFrom = 4 + random.below(5)
      flaws.append(
        Flaw(
          .stale, "enterprise", entity.code, field: "monthly_revenue",
          period: "2022-0\(silentFrom)", manner: "stopped-reporting"))
    }
    for month in 1...11 where month < silentFrom && random.happens(perMille: 30) {
      lateMonths.insert(month)
      flaws.append(
        Flaw(
          .late, "enterprise", entity.code, field: "monthly_revenue",
          period: month < 10 ? "2022-0\(month)" : "2022-\(month)", manner: "a-month-late"))
    }
  }

  private mutating func slipStatus(_ random: inout SeededGenerator) {
    guard random.happens(perMille: 2) else { return }
    if entity.closed != nil {
      statusSlip = .dayWithoutClosing
    } else if !entity.isNew, entity.movedOut == nil, random.happens(perMille: 500) {
      statusSlip = .closedWithoutDay
    } else {
      return
    }
    flaws.append(
      Flaw(
        .stockLaw, "enterprise", entity.code, field: "status",
        manner: statusSlip == .closedWithoutDay ? "closed-without-day" : "day-without-closing"))
  }
}
