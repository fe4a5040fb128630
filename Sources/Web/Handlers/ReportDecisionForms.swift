import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Reports
import Storage

/// The forms in which decisions about a report are written down, empty or as they were sent.
struct ReportDecisionForms: Sendable {
  let desk: DeskVisit
  let code: String

  init(_ desk: DeskVisit) throws {
    guard desk.shell.time.isToday else {
      throw Refusal.refused("您看的是\(desk.asOf.day.chinese)的情况，改动只能在今天办理。请点“回到今天”后再改。")
    }
    self.desk = desk
    code = try desk.parameter("code")
  }

  private var report: String { "/reports/\(Address.encoded(code))" }

  /// Returns an item of the report as it stands.
  func item(_ id: String) async throws -> LedgerItem {
    let item = try await desk.site.database.read { try LedgerStore.item(id, in: $0) }
    guard let item, item.commitment.report == code else { throw Refusal.notFound }
    return item
  }

  /// Answers with a form: alone for the page's script, on a page of its own without.
  func answer(_ form: DecisionForm, status: Int = 200) -> Answer {
    let isPart = desk.address["part"] == "1" || desk.form["part"] == "1"
    guard !isPart else {
      return .fragment(form.drawn(csrf: desk.shell.csrfField), status: status)
    }
    return .page(DecisionPage(shell: desk.shell, code: code, form: form), status: status)
  }

  // MARK: One item

  func edit(_ item: LedgerItem, draft: ItemDraft? = nil) -> DecisionForm {
    var form = form(about: item, "修改 \(item.id)", "edit", submit: "改好并确认")
    form.forms = [.init(.commitment), .init(.task)]
    form.form = draft == nil ? (item.commitment.form ?? .commitment).rawValue : desk.form["form"]
    form.sections = [section(draft ?? ItemDraft(ItemRevision(item.commitment)))]
    return form
  }

  func split(_ item: LedgerItem, drafts: [ItemDraft]? = nil) -> DecisionForm {
    var form = form(about: item, "拆分 \(item.id)", "split", submit: "拆成这几项")
    let wanted = desk.address["parts"].flatMap { Int($0) } ?? 0
    let drafts = drafts ?? self.parts(of: item, count: wanted)
    form.sections = drafts.enumerated().map { index, draft in
      section(draft, legend: "第 \(index + 1) 项", prefix: "\(index + 1)-", asksWords: true)
    }
    form.hidden.append(.init(value: "parts", title: "\(drafts.count)"))
    if drafts.count < SplitCommitment.most {
      form.more = "\(report)/items/\(item.id)/split?parts=\(drafts.count + 1)"
    }
    return form
  }

  func background(_ item: LedgerItem) -> DecisionForm {
    var form = form(about: item, "把 \(item.id) 列为背景", "background", submit: "列为背景")
    form.needsReason = true
    form.reasonHint = "如：说的是去年的成绩"
    return form
  }

  private func form(
    about item: LedgerItem, _ title: String, _ act: String, submit: String
  ) -> DecisionForm {
    DecisionForm(
      title: title, action: "\(report)/items/\(item.id)/\(act)",
      quotes: [item.commitment.sentenceText],
      hidden: [.init(value: "version", title: "\(item.version)")], sections: [],
      reasonHint: "如：与起草组核对", reason: desk.form["reason"], submit: submit,
      back: "\(report)#item-\(item.id)")
  }

  private func section(
    _ draft: ItemDraft, legend: String? = nil, prefix: String = "", asksWords: Bool = false
  ) -> DecisionForm.Section {
    .init(
      legend: legend,
      fields: ItemForm(
        draft: draft, prefix: prefix, choices: ItemChoices(desk), asksWords: asksWords))
  }

  /// Proposes parts: the clauses in which the item's words fall, each with what is read in it.
  private func parts(of item: LedgerItem, count: Int) -> [ItemDraft] {
    let present = ItemRevision(item.commitment)
    var pieces = Self.clauses(item.commitment.text)
    if pieces.count < 2 { pieces = [item.commitment.text, item.commitment.text] }
    pieces = Array(pieces.prefix(SplitCommitment.most))
    while pieces.count < min(count, SplitCommitment.most) { pieces.append(item.commitment.text) }
    let reader = Reader(lexicon: desk.site.library.lexicon)
    let year = item.commitment.due?.year ?? desk.today.year
    return pieces.map { words in
      var draft = ItemDraft(present, words: words)
      let whole = 0..<words.unicodeScalars.count
      if let found = Passage(whole, in: words).reading(by: reader, year: year).first {
        draft.read(found)
      }
      return draft
    }
  }

  /// Words cut where a list goes on.
  private static func clauses(_ text: String) -> [String] {
    text.split(whereSeparator: { "、，；,;".contains($0) }).map(\.trimmingBlanks)
      .filter { !$0.isEmpty }
  }

  // MARK: Several items

  func merge(_ items: [LedgerItem], draft: ItemDraft? = nil) -> DecisionForm {
    let sorted = items.sorted { ($0.commitment.span.first ?? 0) < ($1.commitment.span.first ?? 0) }
    let first = sorted.first?.commitment
    return DecisionForm(
      title: "合并 \(sorted.map(\.id).joined(separator: "、"))", action: "\(report)/merge",
      quotes: sorted.map(\.commitment.text),
      hidden: items.map { .init(value: "item", title: "\($0.id):\($0.version)") },
      sections: (draft ?? first.map { ItemDraft(ItemRevision($0)) }).map { [section($0)] } ?? [],
      reasonHint: "如：两处说的是同一件事", reason: desk.form["reason"], submit: "合并成一项",
      back: "\(report)#items")
  }

  // MARK: Words of the text

  /// Proposes an item for words that the reader passed over: what it reads in them alone.
  func passage(
    _ read: ReadText, _ span: Range<Int>, form chosen: Commitment.Form?, draft: ItemDraft? = nil
  ) -> DecisionForm {
    let passage = Passage(span, in: read.text)
    let words = passage.text(passage.words ?? span)
    let reader = Reader(lexicon: desk.site.library.lexicon)
    let found = passage.reading(by: reader, year: read.report.year).first
    var typed = ItemDraft()
    typed.subject = words
    typed.kind = StatedCommitment.Kind.milestone.rawValue
    typed.comparison = Comparison.unstated.rawValue
    typed.due = Day(year: read.report.year, month: 12, day: 31)?.description ?? ""
    if let found {
      typed.read(found)
      let proposal = desk.site.library.binder.propose(
        subject: found.subject, unit: found.unit, kind: found.kind.rawValue,
        sentence: passage.text(passage.sentence))
      typed.metric = proposal?.metric ?? ""
    }
    return DecisionForm(
      title: "标注原文", action: "\(report)/passages", quotes: [],
      hidden: [
        .init(value: "edition", title: "\(read.edition)"),
        .init(value: "start", title: "\(span.lowerBound)"),
        .init(value: "end", title: "\(span.upperBound)"),
      ], forms: Commitment.Form.allCases.map { .init($0) },
      form: (chosen ?? (found == nil ? .task : .commitment)).rawValue,
      passage: words, sections: [section(draft ?? typed)], reasonHint: "如：读取时漏了这一句",
      reason: desk.form["reason"], submit: "标注",
      back: "\(report)#p-\(span.lowerBound)")
  }
}

extension FormChoice {
  init(_ form: Commitment.Form) { self.init(value: form.rawValue, title: form.title) }
}

extension ItemDraft {
  /// Takes what the reader found in words alone.
  fileprivate mutating func read(_ stated: StatedCommitment) {
    subject = stated.subject
    kind = stated.kind.rawValue
    comparison = stated.comparison.rawValue
    value = stated.value?.description ?? ""
    upper = stated.valueHigh?.description ?? ""
    measure = stated.unit ?? ""
    reference = stated.reference ?? ""
    direction = stated.direction.rawValue
    modality = stated.modality ?? modality
    strength = stated.strength.rawValue
    if stated.period.source == .explicit || due.isEmpty {
      from = stated.period.from?.description ?? from
      due = stated.period.to?.description ?? due
    }
  }
}
