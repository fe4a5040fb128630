/// Reads a whole table file: xlsx, or text with separators in any usual encoding.
package enum WorkbookReader {
  /// Cells that one workbook may hold in memory, blank ones between others counted.
  package static let cellLimit = 20_000_000

  /// Reads every sheet; what a file is, its bytes decide and not its name.
  package static func read(
    _ bytes: [UInt8], name: String, limits: ZipLimits = ZipLimits()
  ) throws(DocumentError) -> Workbook {
    let file = try WorkbookFile(bytes, name: name, limits: limits)
    var workbook = Workbook(sheets: [], days: file.days)
    var room = cellLimit
    for listing in file.sheets {
      var sheet = Sheet(name: listing.name, isHidden: listing.isHidden, rows: [])
      let remainder = try file.rows(of: listing) { row, cells in
        // An empty row costs about as much as a cell, and so does a long text beyond its cell.
        room -= row - sheet.rows.count + cells.reduce(0) { $0 + $1.weight }
        guard room >= 0 else { return false }
        while sheet.rows.count < row - 1 { sheet.rows.append([]) }
        sheet.rows.append(cells)
        return true
      }
      guard room >= 0 else {
        throw .tooLarge(file: name, detail: "单元格超过 \(cellLimit / 10_000) 万个")
      }
      sheet.merged = remainder.merged
      sheet.hiddenRows = remainder.hiddenRows
      sheet.hiddenColumns = remainder.hiddenColumns
      workbook.remarks += remainder.remarks
      workbook.sheets.append(sheet)
    }
    return workbook
  }
}

extension Cell {
  /// How many cells' room this one takes in memory.
  fileprivate var weight: Int {
    guard case .text(let text) = self else { return 1 }
    return 1 + text.utf8.count / MemoryLayout<Cell>.stride
  }
}
