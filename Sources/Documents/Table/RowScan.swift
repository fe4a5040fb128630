/// One walk over a row of a text table, cell by cell.
struct RowScan {
  var place: Int
  var line: Int
  let cut: UInt8
  /// Whether nothing follows the bytes that are scanned.
  let isAtEnd: Bool
  /// Whether the bytes are longer than any cell.
  let isLong: Bool
  var quotes: StrayQuotes
  let row: Int

  private static let quote = UInt8(ascii: "\"")

  /// Finds the cells of the row; returns false when the bytes end before it is known where it ends.
  mutating func run(_ bytes: UnsafeBufferPointer<UInt8>, into spans: inout [CSVSpan]) -> Bool {
    while true {
      guard let span = cell(bytes), let isLast = finish(bytes, at: place) else { return false }
      spans.append(span)
      if isLast { return true }
    }
  }

  /// Finds the cell that begins here and steps to its end.
  private mutating func cell(_ bytes: UnsafeBufferPointer<UInt8>) -> CSVSpan? {
    if place < bytes.count, bytes[place] == Self.quote {
      switch QuotedCell.find(
        bytes, at: place, separator: cut, spansLines: quotes.spanLines, isAtEnd: isAtEnd,
        isLong: isLong)
      {
      case .open: return nil
      case .cell(let cell):
        line += cell.lineEnds
        place = cell.end
        return cell.span
      case .stray: quotes.note(line: line, row: row)
      }
    }
    let start = place
    while place < bytes.count {
      let byte = bytes[place]
      if byte == cut || byte == 0x0A || byte == 0x0D { break }
      place += 1
    }
    if place == bytes.count, !isAtEnd { return nil }
    return Self.unwrapped(bytes, start, place)
  }

  /// Steps over the separator or the line end at a place; returns whether the row ends there, or nil
  /// where only the next bytes tell.
  private mutating func finish(_ bytes: UnsafeBufferPointer<UInt8>, at end: Int) -> Bool? {
    guard end < bytes.count else { return isAtEnd ? true : nil }
    place = end + 1
    if bytes[end] == cut { return false }
    if bytes[end] == 0x0D {
      if place == bytes.count, !isAtEnd { return nil }
      if place < bytes.count, bytes[place] == 0x0A { place += 1 }
    }
    line += 1
    return true
  }

  /// Takes `="0012"`, which keeps a spreadsheet from reading a code as a number, as 0012.
  private static func unwrapped(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> CSVSpan {
    guard end - start >= 3, bytes[start] == UInt8(ascii: "="), bytes[start + 1] == quote,
      bytes[end - 1] == quote
    else { return CSVSpan(start: start, end: end) }
    return CSVSpan(start: start + 2, end: end - 1)
  }
}
