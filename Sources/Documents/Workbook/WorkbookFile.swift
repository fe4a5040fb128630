/// A table file that has been opened and can be read sheet by sheet, row by row.
///
/// Only the file itself and the texts its cells share are held; the rows pass by. Use
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
    case text(CSVReader)
    case package(SpreadsheetPackage)
  }

  /// Opens an xlsx or a text table, whichever the bytes are; the name is only for messages.
  package init(
    _ bytes: [UInt8], name: String, limits: ZipLimits = ZipLimits()
  ) throws(DocumentError) {
    self.name = name
    if let kind = FileKind(of: bytes) {
      guard kind == .zip else {
        if kind == .compound, SpreadsheetPackage.isEncrypted(bytes) {
          throw .encrypted(file: name)
        }
        throw .wrongKind(file: name, kind, wanted: "xlsx 或 csv 表格")
      }
      let package = try SpreadsheetPackage(bytes, name: name, limits: limits)
      content = .package(package)
      sheets = package.sheets
      days = package.days
    } else {
      content = .text(try CSVReader(bytes, name: name))
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
    case .text(var reader):
      var widths = RowWidths()
      while let record = reader.next() {
        var cells = record.cells.map { $0.isEmpty ? Cell.empty : .text($0) }
        while cells.last == .empty { cells.removeLast() }
        widths.add(record, filled: cells.count)
        if !cells.isEmpty, !take(record.row, cells) { break }
      }
      return Remainder(remarks: reader.remarks + widths.remarks)
    }
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

  mutating func add(_ record: CSVRecord, filled: Int) {
    counts[record.cells.count, default: 0] += 1
    if filled > 1, long.count < Self.kept, filled > usual {
      long.append((record.row, record.line, filled))
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
