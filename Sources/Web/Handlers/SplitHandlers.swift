import Commands
import Definitions
import Facts
import Ledgers
import Papers
import Quantities
import Storage

/// Dividing one commitment among units, signing its parts, and taking that back.
struct SplitHandlers: Sendable {
  func routes() -> [Route] {
    let path = "/commitments/:code/split"
    return [
      .desk(.get, path, Permissions.readCommitments, answer: show),
      .desk(.post, path, Permissions.divide, answer: divide),
      .desk(.post, path + "/pasted", Permissions.divide, answer: paste),
      .desk(.post, path + "/signature", Permissions.signSplits, answer: sign),
      .desk(
        .post, path + "/entries/:entry/undo", Permissions.divide, Permissions.signSplits,
        answer: undo),
    ]
  }

  private func show(_ desk: DeskVisit) async throws -> Answer {
    let file = try await SplitFile(desk)
    return .page(SplitPage(shell: desk.shell, model: try await file.model()))
  }

  private func divide(_ desk: DeskVisit) async throws -> Answer {
    let file = try await SplitFile(desk)
    let permit = try desk.permit(Permissions.divide, reaching: file.commitment.reach)
    let drafts = SplitDrafts(desk.form)
    do {
      let command = DivideCommitment(
        commitment: file.commitment.id, version: Int64(desk.form["version"]) ?? 0,
        parts: try drafts.parts(plan: try await file.plan(), of: file.commitment),
        mayExceed: desk.form["exceed"] == "1")
      try await desk.site.journal.commit(
        command, permit: permit, reason: desk.form["reason"])
    } catch let error as JournalError {
      let model = try await file.model(drafts: drafts.rows, problem: error.description)
      return .page(SplitPage(shell: desk.shell, model: model), status: 422)
    }
    return .onward(to: file.path)
  }

  /// Shows the form with what was pasted into it; nothing is written before it is saved.
  private func paste(_ desk: DeskVisit) async throws -> Answer {
    let file = try await SplitFile(desk)
    _ = try desk.permit(Permissions.divide, reaching: file.commitment.reach)
    let pasted = SplitPaste(desk.form.raw("cells"), units: desk.units.all)
    let problem = pasted.problems.isEmpty ? nil : pasted.problems.joined(separator: "；")
    let model = try await file.model(
      drafts: pasted.rows.isEmpty ? nil : pasted.rows, problem: problem,
      done: pasted.rows.isEmpty ? nil : "粘贴了 \(pasted.rows.count) 行，还没有保存。请核对后按“保存分解”")
    return .page(SplitPage(shell: desk.shell, model: model), status: problem == nil ? 200 : 422)
  }

  private func sign(_ desk: DeskVisit) async throws -> Answer {
    let file = try await SplitFile(desk)
    let unit = desk.form["unit"]
    let permit = try desk.permit(
      Permissions.signSplits, reaching: Reach(unit: unit, town: unit, park: unit))
    try await desk.site.journal.commit(
      SignSplit(commitment: file.commitment.id, unit: unit), permit: permit, reason: "")
    return .onward(to: file.path)
  }

  private func undo(_ desk: DeskVisit) async throws -> Answer {
    let file = try await SplitFile(desk)
    guard let number = Int64(try desk.parameter("entry")),
      let entry = file.entries.first(where: { $0.seq == number }),
      let needed = UndoSplit.permissions[entry.command]?.first
    else { throw Refusal.notFound }
    let permit = try desk.permit(needed, reaching: try SplitFile.reach(of: entry, file.commitment))
    try await desk.site.journal.commit(
      UndoSplit(entry: number, permission: needed), permit: permit,
      reason: desk.form["reason"].nonempty ?? "撤销第 \(number) 号记录")
    return .onward(to: file.path)
  }
}

/// One commitment with its split, as its page shows it.
struct SplitFile: Sendable {
  let commitment: Commitment
  let entries: [JournalEntry]
  private let stored: StoredSplit?
  private let undone: [Int64: Int64]
  private let desk: DeskVisit

  /// Reads the commitment of the address; a post that reaches neither it nor a part is turned away.
  init(_ desk: DeskVisit) async throws {
    let code = try desk.parameter("code")
    let (asOf, knownAt) = (desk.asOf, desk.asOf.knownAt)
    let found = try await desk.site.database.read { session in
      (
        commitment: try LedgerStore.commitments(asOf: asOf, in: session)
          .first { $0.id == code },
        stored: try SplitStore.split(of: code, knownAt: knownAt, in: session),
        entries: try SplitStore.entries(of: code, knownAt: knownAt, in: session),
        undone: try DecisionStack.undone(knownAt: knownAt, in: session)
      )
    }
    guard let commitment = found.commitment else { throw Refusal.notFound }
    self.desk = desk
    self.commitment = commitment
    stored = found.stored
    entries = found.entries
    undone = found.undone
    guard desk.may(Permissions.readCommitments, dividing: commitment, as: stored?.split) else {
      throw Denial.outOfScope(Permissions.readCommitments, role: desk.actor.post.role)
    }
  }

  var path: String { "/commitments/\(Address.encoded(commitment.id))/split" }
  private var parts: [Split.Part] { stored?.split.parts ?? [] }

  /// The quarters of the commitment's path; even ones where it has none.
  func plan() async throws -> QuarterPlan {
    let reading = try await desk.readings(of: commitment.report)
      .first { $0.id == commitment.id }
    if let path = reading?.path, !path.target.isZero { return QuarterPlan(path: path) }
    let period = commitment.period(elseOf: desk.asOf.day)
    return QuarterPlan(from: period.from, due: period.due)
  }

  func model(
    drafts: [SplitDraft]? = nil, problem: String? = nil, done: String? = nil
  ) async throws -> SplitPage.Model {
    let journal = try await JournalReading(desk)
    let counts = try await counts()
    let split = stored?.split
    let unit = commitment.target.unit.map { " \($0)" } ?? ""
    let excess = split?.excess
    return SplitPage.Model(
      code: commitment.id, text: commitment.text, target: commitment.target.words.nonempty ?? "完成",
      due: commitment.period(elseOf: desk.asOf.day).due.description,
      sum: split?.total.map { total in
        "\(total)\(unit)" + (excess.map { "（目标 \(split?.whole?.description ?? "")，+\($0)%）" } ?? "")
      }, isOver: excess != nil,
      parts: parts.enumerated().map { part($1, isLead: $0 == 0, counts: counts) },
      form: form(drafts), signing: signing, lines: journal.lines(entries), undo: undo,
      problem: problem, done: done)
  }

  // MARK: Parts

  private func part(
    _ part: Split.Part, isLead: Bool, counts: [String: Number]?
  ) -> SplitPage.Part {
    let (standing, isWaiting) = standing(part)
    return SplitPage.Part(
      unit: desk.units(part.unit), isLead: isLead, leader: part.leader,
      value: part.value?.description ?? "—",
      nodes: (0..<Split.quarters).map {
        part.nodes.indices.contains($0) ? part.nodes[$0].text : ""
      }, reading: counts?[part.unit]?.description,
      due: part.due?.description ?? "", remark: part.remark, standing: standing,
      isWaiting: isWaiting)
  }

  private func standing(_ part: Split.Part) -> (String, Bool) {
    let library = desk.site.library
    let day = desk.asOf.day
    switch Split.standing(
      of: part, on: day, days: library.signingDays(on: day), calendar: library.calendar)
    {
    case .draft: return ("未送签", true)
    case .waiting(let until): return ("待签收" + (until.map { "，至 \($0)" } ?? ""), true)
    case .signed(let signature): return ("\(signature.person) \(signature.day) 签收", false)
    case .deemed(let since): return ("\(since) 起视同签收", false)
    }
  }

  /// What the metric counted for each unit, when its subjects name units.
  private func counts() async throws -> [String: Number]? {
    guard !parts.isEmpty, let metric = commitment.metric,
      let registers = desk.site.library.metrics[metric]?.measure.registers
    else { return nil }
    let explanation = try await desk.site.ledger.explanation(
      of: commitment.id, asOf: desk.asOf, visibility: { _ in .engine })
    guard let reading = explanation?.reading else { return nil }
    var snapshots: [String: Snapshot] = [:]
    for id in registers {
      guard let register = desk.site.library.registers[id] else { continue }
      snapshots[id] = try await desk.site.snapshots.snapshot(
        of: register, asOf: AsOf(reading.day, knownAt: desk.asOf.knownAt))
    }
    return PartTally.counts(
      of: reading.measurement, in: snapshots, among: parts.map(\.unit))
  }

  // MARK: What may be done

  private var signing: SplitPage.Signing? {
    guard desk.isWritable else { return nil }
    let post = desk.actor.post
    return parts.first { part in
      part.sentOn != nil && part.signature == nil
        && [post.unit, post.scopeValue].contains(part.unit)
        && desk.may(
          Permissions.signSplits,
          reaching: Reach(unit: part.unit, town: part.unit, park: part.unit))
    }.map { SplitPage.Signing(unit: $0.unit, title: desk.units($0.unit)) }
  }

  private var undo: SplitPage.Undo? {
    let top = DecisionStack.top(of: entries.map(\.seq).reversed(), undone: undone)
    guard desk.isWritable, let entry = entries.first(where: { $0.seq == top }),
      let needed = UndoSplit.permissions[entry.command]?.first,
      let reach = try? Self.reach(of: entry, commitment), desk.may(needed, reaching: reach)
    else { return nil }
    return SplitPage.Undo(entry: entry.seq, title: CommandTitles.title(of: entry.command))
  }

  /// What a permission has to reach to take an entry back: the unit that signed, or the commitment.
  static func reach(of entry: JournalEntry, _ commitment: Commitment) throws -> Reach {
    guard entry.command == SignSplit.name else { return commitment.reach }
    let unit = try CanonicalJSON.value(SignSplit.Body.self, from: entry.body).unit
    return Reach(unit: unit, town: unit, park: unit)
  }

  private func form(_ drafts: [SplitDraft]?) -> SplitPage.Form? {
    guard desk.isWritable, desk.may(Permissions.divide, reaching: commitment.reach) else {
      return nil
    }
    let asked = Int(desk.address["rows"] ?? "") ?? 0
    var rows = drafts ?? parts.map(SplitDraft.init)
    if rows.isEmpty { rows = [SplitDraft(unit: commitment.unit ?? "")] }
    let count = min(max(asked, rows.count + (drafts == nil ? 2 : 0)), DivideCommitment.most)
    while rows.count < count { rows.append(SplitDraft()) }
    return SplitPage.Form(
      version: stored?.version ?? 0, rows: rows,
      units: desk.units.all.map { FormChoice(value: $0.code, title: $0.name) },
      mayExceed: stored?.split.mayExceed ?? false, isDivisible: commitment.isDivisible,
      reason: desk.form["reason"], more: "\(path)?rows=\(rows.count + 4)")
  }
}
