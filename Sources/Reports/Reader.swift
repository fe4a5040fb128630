/// Reads the commitments out of a report.
///
/// Reading always returns: what cannot be placed stays undecided or becomes a question, so one odd
/// clause never hides the good ones around it. The way is a line of small stages: lines, folded
/// text, outline, sentences, numbers, list members, promises and work, classes of the whole text.
package struct Reader: Sendable {
  private let words: Vocabulary

  package init(lexicon: Lexicon) {
    words = Vocabulary(lexicon)
  }

  /// Reads a report; the year is found in its headings when none is given.
  package func read(_ text: String, year: Int? = nil) -> Understanding {
    let original = Array(text.unicodeScalars)
    let typesetting = Typesetting(original)
    let folded = FoldedText(original, lines: typesetting.lines)
    let outline = Outline(folded, words, year: year)
    let glossary = Glossary(GlossaryReader(text: folded).entries(in: outline))
    let reader = PartReader(folded, words, glossary, year: outline.year)
    var findings = Findings()
    for paragraph in outline.paragraphs where paragraph.part.promises {
      reader.read(paragraph, into: &findings)
    }
    let remarks = RemarkWriter(
      original: original, text: folded, outline: outline, glossary: glossary,
      furniture: typesetting.furniture)
    return Understanding(
      year: outline.year, parts: outline.parts, commitments: findings.commitments,
      tasks: findings.tasks, segments: Coverage(folded, outline, findings).segments,
      questions: findings.questions, glossary: glossary.entries, remarks: remarks.remarks)
  }

  /// Reads what a report says was achieved in the year before the one that it plans.
  ///
  /// The records have the shape of promises, since a review is written in the same words; none of
  /// them is one.
  package func achievements(_ text: String, year: Int? = nil) -> [StatedCommitment] {
    let original = Array(text.unicodeScalars)
    let folded = FoldedText(original, lines: Typesetting(original).lines)
    let outline = Outline(folded, words, year: year)
    let reader = PartReader(folded, words, Glossary([]), year: outline.year.map { $0 - 1 })
    var findings = Findings()
    for paragraph in outline.paragraphs
    where paragraph.part == .review || paragraph.part == .opening {
      reader.read(paragraph, into: &findings)
    }
    return findings.commitments
  }
}
