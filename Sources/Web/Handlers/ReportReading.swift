import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Reports
import Storage

/// A report as its page shows it: its text as it was read, with what people decided about it.
struct ReportReading: Sendable {
  let desk: DeskVisit
  let read: ReadText
  /// Everything that was ever read or marked.
  let items: [LedgerItem]
  let questions: [ReportQuestion]
  /// The entry on top of each item.
  let tops: [String: Int64]
  /// Decisions that can be taken back, newest first.
  let decisions: [JournalEntry]
  private let journal: JournalReading
  /// The other reports that it can be laid beside.
  private let beside: [Report]

  private static let mostDecisions = 12

  init(_ desk: DeskVisit, code: String) async throws {
    let knownAt = desk.asOf.knownAt
    guard let read = try await desk.site.texts.text(of: code, knownAt: knownAt, in: desk.site)
    else { throw Refusal.notFound }
    self.desk = desk
    self.read = read
    let (report, day) = (read.report, desk.asOf.day)
    (items, questions, tops, decisions, beside) = try await desk.site.database.read { session in
      (
        try LedgerStore.items(of: code, knownAt: knownAt, in: session).map {
          LedgerItem(commitment: $0.commitment.standing(on: day), version: $0.version)
        },
        try LedgerStore.questions(of: code, knownAt: knownAt, in: session),
        try DecisionStack.tops(of: code, knownAt: knownAt, in: session),
        try DecisionStack.decisions(of: code, knownAt: knownAt, in: session),
        try LedgerStore.reports(knownAt: knownAt, in: session)
          .filter { ReportPair.relation(of: report, to: $0) != nil }
      )
    }
    journal = try await JournalReading(desk)
  }

  var page: ReportPage { ReportPage(shell: desk.shell, model: model()) }

  func model() -> ReportPage.Model {
    let segments = DecidedCoverage.segments(
      read.understanding.segments, with: items.lazy.map(\.commitment))
    let standing = items.filter(\.commitment.state.stands)
    let shown = standing.filter { $0.commitment.form != .background }
      .sorted { ($0.commitment.span.first ?? 0, $0.id) < ($1.commitment.span.first ?? 0, $1.id) }
    let entries = Dictionary(
      decisions.map { ($0.seq, $0) }, uniquingKeysWith: { first, _ in first })
    let makeItem = ReportItemReading(desk: desk, tops: tops, decisions: entries)
    let paragraphs = ReportParagraphs(
      read: read, segments: segments, items: shown.map(\.commitment), questions: questions
    ).all
    return ReportPage.Model(
      code: read.report.id, title: read.report.title, year: read.report.year,
      edition: read.report.edition ?? 1,
      progress: progress(standing, paragraphs),
      coverage: Self.coverage(segments), paragraphs: paragraphs, items: shown.map(makeItem.item),
      aside: standing.filter { $0.commitment.form == .background }.map(makeItem.item),
      dropped: items.filter { $0.commitment.state == .dropped }.map(makeItem.item),
      // What waits for an answer comes first.
      questions: (questions.filter { $0.answer == nil } + questions.filter { $0.answer != nil })
        .map { question($0, entries) },
      decisions: decisions.prefix(Self.mostDecisions).enumerated().map(decision),
      remarks: read.understanding.remarks.map { .init(line: $0.line, summary: $0.summary) },
      glossary: read.understanding.glossary.map { .init(name: $0.title, meaning: $0.meaning) },
      mayDecide: desk.isWritable && desk.may(Permissions.decide),
      mayMark: desk.isWritable && desk.may(Permissions.markReports),
      level: read.report.place?.level.rawValue ?? "", place: read.report.place?.name ?? "",
      placeTitle: read.report.place.map { "\($0.level.title) · \($0.name)" } ?? "本区",
      beside: beside.map {
        .init(code: $0.id, title: ReportHandlers.title(of: read.report, to: $0))
      })
  }

  private func progress(
    _ standing: [LedgerItem], _ paragraphs: [ReportPage.Paragraph]
  ) -> ReportPage.Progress {
    let decided = standing.count { $0.commitment.state == .confirmed }
    return .init(
      decided: decided, undecided: standing.count - decided,
      questions: questions.count { $0.answer == nil },
      pieces: paragraphs.reduce(0) { sum, paragraph in
        sum + paragraph.pieces.count { $0.pieceClass == .undecided }
      })
  }

  private static func coverage(_ segments: [Segment]) -> [ReportPage.Coverage] {
    var counts: [ReportPage.PieceClass: Int] = [:]
    for segment in segments {
      counts[.init(segment.segmentClass), default: 0] += segment.span.count
    }
    return ReportPage.PieceClass.allCases.map { .init(pieceClass: $0, characters: counts[$0] ?? 0) }
  }

  private func decision(_ place: Int, _ entry: JournalEntry) -> ReportPage.Decision {
    .init(
      undo: .init(entry: entry.seq, title: CommandTitles.title(of: entry.command)),
      at: DeskVisit.minute(entry.at), person: journal.person(entry.post), reason: entry.reason,
      mayUndo: place == 0)
  }

  private func question(
    _ question: ReportQuestion, _ entries: [Int64: JournalEntry]
  ) -> ReportPage.Question {
    let span = (question.span.first ?? 0)..<max(question.span.first ?? 0, question.span.last ?? 0)
    return .init(
      id: "\(question.number)", asked: question.words, words: read.words(span),
      readings: question.readings,
      answer: question.answer.flatMap { answer in
        guard question.readings.indices.contains(answer.reading) else { return nil }
        return "\(question.readings[answer.reading])（\(answer.person)，\(answer.day)）"
      }, earlier: question.earlier,
      undo: question.answer.flatMap { entries[$0.seq] }.map {
        .init(entry: $0.seq, title: AnswerQuestion.title)
      })
  }
}

/// Items of a report as its page shows them.
struct ReportItemReading: Sendable {
  let desk: DeskVisit
  let tops: [String: Int64]
  let decisions: [Int64: JournalEntry]

  func item(_ item: LedgerItem) -> ReportPage.Item {
    let commitment = item.commitment
    let isTask = commitment.form == .task
    return .init(
      code: commitment.id, version: item.version, subject: commitment.subject,
      target: isTask ? "" : commitment.target.title,
      kind: isTask ? "措施" : commitment.kindTitle, due: commitment.due?.description,
      metric: commitment.metric.flatMap { desk.site.library.metrics[$0]?.title }, isTask: isTask,
      isConfirmed: commitment.state == .confirmed,
      doubt: commitment.doubts.isEmpty || commitment.state == .confirmed
        ? nil : commitment.doubts.joined(separator: "；"),
      isOpen: commitment.isPromise && desk.may(commitment), origin: origin(commitment),
      earlier: commitment.earlier.map(earlier),
      undo: commitment.state == .dropped ? nil : undo(item))
  }

  private func origin(_ commitment: Commitment) -> String? {
    if let origin = commitment.origin {
      return origin.count > 1 ? "由 \(origin.joined(separator: "、")) 合并" : "由 \(origin[0]) 拆出"
    }
    return commitment.isMarked == true ? "人工标注" : nil
  }

  private func earlier(_ earlier: EarlierDecision) -> ReportPage.Earlier {
    let kind = earlier.state == .confirmed ? "已定为\(earlier.form.title)" : "待确认"
    let due = earlier.due.map { "，\($0)" } ?? ""
    let target = earlier.form == .commitment ? " \(earlier.target)" : ""
    return .init(
      sentence: earlier.sentence, decision: "\(kind)——\(earlier.subject)\(target)\(due)")
  }

  /// The decision on top, unless it was about the whole report.
  private func undo(_ item: LedgerItem) -> ReportPage.Undo? {
    guard let top = tops[item.id], let entry = decisions[top],
      entry.command != ReviseReport.name
    else { return nil }
    return .init(entry: top, title: CommandTitles.title(of: entry.command))
  }
}
