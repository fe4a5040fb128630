import Commands
import Definitions
import Documents
import Facts
import Quantities
import Storage

/// Files taken into the registers: upload, preview, entry, reversal.
struct ImportHandlers: Sendable {
  private static let mostChanges = 200
  private static let batchesOfPage = 50
  /// A file of 200 MB and the other parts of its form.
  private static let longestUpload = 201 * 1024 * 1024
  private static let mostRemarks = 200

  func routes() -> [Route] {
    let may = Permissions.importFacts
    return [
      .desk(.get, "/imports", may, answer: list),
      .desk(.post, "/imports", may, answer: upload).taking(upTo: Self.longestUpload),
      .desk(.get, "/imports/previews/:ticket", may, answer: preview),
      .desk(.get, "/imports/previews/:ticket/problems", may, answer: problems),
      .desk(.post, "/imports/previews/:ticket/columns", may, answer: chooseColumns),
      .desk(.post, "/imports/previews/:ticket/entry", may, answer: enter),
      .desk(.post, "/imports/previews/:ticket/discard", may, answer: discard),
      .desk(.post, "/imports/:entry/reversal", Permissions.reverseImports, answer: reverse),
    ]
  }

  // MARK: The list

  private func list(_ desk: DeskVisit) async throws -> Answer {
    let done = desk.address["done"].map { "已写入，记录号 \($0)。" }
    let undone = desk.address["undone"].map { "第 \($0) 号导入已撤回。" }
    return .page(try await page(desk, done: done ?? undone))
  }

  private func page(
    _ desk: DeskVisit, problem: String? = nil, done: String? = nil
  ) async throws -> ImportsPage {
    let all = try await ImportBatches(desk).all
    let pages = max(1, (all.count + Self.batchesOfPage - 1) / Self.batchesOfPage)
    let number = min(max(desk.address["page"].flatMap { Int($0) } ?? 1, 1), pages)
    let batches = all.dropFirst((number - 1) * Self.batchesOfPage).prefix(Self.batchesOfPage)
    return ImportsPage(
      shell: desk.shell,
      model: .init(
        registers: desk.site.registers.all.filter { Self.mayWrite($0, desk) }
          .map { .init(value: $0.id, title: $0.title) },
        register: desk.address["register"] ?? desk.form["register"],
        validFrom: desk.today.description, today: desk.today.description, problem: problem,
        done: done, batches: Array(batches), total: all.count,
        pager: Pager(
          address: Address("/imports", [.init(name: "page", value: "\(number)")]), page: number,
          pages: pages), files: RegisterFiles.choices(desk),
        unsureNames: try await FirmNameHandlers.waiting(desk)))
  }

  /// Whether the acting post may write at least one column of a register.
  static func mayWrite(_ register: Register, _ desk: DeskVisit) -> Bool {
    (try? desk.site.authority.writable(in: register, by: desk.actor, on: desk.today)) != nil
  }

  // MARK: Upload and preview

  private func upload(_ desk: DeskVisit) async throws -> Answer {
    guard let file = desk.form.file("file") else { return try await again(desk, "没有选择文件") }
    guard let validFrom = Day(desk.form["valid-from"]), validFrom <= desk.today else {
      return try await again(desk, "“从哪一天起有效”要写成 2022-06-30 的样子，且不晚于今天")
    }
    guard let evidence = Evidence(code: desk.form["evidence"]), evidence > .none,
      evidence < .verified
    else { return try await again(desk, "证据等级只能是 E1、E2 或 E3；E4 由督查核验给出") }
    do {
      let checked = try await Self.importDesk(desk).preview(
        ImportRequest(
          content: file.content, register: desk.form["register"],
          validFrom: validFrom, evidence: evidence))
      let ticket = desk.site.previews.keep(
        checked, for: desk.actor, at: desk.site.clock.seconds())
      return .onward(to: "/imports/previews/\(ticket)")
    } catch let error as DocumentError {
      return try await again(desk, error.description)
    } catch let error as JournalError {
      return try await again(desk, error.description)
    }
  }

  private func again(_ desk: DeskVisit, _ problem: String) async throws -> Answer {
    .page(try await page(desk, problem: problem), status: 422)
  }

  static func importDesk(_ desk: DeskVisit) -> ImportDesk {
    ImportDesk(journal: desk.site.journal, authority: desk.site.authority, actor: desk.actor)
  }

  private func checked(_ desk: DeskVisit) throws -> (ticket: String, checked: CheckedImport) {
    let ticket = try desk.parameter("ticket")
    let now = desk.site.clock.seconds()
    guard let checked = desk.site.previews.find(ticket, for: desk.actor, at: now) else {
      throw Refusal.refused(
        "这份比对已经过期、已写入，或者留在另一个服务进程里，没有改动任何数据，原有数据都在。"
          + "请重新上传文件；有几个服务进程时，请管理员让前面的代理把同一个人总是送到同一个进程。")
    }
    return (ticket, checked)
  }

  private func preview(_ desk: DeskVisit) async throws -> Answer {
    let (ticket, checked) = try checked(desk)
    return .page(try await page(desk, ticket, checked))
  }

  private func page(
    _ desk: DeskVisit, _ ticket: String, _ checked: CheckedImport, problem: String? = nil
  ) async throws -> ImportPreviewPage {
    let preview = checked.preview
    guard let register = desk.site.library.registers[preview.register] else {
      throw Refusal.notFound
    }
    let names = try await RegisterReading(desk, register).names
    let words = FieldWords(desk: desk, register: register)
    let evidence = checked.request.evidence
    return ImportPreviewPage(
      shell: desk.shell,
      model: .init(
        ticket: ticket, file: preview.file, register: register.title,
        sheet: preview.sheets, validFrom: checked.request.validFrom.description,
        evidence: "\(evidence.code) \(evidence.title)", rows: preview.rows,
        added: preview.added.count, changed: preview.changed.count,
        unchanged: preview.unchanged, besides: preview.besides,
        confirmations: preview.confirmations, unsureNames: preview.unsureNames,
        refused: preview.refused,
        conflicts: preview.conflicts(with: evidence),
        corrections: preview.corrections, values: preview.values,
        remarks: preview.remarks.prefix(Self.mostRemarks).map {
          Self.remark($0, register, isOneSheet: preview.layouts.count < 2)
        },
        changes: preview.changes.prefix(Self.mostChanges).compactMap { change in
          Self.change(change, preview, register, names, words, evidence)
        }, columns: ColumnChoiceForm(preview, register, checked.request.choices),
        matches: MatchForm.rows(of: preview),
        isUnderstood: preview.isUnderstood, reason: desk.form["reason"], problem: problem))
  }

  /// What a file says about persons is masked as it is everywhere.
  private static func remark(
    _ remark: ImportRemark, _ register: Register, isOneSheet: Bool
  ) -> ImportPreviewPage.Remark {
    let sheet = isOneSheet || remark.sheet.isEmpty ? nil : "工作表“\(remark.sheet)”"
    let place = [sheet, remark.row.map { "第 \($0) 行" }, remark.column].compactMap(\.self)
    let isPersonal = remark.column.flatMap { register.field(named: $0) }?.isPersonal == true
    let isMasked = isPersonal && !remark.written.isEmpty
    let shown = isMasked ? PersonalMask.masked(remark.written) : remark.written
    return .init(
      place: place.isEmpty ? "整个文件" : place.joined(separator: " · "), written: shown,
      expected: remark.expected,
      message: isMasked ? remark.message.replacing(remark.written, with: shown) : remark.message)
  }

  private static func change(
    _ change: FactChange, _ preview: ImportPreview, _ register: Register,
    _ names: [String: String], _ words: FieldWords, _ evidence: Evidence
  ) -> ImportPreviewPage.Change? {
    guard let field = register.field(change.field) else { return nil }
    let before = field.value(of: change.before).map { words.text($0, of: field) }
    return .init(
      code: change.code, name: names[change.code] ?? change.code,
      isNew: names[change.code] == nil, field: field.label,
      period: words.period(change.period, of: field), before: before,
      after: field.value(of: change.after).map { words.text($0, of: field) } ?? "撤回",
      standing: change.isConflict(with: evidence) || change.isBeside
        ? "\(change.standing.code) \(change.standing.title)" : nil, act: change.act)
  }

  /// Compares the file anew with the columns that were chosen on the page.
  private func chooseColumns(_ desk: DeskVisit) async throws -> Answer {
    let (ticket, checked) = try checked(desk)
    var request = checked.request
    request.choices = ColumnChoiceForm.choices(in: desk.form)
    request.matches.merge(MatchForm.matches(in: desk.form)) { _, new in new }
    let renewed = try await Self.importDesk(desk).preview(request)
    desk.site.previews.drop(ticket)
    let next = desk.site.previews.keep(renewed, for: desk.actor, at: desk.site.clock.seconds())
    return .onward(to: "/imports/previews/\(next)")
  }

  /// Gives back the rows that were not taken, marked.
  private func problems(_ desk: DeskVisit) async throws -> Answer {
    let (_, checked) = try checked(desk)
    let preview = checked.preview
    guard let register = desk.site.library.registers[preview.register],
      !preview.refusedRows.isEmpty
    else { throw Refusal.notFound }
    let bytes = try RefusedRowsSheet(preview: preview, register: register)
      .workbook(on: desk.today)
    return .download(.workbook("\(preview.file.prefix { $0 != "." })-待改正", bytes))
  }

  // MARK: Entry and reversal

  private func enter(_ desk: DeskVisit) async throws -> Answer {
    let (ticket, checked) = try checked(desk)
    guard checked.preview.isUnderstood, checked.preview.hasSomethingToTell else {
      throw Refusal.refused("这份文件没有可以写入的内容，没有改动任何数据。")
    }
    let isOnlyQueue = checked.preview.changesNothing && checked.preview.confirmations == 0
    guard checked.preview.refused == 0 || isOnlyQueue || desk.form["partial"] == "yes" else {
      return .page(
        try await page(desk, ticket, checked, problem: "有未通过的行，没有写入。要跳过它们，请勾选后再写入"),
        status: 422)
    }
    do {
      let entry = try await Self.importDesk(desk).commit(
        checked, reason: desk.form["reason"],
        keepingStronger: desk.form["keep-stronger"] == "yes")
      desk.site.previews.drop(ticket)
      return .onward(to: isOnlyQueue ? "/imports/firms?queued=\(entry)" : "/imports?done=\(entry)")
    } catch let error as JournalError {
      return .page(
        try await page(desk, ticket, checked, problem: error.description), status: 409)
    }
  }

  private func discard(_ desk: DeskVisit) async throws -> Answer {
    let (ticket, _) = try checked(desk)
    desk.site.previews.drop(ticket)
    return .onward(to: "/imports")
  }

  private func reverse(_ desk: DeskVisit) async throws -> Answer {
    guard let entry = Int64(try desk.parameter("entry")) else { throw Refusal.notFound }
    _ = try await Self.importDesk(desk).reverse(entry, reason: "撤回第 \(entry) 号导入")
    return .onward(to: "/imports?undone=\(entry)")
  }
}

/// The imports of the journal, newest first, each with what became of it.
private struct ImportBatches: Sendable {
  let all: [ImportsPage.Batch]

  init(_ desk: DeskVisit) async throws {
    let (imports, reversals) = try await desk.site.database.read { session in
      (
        try Self.entries(ImportFacts.name, in: session),
        try Self.entries(ReverseImport.name, in: session)
      )
    }
    var reversedBy: [Int64: Int64] = [:]
    for entry in reversals {
      let body = try CanonicalJSON.value(ReverseImport.Body.self, from: entry.body)
      reversedBy[body.entry] = entry.seq
    }
    let reading = try await JournalReading(desk)
    let owners = try await desk.site.database.read { try PostStore.actors(in: $0) }
    let units = Dictionary(
      owners.map { ($0.post.id, $0.post.unit) }, uniquingKeysWith: { first, _ in first })
    all = try imports.map { entry in
      let body = try CanonicalJSON.value(ImportFacts.Body.self, from: entry.body)
      let register = desk.site.library.registers[body.register]?.title ?? body.register
      let mayReverse = desk.may(
        Permissions.reverseImports, reaching: Reach(unit: units[entry.post], owner: entry.post))
      return ImportsPage.Batch(
        seq: entry.seq, at: DeskVisit.minute(entry.at), file: body.file, register: register,
        person: reading.person(entry.post), post: reading.post(entry.post), added: body.added,
        changed: body.changed, values: body.values, confirmed: body.confirmed ?? 0,
        unsure: body.unsure ?? 0, reversedBy: reversedBy[entry.seq],
        mayReverse: mayReverse)
    }
  }

  private static func entries(
    _ command: String, in session: any Session
  ) throws -> [JournalEntry] {
    try JournalEntry.newest(1_000, in: session).filter { $0.command == command }
  }
}
