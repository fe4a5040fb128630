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
    let folded = FoldedText(original, lines: Typesetting(original).lines)
    let outline = Outline(folded, words, year: year)
    let reader = PartReader(folded, words, year: outline.year)
    var findings = Findings()
    for paragraph in outline.paragraphs where paragraph.part.promises {
      reader.read(paragraph, into: &findings)
    }
    return Understanding(
      year: outline.year, parts: outline.parts, commitments: findings.commitments,
      tasks: findings.tasks, segments: Coverage(folded, outline, findings).segments,
      questions: findings.questions, glossary: GlossaryReader(text: folded).entries(in: outline))
  }
}
