import Commands
import Definitions
import Documents
import Facts
import Ledgers
import Papers
import Quantities
import Storage

/// A letter or a statement as it would go out now.
struct LetterDraft: Sendable {
  let unit: String
  let kind: IssuedPaper.Kind
  private let answerBy: Day
  private let year: Int
  private let desk: DeskVisit

  init(
    _ desk: DeskVisit, unit: String, kind: String?, by: String?, year: String?
  ) throws {
    guard let kind = IssuedPaper.Kind(rawValue: kind ?? ""), kind != .order else {
      throw Refusal.notFound
    }
    self.desk = desk
    self.unit = unit
    self.kind = kind
    answerBy = Self.answerBy(desk, in: by)
    self.year = year.flatMap { Int($0) } ?? desk.asOf.day.year
  }

  /// A week from the day of the page, unless another day was typed.
  static func answerBy(_ desk: DeskVisit, in text: String?) -> Day {
    text.flatMap { Day($0) } ?? desk.asOf.day.adding(days: 7)
  }

  /// The paper with the commitments it speaks of; nil when there is nothing to say.
  func made(foot: PaperFoot) async throws -> (paper: Paper, commitments: [Commitment.ID])? {
    switch kind {
    case .supervision: try await letter(.supervision, foot)
    case .reminder: try await letter(.reminder, foot)
    case .statement: try await statement(foot)
    case .order: nil
    }
  }

  private func letter(
    _ kind: Letter.Kind, _ foot: PaperFoot
  ) async throws -> (Paper, [Commitment.ID])? {
    let readings = (try await desk.lateReadings()[unit] ?? [])
      .filter { $0.light.light.letter == kind.light }
    guard !readings.isEmpty else { return nil }
    let letter = Letter(
      kind: kind, addressee: desk.units(unit), readings: readings, answerBy: answerBy,
      contact: desk.contact, foot: foot)
    return (letter.paper, readings.map(\.id))
  }

  private func statement(_ foot: PaperFoot) async throws -> (Paper, [Commitment.ID])? {
    let knownAt = desk.asOf.knownAt
    let known = try await desk.site.database.read { session in
      (
        splits: try SplitStore.splits(knownAt: knownAt, in: session).mapValues(\.split),
        changes: try TargetChangeStore.changes(knownAt: knownAt, in: session)
      )
    }
    let rows = try await desk.readings().compactMap { reading -> UnitStatement.Row? in
      guard reading.due.year == year else { return nil }
      let parts = known.splits[reading.id]?.parts ?? []
      let part = parts.first { $0.unit == unit }
      guard part != nil || (parts.isEmpty && reading.commitment.unit == unit) else { return nil }
      return UnitStatement.Row(
        reading: reading, commitment: reading.commitment, part: part,
        isLead: part == nil || parts.first?.unit == unit,
        changes: known.changes.filter { $0.commitment == reading.id && $0.inForce != nil })
    }
    guard !rows.isEmpty else { return nil }
    let paper = UnitStatement(unit: desk.units(unit), year: year, rows: rows, foot: foot).paper
    return (paper, rows.map(\.commitment.id))
  }
}

extension IssuedPaper {
  /// What scopes are compared with: the unit that it went to.
  var reach: Reach { Reach(unit: unit, town: unit, park: unit) }
}

extension DeskVisit {
  /// Who may be asked about a paper that is made now.
  var contact: String { "\(units(actor.post.unit)) \(actor.person.name)" }

  func file(
    _ name: String, _ paper: Paper, _ form: PaperForm, foot: PaperFoot
  ) throws -> Answer {
    guard form == .docx else { return .download(try .pdf(name, paper, foot: foot)) }
    return .download(.word(name, WordWriter.bytes(of: paper, madeAt: foot.moment)))
  }

  func nextCode(of kind: IssuedPaper.Kind) async throws -> String {
    let year = asOf.day.year
    return try await site.database.read {
      try IssuedPaperStore.nextCode(of: kind, year: year, in: $0)
    }
  }

  /// The papers that were issued and that the acting post may see, newest first.
  func issuedPapers() async throws -> [IssuedPaper] {
    guard may(Permissions.readLetters) || may(Permissions.writeLetters) else { return [] }
    let knownAt = asOf.knownAt
    return try await site.database.read {
      try IssuedPaperStore.papers(knownAt: knownAt, in: $0)
    }.filter { may(Permissions.readLetters, reaching: $0.reach) }
  }

  func row(_ paper: IssuedPaper) -> IssuedPaperRow {
    IssuedPaperRow(
      code: paper.id, title: paper.kind.title, unit: units(paper.unit),
      day: paper.print.day.description, items: paper.commitments, task: paper.task,
      cancelled: paper.cancelled.map { "\($0.act.day) \($0.act.name)作废：\($0.words)" })
  }

  /// Red and yellow readings by the code of the lead unit; "" where none answers for them.
  func lateReadings() async throws -> [String: [Reading]] {
    let knownAt = asOf.knownAt
    let splits = try await site.database.read { session in
      try SplitStore.splits(knownAt: knownAt, in: session)
    }
    let all = try await site.ledger.current(try await readings(), knownAt: knownAt)
    let late = all.filter { reading in
      [.red, .yellow].contains(reading.light.light) && may(reading.commitment)
    }
    return Dictionary(grouping: late) { reading in
      splits[reading.id]?.split.parts.first?.unit ?? reading.commitment.unit ?? ""
    }
  }

  /// What a task rests on, in words, with the commitment behind it.
  func basis(of task: Assignment) async throws -> (words: String, commitments: [Commitment.ID]) {
    switch task.source {
    case .commitment(let code):
      let item = try await site.database.read { try LedgerStore.item(code, in: $0)?.commitment }
      return ("政府工作报告提出“\(item?.sentenceText ?? code)”（\(code)）。", [code])
    case .directive(let code):
      let line = try await site.database.read {
        try AssignmentStore.directives(knownAt: nil, in: $0)
      }.first { $0.id == code }
      let words = line.map { "\($0.given.name)\($0.given.day.chinese)批示“\($0.line)”（\(code)）。" }
      return (words ?? "批示 \(code)。", line?.commitment.map { [$0] } ?? [])
    case .step(let code, let words):
      return ("推动承诺 \(code)，系统分析提出：\(words)。", [code])
    case .finding(let words): return ("系统分析提出：\(words)。", [])
    case .free: return ("\(task.given.name)\(task.given.day.chinese)交办。", [])
    }
  }
}
