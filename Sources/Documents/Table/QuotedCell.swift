/// A cell that stands in quotes.
struct QuotedCell {
  /// Where its text stands.
  let span: CSVSpan
  /// Place behind the cell: a separator, a line end or the end of the file.
  let end: Int
  /// Line ends within the cell.
  let lineEnds: Int

  enum Find {
    case cell(QuotedCell)
    /// The quote opens nothing: it is never closed, or it closes in the middle of another line's
    /// words.
    case stray
    /// The bytes end before it is known.
    case open
  }

  /// Looks for the end of the cell whose quote opens at a place; when the bytes are as long as no
  /// cell is, the quote has to close within them.
  static func find(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, separator: UInt8, spansLines: Bool,
    isAtEnd: Bool, isLong: Bool
  ) -> Find {
    var scan = Scan(spansLines: spansLines)
    guard let close = scan.close(bytes, from: start + 1) else {
      return scan.isEndReached && !isAtEnd && !isLong ? .open : .stray
    }
    // The next byte could double the quote.
    if close + 1 == bytes.count, !isAtEnd { return .open }
    var end = close + 1
    while end < bytes.count, bytes[end] != separator, bytes[end] != 0x0A, bytes[end] != 0x0D {
      // Words behind a quote that closed on another line: the pairing has slipped.
      if scan.lineEnds > 0, bytes[end] != 0x20, bytes[end] != 0x09 { return .stray }
      end += 1
    }
    if end == bytes.count, !isAtEnd { return .open }
    let span =
      scan.isPlain && close + 1 == end
      ? CSVSpan(start: start + 1, end: close)
      : CSVSpan(start: start + 1, end: end, form: .quoted(close: close))
    return .cell(QuotedCell(span: span, end: end, lineEnds: scan.lineEnds))
  }

  /// Takes doubled quotes as one and every line end as a line feed.
  static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var previous: UInt8 = 0
    for byte in bytes {
      switch (previous, byte) {
      case (UInt8(ascii: "\""), UInt8(ascii: "\"")):
        previous = 0
        continue
      case (0x0D, 0x0A): break
      case (_, 0x0D): result.append(0x0A)
      default: result.append(byte)
      }
      previous = byte
    }
    return result
  }

  /// The search for the closing quote.
  private struct Scan {
    let spansLines: Bool
    var lineEnds = 0
    /// Whether the bytes inside are the text as they stand.
    var isPlain = true
    var isEndReached = false

    init(spansLines: Bool) { self.spansLines = spansLines }

    mutating func close(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
      var index = start
      while index < bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "\""):
          guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") else {
            return index
          }
          isPlain = false
          index += 1
        case 0x0A:
          guard spansLines else { return nil }
          lineEnds += 1
        case 0x0D:
          guard spansLines else { return nil }
          isPlain = false
          if index + 1 >= bytes.count || bytes[index + 1] != 0x0A { lineEnds += 1 }
        default: break
        }
        index += 1
      }
      isEndReached = true
      return nil
    }
  }
}
