/// One row of a text table.
package struct CSVRecord: Hashable, Sendable {
  /// Row as a spreadsheet shows it, counted from 1.
  package var row: Int
  /// Line of the file on which the row begins; cells with line breaks set the two apart.
  package var line: Int
  package var cells: [String]
}

/// Reads a text table row by row (RFC 4180, and what offices make of it).
///
/// Understood besides the standard: GB18030 and UTF-16, tabs and semicolons as separators, `sep=;`
/// on the first line, `="0012"` for codes, all line ends, rows of unequal length. A quote that is
/// never closed is taken as an ordinary character, so that one slip does not swallow the rest.
package struct CSVReader {
  package let encoding: TextEncoding
  package let separator: Character
  package private(set) var remarks: [DocumentRemark]

  private let bytes: [UInt8]
  private let cut: UInt8
  private var place = 0
  private var row = 0
  private var line = 1
  /// Whether a quoted cell may still run over line ends.
  private var quotesSpanLines = true
  private var strayQuotes = 0

  package init(_ bytes: [UInt8], name: String) throws(DocumentError) {
    let decoded = try DecodedText(bytes, name: name)
    self.bytes = decoded.utf8
    encoding = decoded.encoding
    remarks = decoded.remarks
    if let declared = CSVSeparator.declared(in: decoded.utf8) {
      cut = declared.separator
      place = declared.length
      line = 2
    } else {
      cut = CSVSeparator.guess(decoded.utf8)
    }
    separator = Character(UnicodeScalar(cut))
  }

  /// Returns the next row, or nil at the end of the file.
  package mutating func next() -> CSVRecord? {
    guard place < bytes.count else { return nil }
    row += 1
    var record = CSVRecord(row: row, line: line, cells: [])
    if let previous = width { record.cells.reserveCapacity(previous) }
    var isLast = false
    while !isLast {
      record.cells.append(takeCell(isLast: &isLast))
    }
    width = record.cells.count
    if record.cells == [""] { record.cells = [] }
    return record
  }

  private var width: Int?

  private mutating func takeCell(isLast: inout Bool) -> String {
    if place < bytes.count, bytes[place] == Self.quote {
      if let text = takeQuoted(isLast: &isLast) { return text }
      noteStrayQuote()
    }
    let start = place
    let end = endOfPlain(from: start)
    isLast = finishCell(at: end)
    return unwrapped(bytes[start..<end])
  }

  private static let quote = UInt8(ascii: "\"")

  private func endOfPlain(from start: Int) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var end = start
      while end < bytes.count {
        let byte = bytes[end]
        if byte == cut || byte == 0x0A || byte == 0x0D { break }
        end += 1
      }
      return end
    }
  }

  /// Steps over the separator or the line end at a place; returns whether the row ends there.
  private mutating func finishCell(at end: Int) -> Bool {
    place = end + 1
    guard end < bytes.count else {
      place = end
      return true
    }
    if bytes[end] == cut { return false }
    if bytes[end] == 0x0D, place < bytes.count, bytes[place] == 0x0A { place += 1 }
    line += 1
    return true
  }

  /// Takes `="0012"`, which keeps a spreadsheet from reading a code as a number, as 0012.
  private func unwrapped(_ cell: ArraySlice<UInt8>) -> String {
    if cell.count >= 3, cell[cell.startIndex] == UInt8(ascii: "="),
      cell[cell.startIndex + 1] == Self.quote, cell[cell.endIndex - 1] == Self.quote
    {
      return String(decoding: cell.dropFirst(2).dropLast(), as: UTF8.self)
    }
    return String(decoding: cell, as: UTF8.self)
  }

  /// Takes a cell in quotes, or returns nil where the quote does not open a cell after all.
  private mutating func takeQuoted(isLast: inout Bool) -> String? {
    guard let cell = QuotedCell(bytes, at: place, separator: cut, spansLines: quotesSpanLines)
    else { return nil }
    line += cell.lineEnds
    isLast = finishCell(at: cell.end)
    return cell.text
  }

  private mutating func noteStrayQuote() {
    strayQuotes += 1
    if strayQuotes == 1 {
      remarks.append(.strayQuote(line: line, row: row))
    }
    // Past a few slips the quotes are not to be trusted over line ends; this also keeps the time
    // for a hostile file within twice its length.
    if strayQuotes >= 8 { quotesSpanLines = false }
  }
}

extension DocumentRemark {
  static func strayQuote(line: Int, row: Int) -> Self {
    DocumentRemark(
      line: line,
      message: "第 \(line) 行有一个英文引号没有成对，已按普通字符读入，其余各行照读。请核对这一行（表格第 \(row) 行）")
  }
}
