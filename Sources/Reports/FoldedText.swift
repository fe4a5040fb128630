/// A report with its characters made alike and what is not its text taken out, and the way back.
///
/// Full-width digits, ASCII punctuation between Chinese words and stray blanks are written in many
/// ways; folding leaves one. Every folded scalar knows its place in the text that was read.
struct FoldedText: Sendable {
  private(set) var scalars: [Unicode.Scalar] = []
  private(set) var classes: [ScalarClass] = []
  /// Place of each folded scalar in the text that was read.
  private(set) var places: [Int32] = []
  /// Whether a scalar stands within quotation marks or brackets.
  var nested: [Nesting] = []
  /// Number of scalars of the text that was read.
  let total: Int

  enum Nesting: UInt8, Sendable {
    case none, quoted, bracketed
  }

  init(_ original: [Unicode.Scalar], lines: [Line]) {
    total = original.count
    scalars.reserveCapacity(original.count)
    classes.reserveCapacity(original.count)
    places.reserveCapacity(original.count)
    for line in lines {
      fold(original, line.range)
      if !line.continues { append("\n", at: line.range.upperBound) }
    }
    nested = Self.nesting(scalars, classes)
  }

  var count: Int { scalars.count }

  /// The place in the text that was read of a range of folded scalars.
  func original(_ range: Range<Int>) -> Range<Int> {
    guard let first = range.first, let last = range.last else {
      let place = range.lowerBound < places.count ? Int(places[range.lowerBound]) : total
      return place..<place
    }
    return Int(places[first])..<Int(places[last]) + 1
  }

  /// The words of a range, folded.
  func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    for index in range where classes[index] != .newline { view.append(scalars[index]) }
    return String(view)
  }
}

// MARK: Folding

extension FoldedText {
  private mutating func fold(_ original: [Unicode.Scalar], _ line: Range<Int>) {
    var openQuote = false
    var index = line.lowerBound
    while index < line.upperBound {
      let scalar = original[index]
      if scalar.scalarClass == .han || scalar.scalarClass == .numeral {
        append(scalar, at: index)
      } else if let note = Self.footnote(original, index, line.upperBound) {
        index = note
        continue
      } else if scalar == "\"" {
        append(openQuote ? "”" : "“", at: index)
        openQuote.toggle()
      } else if !Self.isDropped(original, index, in: line) {
        append(folded(scalar, original, index, line), at: index)
      }
      index += 1
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar, at place: Int) {
    scalars.append(scalar)
    classes.append(scalar.scalarClass)
    places.append(Int32(truncatingIfNeeded: place))
  }

  /// Returns the place after a footnote mark such as [12] or 〔3〕, or nil when there is none.
  private static func footnote(
    _ text: [Unicode.Scalar], _ start: Int, _ end: Int
  ) -> Int? {
    guard "[［〔【".unicodeScalars.contains(text[start]) else { return nil }
    var index = start + 1
    while index < end, index - start < 5, text[index].isDigit || ("０"..."９") ~= text[index] {
      index += 1
    }
    guard index > start + 1, index < end, "]］〕】".unicodeScalars.contains(text[index]) else {
      return nil
    }
    return index + 1
  }

  /// Blanks are kept only between two words of Latin letters; marks without width never.
  private static func isDropped(
    _ text: [Unicode.Scalar], _ index: Int, in line: Range<Int>
  ) -> Bool {
    let scalar = text[index]
    switch scalar {
    case "\u{200B}"..."\u{200F}", "\u{FEFF}", "\u{AD}", "\u{2028}", "\u{2029}": return true
    default: break
    }
    guard scalar.scalarClass == .space else { return false }
    guard index > line.lowerBound, index + 1 < line.upperBound else { return true }
    return !(text[index - 1].scalarClass == .latin && text[index + 1].scalarClass == .latin)
  }

  private func folded(
    _ scalar: Unicode.Scalar, _ text: [Unicode.Scalar], _ index: Int, _ line: Range<Int>
  ) -> Unicode.Scalar {
    switch scalar {
    case "０"..."９", "Ａ"..."Ｚ", "ａ"..."ｚ":
      return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case "," where Self.isBetweenDigits(text, index, line): return scalar
    case ",", "﹐": return "，"
    case ";": return "；"
    case ":", "∶": return "："
    case "!": return "！"
    case "?": return "？"
    case "(": return "（"
    case ")": return "）"
    case "％", "﹪": return "%"
    case "＋": return "+"
    case "／": return "/"
    case "．": return "."
    case "～", "~", "∼", "〜": return "～"
    case "–", "―", "─", "－", "‐", "‑", "﹣", "−": return "—"
    case "○": return "〇"
    default: return scalar
    }
  }

  private static func isBetweenDigits(
    _ text: [Unicode.Scalar], _ index: Int, _ line: Range<Int>
  ) -> Bool {
    guard index > line.lowerBound, index + 1 < line.upperBound else { return false }
    func isDigit(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isDigit || ("０"..."９") ~= scalar
    }
    return isDigit(text[index - 1]) && isDigit(text[index + 1])
  }
}

// MARK: Nesting

extension FoldedText {
  /// Farthest that a closing mark is looked for; what is farther is taken as a mark left open.
  private static let reach = 80

  private static func nesting(
    _ scalars: [Unicode.Scalar], _ classes: [ScalarClass]
  ) -> [Nesting] {
    var nested = [Nesting](repeating: .none, count: scalars.count)
    var index = 0
    while index < scalars.count {
      let opening = classes[index]
      guard opening == .openQuote || opening == .openBracket else {
        index += 1
        continue
      }
      guard let end = close(of: index, scalars, classes) else {
        index += 1
        continue
      }
      for inside in index...end { nested[inside] = opening == .openQuote ? .quoted : .bracketed }
      index = end + 1
    }
    return nested
  }

  private static func close(
    of start: Int, _ scalars: [Unicode.Scalar], _ classes: [ScalarClass]
  ) -> Int? {
    let closing: ScalarClass = classes[start] == .openQuote ? .closeQuote : .closeBracket
    var depth = 0
    for index in start..<min(scalars.count, start + reach) {
      if classes[index] == .newline { return nil }
      if classes[index] == classes[start] { depth += 1 }
      if classes[index] == closing { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }
}
