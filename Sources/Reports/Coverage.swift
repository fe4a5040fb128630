/// Puts every character of the text that was read into exactly one class.
struct Coverage {
  let segments: [Segment]

  init(_ text: FoldedText, _ outline: Outline, _ findings: Findings) {
    var classes = [Segment.Class](repeating: .background, count: text.count)
    for paragraph in outline.paragraphs where paragraph.part.promises {
      for index in paragraph.body { classes[index] = .undecided }
    }
    for (range, segmentClass) in findings.classed {
      for index in range where index < classes.count { classes[index] = segmentClass }
    }
    segments = Self.runs(of: classes, text)
  }

  /// Runs of one class over the original text; what folding took out goes with what stands before.
  private static func runs(of classes: [Segment.Class], _ text: FoldedText) -> [Segment] {
    guard text.total > 0 else { return [] }
    var segments: [Segment] = []
    var start = 0
    var current = Segment.Class.background
    for index in classes.indices where classes[index] != current {
      let place = text.original(index..<index + 1).lowerBound
      if place > start { segments.append(Segment(span: start..<place, segmentClass: current)) }
      start = max(place, start)
      current = classes[index]
    }
    if start < text.total {
      segments.append(Segment(span: start..<text.total, segmentClass: current))
    }
    return segments
  }
}
