package import Definitions
package import Reports

/// What a corrected text of a report does to the decisions that were made about it.
///
/// Sentences that stand word for word keep everything; sentences that changed come up again with
/// what had been decided beside them; sentences that went take their items with them.
package struct EditionPlan: Sendable {
  package enum Fate: String, Hashable, Sendable, CaseIterable {
    case carried, changed, dropped, added

    package var title: String {
      switch self {
      case .carried: "沿用"
      case .changed: "改动"
      case .dropped: "删去"
      case .added: "新增"
      }
    }
  }

  /// What becomes of one item; an added one has no code yet.
  package struct Item: Hashable, Sendable {
    package var fate: Fate
    package var before: Commitment?
    package var after: Commitment
  }

  /// What becomes of one question; an added one has the number 0.
  package struct Question: Hashable, Sendable {
    package var fate: Fate
    package var before: ReportQuestion?
    package var after: ReportQuestion
  }

  /// The report as it will stand.
  package var report: Report
  package var text: String
  /// The last entry about the report that the plan knows of.
  package var basis: Int64
  package var items: [Item]
  package var questions: [Question]

  /// Works out what a new text does to the items and questions of a report.
  package init(
    report: Report, oldText: String, items: [Commitment], questions: [ReportQuestion],
    basis: Int64, newText: String, file: String, understanding: Understanding,
    binder: MetricBinder
  ) {
    self.report = report
    self.report.edition = (report.edition ?? 1) + 1
    self.report.file = file
    self.report.coverage = understanding.coverage
    self.report.commitments = understanding.commitments.count
    text = newText
    self.basis = basis
    var matcher = EditionMatcher(
      old: FoldedSentences(oldText), new: FoldedSentences(newText), read: understanding,
      writer: ItemWriter(
        report: report.id, text: newText,
        binder: report.place == nil ? binder : MetricBinder(metrics: [])))
    self.items = matcher.items(items)
    self.questions = EditionQuestions(report: report.id, map: matcher.map)
      .questions(questions, read: understanding.questions)
  }

  /// Returns how many items have a fate.
  package func count(_ fate: Fate) -> Int { items.count { $0.fate == fate } }
}

/// Where the places of the old text stand in the new one, for the sentences that stayed.
struct EditionMap: Sendable {
  private let old: FoldedSentences
  private let new: FoldedSentences
  private var stretches: [(old: Range<Int>, new: Int)] = []

  init(old: FoldedSentences, new: FoldedSentences) {
    self.old = old
    self.new = new
  }

  /// Notes that characters of the old text stand at a place of the new one.
  mutating func add(_ stretch: Range<Int>, at place: Int) { stretches.append((stretch, place)) }

  /// Returns a place of the new text, or nil when the sentence around the old one changed.
  func moved(_ place: Range<Int>) -> Range<Int>? {
    let folded = old.folded(place)
    guard !folded.isEmpty,
      let stretch = stretches.first(where: {
        $0.old.lowerBound <= folded.lowerBound && folded.upperBound <= $0.old.upperBound
      })
    else { return nil }
    let shift = stretch.new - stretch.old.lowerBound
    return new.original(folded.lowerBound + shift..<folded.upperBound + shift)
  }
}

/// What becomes of the questions of a report whose text is corrected.
struct EditionQuestions: Sendable {
  let report: String
  let map: EditionMap

  func questions(
    _ old: [ReportQuestion], read: [Reports.Question]
  ) -> [EditionPlan.Question] {
    var left = old
    var questions: [EditionPlan.Question] = []
    for asked in read {
      var after = ReportQuestion(
        report: report, number: 0, span: [asked.span.lowerBound, asked.span.upperBound],
        words: asked.words, readings: asked.readings)
      let same = left.firstIndex { question in
        question.words == asked.words && question.readings == asked.readings
          && place(of: question).flatMap(map.moved) == asked.span
      }
      if let found = same ?? left.firstIndex(where: { $0.words == asked.words }) {
        let before = left.remove(at: found)
        after.number = before.number
        if same != nil {
          after.answer = before.answer
          after.earlier = before.earlier
        } else {
          after.earlier = Self.answer(of: before)
        }
        let fate: EditionPlan.Fate = same == nil ? .changed : .carried
        questions.append(.init(fate: fate, before: before, after: after))
      } else {
        questions.append(.init(fate: .added, before: nil, after: after))
      }
    }
    for question in left {
      var gone = question
      gone.isDropped = true
      questions.append(.init(fate: .dropped, before: question, after: gone))
    }
    return questions
  }

  private func place(of question: ReportQuestion) -> Range<Int>? {
    guard let from = question.span.first, let to = question.span.last, from < to else {
      return nil
    }
    return from..<to
  }

  private static func answer(of question: ReportQuestion) -> String? {
    guard let answer = question.answer, question.readings.indices.contains(answer.reading) else {
      return nil
    }
    return question.readings[answer.reading]
  }
}
