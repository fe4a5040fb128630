import Commands
import Definitions
import Documents
import Facts
import Ledgers
import Quantities
import Reports
import Storage

/// Reports taken in, the reader of one, and the answers to its questions.
struct ReportHandlers: Sendable {
  func routes() -> [Route] {
    let read = Permissions.readReports
    return [
      .desk(.get, "/reports", read, answer: list),
      .desk(.get, "/reports/:code", read, answer: report),
      .desk(.post, "/reports", Permissions.addReports, answer: add),
      .desk(.post, "/reports/:code/place", Permissions.placeReports, answer: place),
      .desk(
        .post, "/reports/:code/questions/:number/answer", Permissions.answerQuestions,
        answer: answer),
    ]
  }

  private func list(_ desk: DeskVisit) async throws -> Answer {
    .page(try await page(desk))
  }

  private func page(_ desk: DeskVisit, problem: String? = nil) async throws -> ReportsListPage {
    let knownAt = desk.asOf.knownAt
    let found = try await desk.site.database.read { session in
      try LedgerStore.reports(knownAt: knownAt, in: session).map { report in
        (
          report, try LedgerStore.items(of: report.id, knownAt: knownAt, in: session),
          try Self.day(of: report.id, in: session)
        )
      }
    }
    var rows: [ReportsListPage.Row] = []
    for (report, items, day) in found {
      let read = try await desk.site.texts.text(of: report.id, knownAt: knownAt, in: desk.site)
      let segments = DecidedCoverage.segments(
        read?.understanding.segments ?? [], with: items.lazy.map(\.commitment))
      let promises = items.map(\.commitment).filter(\.isPromise)
      rows.append(
        .init(
          code: report.id, title: report.title, year: report.year,
          place: Self.title(of: report.place), takenIn: day ?? "—",
          commitments: promises.count, confirmed: promises.count { $0.state == .confirmed },
          undecided: segments.reduce(0) { sum, segment in
            segment.segmentClass == .undecided ? sum + segment.span.count : sum
          },
          beside: found.filter { ReportPair.relation(of: report, to: $0.0) != nil }
            .map { .init(code: $0.0.id, title: Self.title(of: report, to: $0.0)) }))
    }
    return ReportsListPage(
      shell: desk.shell,
      model: .init(
        rows: rows, mayAdd: desk.isWritable && desk.may(Permissions.addReports),
        year: desk.today.year, problem: problem))
  }

  /// Whose report it is, in words.
  private static func title(of place: Report.Place?) -> String {
    place.map { "\($0.level.title) · \($0.name)" } ?? "本区"
  }

  /// What there is to compare of a report with another.
  static func title(of report: Report, to other: Report) -> String {
    guard let place = other.place, place != report.place else { return "\(other.year)年" }
    return place.name
  }

  private func place(_ desk: DeskVisit) async throws -> Answer {
    let code = try desk.parameter("code")
    let known = try await desk.site.database.read {
      try LedgerStore.report(code, knownAt: nil, in: $0)
    }
    guard known != nil else { throw Refusal.notFound }
    let permit = try desk.permit(Permissions.placeReports)
    try await desk.site.journal.commit(
      PlaceReport(code, place: try Self.place(desk.form)), permit: permit,
      reason: desk.form["reason"])
    return .onward(to: "/reports/\(Address.encoded(code))")
  }

  /// The place that a form names; nil is the district itself.
  private static func place(_ form: Form) throws -> Report.Place? {
    guard !form["level"].isEmpty else { return nil }
    guard let level = Report.Level(rawValue: form["level"]) else {
      throw Refusal.refused("没有“\(form["level"])”这一级，没有登记。请从列出的层级中选一个。")
    }
    return Report.Place(level: level, name: form["place"])
  }

  /// Returns the day on which a report was taken in.
  private static func day(of report: String, in session: any Session) throws -> String? {
    try session.rows(
      """
      SELECT journal.day FROM report JOIN journal ON journal.seq = report.seq
      WHERE report.id = \(report) ORDER BY report.seq LIMIT 1
      """
    ).first?.get("day")
  }

  private func report(_ desk: DeskVisit) async throws -> Answer {
    _ = try desk.permit(Permissions.readReports)
    let reader = try await ReportReading(desk, code: try desk.parameter("code"))
    return .page(reader.page)
  }

  // MARK: Taking in

  private func add(_ desk: DeskVisit) async throws -> Answer {
    let permit = try desk.permit(Permissions.addReports)
    let brought: BroughtText
    do throws(BroughtText.Problem) {
      brought = try BroughtText(desk.form)
    } catch {
      return try await again(desk, error.message)
    }
    guard let year = Int(desk.form["year"]), (1949...2200).contains(year) else {
      return try await again(desk, "年度要写成四位数字，如 \(desk.today.year)")
    }
    let title = desk.form["title"]
    guard !title.isEmpty else { return try await again(desk, "请写上报告的标题") }
    if let ticket = try await correction(brought, title, year, desk) { return ticket }
    let library = desk.site.library
    let command = RegisterReport(
      title: title, year: year, file: brought.name, text: brought.text,
      understanding: Reader(lexicon: library.lexicon).read(brought.text, year: year),
      binder: library.binder, place: try Self.place(desk.form))
    do {
      let code = try await desk.site.journal.commit(
        command, permit: permit, reason: "登记《\(title)》"
      ).result
      return .onward(to: "/reports/\(Address.encoded(code))")
    } catch let error as JournalError {
      return try await again(desk, error.description)
    }
  }

  /// A text of the same year under the same title is a corrected one, and is compared first.
  private func correction(
    _ brought: BroughtText, _ title: String, _ year: Int, _ desk: DeskVisit
  ) async throws -> Answer? {
    let present = try await desk.site.database.read {
      try LedgerStore.reports(knownAt: nil, in: $0)
    }
    guard let same = present.first(where: { $0.year == year && $0.title == title }),
      desk.may(Permissions.markReports),
      let ticket = try await EditionHandlers.compare(brought, with: same.id, desk)
    else { return nil }
    return .onward(to: "/reports/\(Address.encoded(same.id))/editions/\(ticket)")
  }

  private func again(_ desk: DeskVisit, _ problem: String) async throws -> Answer {
    .page(try await page(desk, problem: problem), status: 422)
  }

  // MARK: Questions

  private func answer(_ desk: DeskVisit) async throws -> Answer {
    let code = try desk.parameter("code")
    guard let number = Int(try desk.parameter("number")) else { throw Refusal.notFound }
    let questions = try await desk.site.database.read {
      try LedgerStore.questions(of: code, knownAt: nil, in: $0)
    }
    guard var question = questions.first(where: { $0.number == number }) else {
      throw Refusal.notFound
    }
    // The form stands only beside a question that nobody had answered when the page was made.
    question.answer = nil
    guard let reading = Int(desk.form["reading"]) else {
      throw Refusal.refused("没有选择怎么理解，没有改动。")
    }
    let permit = try desk.permit(Permissions.answerQuestions)
    return try await desk.decide(
      AnswerQuestion(question: question, reading: reading), permit, at: "question-\(number)",
      reason: "回答：\(question.words)")
  }
}
