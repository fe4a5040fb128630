/// A report with its characters made alike and what is not its text taken out, and the way back.
///
/// Full-width digits, ASCII punctuation between Chinese words and stray blanks are written in many
/// ways; folding leaves one. Every folded scalar knows its place in the text that was read. It is a
/// class because every stage holds it and none changes it.
final class FoldedText: Sendable {
  let scalars: [Unicode.Scalar]
  let classes: [ScalarClass]
  /// Place of each folded scalar in the text that was read.
  private let places: [Int32]
  /// Whether a scalar stands within quotation marks or brackets.
  let nested: [Nesting]
  /// Number of scalars of the text that was read.
  let total: Int

  enum Nesting: UInt8, Sendable {
    case none, quoted, bracketed
  }

  init(_ original: [Unicode.Scalar], lines: [Line]) {
    let folding = Folding(original, lines)
    scalars = folding.scalars
    classes = folding.classes
    places = folding.places
    nested = Self.nesting(scalars, classes)
    total = original.count
  }

  /// Makes a text of words that are folded already, on their own.
  convenience init(phrase: String) {
    let scalars = Array(phrase.unicodeScalars)
    self.init(scalars, lines: [Line(range: 0..<scalars.count, continues: true)])
  }

  var count: Int { scalars.count }

  /// The place in the text that was read of a range of folded scalars.
  func original(_ range: Range<Int>) -> Range<Int> {
    guard let first = range.first, let last = range.last else {
      let place =
        range.lowerBound < places.count ? min(Int(places[range.lowerBound]), total) : total
      return place..<place
    }
    // The end of the last line stands for a line end that the text may lack.
    return Int(places[first])..<min(Int(places[last]) + 1, total)
  }

  /// Whether some words stand at a place.
  func words(_ words: String, at place: Int) -> Bool {
    scalars[min(place, count)...].starts(with: words.unicodeScalars)
  }

  /// The words of a range, folded.
  func text(_ range: Range<Int>) -> String {
    String(scalars: scalars[range].lazy.filter { $0 != "\n" }, atMost: range.count)
  }
}

extension String {
  /// Makes a string of scalars in one piece of memory.
  init(scalars: some Sequence<Unicode.Scalar>, atMost count: Int) {
    self.init(unsafeUninitializedCapacity: count * 4) { buffer in
      var end = 0
      for scalar in scalars {
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
          buffer[end] = byte
          end += 1
        }
      }
      return end
    }
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
