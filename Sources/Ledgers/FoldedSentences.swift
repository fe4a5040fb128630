/// A report's characters without white space and in one width, so that two editions can be compared.
struct FoldedSentences: Sendable {
  private let scalars: [Unicode.Scalar]
  /// Offset in the report of each character.
  private let places: [Int]
  /// Whether a line of the report begins there.
  private let opensLine: [Bool]
  /// Where each run of three characters begins.
  private let starts: [UInt64: [Int]]

  init(_ text: String) {
    var scalars: [Unicode.Scalar] = []
    var places: [Int] = []
    var opensLine: [Bool] = []
    var isNewLine = true
    for (place, scalar) in text.unicodeScalars.enumerated() {
      if scalar.properties.isWhitespace || ("\u{200B}"..."\u{200F}").contains(scalar)
        || scalar == "\u{FEFF}"
      {
        if scalar == "\n" { isNewLine = true }
        continue
      }
      scalars.append(Self.folded(scalar))
      places.append(place)
      opensLine.append(isNewLine)
      isNewLine = false
    }
    var starts: [UInt64: [Int]] = [:]
    for index in scalars.indices.dropLast(2) {
      starts[Self.key(scalars, index), default: []].append(index)
    }
    self.scalars = scalars
    self.places = places
    self.opensLine = opensLine
    self.starts = starts
  }

  private static func key(_ scalars: [Unicode.Scalar], _ index: Int) -> UInt64 {
    scalars[index..<index + 3].reduce(0) { $0 << 21 | UInt64($1.value) }
  }

  /// Full-width letters, digits and marks count as their plain forms.
  private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{FF01}"..."\u{FF5E}": Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case "–", "―", "─", "－", "‐", "−": "—"
    case "○": "〇"
    default: scalar
    }
  }

  /// Returns the characters that stand in a range of the report.
  func folded(_ range: Range<Int>) -> Range<Int> {
    let from = first(notBefore: range.lowerBound)
    return from..<max(from, first(notBefore: range.upperBound))
  }

  /// Returns the range of the report that characters stand in.
  func original(_ range: Range<Int>) -> Range<Int> {
    guard let first = range.first, let last = range.last else { return 0..<0 }
    return places[first]..<places[last] + 1
  }

  /// Whether a range of the report holds a text, spaces and widths aside.
  func holds(_ text: String, at range: Range<Int>) -> Bool {
    words(folded(range)).elementsEqual(FoldedSentences(text).scalars)
  }

  func words(_ range: Range<Int>) -> ArraySlice<Unicode.Scalar> { scalars[range] }

  private func first(notBefore place: Int) -> Int {
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  // MARK: Looking for a sentence

  /// What stands before a sentence; nil where it opens the report.
  func before(_ index: Int) -> Unicode.Scalar? { index > 0 ? scalars[index - 1] : nil }

  /// Returns where the words stand as a sentence of their own, in the order of the text.
  func occurrences(of words: ArraySlice<Unicode.Scalar>, after mark: Unicode.Scalar?) -> [Int] {
    guard words.count >= 3 else { return [] }
    let words = Array(words)
    return (starts[Self.key(words, 0)] ?? []).filter { start in
      guard start + words.count <= scalars.count,
        scalars[start..<start + words.count].elementsEqual(words)
      else { return false }
      return opensLine[start] || before(start) == mark
        || before(start).map(Self.ends.contains) ?? true
    }
  }

  private static let ends: Set<Unicode.Scalar> = ["。", "!", "?", ";"]

  /// The report cut at the ends of its sentences and lines.
  var sentences: [Range<Int>] {
    var sentences: [Range<Int>] = []
    var start = 0
    for index in scalars.indices {
      let isLast = index + 1 == scalars.count
      guard isLast || opensLine[index + 1] || ["。", "!", "?"].contains(scalars[index]) else {
        continue
      }
      sentences.append(start..<index + 1)
      start = index + 1
    }
    return sentences
  }

  /// Pairs of neighbouring characters, by which sentences are likened to each other.
  func pairs(_ range: Range<Int>) -> Set<UInt64> {
    var pairs: Set<UInt64> = []
    for index in range.dropLast() {
      pairs.insert(UInt64(scalars[index].value) << 21 | UInt64(scalars[index + 1].value))
    }
    return pairs
  }
}
