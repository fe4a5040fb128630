/// One table of a workbook whose rows are laid aside, with what has to be known of all of them.
package struct Table: Sendable {
  /// The table with its first rows only, in which the heads stand.
  package var top: Sheet
  package var rows = RowStore()
  /// Hidden columns in which some row holds something, counted from 0.
  package var filledHiddenColumns: Set<Int> = []
  /// Hidden rows that hold something, counted from 1.
  package var filledHiddenRows: Set<Int> = []

  /// How many rows from the top are held, beyond which no heads are looked for.
  package static let topRows = 40
  private static let widest = 1_000
  /// Whether some row holds something in a column.
  private var filled: [Bool] = []

  init(name: String, isHidden: Bool) {
    top = Sheet(name: name, isHidden: isHidden, rows: [])
  }

  package var name: String { top.name }

  /// Takes a row that holds something.
  mutating func append(_ row: Int, _ cells: [Cell]) throws(DocumentError) {
    try rows.append(row, cells)
    note(row, cells)
  }

  /// Keeps a row of the top, and which columns hold something.
  mutating func note(_ row: Int, _ cells: [Cell]) {
    if row <= Self.topRows {
      while top.rows.count < row - 1 { top.rows.append([]) }
      top.rows.append(cells)
    }
    let width = min(cells.count, Self.widest)
    while filled.count < width { filled.append(false) }
    for column in 0..<width {
      if case .empty = cells[column] { continue }
      filled[column] = true
    }
  }

  /// Takes what is known once all rows have passed by.
  mutating func finish(_ remainder: WorkbookFile.Remainder) {
    top.merged = remainder.merged
    top.hiddenRows = remainder.hiddenRows
    top.hiddenColumns = remainder.hiddenColumns
    filledHiddenRows = remainder.filledHiddenRows
    filledHiddenColumns = remainder.hiddenColumns.filter { $0 < filled.count && filled[$0] }
  }
}

/// The tables of one file with their rows laid aside.
package struct TableBook: Sendable {
  package var tables: [Table] = []
  package var remarks: [DocumentRemark] = []
  package var days: DaySystem

  /// Told how many bytes of the file have been read, and how many there are.
  package typealias Watch = (_ done: Int, _ total: Int) -> Void

  /// Reads an xlsx or a text table of any length.
  package init(
    reading source: ByteSource, limits: ZipLimits = ZipLimits(), watch: Watch = { _, _ in }
  ) throws(DocumentError) {
    let file = try WorkbookFile(source, limits: limits)
    days = file.days
    for listing in file.sheets {
      var table = Table(name: listing.name, isHidden: listing.isHidden)
      let remainder = try file.read(listing, into: &table, watch: watch)
      table.finish(remainder)
      remarks += remainder.remarks
      tables.append(table)
    }
  }

  /// Lays aside the rows of a workbook that is held in memory.
  package init(_ workbook: Workbook) throws(DocumentError) {
    days = workbook.days
    remarks = workbook.remarks
    for sheet in workbook.sheets {
      var table = Table(name: sheet.name, isHidden: sheet.isHidden)
      var filled: Set<Int> = []
      for (offset, cells) in sheet.rows.enumerated() where !cells.isEmpty {
        let row = sheet.firstRow + offset
        try table.append(row, cells)
        if sheet.hiddenRows.contains(row) { filled.insert(row) }
      }
      table.finish(
        WorkbookFile.Remainder(
          merged: sheet.merged, hiddenRows: sheet.hiddenRows, hiddenColumns: sheet.hiddenColumns,
          filledHiddenRows: filled))
      tables.append(table)
    }
  }
}
