import Commands
import Definitions
import Facts
import Frames
import Quantities
import Storage

/// Makes the page on which a request is put together, with what the store says to it.
struct AskFormModel: Sendable {
  private let desk: DeskVisit
  private let draft: AskDraft
  private static let mostRows = 100

  init(_ desk: DeskVisit, _ draft: AskDraft) {
    self.desk = desk
    self.draft = draft
  }

  func page(problem: String? = nil, sent: IssueAsk.Outcome? = nil) async throws -> AskFormPage {
    var problem = problem ?? draft.problem
    var answer = sent?.answer
    if answer == nil, let request = draft.request {
      do {
        answer = try await desk.askDesk.answer(request, asOf: desk.asOf)
      } catch let error as JournalError {
        problem = problem ?? error.description
      }
    }
    let templates = try await desk.site.database.read { try AskTemplates.all(in: $0) }
    return AskFormPage(
      shell: desk.shell,
      model: .init(
        registers: desk.site.registers.all.filter(desk.mayOpen).map {
          .init(value: $0.id, title: $0.title)
        }, register: draft.register?.id ?? "", codeLabel: draft.register?.codeLabel ?? "编号",
        title: draft.title, reason: draft.reason, due: draft.due?.description ?? "",
        today: desk.today.description, rule: draft.condition, code: draft.subject,
        fields: fields, period: draft.period?.description ?? "", periods: periods,
        hidden: draft.items(withDue: true).map { .init(name: $0.name, value: $0.value) },
        answer: answer.map(shown), refused: sent.map { try? refusal($0) } ?? nil,
        file: draft.request == nil
          ? nil : Address("/files/asks/answer", draft.items()),
        templates: templates.filter { $0.unit == desk.actor.post.unit }.map { template in
          .init(
            entry: template.entry, title: template.body.title,
            path: Address("/asks/new", QueryText.items(template.body.query)).text)
        }, problem: problem))
  }

  // MARK: Choices

  private var fields: [AskFormPage.Option] {
    guard let register = draft.register else { return [] }
    let visibility = desk.visibility(of: register)
    return register.fields.filter(visibility.mayShow).map { field in
      .init(
        value: field.key, title: field.label,
        note: "\(desk.units(field.keeper))，\(field.freshness.title)",
        isChosen: draft.fields.contains(field.key))
    }
  }

  private var periods: [AskFormPage.Option] {
    var lengths: Set<Period.Length> = []
    for field in draft.register?.fields ?? [] {
      if case .periodic(let length) = field.time { lengths.insert(length) }
    }
    let options = lengths.sorted { $0.rawValue < $1.rawValue }.flatMap { length -> [Period] in
      let last = Period(length, containing: desk.today).previous
      let count = length == .month ? 13 : length == .year ? 3 : 4
      return (0..<count).map { last.advanced(by: -$0) }
    }
    return options.map {
      .init(value: $0.description, title: $0.chinese, note: "", isChosen: $0 == draft.period)
    }
  }

  // MARK: The answer

  private func shown(_ answer: RequestAnswer) -> AskFormPage.Answer {
    let words = draft.register.map { FieldWords(desk: desk, register: $0) }
    let rows = zip(answer.store.cells, answer.fates).prefix(Self.mostRows).compactMap {
      cell, fate in
      words.flatMap { row(cell, fate, $0) }
    }
    return .init(
      subjects: answer.store.subjects, undecided: answer.store.undecided, wanted: answer.wanted,
      known: answer.known, repeated: answer.repeated, left: answer.leftover.count,
      keepers: answer.byKeeper.map {
        .init(unit: desk.units($0.keeper), cells: $0.cells.count)
      },
      repeatedIn: answer.repeatedIn.sorted { $0.key < $1.key }.map {
        .init(code: $0.key, path: "/asks/\($0.key)", cells: $0.value)
      }, rows: rows, further: max(0, answer.wanted - Self.mostRows))
  }

  private func row(
    _ cell: StoreAnswer.Cell, _ fate: RequestAnswer.Fate, _ words: FieldWords
  ) -> AskFormPage.Row? {
    guard let field = words.register.field(cell.cell.field) else { return nil }
    let told = AskWords(words)
    return .init(
      code: cell.cell.code, name: cell.name, field: field.label,
      period: told.asked(cell.cell, field), value: told.value(cell, field),
      fate: AskWords.fate(fate, cell), isLeft: fate == .leftover,
      time: words.told(cell, of: field) ?? "—",
      keeper: desk.units(field.keeper),
      grade: cell.evidence == .none ? nil : GradeMark(cell.evidence))
  }

  /// Why nothing went out, and who answers.
  private func refusal(_ outcome: IssueAsk.Outcome) throws -> String? {
    guard outcome.ask.state == .refused else { return nil }
    let answer = outcome.answer
    guard answer.repeated > 0 else {
      return "没有发出：要的 \(answer.wanted) 格库里都有，而且没有过期，答复见下表，可以直接下载。"
    }
    let others = answer.repeatedIn.keys.sorted().joined(separator: "、")
    return "没有发出：库里没有的 \(answer.repeated) 格，\(others) 已经在问，由下表所列主管单位答复，到时这里也看得到。"
  }
}

/// Says what a cell of a request is and what becomes of it.
struct AskWords: Sendable {
  private let words: FieldWords

  init(_ words: FieldWords) { self.words = words }

  func asked(_ cell: FactCell, _ field: Field) -> String {
    Period(code: cell.period).map(\.chinese) ?? "现状"
  }

  func value(_ cell: StoreAnswer.Cell, _ field: Field) -> String {
    if cell.isHidden { return "有，您无权查看" }
    return cell.value.map { words.text($0, of: field) } ?? "—"
  }

  static func fate(_ fate: RequestAnswer.Fate, _ cell: StoreAnswer.Cell) -> String {
    switch fate {
    case .known:
      if case .fresh(let until?) = cell.standing { return "库里有，\(until) 前有效" }
      return "库里有"
    case .repeated(let ask): return "\(ask) 已在问"
    case .returned(let note, let ask): return "\(ask) 已答：\(note)"
    case .leftover:
      if case .stale(let since) = cell.standing { return "要问：\(since) 起过期" }
      return "要问：库里没有"
    }
  }
}

extension DeskVisit {
  var askDesk: AskDesk {
    AskDesk(journal: site.journal, authority: site.authority, actor: actor)
  }

  var importDesk: ImportDesk {
    ImportDesk(journal: site.journal, authority: site.authority, actor: actor)
  }
}
