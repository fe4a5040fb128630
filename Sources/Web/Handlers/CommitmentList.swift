import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Storage

/// Filters and groups the ledger as an address asks for it.
struct CommitmentList: Sendable {
  /// What the rows can be grouped and filtered by.
  private enum Aspect: String, CaseIterable {
    case section, unit, kind, light

    var title: String {
      switch self {
      case .section: "章节"
      case .unit: "单位"
      case .kind: "类型"
      case .light: "亮灯"
      }
    }
  }

  private let desk: DeskVisit
  private let report: Report?
  /// Readings that the acting post may see.
  private let readings: [Reading]
  private let hidden: Int
  private let reports: [Report]

  init(_ desk: DeskVisit) async throws {
    self.desk = desk
    let knownAt = desk.asOf.knownAt
    let reports = try await desk.site.database.read {
      try LedgerStore.reports(knownAt: knownAt, in: $0).filter { $0.place == nil }
    }
    let asked = desk.address["report"]
    let report = reports.first { $0.id == asked }
    let all = try await desk.readings(of: report?.id)
    readings = all.filter { desk.may($0.commitment) }
    hidden = all.count - readings.count
    self.reports = reports
    self.report = report ?? (reports.count == 1 ? reports.first : nil)
  }

  var model: CommitmentsPage.Model {
    CommitmentsPage.Model(
      title: "承诺台账",
      report: report.map { .init(code: $0.id, title: $0.title) }, address: desk.address,
      counters: counters, lights: lights, menus: menus, groups: groups, total: readings.count,
      hidden: hidden)
  }

  // MARK: Filters

  private func value(_ aspect: Aspect, of reading: Reading) -> String {
    switch aspect {
    case .section: reading.commitment.section.last ?? ""
    case .unit: reading.commitment.unit ?? ""
    case .kind: reading.commitment.kind
    case .light: reading.light.light.rawValue
    }
  }

  private func title(_ aspect: Aspect, _ value: String) -> String {
    switch aspect {
    case .section: value.isEmpty ? "没有标题的段落" : value
    case .unit: value.isEmpty ? "未分解到单位" : desk.units(value)
    case .kind: Commitment.kindTitles[value] ?? value
    case .light: LightMark(rawValue: value).map { "\($0.letter)灯" } ?? value
    }
  }

  /// Readings that fit every chosen filter but one, which counts its own options.
  private func narrowed(except aspect: Aspect? = nil) -> [Reading] {
    let chosen = Aspect.allCases.filter { $0 != aspect }.compactMap { aspect in
      desk.address[aspect.rawValue].map { (aspect, $0) }
    }
    return readings.filter { reading in
      chosen.allSatisfy { aspect, wanted in value(aspect, of: reading) == wanted }
    }
  }

  private var menus: [FilterMenu] {
    let filters = [Aspect.section, .unit, .kind].map { aspect in
      FilterMenu(
        name: aspect.rawValue, title: aspect.title,
        options: counted(aspect, narrowed(except: aspect)), chosen: desk.address[aspect.rawValue])
    }
    guard reports.count > 1 else { return filters + [grouping] }
    let choice = FilterMenu(
      name: "report", title: "报告",
      options: reports.map { .init(value: $0.id, title: $0.title, count: $0.commitments) },
      chosen: desk.address["report"])
    return [choice] + filters + [grouping]
  }

  private func counted(_ aspect: Aspect, _ readings: [Reading]) -> [FilterMenu.Option] {
    var order: [String] = []
    var counts: [String: Int] = [:]
    for reading in readings {
      let value = value(aspect, of: reading)
      if counts[value] == nil { order.append(value) }
      counts[value, default: 0] += 1
    }
    return order.map { .init(value: $0, title: title(aspect, $0), count: counts[$0]) }
  }

  private var grouping: FilterMenu {
    FilterMenu(
      name: "group", title: "分组",
      options: Aspect.allCases.map { .init(value: $0.rawValue, title: "按\($0.title)") },
      chosen: desk.address["group"])
  }

  private var lights: [CommitmentsPage.LightCount] {
    let readings = narrowed(except: .light)
    return LightMark.allCases.map { light in
      .init(light: light, count: readings.count { LightMark($0.light.light) == light })
    }
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

  // MARK: Rows

  private var groups: [CommitmentsPage.Group] {
    let aspect = desk.address["group"].flatMap(Aspect.init) ?? .section
    var order: [String] = []
    var rows: [String: [CommitmentsPage.Row]] = [:]
    for reading in narrowed() {
      let value = value(aspect, of: reading)
      if rows[value] == nil { order.append(value) }
      rows[value, default: []].append(row(reading))
    }
    return order.map { .init(title: title(aspect, $0), rows: rows[$0] ?? []) }
  }

  private func row(_ reading: Reading) -> CommitmentsPage.Row {
    let figures = ReadingFigures(reading)
    let commitment = reading.commitment
    return .init(
      code: commitment.id, text: commitment.text, matter: matter(commitment),
      kind: commitment.kindTitle, target: commitment.target.title, claimed: figures.claimed,
      verified: figures.verified, progress: figures.progress,
      path: figures.expected?.value, light: figures.light,
      note: reading.isUnread ? reading.light.because : nil,
      unit: commitment.unit.map { desk.units($0) },
      due: reading.due.description, isProposed: commitment.state == .proposed)
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
