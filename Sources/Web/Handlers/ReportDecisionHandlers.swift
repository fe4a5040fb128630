import Commands
import Definitions
import Ledgers
import Quantities
import Reports
import Storage

/// Decisions about what was read in a report: each form, each command, and its undoing.
struct ReportDecisionHandlers: Sendable {
  func routes() -> [Route] {
    let decide = Permissions.decide
    let mark = Permissions.markReports
    let item = "/reports/:code/items/:item"
    return [
      .desk(.post, item + "/confirmation", Permissions.confirmCommitments, answer: confirm),
      .desk(.get, item + "/edit", decide, answer: editForm),
      .desk(.post, item + "/edit", decide, answer: edit),
      .desk(.get, item + "/split", decide, answer: splitForm),
      .desk(.post, item + "/split", decide, answer: split),
      .desk(.get, item + "/background", decide, answer: backgroundForm),
      .desk(.post, item + "/background", decide, answer: background),
      .desk(.get, "/reports/:code/merge", decide, answer: mergeForm),
      .desk(.post, "/reports/:code/merge", decide, answer: merge),
      .desk(.get, "/reports/:code/passages", mark, answer: passageForm),
      .desk(.post, "/reports/:code/passages", mark, answer: passage),
      .desk(.post, "/reports/:code/decisions/:entry/undo", decide, mark, answer: undo),
    ]
  }

  // MARK: One item

  private func confirm(_ desk: DeskVisit) async throws -> Answer {
    let item = try await ReportDecisionForms(desk).item(try desk.parameter("item"))
    let permit = try desk.permit(
      Permissions.confirmCommitments, reaching: item.commitment.reach)
    let command = ConfirmCommitment(
      commitment: item.id, metric: item.commitment.metric, unit: item.commitment.unit,
      version: Self.version(desk))
    return try await desk.decide(command, permit, at: "item-\(item.id)")
  }

  private func editForm(_ desk: DeskVisit) async throws -> Answer {
    let forms = try ReportDecisionForms(desk)
    return forms.answer(forms.edit(try await reached(desk, forms).item))
  }

  private func edit(_ desk: DeskVisit) async throws -> Answer {
    let forms = try ReportDecisionForms(desk)
    let (item, permit) = try await reached(desk, forms)
    let draft = ItemDraft(desk.form)
    return try await deciding(forms, forms.edit(item, draft: draft)) {
      let command = EditCommitment(
        item: .init(code: item.id, version: Self.version(desk)),
        revision: try draft.revision(ItemRevision(item.commitment)),
        form: Commitment.Form(rawValue: desk.form["form"]) ?? .commitment)
      return try await desk.decide(command, permit, at: "item-\(item.id)")
    }
  }

  private func splitForm(_ desk: DeskVisit) async throws -> Answer {
    let forms = try ReportDecisionForms(desk)
    return forms.answer(forms.split(try await reached(desk, forms).item))
  }

  private func split(_ desk: DeskVisit) async throws -> Answer {
    let forms = try ReportDecisionForms(desk)
    let (item, permit) = try await reached(desk, forms)
    let count = min(max(Int(desk.form["parts"]) ?? 0, 2), SplitCommitment.most)
    let drafts = (1...count).map { ItemDraft(desk.form, prefix: "\($0)-") }
    return try await deciding(forms, forms.split(item, drafts: drafts)) {
      let command = SplitCommitment(
        item: .init(code: item.id, version: Self.version(desk)),
        parts: try drafts.map { draft throws(JournalError) in
          .init(
            words: draft.words, revision: try draft.revision(ItemRevision(item.commitment)))
        })
      return try await desk.decide(command, permit, at: "items")
    }
  }

  private func backgroundForm(_ desk: DeskVisit) async throws -> Answer {
    let forms = try ReportDecisionForms(desk)
    return forms.answer(forms.background(try await reached(desk, forms).item))
  }

  private func background(_ desk: DeskVisit) async throws -> Answer {
    let forms = try ReportDecisionForms(desk)
    let (item, permit) = try await reached(desk, forms)
    return try await deciding(forms, forms.background(item)) {
      let command = MarkBackground(
        item: .init(code: item.id, version: Self.version(desk)), ground: desk.form["reason"])
      return try await desk.decide(command, permit, at: "aside")
    }
  }

  /// Returns the item that a form is about, when the acting post may decide about it.
  private func reached(
    _ desk: DeskVisit, _ forms: ReportDecisionForms
  ) async throws -> (item: LedgerItem, permit: Permit) {
    let item = try await forms.item(try desk.parameter("item"))
    return (item, try desk.permit(Permissions.decide, reaching: item.commitment.reach))
  }

  private static func version(_ desk: DeskVisit) -> Int64 { Int64(desk.form["version"]) ?? 0 }

  // MARK: Several items and words of the text

  private func mergeForm(_ desk: DeskVisit) async throws -> Answer {
    let forms = try ReportDecisionForms(desk)
    let codes = desk.address.items.filter { $0.name == "item" }.map(\.value)
    let items = try await items(codes, desk, forms)
    guard items.count >= 2 else {
      throw Refusal.refused("合并至少要选两项，没有改动。请回到报告，先勾选两项以上。")
    }
    return forms.answer(forms.merge(items))
  }

  private func merge(_ desk: DeskVisit) async throws -> Answer {
    let forms = try ReportDecisionForms(desk)
    let seen = desk.form.items.filter { $0.name == "item" }.compactMap { item -> ItemVersion? in
      let pair = item.value.split(separator: ":")
      guard pair.count == 2, let version = Int64(pair[1]) else { return nil }
      return ItemVersion(code: String(pair[0]), version: version)
    }
    let items = try await items(seen.map(\.code), desk, forms)
    let permit = try desk.permit(
      Permissions.decide, reaching: items.first?.commitment.reach ?? .everything)
    let draft = ItemDraft(desk.form)
    return try await deciding(forms, forms.merge(items, draft: draft)) {
      guard let first = items.first else { throw JournalError.invalid("没有选中条目，没有改动") }
      let command = MergeCommitments(
        items: seen, revision: try draft.revision(ItemRevision(first.commitment)))
      return try await desk.decide(command, permit, at: "items")
    }
  }

  /// Returns chosen items, when the acting post may decide about every one of them.
  private func items(
    _ codes: [String], _ desk: DeskVisit, _ forms: ReportDecisionForms
  ) async throws -> [LedgerItem] {
    var items: [LedgerItem] = []
    for code in codes {
      let item = try await forms.item(code)
      _ = try desk.permit(Permissions.decide, reaching: item.commitment.reach)
      items.append(item)
    }
    return items
  }

  private func passageForm(_ desk: DeskVisit) async throws -> Answer {
    let forms = try ReportDecisionForms(desk)
    _ = try desk.permit(Permissions.markReports)
    let read = try await text(desk, forms)
    guard let from = desk.address["from"].flatMap({ Int($0) }),
      let to = desk.address["to"].flatMap({ Int($0) }), from < to
    else { throw Refusal.refused("没有选中文字，没有改动。请回到报告，选中一句话再标注。") }
    let span = (from..<to).clamped(to: 0..<read.scalars.count)
    return forms.answer(forms.passage(read, span, form: nil))
  }

  private func passage(_ desk: DeskVisit) async throws -> Answer {
    let forms = try ReportDecisionForms(desk)
    let permit = try desk.permit(Permissions.markReports)
    let read = try await text(desk, forms)
    let from = min(max(Int(desk.form["start"]) ?? 0, 0), read.scalars.count)
    let to = min(max(Int(desk.form["end"]) ?? 0, from), read.scalars.count)
    let chosen = Commitment.Form(rawValue: desk.form["form"])
    let draft = ItemDraft(desk.form)
    let form = forms.passage(read, from..<to, form: chosen, draft: draft)
    return try await deciding(forms, form) {
      guard let chosen else { throw JournalError.invalid("没有选标为承诺、措施还是背景，没有改动") }
      // A browser sends the ends of lines as two characters.
      let words = Array(desk.form["words"].replacing("\r\n", with: "\n").unicodeScalars)
      guard !words.isEmpty, let place = read.scalars[from..<to].firstRange(of: words) else {
        throw JournalError.invalid("“\(desk.form["words"])”不在选中的原文里，没有改动。请照原文填写")
      }
      var revision: ItemRevision?
      if chosen != .background {
        let blank = Commitment(
          id: "", report: "", sentence: [], span: [], sentenceText: "", text: "", subject: "",
          kind: draft.kind, target: .init(comparison: .unstated))
        revision = try draft.revision(ItemRevision(blank))
      }
      let command = MarkPassage(
        report: forms.code, edition: Int64(desk.form["edition"]) ?? 0, span: place,
        form: chosen, revision: revision)
      return try await desk.decide(command, permit, at: "p-\(from)")
    }
  }

  private func text(_ desk: DeskVisit, _ forms: ReportDecisionForms) async throws -> ReadText {
    guard let read = try await desk.site.texts.text(of: forms.code, knownAt: nil, in: desk.site)
    else { throw Refusal.notFound }
    return read
  }

  // MARK: Undoing

  private func undo(_ desk: DeskVisit) async throws -> Answer {
    guard let entry = Int64(try desk.parameter("entry")) else { throw Refusal.notFound }
    let code = try desk.parameter("code")
    let decision = try await desk.site.database.read { session in
      try DecisionStack.decisions(of: code, knownAt: nil, in: session)
        .first { $0.seq == entry }
    }
    guard let needed = decision.flatMap({ UndoDecision.permissions[$0.command]?.first }) else {
      throw Refusal.notFound
    }
    var permit = try desk.permit(needed, reaching: .everything)
    if needed == Permissions.decide {
      let items = try await desk.site.database.read { session in
        try LedgerStore.items(writtenBy: entry, in: session)
      }
      for item in items { permit = try desk.permit(needed, reaching: item.reach) }
    }
    let at = desk.form["at"].nonempty ?? "decisions"
    return try await desk.decide(
      UndoDecision(entry: entry, permission: needed), permit, at: at,
      reason: desk.form["reason"].nonempty ?? "撤销第 \(entry) 号办理")
  }

  /// Runs a decision; what was typed is kept beside the reason when it is refused.
  private func deciding(
    _ forms: ReportDecisionForms, _ form: DecisionForm,
    _ decide: () async throws -> Answer
  ) async throws -> Answer {
    do {
      return try await decide()
    } catch let error as JournalError {
      var form = form
      form.problem = error.description
      return forms.answer(form, status: 422)
    }
  }
}

extension DeskVisit {
  /// Commits a decision about a report and shows it: the parts that changed for the page's script,
  /// the page itself without.
  func decide(
    _ command: some Command, _ permit: Permit, at anchor: String, reason: String? = nil
  ) async throws -> Answer {
    let code = try parameter("code")
    let reason = reason ?? form["reason"]
    guard form["part"] == "1" else {
      try await site.journal.commit(command, permit: permit, reason: reason)
      return .onward(to: "/reports/\(Address.encoded(code))#\(anchor)")
    }
    let before = try await ReportReading(self, code: code).page
    try await site.journal.commit(command, permit: permit, reason: reason)
    let after = try await ReportReading(self, code: code).page
    return .fragment(ReportChanges(before: before, after: after).drawn)
  }
}
