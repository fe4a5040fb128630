import Documents

/// The rows of heads of a sheet, joined column by column as a person reads them.
struct HeadBlock {
  /// Rows counted from 0 within the sheet.
  let rows: Range<Int>
  /// The words over each column from top to bottom; a word over several columns stands over each.
  let columns: [[String]]
  /// Whether merged cells reach over the upper or the lower edge, so that a row is missing.
  let isTorn: Bool

  init(_ sheet: Sheet, rows: Range<Int>, merges: MergedCells) {
    self.rows = rows
    let width = sheet.rows[rows].map(\.count).max() ?? 0
    isTorn = merges.cross(
      sheet.firstRow + rows.lowerBound, sheet.firstRow + rows.upperBound - 1)
    var columns = Array(repeating: [String](), count: width)
    for row in rows {
      let isLast = row == rows.upperBound - 1
      var spread = ""
      for column in 0..<width where !sheet.hiddenColumns.contains(column) {
        var word = Self.word(sheet, row, column)
        if word.isEmpty, let block = merges.block(row: sheet.firstRow + row, column: column) {
          word = Self.word(sheet, block.rows.lowerBound - sheet.firstRow, block.columns.lowerBound)
        } else if word.isEmpty, !isLast, !merges.touches(row: sheet.firstRow + row),
          !Self.word(sheet, row + 1, column).isEmpty
        {
          // Text tables keep a head over several columns in the first of them only.
          word = spread
        }
        if !word.isEmpty {
          spread = word
          if columns[column].last != word { columns[column].append(word) }
        } else if isLast || !Self.word(sheet, row + 1, column).isEmpty {
          spread = ""
        }
      }
    }
    self.columns = columns
  }

  private static func word(_ sheet: Sheet, _ row: Int, _ column: Int) -> String {
    guard sheet.rows.indices.contains(row), column < sheet.rows[row].count else { return "" }
    return sheet.rows[row][column].written.trimmed
  }
}

/// The merged blocks of a sheet by the rows they cover.
struct MergedCells {
  private var blocks: [Int: [CellRange]] = [:]
  /// A small file may name more merged rows than any memory holds.
  private static let mostEntries = 500_000

  init(_ sheet: Sheet) {
    var room = Self.mostEntries
    for block in sheet.merged {
      // A block over thousands of rows is paint and no head.
      let rows = block.rows.prefix(2_000)
      room -= rows.count
      guard room >= 0 else { return }
      for row in rows { blocks[row, default: []].append(block) }
    }
  }

  /// Returns the block that covers a cell, or nil when the cell stands alone.
  func block(row: Int, column: Int) -> CellRange? {
    blocks[row]?.first { $0.columns.contains(column) }
  }

  /// The blocks that cover cells of a row.
  func blocks(row: Int) -> [CellRange] { blocks[row] ?? [] }

  /// Whether a block reaches over the edges of some rows.
  func cross(_ top: Int, _ bottom: Int) -> Bool {
    (blocks[top] ?? []).contains { $0.rows.lowerBound < top }
      || (blocks[bottom] ?? []).contains { $0.rows.upperBound > bottom }
  }

  func touches(row: Int) -> Bool { blocks[row] != nil }

  var isEmpty: Bool { blocks.isEmpty }
}
