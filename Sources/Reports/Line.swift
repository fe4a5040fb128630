/// A line of the text that was read, without what only belongs to its pages.
struct Line: Hashable, Sendable {
  var range: Range<Int>
  /// Whether the next line goes on with the same paragraph, as in text cut to a page's width.
  var continues = false
}

/// Cuts a text into lines and leaves out page numbers, running heads and blank lines.
struct Typesetting {
  private(set) var lines: [Line] = []
  /// Page numbers and running heads, which are left out.
  private(set) var furniture: [Range<Int>] = []
  private let text: [Unicode.Scalar]

  init(_ text: [Unicode.Scalar]) {
    self.text = text
    var kept: [Range<Int>] = []
    for line in written {
      if isPageNumber(line) { furniture.append(line) } else { kept.append(line) }
    }
    let heads = runningHeads(kept)
    if !heads.isEmpty {
      furniture += kept.filter { heads.contains(words($0)) }
      kept.removeAll { heads.contains(words($0)) }
    }
    let width = wrapWidth(kept)
    lines = kept.indices.map { index in
      let continues = width.map { goesOn(kept[index], width: $0) } ?? false
      return Line(range: kept[index], continues: continues && index + 1 < kept.count)
    }
  }

  /// Lines with blanks at both ends taken away, empty ones left out.
  private var written: [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for index in 0...text.count where index == text.count || Self.isBreak(text[index]) {
      let line = trimmed(start..<index)
      if !line.isEmpty { lines.append(line) }
      start = index + 1
    }
    return lines
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }

  private func trimmed(_ line: Range<Int>) -> Range<Int> {
    var (start, end) = (line.lowerBound, line.upperBound)
    while start < end, Self.isBlank(text[start]) { start += 1 }
    while end > start, Self.isBlank(text[end - 1]) { end -= 1 }
    return start..<end
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.scalarClass == .space || scalar == "\u{FEFF}" || scalar == "\u{200B}"
  }

  // MARK: Furniture

  /// Whether a line is a page number such as 12, — 12 — or 第12页.
  private func isPageNumber(_ line: Range<Int>) -> Bool {
    guard line.count <= 14 else { return false }
    var digits = 0
    for scalar in text[line] {
      switch scalar.scalarClass {
      case .digit: digits += 1
      case .dash, .space: break
      default:
        if !["第", "页", "共", "/", "／", "·", "．", "."].contains(scalar) { return false }
      }
    }
    return (1...4).contains(digits)
      || digits == 0 && line.count <= 3 && text[line.lowerBound] == "-"
  }

  /// Short lines that come back on page after page.
  private func runningHeads(_ lines: [Range<Int>]) -> Set<String> {
    guard lines.count >= 40 else { return [] }
    var seen: [String: Int] = [:]
    for line in lines where line.count <= 30 && !endsSentence(line) {
      seen[words(line), default: 0] += 1
    }
    return Set(seen.filter { $0.value >= 4 }.keys)
  }

  private func words(_ line: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text[line])
    return String(view)
  }

  // MARK: Width

  /// The width at which paragraphs were cut, or nil when a paragraph is one line.
  private func wrapWidth(_ lines: [Range<Int>]) -> Int? {
    guard lines.count >= 12, let longest = lines.map(\.count).max(), longest <= 60 else {
      return nil
    }
    let full = lines.filter { $0.count * 10 >= longest * 8 }
    let cut = full.filter { !endsSentence($0) }
    return full.count * 2 >= lines.count && cut.count * 2 >= full.count ? longest : nil
  }

  private func goesOn(_ line: Range<Int>, width: Int) -> Bool {
    line.count * 10 >= width * 8 && !endsSentence(line)
  }

  private func endsSentence(_ line: Range<Int>) -> Bool {
    guard let last = line.last else { return true }
    return ["。", "！", "？", "；", "：", "!", "?", ";", ":"].contains(text[last])
  }
}
