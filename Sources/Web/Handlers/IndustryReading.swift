import Commands
import Definitions
import Facts
import Ledgers
import Papers
import Quantities
import Storage

/// What the page of industry shows: issued months for everybody, single respondents for nobody but
/// whom the grants let see them.
struct IndustryReading: Sendable {
  private let desk: DeskVisit
  let figures: IndustryFigures
  let published: PublishedGrowth
  private let runs: [MonthlyRun]
  private let notes: [FallNote]
  /// What the acting post may see of the register of respondents; nil where it may see nothing.
  private let book: RespondentBook?
  private let wanted: Period?

  init(_ desk: DeskVisit, month: Period? = nil) async throws {
    self.desk = desk
    let asOf = desk.asOf
    let known = try await desk.site.database.read { session in
      (
        runs: try MonthlyRunStore.all(knownAt: asOf.knownAt, in: session),
        notes: try MonthlyRunStore.notes(knownAt: asOf.knownAt, in: session)
      )
    }
    runs = known.runs.filter { $0.stamp.day <= asOf.day }
    notes = known.notes
    figures = IndustryFigures(runs)
    published = PublishedGrowth(try await Self.snapshot(PublishedGrowth.register, desk))
    book = try await Self.snapshot(RespondentBook.register, desk).map(RespondentBook.init)
    wanted = month ?? desk.address["month"].flatMap { Period($0) }
  }

  /// A register as the acting post may see it; nil where it may see nothing of it.
  private static func snapshot(_ id: String, _ desk: DeskVisit) async throws -> Snapshot? {
    guard let register = desk.site.library.registers[id], desk.mayOpen(register) else {
      return nil
    }
    return try await RegisterReading(desk, register).snapshot
  }

  private var month: Period? { wanted.flatMap { figures.runs[$0]?.month } ?? figures.months.last }

  private var measure: IndustryMeasure {
    desk.address["measure"].flatMap(IndustryMeasure.init) ?? .valueAdded
  }

  private var grouping: IndustryGrouping {
    desk.address["by"].flatMap(IndustryGrouping.init) ?? .industry
  }

  private var span: IndustrySpan {
    guard let month, let asked = desk.address["span"].flatMap(IndustrySpan.init) else {
      return month.map { figures.missing(.toDate, of: $0).isEmpty } == true ? .toDate : .month
    }
    return figures.missing(asked, of: month).isEmpty ? asked : .month
  }

  func model(problem: String? = nil) async throws -> IndustryPage.Model {
    var model = IndustryPage.Model(
      address: Address("/industry", desk.address.path == "/industry" ? desk.address.items : []),
      menus: menus, month: month?.reported ?? "", counters: [],
      shortfalls: [], falls: [], rule: rule?.head.note ?? "", issues: issues, waiting: waiting,
      commitments: try await commitments(), problem: problem)
    guard let month else {
      model.emptiness =
        waiting.isEmpty
        ? "还没有印发过运行月报。统计联络员导入“规上工业统计单位”的月报并印发以后，这里显示汇总。"
        : "还没有印发过运行月报，其他岗位看不到汇总。请先印发。"
      return model
    }
    model.counters = counters(month)
    model.shortfalls = shortfalls(month)
    model.chart = chart(month)
    model.groups = groups(month)
    model.falls = groupFalls(month)
    model.single = singleFalls(month)
    return model
  }

  private var rule: AlertRule? { desk.site.library.alerts[IndustryEditor.rule] }

  // MARK: Choices

  private var menus: [FilterMenu] {
    func menu(
      _ name: String, _ title: String, _ options: [(value: String, title: String)], none: String
    ) -> FilterMenu {
      FilterMenu(
        name: name, title: title, options: options.map { .init(value: $0.value, title: $0.title) },
        chosen: desk.address[name].flatMap { asked in
          options.contains { $0.value == asked } ? asked : nil
        }, none: none)
    }
    return [
      menu(
        "month", "月份", figures.months.reversed().map { ($0.description, $0.reported) },
        none: "最近一月"),
      menu(
        "measure", "指标", IndustryMeasure.allCases.map { ($0.rawValue, $0.title) },
        none: IndustryMeasure.valueAdded.title),
      menu(
        "by", "分组", IndustryGrouping.allCases.map { ($0.rawValue, $0.title) },
        none: IndustryGrouping.industry.title),
      menu("span", "期间", IndustrySpan.allCases.map { ($0.rawValue, $0.title) }, none: span.title),
    ]
  }

  // MARK: Figures

  private func counters(_ month: Period) -> [Counter] {
    func growth(_ span: IndustrySpan) -> Figure? {
      figures.total(measure, span, of: month)?.rate.map { Figure($0.fixed, "%") }
    }
    let table = figures.runs[month]?.table(measure)
    let issue = figures.runs[month]?.id ?? ""
    return [
      Counter(
        title: "\(month.reported)\(measure.title)同比", figure: growth(.month),
        note: "\(measure.basis)，月报 \(issue) 汇总", isFirst: true),
      Counter(
        title: "\(month.reportedToDate)累计同比", figure: growth(.toDate),
        note: figures.missing(.toDate, of: month).isEmpty ? "各月汇总相加" : "有月份没有印发"),
      Counter(
        title: "全市累计增速", figure: published.city[month].map { Figure($0.fixed, "%") },
        note: "增加值，统计部门发布"),
      Counter(
        title: "高于全市", figure: published.lead(in: month).map { Figure($0.fixed, "个百分点") },
        note: "同一次发布的本区减全市"),
      Counter(
        title: "户数", figure: table?.total.respondents.map { Figure($0.grouped, "户") },
        note: "当月有数的单位"),
    ]
  }

  private func shortfalls(_ month: Period) -> [String] {
    var shortfalls: [String] = []
    for (name, series) in [("本区", published.own), ("全市", published.city)]
    where series[month] == nil {
      shortfalls.append(
        "数据不足：登记簿“地区指标”里没有\(name) \(month.chinese)的规上工业增加值增速，不能与全市比较。请统计部门发布后录入。")
    }
    let missing = figures.missing(.toDate, of: month)
    if !missing.isEmpty {
      shortfalls.append(
        "数据不足：\(missing.map(\.reported).joined(separator: "、"))的运行月报没有印发，累计数不能计算。")
    }
    return shortfalls
  }

  private func chart(_ month: Period) -> GrowthChart {
    let first = Period(.month, number: 2, of: month.year - 1) ?? month
    let months = figures.months.filter { first <= $0 && $0 <= month }
    return GrowthChart(
      title: "\(measure.title)同比增长",
      points: months.map { month in
        let numbers = [
          figures.total(measure, .month, of: month)?.rate,
          figures.total(measure, .toDate, of: month)?.rate, published.own[month],
          published.city[month],
        ]
        return GrowthChart.Point(
          title: month.reported,
          tick: month.numberInYear == 2 ? "\(month.year % 100)年2月" : "\(month.numberInYear)月",
          beginsYear: month.numberInYear == 2, month: numbers[0]?.double,
          toDate: numbers[1]?.double, own: numbers[2]?.double,
          city: numbers[3]?.double, words: numbers.map { $0?.fixed ?? "—" })
      })
  }

  private func groups(_ month: Period) -> IndustryPage.Groups? {
    let lines = figures.lines(measure, span, of: month, by: grouping)
    guard !lines.isEmpty, let total = figures.total(measure, span, of: month) else { return nil }
    let respondents = figures.runs[month]?.table(measure)?.total.respondents
    return .init(
      title: "分\(grouping.title)拉动",
      span: "\(span == .month ? month.reported : month.reportedToDate + "累计") · \(measure.title)",
      heads: ["户数", "本期（亿元）", "同比（%）", "上年同期占比（%）", "拉动（百分点）"],
      rows: lines.map { line in
        .init(
          name: line.name,
          cells: cells(line.respondents, line.growth, line.share, line.contribution),
          reason: line.reason)
      },
      total: .init(name: "合计", cells: cells(respondents, total, 100, total.rate)))
  }

  private func cells(
    _ respondents: Int?, _ growth: Growth?, _ share: Number?, _ contribution: Number?
  ) -> [String] {
    [
      respondents.map(\.grouped) ?? "—",
      growth.map { IndustryBlocks.hundredMillion($0.now).groupingDigits } ?? "—",
      growth?.rate?.fixed ?? "—", share?.fixed ?? "—", contribution?.fixed ?? "—",
    ]
  }

  // MARK: Falls

  private func groupFalls(_ month: Period) -> [IndustryPage.FallRow] {
    let mayNote = desk.isWritable && desk.may(Permissions.noteGroupFalls)
    return IndustryEditor.falls(
      figures, in: month, library: desk.site.library, measure: measure
    ).map { fall in
      var name = fall.name
      if case .group(let grouping, _) = fall.subject { name = "\(grouping.title)：\(fall.name)" }
      return row(fall, name, path: nil, month, mayNote)
    }
  }

  /// Falls of respondents, from nothing but what the acting post may see of their register.
  private func singleFalls(_ month: Period) -> [IndustryPage.FallRow]? {
    guard let book, desk.may(Permissions.noteFalls), let rule else { return nil }
    let finder = FallFinder(rule, measure: measure)
    return finder.respondents(book, in: month).map { fall in
      guard case .respondent(let code) = fall.subject else {
        return row(fall, fall.name, path: nil, month, false)
      }
      return row(
        fall, fall.name, path: desk.site.registers.subject(RespondentBook.register, code), month,
        desk.isWritable)
    }
  }

  private func row(
    _ fall: Fall, _ name: String, path: String?, _ month: Period, _ mayNote: Bool
  ) -> IndustryPage.FallRow {
    let note = notes.first { $0.month == month && $0.subject == fall.subject }
    let (grouping, code) =
      switch fall.subject {
      case .respondent(let code): ("respondent", code)
      case .group(let grouping, let code): (grouping.rawValue, code)
      }
    return .init(
      name: name, path: path, level: fall.verdict.level.rawValue, because: fall.verdict.because,
      facts: [
        "同比 \(fall.growth.rate?.fixed ?? "—")%",
        "连降 \(fall.monthsDown) 个月" + (fall.deviation.map { "，偏离 \($0.fixed)" } ?? ""),
        "上年同期占比 \(fall.share?.fixed ?? "—")%",
      ],
      note: note.map { "\($0.words)（\($0.person)）" },
      form: mayNote
        ? .init(
          month: month.description, grouping: grouping, code: code, words: note?.words ?? "") : nil)
  }

  // MARK: Issues

  private var issues: [IndustryPage.IssueRow] {
    runs.map {
      .init(
        code: $0.id, month: $0.month.reported, day: $0.stamp.day.description, corrects: $0.corrects)
    }
  }

  /// Months that were told and not issued, for those who issue them.
  private var waiting: [IndustryPage.Waiting] {
    guard let book, desk.isWritable, desk.may(Permissions.issueIndustry) else { return [] }
    return book.months.filter { figures.runs[$0] == nil && $0.last <= desk.today }.map {
      .init(month: $0.description, title: $0.reported)
    }
  }

  private func commitments() async throws -> [IndustryPage.Promise] {
    // The ledger stands at the day of the page, so it goes with the last month only.
    guard desk.may(Permissions.readCommitments), month == figures.months.last else { return [] }
    return try await desk.readings().filter {
      $0.commitment.metric == Self.metric && desk.may($0.commitment)
    }.map { reading in
      let figure = ReadingFigures(reading).claimed
      return .init(
        code: reading.id, text: reading.commitment.text,
        value: figure.map { "\($0.value) \($0.unit)" } ?? "数据不足")
    }
  }

  /// The metric that compares the district with the city.
  private static let metric = "industrial-growth-over-city"
}
