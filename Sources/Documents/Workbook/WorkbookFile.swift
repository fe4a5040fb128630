/// A table file that has been opened and can be read sheet by sheet, row by row.
///
/// Only the texts that cells share are held; the rows pass by. Use
/// `WorkbookReader` where a whole workbook of ordinary size is wanted.
package struct WorkbookFile {
  /// A sheet that can be read.
  package struct Listing: Hashable, Sendable {
    package var name: String
    package var isHidden: Bool
    /// Name of the part within the package; empty for a text table.
    var part: String
  }

  package let sheets: [Listing]
  /// How a number that means a day is counted.
  package let days: DaySystem
  private let name: String
  private let content: Content

  private enum Content {
    case text(ByteSource)
    case package(SpreadsheetPackage)
  }

  /// Opens an xlsx or a text table, whichever the bytes are; the name is only for messages.
  package init(
    _ bytes: [UInt8], name: String, limits: ZipLimits = ZipLimits()
  ) throws(DocumentError) {
    try self.init(ByteSource(bytes, name: name), limits: limits)
  }

  package init(_ source: ByteSource, limits: ZipLimits = ZipLimits()) throws(DocumentError) {
    name = source.name
    if let kind = FileKind(of: try source.bytes(at: 0, count: 4_096)) {
      guard kind == .zip else {
        if kind == .compound, try SpreadsheetPackage.isEncrypted(source) {
          throw .encrypted(file: name)
        }
        throw .wrongKind(file: name, kind, wanted: "xlsx 或 csv 表格")
      }
      let package = try SpreadsheetPackage(source, limits: limits)
      content = .package(package)
      sheets = package.sheets
      days = package.days
    } else {
      content = .text(source)
      days = .from1900
      sheets = [Listing(name: Self.stem(of: name), isHidden: false, part: "")]
    }
  }

  /// What reading a sheet to its end tells besides its rows.
  package struct Remainder: Hashable, Sendable {
    package var merged: [CellRange] = []
    /// Rows out of sight, counted from 1, and columns out of sight, counted from 0.
    package var hiddenRows: Set<Int> = []
    package var hiddenColumns: Set<Int> = []
    /// Those of the hidden rows that hold something.
    package var filledHiddenRows: Set<Int> = []
    package var remarks: [DocumentRemark] = []
  }

  /// Hands over the rows of a sheet that hold something, with their numbers, until `take` returns
  /// false.
  ///
  /// Damage may show only at the end: when this throws, drop what it handed over.
  @discardableResult
  package func rows(
    of sheet: Listing, _ take: (_ row: Int, _ cells: [Cell]) -> Bool
  ) throws(DocumentError) -> Remainder {
    switch content {
    case .package(let package):
      return try package.rows(of: sheet, take)
    case .text(let source):
      var reader = try CSVReader(source)
      var widths = RowWidths()
      while reader.advance() {
        let spans = reader.filledSpans
        widths.add(reader, filled: spans.count)
        let cells = spans.map { $0.isEmpty ? Cell.empty : .text(reader.text(of: $0)) }
        if !cells.isEmpty, !take(reader.row, cells) { break }
      }
      if let failure = reader.failure { throw failure }
      return Remainder(remarks: reader.remarks + widths.remarks)
    }
  }

  /// Reads a sheet into a table, row by row.
  func read(
    _ sheet: Listing, into table: inout Table, watch: TableBook.Watch
  ) throws(DocumentError) -> Remainder {
    guard case .text(let source) = content else {
      return try read(package: sheet, into: &table, watch: watch)
    }
    var reader = try CSVReader(source)
    var widths = RowWidths()
    while reader.advance() {
      let spans = reader.filledSpans
      widths.add(reader, filled: spans.count)
      if reader.row.isMultiple(of: Self.step) {
        watch(reader.progress.done, reader.progress.total)
      }
      guard !spans.isEmpty else { continue }
      if reader.row <= Table.topRows {
        let cells = spans.map { $0.isEmpty ? Cell.empty : .text(reader.text(of: $0)) }
        table.note(reader.row, cells)
      }
      try Self.copy(spans, of: reader, to: &table.rows)
    }
    if let failure = reader.failure { throw failure }
    return Remainder(remarks: reader.remarks + widths.remarks)
  }

  private static let step = 5_000

  /// Lays the bytes of a row aside as they stand, without a text in between.
  private static func copy(
    _ spans: ArraySlice<CSVSpan>, of reader: CSVReader, to rows: inout RowStore
  ) throws(DocumentError) {
    rows.begin(reader.row, spans.count)
    for span in spans {
      if case .quoted = span.form {
        rows.append(.text(reader.text(of: span)))
      } else {
        reader.withBytes(of: span) { rows.appendText($0) }
      }
    }
    try rows.end()
  }

  private func read(
    package sheet: Listing, into table: inout Table, watch: TableBook.Watch
  ) throws(DocumentError) -> Remainder {
    guard case .package(let package) = content else { return Remainder() }
    var failure: DocumentError?
    let remainder = try package.rows(of: sheet) { row, cells in
      do throws(DocumentError) {
        try table.append(row, cells)
        return true
      } catch {
        failure = error
        return false
      }
    } progress: { done, total in
      watch(done, total)
    }
    if let failure { throw failure }
    return remainder
  }

  /// A text table is called by its file, as spreadsheet programs call it.
  private static func stem(of name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }
}

/// Notices rows of a text table that are longer than the others: a cell with a comma and no quotes
/// shifts all cells behind it.
private struct RowWidths {
  private var counts: [Int: Int] = [:]
  private var long: [(row: Int, line: Int, filled: Int)] = []
  private static let kept = 10_000

  mutating func add(_ reader: CSVReader, filled: Int) {
    counts[reader.width, default: 0] += 1
    if filled > 1, long.count < Self.kept, filled > usual {
      long.append((reader.row, reader.line, filled))
    }
    if counts.count > 256 { counts = counts.filter { $0.value > 1 } }
  }

  private var usual: Int { counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0 }

  var remarks: [DocumentRemark] {
    let usual = usual
    guard counts[usual, default: 0] > 2 else { return [] }
    let long = long.filter { $0.filled > usual }
    guard let first = long.first else { return [] }
    let others = long.count > 1 ? "等 \(long.count) 行" : ""
    return [
      DocumentRemark(
        line: first.line,
        message: "第 \(first.row) 行\(others)有 \(first.filled) 个单元格，多于其他行的 \(usual) 个，已照原样读入。"
          + "可能是单元格里的逗号没有加引号，请核对")
    ]
  }
}
