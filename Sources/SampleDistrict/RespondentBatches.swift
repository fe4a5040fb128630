import Definitions
package import Quantities

/// The files of the statistics office: who is asked, and what they told month by month.
struct RespondentBatches {
  let district: SampleDistrict

  /// The name that the report of every month begins with.
  static let report = "规上工业月报"

  /// The files of every month that is told, of the years before the story and of its own.
  var all: [SampleBatch] {
    let firms = district.past?.firms ?? district.firms.all
    let first = district.past?.years.lowerBound ?? SampleDistrict.year
    var known = Set<String>()
    return (first...SampleDistrict.year).flatMap { year -> [SampleBatch] in
      let months = RespondentMonth.year(
        year, firms: firms, revenue: revenue, published: published)
      return months.sorted { $0.key < $1.key }.flatMap { month, told -> [SampleBatch] in
        let new = told.rows.map(\.firm).filter { known.insert($0.code).inserted }
        return [
          batch("统计单位名录", month, RespondentTables.directory(new)),
          batch(Self.report, month, RespondentTables.month(told, of: month)),
        ].filter { !$0.table.rows.isEmpty }
      }
    }
  }

  private var revenue: RespondentRevenue {
    let past = district.past
    var paths: [String: PastRevenue] = [:]
    for firm in past?.firms ?? [] where firm.isIndustrial && firm.aboveScaleOn != nil {
      paths[firm.code] = PastRevenue(of: firm, seed: district.seed)
    }
    var years: [String: [Int]] = [:]
    for (code, path) in paths {
      for year in PastRevenue.years { years["\(code) \(year)"] = path.months(year) }
    }
    let known = years
    return RespondentRevenue(seed: district.seed) { firm, month in
      let number = month.numberInYear
      if month.year == SampleDistrict.year { return firm.revenue(inMonth: number) }
      if let told = known["\(firm.code) \(month.year)"], !told.isEmpty { return told[number - 1] }
      return month.year == SampleDistrict.year - 1 && past == nil
        ? firm.revenueLastYear(inMonth: number) : nil
    }
  }

  private func published(_ month: Period) -> Int? {
    if month.year == SampleDistrict.year,
      let place = RegionSeries.months.firstIndex(of: month.numberInYear)
    {
      return RegionSeries.industrialGrowth[month.year]?.own[place]
    }
    return district.past?.published.final(.industrialGrowth, of: month)
  }

  private func batch(_ name: String, _ month: Period, _ table: SampleTable) -> SampleBatch {
    SampleBatch(
      day: MonthlyBatches.handInDay(after: month.last), register: "respondent", post: "SX",
      name: "\(name)-\(month.year)年\(month.numberInYear)月", validFrom: month.first,
      evidence: .confirmed, reason: "\(month.numberInYear)月统计报表", table: table)
  }
}

extension SampleBatch {
  /// The month whose report of respondents it is; nil for every other file.
  package var respondentMonth: Period? {
    register == "respondent" && name.hasPrefix(RespondentBatches.report)
      ? Period(.month, containing: validFrom) : nil
  }
}
