/// One row of a text table.
package struct CSVRecord: Hashable, Sendable {
  /// Row as a spreadsheet shows it, counted from 1.
  package var row: Int
  /// Line of the file on which the row begins; cells with line breaks set the two apart.
  package var line: Int
  package var cells: [String]
}

/// Reads a text table row by row (RFC 4180, and what offices make of it), holding a piece of it.
///
/// Understood besides the standard: GB18030 and UTF-16, tabs and semicolons as separators, `sep=;`
/// on the first line, `="0012"` for codes, all line ends, rows of unequal length. A quote that is
/// never closed is taken as an ordinary character, so that one slip does not swallow the rest.
package struct CSVReader {
  package let separator: Character
  /// Why the reading ended early: the file could not be read to its end.
  package private(set) var failure: DocumentError?
  /// Row, line and places of the cells of the row that was read last.
  private(set) var row = 0
  private(set) var line = 1
  private(set) var spans: [CSVSpan] = []

  private let stream: TextStream
  private let cut: UInt8
  /// The part of the text that is being read.
  private var window: [UInt8] = []
  private var place = 0
  /// Line on which the next row begins.
  private var nextLine = 1
  private var quotes = StrayQuotes()

  /// Bytes within which a quote has to close; spreadsheet programs keep 32,767 characters a cell.
  private static let longestCell = 4_194_304
  private static let longestRow = 67_108_864

  package init(_ bytes: [UInt8], name: String) throws(DocumentError) {
    try self.init(ByteSource(bytes, name: name))
  }

  package init(_ source: ByteSource) throws(DocumentError) {
    stream = try TextStream(source)
    while window.count < 65_536, !stream.isAtEnd { try stream.read(into: &window) }
    if let declared = CSVSeparator.declared(in: window) {
      cut = declared.separator
      place = declared.length
      nextLine = 2
    } else {
      cut = CSVSeparator.guess(window)
    }
    separator = Character(UnicodeScalar(cut))
  }

  package var encoding: TextEncoding { stream.encoding }
  /// What was odd, as far as the file has been read.
  package var remarks: [DocumentRemark] { stream.remarks + quotes.remarks }

  /// Bytes of the file that have been read, and all of them.
  var progress: (done: Int, total: Int) { (stream.done, stream.total) }

  /// Returns the next row, or nil at the end of the file.
  package mutating func next() -> CSVRecord? {
    guard advance() else { return nil }
    let cells = spans.map { text(of: $0) }
    return CSVRecord(row: row, line: line, cells: cells == [""] ? [] : cells)
  }

  /// Cells of the present row; a blank row has none.
  var width: Int { spans.count == 1 && spans[0].isEmpty ? 0 : spans.count }

  /// The cells of the present row up to the last one that holds something.
  var filledSpans: ArraySlice<CSVSpan> {
    var end = spans.count
    while end > 0, spans[end - 1].isEmpty { end -= 1 }
    return spans[..<end]
  }

  /// The text of a cell of the present row.
  func text(of span: CSVSpan) -> String {
    switch span.form {
    case .plain: String(decoding: window[span.range], as: UTF8.self)
    case .quoted(let close):
      String(
        decoding: QuotedCell.unescaped(window[span.start..<close])
          + window[(close + 1)..<span.end], as: UTF8.self)
    }
  }

  /// Calls with the bytes of a plain cell of the present row.
  func withBytes<T>(of span: CSVSpan, _ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
    window.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[span.range])) }
  }

  // MARK: Rows

  /// Goes to the next row; false at the end of the file.
  mutating func advance() -> Bool {
    while true {
      if place < window.count {
        var scan = RowScan(
          place: place, line: nextLine, cut: cut, isAtEnd: stream.isAtEnd,
          isLong: window.count - place > Self.longestCell, quotes: quotes, row: row + 1)
        spans.removeAll(keepingCapacity: true)
        let isWhole = window.withUnsafeBufferPointer { scan.run($0, into: &spans) }
        if isWhole {
          row += 1
          line = nextLine
          (place, nextLine, quotes) = (scan.place, scan.line, scan.quotes)
          return true
        }
      }
      guard !stream.isAtEnd, failure == nil else { return false }
      refill()
    }
  }

  /// Reads on, as much again as the row already takes, so that a long row is not scanned too often.
  private mutating func refill() {
    window.removeSubrange(..<place)
    place = 0
    let wanted = window.count * 2
    do throws(DocumentError) {
      guard window.count <= Self.longestRow else {
        throw .tooLarge(file: stream.name, detail: "第 \(row + 1) 行超过 64 MB")
      }
      repeat { try stream.read(into: &window) } while window.count < wanted && !stream.isAtEnd
    } catch {
      failure = error
    }
  }
}

/// Where a cell of a row stands in the text.
struct CSVSpan {
  enum Form {
    /// The bytes as they stand are the text.
    case plain
    /// Doubled quotes and line ends up to the closing quote have to be undone.
    case quoted(close: Int)
  }

  var start: Int
  var end: Int
  var form = Form.plain

  var range: Range<Int> { start..<end }
  var isEmpty: Bool { start == end }
}

/// Quotes that open nothing.
struct StrayQuotes {
  private var count = 0
  private(set) var remarks: [DocumentRemark] = []

  /// Whether a quoted cell may still run over line ends.
  ///
  /// Past a few slips the quotes are not to be trusted over line ends; this also keeps the time for
  /// a hostile file within a few times its length.
  var spanLines: Bool { count < 8 }

  mutating func note(line: Int, row: Int) {
    count += 1
    if count == 1 { remarks.append(.strayQuote(line: line, row: row)) }
  }
}

extension DocumentRemark {
  static func strayQuote(line: Int, row: Int) -> Self {
    DocumentRemark(
      line: line,
      message: "第 \(line) 行有一个英文引号没有成对，已按普通字符读入，其余各行照读。请核对这一行（表格第 \(row) 行）")
  }
}
