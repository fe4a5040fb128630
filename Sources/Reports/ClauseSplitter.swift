/// A stretch between commas: the smallest piece that can state a promise.
struct Clause: Sendable {
  var range: Range<Int>
  /// Place after the mark that ends it.
  var end: Int
}

/// A stretch between full stops, with its clauses.
struct Sentence: Sendable {
  var range: Range<Int>
  var clauses: [Clause]
}

/// Cuts paragraphs into sentences and clauses; marks within quotations and brackets do not cut.
struct ClauseSplitter {
  let text: FoldedText

  /// Longest clause that is read as one; what goes on without a comma is no sentence of a report.
  private static let longest = 800

  func sentences(of body: Range<Int>) -> [Sentence] {
    var sentences: [Sentence] = []
    var clauses: [Clause] = []
    var sentenceStart = body.lowerBound
    var clauseStart = body.lowerBound
    for index in body {
      var cut = text.nested[index] == .none ? text.classes[index] : .other
      if index - clauseStart >= Self.longest, cut == .pause { cut = .comma }
      if index - clauseStart >= Self.longest * 2 { cut = .stop }
      guard cut == .comma || cut == .colon || cut == .stop || index + 1 == body.upperBound else {
        continue
      }
      let isMark = cut == .comma || cut == .colon || cut == .stop
      let range = clauseStart..<(isMark ? index : index + 1)
      clauses.append(Clause(range: trimmed(range), end: index + 1))
      clauseStart = index + 1
      if cut == .stop || index + 1 == body.upperBound {
        sentences.append(Sentence(range: sentenceStart..<index + 1, clauses: clauses))
        clauses = []
        sentenceStart = index + 1
      }
    }
    return sentences
  }

  /// Takes dashes and markers such as 一是 from the head of a clause.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while start < range.upperBound,
      text.classes[start] == .dash || text.classes[start] == .space
        || ("①"..."⑳") ~= text.scalars[start]
    {
      start += 1
    }
    if start + 1 < range.upperBound, text.classes[start] == .numeral,
      text.scalars[start + 1] == "是"
    {
      start += 2
    }
    return start..<range.upperBound
  }
}
