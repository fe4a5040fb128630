import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Reports
import Storage

/// A report as its page shows it: read again from its text, with what people decided about it.
struct ReportReading: Sendable {
  private let desk: DeskVisit
  private let report: Report
  private let scalars: [Unicode.Scalar]
  private let understanding: Understanding
  private let commitments: [Commitment]
  private let questions: [ReportQuestion]

  init(_ desk: DeskVisit, code: String) async throws {
    let knownAt = desk.asOf.knownAt
    let stored = try await desk.site.database.read { session in
      (
        try LedgerStore.report(code, knownAt: knownAt, in: session),
        try LedgerStore.commitments(of: code, knownAt: knownAt, in: session),
        try LedgerStore.questions(of: code, knownAt: knownAt, in: session)
      )
    }
    guard let (report, text) = stored.0 else { throw Refusal.notFound }
    self.desk = desk
    self.report = report
    (commitments, questions) = (stored.1, stored.2)
    scalars = Array(text.unicodeScalars)
    understanding = Reader(lexicon: desk.site.library.lexicon).read(text, year: report.year)
  }

  var model: ReportPage.Model {
    ReportPage.Model(
      code: report.id, title: report.title, year: report.year, coverage: coverage,
      paragraphs: paragraphs, items: commitments.map(item),
      // What waits for an answer comes first.
      questions: (questions.filter { $0.answer == nil } + questions.filter { $0.answer != nil })
        .map(question),
      mayDecide: desk.isWritable && desk.may(Permissions.confirmCommitments))
  }

  private var coverage: [ReportPage.Coverage] {
    var counts: [ReportPage.PieceClass: Int] = [:]
    for segment in understanding.segments {
      counts[.init(segment.segmentClass), default: 0] += segment.span.count
    }
    return ReportPage.PieceClass.allCases.map { .init(pieceClass: $0, characters: counts[$0] ?? 0) }
  }

  // MARK: The text

  /// The pieces of the text, cut at the ends of its lines.
  private var paragraphs: [ReportPage.Paragraph] {
    var paragraphs: [ReportPage.Paragraph] = []
    var pieces: [ReportPage.Piece] = []
    func close() {
      let text = pieces.map(\.text).joined()
      if !text.trimmingBlanks.isEmpty {
        paragraphs.append(.init(isHeading: isHeading(text.trimmingBlanks), pieces: pieces))
      }
      pieces = []
    }
    for segment in understanding.segments {
      var start = segment.span.lowerBound
      while start < segment.span.upperBound {
        let end = scalars[start..<segment.span.upperBound].firstIndex { $0 == "\n" }
        let stop = end ?? segment.span.upperBound
        if start < stop { pieces.append(piece(start..<stop, of: segment)) }
        guard let end else { break }
        close()
        start = end + 1
      }
    }
    close()
    return paragraphs
  }

  private func piece(_ span: Range<Int>, of segment: Segment) -> ReportPage.Piece {
    .init(
      text: text(span), pieceClass: .init(segment.segmentClass),
      codes: commitments.filter { $0.span.first.map(span.contains) ?? false }.map(\.id),
      questions: questions.filter { $0.span.first.map(span.contains) ?? false }
        .map { "\($0.number)" })
  }

  private func text(_ span: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[span.clamped(to: 0..<scalars.count)])
    return String(text)
  }

  private var headings: Set<String> {
    Set(understanding.parts.compactMap(\.heading) + commitments.flatMap(\.section))
  }

  private func isHeading(_ line: String) -> Bool {
    if headings.contains(line) { return true }
    let isShort = line.unicodeScalars.count <= 40 && !line.contains(where: { "。；！".contains($0) })
    let numerals = line.prefix { "一二三四五六七八九十（）".contains($0) }
    return isShort && !numerals.isEmpty
      && (numerals.hasSuffix("）") || line.dropFirst(numerals.count).first == "、")
  }

  // MARK: What was found

  private func item(_ commitment: Commitment) -> ReportPage.Item {
    .init(
      code: commitment.id, subject: commitment.subject, target: commitment.target.title,
      kind: commitment.kindTitle, due: commitment.due?.description,
      metric: commitment.metric.flatMap { desk.site.library.metrics[$0]?.title },
      isConfirmed: commitment.state == .confirmed,
      doubt: commitment.doubts.isEmpty ? nil : commitment.doubts.joined(separator: "；"),
      isOpen: desk.may(commitment))
  }

  private func question(_ question: ReportQuestion) -> ReportPage.Question {
    let span = (question.span.first ?? 0)..<max(question.span.first ?? 0, question.span.last ?? 0)
    return .init(
      id: "\(question.number)", asked: question.words, words: text(span),
      readings: question.readings,
      answer: question.answer.flatMap { answer in
        guard question.readings.indices.contains(answer.reading) else { return nil }
        return "\(question.readings[answer.reading])（\(answer.person)，\(answer.day)）"
      })
  }
}

extension ReportPage.PieceClass {
  init(_ segmentClass: Segment.Class) {
    self =
      switch segmentClass {
      case .commitment: .commitment
      case .measure: .measure
      case .background: .background
      case .undecided: .undecided
      }
  }
}
