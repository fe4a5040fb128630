/// Text as it stands on pages, made flowing again: lines of one paragraph joined, page numbers cut,
/// spaces beside Chinese characters dropped.
struct PageText {
  private struct Line {
    var indent: Int
    var text: String
    /// Width in half-width characters, the indent included.
    var width: Int

    init(_ written: Substring) {
      indent = written.prefix { $0 == " " }.count
      text = PageText.closingGaps(written)
      width = indent + written.dropFirst(indent).reduce(0) { $0 + ($1.isASCII ? 1 : 2) }
    }
  }

  private let pages: [[Line]]

  init(_ text: String) {
    pages = text.split(separator: "\u{0C}").map { page in
      Self.withoutNumber(
        page.split(whereSeparator: \.isNewline).map { Line($0) }.filter { !$0.text.isEmpty })
    }
  }

  var flowing: String {
    let lines = pages.flatMap(\.self)
    let margin = Self.mostCommon(lines.map(\.indent))
    let full = lines.map(\.width).max() ?? 0
    var paragraphs: [String] = []
    var previous: Line?
    for line in lines {
      if let previous, Self.continues(line, after: previous, margin: margin, full: full) {
        paragraphs[paragraphs.count - 1] += line.text
      } else {
        paragraphs.append(line.text)
      }
      previous = line
    }
    return paragraphs.map { $0 + "\n" }.joined()
  }

  /// A paragraph goes on where a line reaches the right edge and the next one is not indented.
  private static func continues(
    _ line: Line, after previous: Line, margin: Int, full: Int
  ) -> Bool {
    line.indent <= margin + 1 && previous.width * 5 >= full * 4
      && !line.text.contains("\t") && !previous.text.contains("\t")
  }

  private static func mostCommon(_ indents: [Int]) -> Int {
    var counts: [Int: Int] = [:]
    for indent in indents { counts[indent, default: 0] += 1 }
    return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0
  }

  /// Page numbers stand alone on the first or the last line: 12, — 12 —, 第 12 页.
  private static func withoutNumber(_ lines: [Line]) -> [Line] {
    var lines = lines
    if let last = lines.last, isNumber(last.text) { lines.removeLast() }
    if let first = lines.first, isNumber(first.text) { lines.removeFirst() }
    return lines
  }

  private static func isNumber(_ text: String) -> Bool {
    let digits = text.filter { !"—–-－─·. 第页/共".contains($0) }
    return (1...8).contains(digits.count) && text.count <= 16
      && digits.allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// Drops the spaces that stand beside a Chinese character or mark; wide gaps part columns.
  private static func closingGaps(_ line: Substring) -> String {
    var result = ""
    var gap = 0
    for character in line {
      if character == " " || character == "\u{3000}" {
        gap += 1
        continue
      }
      if gap > 0, let last = result.last {
        if gap >= 3 {
          result.append("\t")
        } else if isNarrow(last), isNarrow(character) {
          result.append(" ")
        }
      }
      result.append(character)
      gap = 0
    }
    return result
  }

  private static func isNarrow(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { $0.value < 0x2E80 && !(0x2010...0x2027 ~= $0.value) }
  }
}
