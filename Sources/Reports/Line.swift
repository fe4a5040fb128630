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
    furniture += kept.filter(heads.contains)
    if !furniture.isEmpty { kept.removeAll(where: heads.contains) }
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

  /// Short lines that come back on page after page, each by the first of its like.
  private func runningHeads(_ lines: [Range<Int>]) -> RunningHeads {
    var heads = RunningHeads(text)
    guard lines.count >= 40 else { return heads }
    for line in lines where line.count <= 30 && !endsSentence(line) { heads.count(line) }
    return heads
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

/// Counts how often each short line comes back.
private struct RunningHeads {
  private let text: [Unicode.Scalar]
  private var seen: [UInt64: (first: Range<Int>, count: Int)] = [:]

  /// A line on so many pages is no line of the text.
  private static let pages = 4

  init(_ text: [Unicode.Scalar]) { self.text = text }

  mutating func count(_ line: Range<Int>) {
    let key = key(line)
    guard let before = seen[key] else {
      seen[key] = (line, 1)
      return
    }
    if isSame(line, before.first) { seen[key] = (before.first, before.count + 1) }
  }

  func contains(_ line: Range<Int>) -> Bool {
    guard !seen.isEmpty, line.count <= 30, let before = seen[key(line)] else { return false }
    return before.count >= Self.pages && isSame(line, before.first)
  }

  private func isSame(_ line: Range<Int>, _ other: Range<Int>) -> Bool {
    text[line].elementsEqual(text[other])
  }

  /// FNV-1a over the scalars; two lines of one key are compared all the same.
  private func key(_ line: Range<Int>) -> UInt64 {
    var key: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in line { key = (key ^ UInt64(text[index].value)) &* 0x100_0000_01b3 }
    return key
  }
}
