import Quantities

/// Everything that was found in one part of the text, with folded offsets.
struct Findings: Sendable {
  var commitments: [StatedCommitment] = []
  var tasks: [StatedTask] = []
  var questions: [Question] = []
  /// Clauses that say something binding, for the classes of the text.
  var classed: [(range: Range<Int>, segmentClass: Segment.Class)] = []
}

/// The place of a sentence: its paragraph's headings, its part, the time the part speaks for.
struct Place: Sendable {
  var section: [String]
  var part: Part.Kind
  var period: StatedPeriod
}

/// Reads the sentences of paragraphs that can promise something.
final class PartReader: Sendable {
  let text: FoldedText
  let words: Vocabulary
  let leads: LeadReader
  let scanner: AmountScanner
  let items: ItemSplitter
  let itemReader: ItemReader
  let coordination: Coordination
  let plain: PlainReader
  let tasks: TaskReader
  let mechanisms: MechanismFinder
  let rule: KindRule
  let asker: QuestionAsker
  let glossary: Glossary
  let year: Int?

  init(_ text: FoldedText, _ words: Vocabulary, _ glossary: Glossary, year: Int?) {
    self.text = text
    self.words = words
    self.year = year
    leads = LeadReader(text: text, words: words, times: TimeScanner(text: text, year: year))
    scanner = AmountScanner(text, words)
    items = ItemSplitter(text: text, leads: leads)
    itemReader = ItemReader(text, words, leads)
    coordination = Coordination(text: text, words: words)
    self.glossary = glossary
    plain = PlainReader(text: text, words: words, leads: leads)
    tasks = TaskReader(text: text, words: words, leads: leads)
    mechanisms = MechanismFinder(text: text, words: words, leads: leads, glossary: glossary)
    rule = KindRule(words: words)
    asker = QuestionAsker()
  }

  /// Reads one paragraph.
  func read(_ paragraph: Paragraph, into findings: inout Findings) {
    let place = Place(
      section: paragraph.section, part: paragraph.part, period: period(of: paragraph.part))
    var carried: Modality?
    for sentence in ClauseSplitter(text: text).sentences(of: paragraph.body) {
      var reading = SentenceReading(self, sentence, place, expected: carried)
      reading.read(into: &findings)
      // 预期目标是 holds over semicolons to the full stop.
      let last = sentence.range.upperBound - 1
      carried = text.scalars[last] == "；" ? reading.expected : nil
    }
  }

  private func period(of part: Part.Kind) -> StatedPeriod {
    guard let year else { return StatedPeriod() }
    let last = part == .longPlan ? year + 4 : year
    return StatedPeriod(
      from: Day(year: year, month: 1, day: 1), to: Day(year: last, month: 12, day: 31))
  }
}
