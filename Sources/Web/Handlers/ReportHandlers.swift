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
          report, try LedgerStore.commitments(of: report.id, knownAt: knownAt, in: session),
          try Self.day(of: report.id, in: session)
        )
      }
    }
    return ReportsListPage(
      shell: desk.shell,
      model: .init(
        rows: found.map { report, commitments, day in
          .init(
            code: report.id, title: report.title, year: report.year,
            takenIn: day ?? "—", commitments: commitments.count,
            confirmed: commitments.count { $0.state == .confirmed },
            undecided: report.coverage[Segment.Class.undecided.rawValue] ?? 0)
        }, mayAdd: desk.isWritable && desk.may(Permissions.addReports),
        year: desk.today.year, problem: problem))
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
    return .page(ReportPage(shell: desk.shell, model: reader.model))
  }

  // MARK: Taking in

  private func add(_ desk: DeskVisit) async throws -> Answer {
    let permit = try desk.permit(Permissions.addReports)
    let file = desk.form.file("file")
    let text: String
    if let file {
      do throws(DocumentError) {
        text = try DocumentReader.text(of: file.bytes, name: file.name).text
      } catch {
        return try await again(desk, error.description)
      }
    } else {
      text = desk.form.raw("text")
    }
    guard !text.trimmingBlanks.isEmpty else {
      return try await again(desk, "没有选择文件，也没有粘贴正文，没有登记")
    }
    guard let year = Int(desk.form["year"]), (1949...2200).contains(year) else {
      return try await again(desk, "年度要写成四位数字，如 \(desk.today.year)")
    }
    let title = desk.form["title"]
    guard !title.isEmpty else { return try await again(desk, "请写上报告的标题") }
    let library = desk.site.library
    let command = RegisterReport(
      title: title, year: year, file: file?.name ?? "粘贴", text: text,
      understanding: Reader(lexicon: library.lexicon).read(text, year: year),
      binder: library.binder)
    do {
      let code = try await desk.site.journal.commit(
        command, permit: permit, reason: "登记《\(title)》"
      ).result
      return .onward(to: "/reports/\(Address.encoded(code))")
    } catch let error as JournalError {
      return try await again(desk, error.description)
    }
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
    guard let question = questions.first(where: { $0.number == number }) else {
      throw Refusal.notFound
    }
    guard let reading = Int(desk.form["reading"]) else {
      throw Refusal.refused("没有选择怎么理解，没有改动。")
    }
    let permit = try desk.permit(Permissions.answerQuestions)
    try await desk.site.journal.commit(
      AnswerQuestion(question: question, reading: reading), permit: permit,
      reason: "回答：\(question.words)")
    return .onward(to: "/reports/\(Address.encoded(code))#question-\(number)")
  }
}
