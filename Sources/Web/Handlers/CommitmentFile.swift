import Commands
import Definitions
import Facts
import Findings
import Ledgers
import Quantities
import Storage

/// Everything behind one commitment, as its page shows it.
struct CommitmentFile: Sendable {
  private let desk: DeskVisit
  private let explanation: ReadingExplanation
  private let reportTitle: String
  private let journal: JournalReading
  private let head: JournalEntry?
  /// Candidates of which the reader may see every fact that makes them so.
  private let told: [Finding]
  private let tasks: [Assignment]
  private let papers: [IssuedPaper]
  private let work: CommitmentWork
  /// The months since the report began to count.
  private let months: [LightMonth]
  private let relatives: LinkedCommitments

  init(
    _ desk: DeskVisit, _ explanation: ReadingExplanation, returning form: ReturnedForm? = nil
  ) async throws {
    self.desk = desk
    self.explanation = explanation
    journal = try await JournalReading(desk)
    told = try await Self.findings(of: explanation, toldTo: desk)
    tasks = try await desk.assignments(about: explanation.reading.id)
    let code = explanation.reading.id
    papers = try await desk.issuedPapers().filter { $0.commitments.contains(code) }
    work = try await CommitmentWork(
      desk, explanation.reading.commitment, returning: form)
    relatives = try await LinkedCommitments(desk, explanation.reading.commitment)
    let report = explanation.reading.commitment.report
    let knownAt = desk.asOf.knownAt
    let found = try await desk.site.database.read { session in
      (
        title: try LedgerStore.report(report, knownAt: knownAt, in: session)?.report.title,
        head: try JournalEntry.newest(1, below: knownAt.map { $0 + 1 }, in: session).first
      )
    }
    reportTitle = found.title ?? report
    head = found.head
    months = try await desk.lightMonths(of: explanation.reading)
  }

  private var reading: Reading { explanation.reading }
  private var commitment: Commitment { reading.commitment }
  private var figures: ReadingFigures { ReadingFigures(reading) }

  var model: CommitmentPage.Model {
    CommitmentPage.Model(
      code: commitment.id, text: commitment.text, matter: commitment.subject,
      section: commitment.section, context: context, kind: commitment.kindTitle,
      strength: commitment.strengthTitle, target: commitment.target.title,
      period: "\(reading.from) 至 \(reading.due)", due: reading.due.description,
      unit: commitment.unit.map { desk.units($0) }, isProposed: commitment.state == .proposed,
      doubts: commitment.state == .proposed ? commitment.doubts : [],
      light: figures.light, reason: reading.reason,
      rule: "\(reading.rule.aspect)（第 \(reading.rule.version) 版）：\(reading.rule.text)",
      claimed: figures.claimed, verified: figures.verified, expected: figures.expected,
      way: reading.path.map { "\($0.title)，到时点" } ?? "按路径，到时点",
      gap: figures.gap, forecast: forecast,
      chart: CommitmentChart(
        reading, history: explanation.history, library: desk.site.chartLibrary?.address
      ).chart,
      counted: counted, candidates: candidates,
      origin: CommitmentOrigin(desk: desk, explanation: explanation, head: head).origin,
      targets: targets, journal: journal.lines(explanation.versions.map(\.entry).reversed()),
      decision: decision, orders: orders, claims: work.claims, moves: work.moves,
      track: track, relatives: relatives.relatives)
  }

  private var orders: CommitmentPage.Orders {
    let code = commitment.id
    let mayGive = desk.isWritable && desk.may(Permissions.giveTasks)
    return CommitmentPage.Orders(
      tasks: tasks.map(desk.row),
      giving: mayGive ? "/tasks/new?commitment=\(Address.encoded(code))" : nil,
      directive: desk.isWritable ? desk.directiveForm(OrderDraft(commitment: code)) : nil,
      papers: papers.map(desk.row))
  }

  private var track: LightTrack? {
    guard months.count > 1 else { return nil }
    let address = Address("/commitments/\(Address.encoded(commitment.id))")
    return LightTrack(
      squares: months.map { month in
        let light = month.readings[commitment.id].map { LightMark($0.light.light) }
        return .init(
          light: light, title: month.title(in: desk.asOf.day.year), words: month.words(light),
          address: month.isPage
            ? desk.shell.time.keeping(in: address)
            : address.setting("day", to: month.asOf.day.description))
      })
  }

  // MARK: Words

  /// The sentence, cut at the clause that commits.
  private var context: CommitmentPage.Context {
    let scalars = Array(commitment.sentenceText.unicodeScalars)
    let start = commitment.sentence.first ?? 0
    func place(_ index: Int) -> Int {
      guard commitment.span.indices.contains(index) else { return 0 }
      return min(max(commitment.span[index] - start, 0), scalars.count)
    }
    let (from, to) = (place(0), max(place(0), place(1)))
    return .init(
      report: commitment.report, reportTitle: reportTitle, before: Self.text(scalars[..<from]),
      clause: Self.text(scalars[from..<to]), after: Self.text(scalars[to...]))
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  private var forecast: CommitmentPage.Forecast {
    let titles = explanation.metric?.measure.registers.compactMap {
      desk.site.library.registers[$0].map { "登记簿“\($0.title)”" }
    }
    let source = titles.flatMap { $0.isEmpty ? nil : Set($0).sorted().joined(separator: "、") }
    return ForecastWords(reading, source: source).model
  }

  // MARK: Lists

  private var counted: CommitmentPage.CountedList? {
    let measurement = reading.measurement
    guard
      !measurement.counted.isEmpty || measurement.hidden > 0 || measurement.count > 0
        || measurement.leftOut > 0
    else { return nil }
    func row(_ item: Counted) -> CommitmentPage.CountedList.Row {
      .init(
        path: desk.site.registers.subject(item.register, item.code), code: item.code,
        name: item.name, reasons: item.reasons, grade: GradeMark(item.evidence),
        amount: item.amount.map(ReadingFigures.text))
    }
    return .init(
      rows: measurement.counted.map(row), amountTitle: amountTitle,
      sum: amountTitle == nil || measurement.hidden > 0 ? nil : sum(measurement.counted),
      hidden: measurement.hidden, undecided: measurement.undecided,
      leftOut: measurement.uncounted.map(row),
      leftOutHidden: measurement.leftOut - measurement.uncounted.count)
  }

  /// The unit of the field that is added up.
  private var amountTitle: String? {
    guard case .sum(let register, _, let key)? = explanation.metric?.measure,
      let field = desk.site.library.registers[register]?.field(key)
    else { return nil }
    return field.unit.map { "\(field.label)（\($0.symbol)）" } ?? field.label
  }

  private func sum(_ counted: [Counted]) -> String {
    ReadingFigures.text(counted.compactMap(\.amount).reduce(.zero, +))
  }

  private static func findings(
    of explanation: ReadingExplanation, toldTo desk: DeskVisit
  ) async throws -> [Finding] {
    var told: [Finding] = []
    for rule in explanation.metric?.candidates ?? [] {
      let id = "\(explanation.metric?.id ?? "").\(rule.id)"
      guard let register = desk.site.library.registers[rule.register] else { continue }
      let reading = try await RegisterReading(desk, register)
      let rows = reading.rows
      told += explanation.candidates.filter { finding in
        finding.rule == id && rows[finding.code].map { reading.mayTell(rule, row: $0) } ?? false
      }
    }
    return told
  }

  private var candidates: CommitmentPage.CandidateList? {
    let all = explanation.candidates.count + explanation.hiddenCandidates
    guard all > 0 else { return nil }
    return .init(
      title: "候选",
      rows: told.map { finding in
        .init(
          path: desk.site.registers.subject(finding.register, finding.code), code: finding.code,
          name: finding.name, title: finding.title, reached: finding.reached,
          wanting: finding.wanting)
      }, hidden: all - told.count)
  }

  // MARK: History and decision

  /// The targets the commitment has had, without the versions that left the target as it was.
  private var targets: [CommitmentPage.TargetVersion] {
    var versions: [CommitmentPage.TargetVersion] = []
    for version in explanation.versions {
      let target = version.commitment.target.title
      guard versions.last?.target != target else { continue }
      let isFirst = versions.isEmpty
      if let last = version.commitment.formerTargets?.last, let change = work.change(last.change) {
        let agreed = change.approvals.map(\.act.name).joined(separator: "、")
        versions.append(
          .init(
            from: last.until.description, target: target,
            ground: "\(change.reason)；文件：\(change.document)",
            person: "\(change.proposed.name)提出，\(agreed)同意"))
        continue
      }
      versions.append(
        .init(
          from: version.entry.day.description, target: target,
          ground: isFirst ? "报告原文" : version.entry.reason,
          person: journal.person(version.entry.post)))
    }
    return versions
  }

  private var decision: CommitmentPage.Decision? {
    guard desk.isWritable,
      desk.may(Permissions.confirmCommitments, reaching: commitment.reach)
    else { return nil }
    let metrics = desk.site.library.metrics.values.sorted { $0.title < $1.title }
    return .init(
      metrics: metrics.map {
        .init(value: $0.id, title: $0.title, isChosen: $0.id == commitment.metric)
      },
      units: desk.units.all.map {
        .init(value: $0.code, title: $0.name, isChosen: $0.code == commitment.unit)
      }, reasons: commitment.metricReasons)
  }
}
