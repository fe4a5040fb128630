/// Makes the characters of lines alike while it remembers where each came from.
struct Folding {
  private(set) var scalars: [Unicode.Scalar] = []
  private(set) var classes: [ScalarClass] = []
  private(set) var places: [Int32] = []

  init(_ original: [Unicode.Scalar], _ lines: [Line]) {
    scalars.reserveCapacity(original.count)
    classes.reserveCapacity(original.count)
    places.reserveCapacity(original.count)
    for line in lines {
      fold(original, line.range)
      if !line.continues { append("\n", .newline, at: line.range.upperBound) }
    }
  }

  private mutating func fold(_ original: [Unicode.Scalar], _ line: Range<Int>) {
    var openQuote = false
    var index = line.lowerBound
    while index < line.upperBound {
      let scalar = original[index]
      let kind = scalar.scalarClass
      if kind == .han || kind == .numeral {
        append(scalar, kind, at: index)
      } else if kind == .openBracket || scalar == "[",
        let note = Self.footnote(original, index, line.upperBound)
      {
        index = note
        continue
      } else if scalar == "\"" {
        append(openQuote ? "”" : "“", openQuote ? .closeQuote : .openQuote, at: index)
        openQuote.toggle()
      } else if !Self.isDropped(original, index, in: line) {
        let folded = folded(scalar, original, index, line)
        append(folded, folded == scalar ? kind : folded.scalarClass, at: index)
      }
      index += 1
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar, _ kind: ScalarClass, at place: Int) {
    scalars.append(scalar)
    classes.append(kind)
    places.append(Int32(truncatingIfNeeded: place))
  }

  /// Returns the place after a footnote mark such as [12] or 〔3〕, or nil when there is none.
  private static func footnote(
    _ text: [Unicode.Scalar], _ start: Int, _ end: Int
  ) -> Int? {
    var index = start + 1
    while index < end, index - start < 5, text[index].isDigit || ("０"..."９") ~= text[index] {
      index += 1
    }
    guard index > start + 1, index < end, ["]", "］", "〕", "】"].contains(text[index]) else {
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
