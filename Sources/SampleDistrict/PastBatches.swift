import Definitions
import Quantities

/// The files that the offices handed in during the years before the story, on the days they did.
///
/// What came late stands in a file of a later month, and what was wrong is told anew, so that every
/// day of the past shows what was known on it.
struct PastBatches {
  let past: PastYears
  /// Reports of firms by month, and the months they came late.
  private let reports: [Period: [PastReport]]

  init(past: PastYears) {
    self.past = past
    let all = past.years.flatMap { year in
      past.firms.flatMap { past.reports(of: $0, in: year) }
    }
    reports = Dictionary(grouping: all) { Period(.month, containing: Day.of($0.year, $0.month, 1)) }
  }

  /// Everything in the order of the days; what is released after the last year comes at the end.
  var all: [SampleBatch] {
    let files = opening + months.flatMap(month) + releases
    return files.filter { !$0.table.rows.isEmpty }.enumerated()
      .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
  }

  private var months: [Period] {
    past.years.flatMap { year in (1...12).compactMap { Period(.month, number: $0, of: year) } }
  }

  private func month(_ month: Period) -> [SampleBatch] {
    enterprises(month) + revenue(month) + projects(month)
      + [
        past.file(
          month, "platform", "ST", "创新平台",
          OtherTables.platforms(past.platforms.filter { month.contains($0.approvedOn) }))
      ]
  }

  // MARK: The beginning

  private var opening: [SampleBatch] {
    let firms = past.firms.filter { $0.founded < past.first }
    let files: [(String, String, SampleTable)] = [
      ("DU-market-regulation", "登记", EnterpriseTables.registration(firms, on: dayBefore)),
      ("DU-park-committee", "园区", EnterpriseTables.park(firms)),
      ("DU", "产业链", EnterpriseTables.chains(firms)),
      ("DU-statistics", "规上工业", EnterpriseTables.scale(firms, before: past.first)),
    ]
    let platforms = past.platforms.filter { $0.approvedOn < past.first }
    return [past.file(first, dayBefore, "unit", "SA", "单位名单-期初", OtherTables.units)]
      + files.map { past.file(first, dayBefore, "enterprise", $0.0, "企业-\($0.1)-期初", $0.2) }
      + [past.file(first, dayBefore, "platform", "ST", "创新平台-期初", OtherTables.platforms(platforms))]
  }

  private var dayBefore: Day { past.first.adding(days: -1) }
  private var first: Day { past.first.adding(days: 4) }

  // MARK: Enterprises

  private func enterprises(_ month: Period) -> [SampleBatch] {
    let happens = { (day: Day?) in day.map(month.contains) ?? false }
    let touched = past.firms.filter { happens($0.founded) || happens($0.closed) }
    let new = touched.filter { happens($0.founded) }
    let cloud = past.firms.filter { happens($0.cloudOn) }
    return [
      past.file(
        month, "enterprise", "DU-market-regulation", "企业-登记",
        EnterpriseTables.registration(touched, on: month.last)),
      past.file(month, "enterprise", "DU-park-committee", "企业-园区", EnterpriseTables.park(new)),
      past.file(month, "enterprise", "DU", "企业-产业链", EnterpriseTables.chains(new)),
      past.file(
        month, "enterprise", "DU-statistics", "企业-规上入库",
        EnterpriseTables.days(
          past.firms.filter { happens($0.aboveScaleOn) }, [("规上工业入库批准日", \.aboveScaleOn)])),
      past.file(
        month, "enterprise", "DU", "企业-上云", EnterpriseTables.cloud(cloud)),
      past.file(
        month, "enterprise", "ST", "企业-高新技术",
        EnterpriseTables.days(
          past.firms.filter { happens($0.highTechOn) }, [("高新技术企业首次发证日", \.highTechOn)])),
    ]
  }

  private func revenue(_ month: Period) -> [SampleBatch] {
    let now = reports[month] ?? []
    let said = { (report: PastReport) in report.firstSaid ?? report.revenue }
    let final = { (report: PastReport) in report.revenue }
    var files: [SampleBatch] = []
    for (isCandidate, name, evidence) in [
      (false, "企业-月报", Evidence.confirmed), (true, "企业-准规上月报", Evidence.documented),
    ] {
      let own = now.filter { $0.isCandidate == isCandidate && $0.lateBy == 0 }
      files.append(
        past.file(month, "enterprise", "DU", name, EnterpriseTables.months(own, said), evidence))
      for back in 1...2 {
        let before = month.advanced(by: -back)
        let late = (reports[before] ?? []).filter { report in
          report.isCandidate == isCandidate
            && (report.lateBy == back || back == 1 && report.firstSaid != nil)
        }
        files.append(
          past.file(
            month, "enterprise", "DU", "\(name)-补报更正\(back)", EnterpriseTables.months(late, final),
            evidence))
      }
    }
    return files
  }

  // MARK: Projects

  private func projects(_ month: Period) -> [SampleBatch] {
    let all = past.projects.all
    let happens = { (day: Day?) in day.map(month.contains) ?? false }
    // The lists of a year are made in January; contracts come when they are signed.
    let listed =
      month.numberInYear == 1
      ? all.filter { $0.signedOn == nil && $0.plannedStartOn?.year == month.year } : []
    let new = all.filter { happens($0.signedOn) } + listed
    return [
      past.file(
        month, "project", "DU-development-reform", "项目-计划", OtherTables.plan(new, month.year)),
      past.file(month, "project", "DU-park-committee", "项目-园区", OtherTables.parks(new)),
      past.file(
        month, "project", "DU", "项目-技改备案",
        OtherTables.renovations(listed.filter(\.isRenovation))),
      past.file(
        month, "project", "DU-development-reform", "项目-月度投资",
        OtherTables.investment(past.projects.key(in: month.year), month)),
    ] + past.stages(month)
  }

  // MARK: Releases

  private var releases: [SampleBatch] {
    let wanted = past.published.releases.filter { past.years.contains($0.period.year) }
    return Dictionary(grouping: wanted, by: \.day).sorted { $0.key < $1.key }
      .map { day, releases in
        past.file(
          day, releases.map(\.period.last).min() ?? day, "region", "SX", "统计月报-\(day)",
          OtherTables.releases(releases))
      }
  }
}
