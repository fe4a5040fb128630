/// Reads the report's own explanations of names: 放管服：简政放权、放管结合、优化服务.
struct GlossaryReader {
  let text: FoldedText

  func entries(in outline: Outline) -> [GlossaryEntry] {
    outline.paragraphs.filter { $0.part == .glossary }.compactMap { entry($0.range) }
  }

  private func entry(_ range: Range<Int>) -> GlossaryEntry? {
    var start = range.lowerBound + (Numbering(text, range)?.length ?? 0)
    while start < range.upperBound, text.classes[start] == .digit || text.classes[start] == .space {
      start += 1
    }
    guard let (end, next) = mark(start..<range.upperBound) else { return nil }
    let name = text.text(start..<end).filter { !"“”".contains($0) }
    guard !name.isEmpty, end - start <= 40, next < range.upperBound else { return nil }
    return GlossaryEntry(
      name: name, meaning: text.text(next..<range.upperBound), span: text.original(range))
  }

  /// The place where the name ends and the place where its meaning begins.
  private func mark(_ range: Range<Int>) -> (end: Int, next: Int)? {
    for index in range where text.nested[index] == .none {
      if text.classes[index] == .colon {
        return (index, index + 1 + wordLength(at: index + 1, range.upperBound))
      }
      let length = wordLength(at: index, range.upperBound)
      if length > 0, index > range.lowerBound { return (index, index + length) }
    }
    return nil
  }

  private func wordLength(at place: Int, _ end: Int) -> Int {
    for word in ["是指", "即指", "指的是", "即"] {
      let scalars = Array(word.unicodeScalars)
      if place + scalars.count <= end,
        text.scalars[place..<place + scalars.count].elementsEqual(scalars)
      {
        return scalars.count
      }
    }
    return 0
  }
}
