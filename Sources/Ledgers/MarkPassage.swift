package import Commands
import Quantities
package import Reports
import Storage

/// Marks words that the reader passed over as a promise, as work or as background.
package struct MarkPassage: Command {
  package static let name = "mark-passage"
  package static let title = "标注原文"

  package struct Body: Codable, Sendable {
    var report: String
    var edition: Int64
    var span: [Int]
    var form: Commitment.Form
    var revision: ItemRevision?
  }

  package var report: String
  /// The entry that wrote the text which the person had in view.
  package var edition: Int64
  /// Where the words stand, in Unicode scalars.
  package var span: Range<Int>
  package var form: Commitment.Form
  /// What it says; background says nothing.
  package var revision: ItemRevision?

  package init(
    report: String, edition: Int64, span: Range<Int>, form: Commitment.Form,
    revision: ItemRevision?
  ) {
    self.report = report
    self.edition = edition
    self.span = span
    self.form = form
    self.revision = revision
  }

  package static let needed = Permission("report", "U")
  package var permission: Permission { Self.needed }
  package var body: Body {
    Body(
      report: report, edition: edition, span: [span.lowerBound, span.upperBound], form: form,
      revision: revision)
  }

  /// Returns the code of the new item.
  package func run(in context: CommandContext) throws -> String {
    guard let (_, text) = try LedgerStore.report(report, knownAt: nil, in: context.transaction)
    else { throw JournalError.invalid("没有报告 \(report)，没有改动") }
    guard try LedgerStore.edition(of: report, in: context.transaction) == edition else {
      throw JournalError.invalid("报告正文在您打开之后换成了更正稿，这次没有写入。请刷新后再选")
    }
    let passage = Passage(span, in: text)
    guard let words = passage.words else {
      throw JournalError.invalid("选中的地方没有文字，没有改动。请选中一句话再标注")
    }
    let present = try LedgerStore.items(of: report, knownAt: nil, in: context.transaction)
    let same = present.first { item in
      item.commitment.state.stands && item.commitment.places.contains(words)
        && (item.commitment.form ?? .commitment) == form && form != .commitment
    }
    if let same { throw JournalError.invalid("这段文字已标为\(form.title)（\(same.id)），没有再标") }
    var codes = try ItemCodes(report: report, in: context)
    var item = Commitment(
      id: codes.next(form), report: report,
      sentence: [passage.sentence.lowerBound, passage.sentence.upperBound],
      span: [words.lowerBound, words.upperBound], sentenceText: passage.text(passage.sentence),
      text: passage.text(words), subject: passage.text(words),
      kind: StatedCommitment.Kind.milestone.rawValue, target: .init(comparison: .unstated))
    if let revision, form != .background {
      try revision.check(for: report, in: context)
      revision.apply(to: &item)
    }
    item.form = form
    item.isMarked = true
    item.decide()
    try LedgerStore.write(item, seq: context.seq, in: context.transaction)
    return item.id
  }
}

/// Words chosen in a report, with the sentence around them.
package struct Passage: Sendable {
  private let scalars: [Unicode.Scalar]
  /// The chosen words without white space at their ends; nil when there are none.
  package let words: Range<Int>?
  package let sentence: Range<Int>

  package init(_ span: Range<Int>, in text: String) {
    scalars = Array(text.unicodeScalars)
    var chosen = span.clamped(to: 0..<scalars.count)
    while let first = chosen.first, scalars[first].properties.isWhitespace {
      chosen = first + 1..<chosen.upperBound
    }
    while let last = chosen.last, scalars[last].properties.isWhitespace {
      chosen = chosen.lowerBound..<last
    }
    words = chosen.isEmpty ? nil : chosen
    var start = chosen.lowerBound
    while start > 0, !Self.ends.contains(scalars[start - 1]) { start -= 1 }
    var end = chosen.upperBound
    while end < scalars.count, end == 0 || !Self.ends.contains(scalars[end - 1]) {
      if scalars[end] == "\n" { break }
      end += 1
    }
    sentence = start..<max(start, end)
  }

  private static let ends: Set<Unicode.Scalar> = ["。", "！", "？", "\n"]

  package func text(_ span: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[span.clamped(to: 0..<scalars.count)])
    return String(text)
  }

  /// Reads the chosen words alone, as a sentence of the year's plan; offsets are the report's.
  package func reading(by reader: Reader, year: Int) -> [StatedCommitment] {
    guard let words else { return [] }
    // Under a heading of its own, because the reader takes promises only from plans.
    let heading = "一、\(year)年重点工作\n"
    let shift = words.lowerBound - heading.unicodeScalars.count
    return reader.read(heading + text(words), year: year).commitments.map { stated in
      var stated = stated
      stated.span = stated.span.shifted(by: shift).clamped(to: words)
      stated.sentence = sentence
      stated.valueSpan = stated.valueSpan?.shifted(by: shift).clamped(to: words)
      stated.section = []
      return stated
    }
  }
}

extension Range<Int> {
  fileprivate func shifted(by offset: Int) -> Range {
    lowerBound + offset..<upperBound + offset
  }
}
