import Commands
import Definitions
import Documents
import Facts
import Frames
import Quantities

/// Requests for data (采集, W91): the store answers first, then whoever keeps what is left.
struct AskHandlers: Sendable {
  func routes() -> [Route] {
    let ask = Permissions.ask
    let answer = Permissions.answerAsks
    let burden = Permissions.readBurden
    return [
      .desk(.get, "/asks", ask, answer, burden, answer: list),
      .desk(.get, "/asks/new", ask, answer: form),
      .desk(.post, "/asks", ask, answer: issue),
      .desk(.post, "/asks/templates", ask, answer: saveTemplate),
      .desk(.post, "/asks/templates/:entry/removal", ask, answer: dropTemplate),
      .desk(.get, "/asks/:code", ask, answer, burden, answer: page),
      .desk(.post, "/asks/:code/cells", answer, answer: fill),
      .desk(.post, "/asks/:code/upload", answer, answer: upload),
      .desk(.post, "/asks/:code/returns", answer, answer: giveBack),
      .desk(.post, "/asks/:code/ending", ask, answer: end),
    ]
  }

  // MARK: The list and the form

  private func list(_ desk: DeskVisit) async throws -> Answer {
    .page(AsksPage(shell: desk.shell, model: try await AskList(desk).model))
  }

  private func form(_ desk: DeskVisit) async throws -> Answer {
    var draft = try await AskDraft(desk.address.items, for: desk)
    if let code = desk.address["from"] {
      draft = try await AskDraft(try await AskReading(desk, code).progress.ask, for: desk)
    }
    return .page(try await AskFormModel(desk, draft).page())
  }

  private func issue(_ desk: DeskVisit) async throws -> Answer {
    let draft = try await AskDraft(desk.form.items, for: desk)
    let form = AskFormModel(desk, draft)
    guard let request = draft.request else {
      return .page(try await form.page(problem: "还没有选登记簿和数据项，没有发出"), status: 422)
    }
    if let problem = draft.problem {
      return .page(try await form.page(problem: "\(problem)，没有发出"), status: 422)
    }
    guard let due = draft.due else {
      return .page(try await form.page(problem: "请写截止日期，例如 2022-06-30，没有发出"), status: 422)
    }
    do {
      let outcome = try await desk.askDesk.issue(
        .init(title: draft.title, reason: draft.reason, due: due, request: request))
      guard outcome.ask.state == .open else {
        return .page(try await form.page(sent: outcome), status: 409)
      }
      return .onward(to: "/asks/\(outcome.ask.code)?done=issued")
    } catch let error as JournalError {
      return .page(try await form.page(problem: error.description), status: 422)
    }
  }

  private func saveTemplate(_ desk: DeskVisit) async throws -> Answer {
    let draft = try await AskDraft(desk.form.items, for: desk)
    let query = Address("", draft.items()).text.drop { $0 == "?" }
    let own = Reach(unit: desk.actor.post.unit, owner: desk.actor.post.id)
    try await desk.site.journal.commit(
      SaveAskTemplate(title: desk.form["template"], query: String(query)),
      permit: try desk.permit(Permissions.ask, reaching: own), reason: "")
    return .onward(to: Address("/asks/new", draft.items(withDue: true)).text)
  }

  private func dropTemplate(_ desk: DeskVisit) async throws -> Answer {
    guard let entry = Int64(try desk.parameter("entry")) else { throw Refusal.notFound }
    let own = Reach(unit: desk.actor.post.unit, owner: desk.actor.post.id)
    try await desk.site.journal.commit(
      DropAskTemplate(entry: entry), permit: try desk.permit(Permissions.ask, reaching: own),
      reason: "")
    return .onward(to: "/asks/new")
  }

  // MARK: One ask

  private func page(_ desk: DeskVisit) async throws -> Answer {
    let reading = try await AskReading(desk, try desk.parameter("code"))
    return .page(AskPage(shell: desk.shell, model: reading.model()))
  }

  private func again(
    _ desk: DeskVisit, _ reading: AskReading, _ problems: [String]
  ) -> Answer {
    .page(
      AskPage(shell: desk.shell, model: reading.model(problems: problems, typed: desk.form)),
      status: 422)
  }

  private func evidence(_ desk: DeskVisit) -> Evidence? {
    Evidence(code: desk.form["evidence"]).flatMap {
      (Evidence.claimed...Evidence.confirmed).contains($0) ? $0 : nil
    }
  }

  /// What is typed goes the way of a file: the same checks, one entry, one undo.
  private func fill(_ desk: DeskVisit) async throws -> Answer {
    let reading = try await AskReading(desk, try desk.parameter("code"))
    try reading.checkMayAnswer()
    guard let evidence = evidence(desk) else {
      return again(desk, reading, ["证据等级只能是 E1、E2 或 E3；E4 由督查核验给出"])
    }
    let table = AskFilling(reading).table(of: desk.form)
    guard !table.isEmpty else { return again(desk, reading, ["一格也没有填，没有改动"]) }
    let checked = try await desk.importDesk.preview(
      ImportRequest(
        file: "采集 \(reading.progress.ask.code) 页面填报", bytes: table,
        register: reading.register.id, validFrom: desk.today, evidence: evidence))
    guard checked.preview.refused == 0, checked.preview.isUnderstood,
      !checked.preview.changesNothing
    else {
      let remarks = checked.preview.remarks.map(\.message)
      return again(desk, reading, remarks.isEmpty ? ["没有可以写入的内容，没有改动"] : remarks)
    }
    do {
      let entry = try await desk.importDesk.commit(
        checked, reason: "填报采集 \(reading.progress.ask.code)", keepingStronger: false)
      return .onward(to: "/asks/\(reading.progress.ask.code)?entry=\(entry)")
    } catch let error as JournalError {
      return again(desk, reading, [error.description])
    }
  }

  /// The form comes back like any file: previewed, then written.
  private func upload(_ desk: DeskVisit) async throws -> Answer {
    let reading = try await AskReading(desk, try desk.parameter("code"))
    try reading.checkMayAnswer()
    guard let file = desk.form.file("file") else { return again(desk, reading, ["没有选择文件"]) }
    guard let evidence = evidence(desk) else {
      return again(desk, reading, ["证据等级只能是 E1、E2 或 E3；E4 由督查核验给出"])
    }
    do {
      let checked = try await desk.importDesk.preview(
        ImportRequest(
          content: file.content, register: reading.register.id,
          validFrom: desk.today, evidence: evidence))
      let ticket = desk.site.previews.keep(
        checked, for: desk.actor, at: desk.site.clock.seconds())
      return .onward(to: "/imports/previews/\(ticket)")
    } catch let error as DocumentError {
      return again(desk, reading, [error.description])
    } catch let error as JournalError {
      return again(desk, reading, [error.description])
    }
  }

  private func giveBack(_ desk: DeskVisit) async throws -> Answer {
    let reading = try await AskReading(desk, try desk.parameter("code"))
    let permit = try reading.checkMayAnswer()
    let chosen = Set(
      desk.form.items.filter { $0.name == "cell" }.compactMap { AskCellKey($0.value) })
    guard !chosen.isEmpty else { return again(desk, reading, ["请先勾选要退回的格，没有改动"]) }
    let other = desk.form["way"] == "other" ? desk.form["unit"] : nil
    do {
      try await desk.site.journal.commit(
        ReturnCells(
          Set(chosen.map(\.cell)), of: reading.progress.ask.code, keeper: desk.actor.post.unit,
          to: other, reason: desk.form["reason"]), permit: permit, reason: desk.form["reason"])
      return .onward(to: "/asks/\(reading.progress.ask.code)?done=returned")
    } catch let error as JournalError {
      return again(desk, reading, [error.description])
    }
  }

  private func end(_ desk: DeskVisit) async throws -> Answer {
    let reading = try await AskReading(desk, try desk.parameter("code"))
    let ask = reading.progress.ask
    let permit = try desk.permit(
      Permissions.ask, reaching: Reach(unit: ask.unit, owner: ask.post))
    guard ask.unit == desk.actor.post.unit else {
      throw Denial.outOfScope(Permissions.ask, role: desk.actor.post.role)
    }
    guard let way = EndAsk.Way(rawValue: desk.form["way"]) else { throw Refusal.notFound }
    do {
      try await desk.site.journal.commit(
        EndAsk(ask.code, way, reason: desk.form["reason"]), permit: permit,
        reason: desk.form["reason"])
      return .onward(to: "/asks/\(ask.code)?done=\(way.rawValue)")
    } catch let error as JournalError {
      return again(desk, reading, [error.description])
    }
  }
}

/// A cell as a form names it.
struct AskCellKey: Hashable, Sendable {
  var cell: FactCell

  init(_ cell: FactCell) { self.cell = cell }

  init?(_ text: String) {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false)
    guard parts.count == 3, let period = Int64(parts[2]) else { return nil }
    cell = FactCell(code: String(parts[0]), field: String(parts[1]), period: period)
  }

  var text: String { "\(cell.code)|\(cell.field)|\(cell.period)" }
}
