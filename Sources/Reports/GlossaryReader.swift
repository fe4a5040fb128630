/// Reads the report's own explanations of names: 放管服：简政放权、放管结合、优化服务.
struct GlossaryReader {
  let text: FoldedText

  /// Returns the entries in their order; a paragraph without a name goes on with the one before.
  func entries(in outline: Outline) -> [GlossaryEntry] {
    var entries: [GlossaryEntry] = []
    for paragraph in outline.paragraphs where paragraph.part == .glossary {
      if let entry = entry(paragraph.range) {
        entries.append(entry)
      } else if !paragraph.body.isEmpty, let last = entries.indices.last {
        entries[last].meaning += text.text(paragraph.range)
        let end = text.original(paragraph.range).upperBound
        entries[last].span = entries[last].span.lowerBound..<end
      }
    }
    return entries
  }

  private func entry(_ range: Range<Int>) -> GlossaryEntry? {
    var start = range.lowerBound + (Numbering(text, range)?.length ?? 0)
    while start < range.upperBound, text.classes[start] == .digit || text.classes[start] == .space {
      start += 1
    }
    guard let (mark, next) = mark(start..<range.upperBound) else { return nil }
    let end = withoutPage(start..<mark)
    let stop = withoutPage(next..<range.upperBound)
    guard end > start, end - start <= 40, next < stop else { return nil }
    return GlossaryEntry(
      title: text.text(start..<end), meaning: text.text(next..<stop), span: text.original(range))
  }

  /// The place where the name ends and the place where its meaning begins.
  private func mark(_ range: Range<Int>) -> (end: Int, next: Int)? {
    for index in range where text.nested[index] == .none {
      if text.classes[index] == .colon {
        return (index, index + 1 + wordLength(at: index + 1, range.upperBound))
      }
      if text.classes[index] == .stop { return nil }
      // 拿地即开工 is a name; 即 alone explains only after a quotation.
      if text.scalars[index] == "即", index == range.lowerBound || text.nested[index - 1] == .none,
        !text.words("即指", at: index)
      {
        continue
      }
      let length = wordLength(at: index, range.upperBound)
      if length > 0, index > range.lowerBound + 1 { return (index, index + length) }
    }
    return nil
  }

  private func wordLength(at place: Int, _ end: Int) -> Int {
    for word in ["是指", "即指", "特指", "指的是", "即", "指"] {
      let length = word.unicodeScalars.count
      guard place + length < end, text.words(word, at: place) else { continue }
      // 指标 and 指挥 are words of their own.
      let next = text.scalars[place + length]
      if word == "指", ["标", "挥", "导", "数", "引", "定", "向", "南"].contains(next) { continue }
      return length
    }
    return 0
  }

  /// Where a range ends without （见第3页） or （第3页）.
  private func withoutPage(_ range: Range<Int>) -> Int {
    guard let last = range.last, text.classes[last] == .closeBracket,
      text.scalars[safe: last - 1] == "页",
      let open = range.last(where: { text.classes[$0] == .openBracket })
    else { return range.upperBound }
    return open
  }
}
