import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Storage

/// The ledger as an address asks for it: what the acting post may see, filtered and grouped.
struct CommitmentList: Sendable {
  let desk: DeskVisit
  let form: LedgerForm
  /// Readings that the acting post may see.
  let readings: [Reading]
  let hidden: Int
  let shares: LedgerShares
  let comparison: LedgerComparison?
  /// First day of the year that the shown reports speak for.
  let start: Day
  private let report: Report?
  private let reports: [Report]
  private let comparable: [LedgerComparison.Choice]

  init(_ desk: DeskVisit, as form: LedgerForm? = nil) async throws {
    self.desk = desk
    let knownAt = desk.asOf.knownAt
    let (reports, shares) = try await desk.site.database.read { session in
      (
        try LedgerStore.reports(knownAt: knownAt, in: session).filter { $0.place == nil },
        try LedgerShares(knownAt: knownAt, in: session)
      )
    }
    let asked = desk.address["report"]
    let report = reports.first { $0.id == asked }
    self.form = form ?? desk.address["view"].flatMap(LedgerForm.init) ?? .table
    comparable = try await LedgerComparison.choices(desk)
    comparison = try await LedgerComparison(desk, among: comparable)
    let isForecasting = self.form == .charts || comparison != nil
    let all = try await desk.readings(of: report?.id, forecasting: isForecasting)
    readings = all.filter { desk.may($0.commitment) }
    hidden = all.count - readings.count
    self.shares = shares
    self.reports = reports
    self.report = report ?? (reports.count == 1 ? reports.first : nil)
    let years = (report.map { [$0] } ?? reports).map(\.year)
    start = Day("\(years.min() ?? desk.asOf.day.year)-01-01") ?? desk.asOf.day
  }

  /// The page without the parts that only one form of it has.
  var model: CommitmentsPage.Model {
    CommitmentsPage.Model(
      title: "承诺台账", report: report.map { .init(code: $0.id, title: $0.title) },
      address: desk.address, counters: counters, lights: lights, menus: menus,
      groups: form == .table ? groups : [], total: readings.count, hidden: hidden, form: form,
      comparison: comparing, files: files)
  }

  private var files: [CommitmentsPage.File] {
    guard desk.may(Permissions.exportCommitments) else { return [] }
    let report = desk.address["report"]
    let chosen = desk.address.items.filter {
      !["view", "show", "against", "changed"].contains($0.name)
    }
    func split(_ form: PaperForm) -> Address {
      Address("/commitments/split/\(form.rawValue)").setting("report", to: report)
    }
    return [PaperForm.xlsx, .pdf].map { form in
      .init(
        title: "亮灯表 \(form.title)", address: Address("/commitments/lights/\(form.rawValue)", chosen)
      )
    } + [PaperForm.xlsx, .docx, .pdf].map { .init(title: "任务分解表 \($0.title)", address: split($0)) }
  }

  // MARK: Filters

  /// What a reading counts under; of several units and leaders the first leads.
  func values(_ aspect: LedgerAspect, of reading: Reading) -> [String] {
    switch aspect {
    case .section: return [reading.commitment.section.last ?? ""]
    case .unit:
      let units = shares.units(of: reading.commitment)
      return units.isEmpty ? [""] : units
    case .leader:
      let leaders = shares.leaders(of: reading.commitment)
      return leaders.isEmpty ? [""] : leaders
    case .kind: return [reading.commitment.kind]
    case .light: return [reading.light.light.rawValue]
    }
  }

  func title(_ aspect: LedgerAspect, _ value: String) -> String {
    switch aspect {
    case .section: value.isEmpty ? "没有标题的段落" : value
    case .unit: value.isEmpty ? "未分解到单位" : desk.units(value)
    case .leader: value.isEmpty ? "未定牵头领导" : value
    case .kind: Commitment.kindTitles[value] ?? value
    case .light: LightMark(rawValue: value).map { "\($0.letter)灯" } ?? value
    }
  }

  /// Readings that fit every chosen filter but one, which counts its own options.
  func narrowed(except aspect: LedgerAspect? = nil) -> [Reading] {
    let chosen = LedgerAspect.allCases.filter { $0 != aspect }.compactMap { aspect in
      desk.address[aspect.rawValue].map { (aspect, $0) }
    }
    let onlyChanged = desk.address["changed"] != nil
    return readings.filter { reading in
      chosen.allSatisfy { aspect, wanted in values(aspect, of: reading).contains(wanted) }
        && (!onlyChanged || comparison.map { !$0.changes(of: reading).isEmpty } ?? true)
    }
  }

  private var menus: [FilterMenu] {
    let filters = [LedgerAspect.section, .unit, .leader, .kind].map { aspect in
      FilterMenu(
        name: aspect.rawValue, title: aspect.title,
        options: counted(aspect, narrowed(except: aspect)), chosen: desk.address[aspect.rawValue])
    }
    let all = filters + (grouping.map { [$0] } ?? []) + (against.map { [$0] } ?? [])
    guard reports.count > 1 else { return all }
    let choice = FilterMenu(
      name: "report", title: "报告",
      options: reports.map { .init(value: $0.id, title: $0.title, count: $0.commitments) },
      chosen: desk.address["report"])
    return [choice] + all
  }

  private func counted(_ aspect: LedgerAspect, _ readings: [Reading]) -> [FilterMenu.Option] {
    var order: [String] = []
    var counts: [String: Int] = [:]
    for value in readings.flatMap({ values(aspect, of: $0) }) {
      if counts[value] == nil { order.append(value) }
      counts[value, default: 0] += 1
    }
    return order.map { .init(value: $0, title: title(aspect, $0), count: counts[$0]) }
  }

  /// A table has groups and a board columns; the others have an order of their own.
  private var grouping: FilterMenu? {
    let aspects: [LedgerAspect]
    switch form {
    case .table, .charts: aspects = LedgerAspect.allCases
    case .board: aspects = [.light, .unit, .leader]
    case .matrix: return nil
    }
    return FilterMenu(
      name: "group", title: form == .board ? "分列" : "分组",
      options: aspects.map { .init(value: $0.rawValue, title: "按\($0.title)") },
      chosen: desk.address["group"].flatMap { group in
        aspects.contains { $0.rawValue == group } ? group : nil
      }, none: form == .board ? "按亮灯" : "按章节")
  }

  private var against: FilterMenu? {
    guard form == .table, !comparable.isEmpty else { return nil }
    return FilterMenu(
      name: "against", title: "对比",
      options: comparable.map { .init(value: $0.value, title: $0.title) },
      chosen: desk.address["against"], none: "不对比")
  }

  private var lights: [CommitmentsPage.LightCount] {
    CommitmentsPage.LightCount.all(of: narrowed(except: .light))
  }

  // MARK: Numbers at the head

  private var counters: [Counter] {
    let readings = narrowed()
    let confirmed = readings.count { $0.commitment.state == .confirmed }
    let read = readings.count { !$0.isUnread }
    let met = readings.count { $0.isMet == true }
    let verified = readings.count { $0.isMet == true && $0.isVerified }
    let late = readings.count { [.yellow, .red].contains($0.light.light) }
    return [
      Counter(title: "承诺", figure: Figure(readings.count.grouped, "项"), note: "\(confirmed) 项已确认"),
      Counter(
        title: "有数可查", figure: Figure(read.grouped, "项"), note: "其余 \(readings.count - read) 项数据不足"),
      Counter(title: "自报达标", figure: Figure(met.grouped, "项"), note: "按全部计入项"),
      Counter(
        title: "已证实达标", figure: Figure(verified.grouped, "项"), note: "证据达到要求", isFirst: true),
      Counter(title: "落后", figure: Figure(late.grouped, "项"), note: "黄灯和红灯"),
    ]
  }

  private var comparing: CommitmentsPage.Comparison? {
    comparison?.summary(of: narrowed(), address: desk.address)
  }

  // MARK: Rows

  /// The chosen readings under the values of an aspect, each under the first of its own.
  func grouped(_ aspect: LedgerAspect) -> [(value: String, readings: [Reading])] {
    var order: [String] = []
    var groups: [String: [Reading]] = [:]
    for reading in narrowed() {
      let value = values(aspect, of: reading)[0]
      if groups[value] == nil { order.append(value) }
      groups[value, default: []].append(reading)
    }
    return order.map { ($0, groups[$0] ?? []) }
  }

  private var groups: [CommitmentsPage.Group] {
    let aspect = desk.address["group"].flatMap(LedgerAspect.init) ?? .section
    return grouped(aspect).map { group in
      .init(title: title(aspect, group.value), rows: group.readings.map(row))
    }
  }

  func row(_ reading: Reading) -> CommitmentsPage.Row {
    let figures = ReadingFigures(reading)
    let commitment = reading.commitment
    return .init(
      code: commitment.id, text: commitment.text, matter: matter(commitment),
      kind: commitment.kindTitle, target: commitment.target.title, claimed: figures.claimed,
      verified: figures.verified, progress: figures.progress,
      path: figures.expected?.value, light: figures.light,
      note: reading.isUnread ? reading.light.because : nil,
      unit: shares.lead(of: commitment).map { desk.units($0) },
      due: reading.due.description, isProposed: commitment.state == .proposed,
      changes: comparison?.changes(of: reading) ?? [])
  }

  /// What is promised, where several commitments share one clause and would look alike.
  private func matter(_ commitment: Commitment) -> String? {
    let shares = readings.contains {
      $0.id != commitment.id && $0.commitment.report == commitment.report
        && $0.commitment.text == commitment.text
    }
    return shares ? commitment.subject : nil
  }
}

extension CommitmentsPage.LightCount {
  /// How many readings have each light.
  static func all(of readings: [Reading]) -> [CommitmentsPage.LightCount] {
    LightMark.allCases.map { light in
      .init(light: light, count: readings.count { LightMark($0.light.light) == light })
    }
  }
}
