/// The tables of one file, as a person finds them on opening it.
package struct Workbook: Hashable, Sendable {
  package var sheets: [Sheet]
  /// What was odd about the file as a whole.
  package var remarks: [DocumentRemark]
  /// How a number that means a day is counted.
  package var days: DaySystem

  package init(
    sheets: [Sheet], remarks: [DocumentRemark] = [], days: DaySystem = .from1900
  ) {
    self.sheets = sheets
    self.remarks = remarks
    self.days = days
  }
}

/// One table of a workbook, row after row without gaps.
package struct Sheet: Hashable, Sendable {
  package var name: String
  /// Whether the office put it out of sight.
  package var isHidden: Bool
  /// Row of the file that `rows[0]` is, counted from 1.
  package var firstRow: Int
  /// Cells from column A on; a row ends with its last cell that holds something.
  package var rows: [[Cell]]
  package var merged: [CellRange]
  /// Rows that are out of sight, by hand or by a filter, counted from 1.
  package var hiddenRows: Set<Int>
  /// Columns that are out of sight, counted from 0.
  package var hiddenColumns: Set<Int>

  package init(
    name: String, isHidden: Bool = false, firstRow: Int = 1, rows: [[Cell]],
    merged: [CellRange] = [], hiddenRows: Set<Int> = [], hiddenColumns: Set<Int> = []
  ) {
    self.name = name
    self.isHidden = isHidden
    self.firstRow = firstRow
    self.rows = rows
    self.merged = merged
    self.hiddenRows = hiddenRows
    self.hiddenColumns = hiddenColumns
  }
}

/// A block of cells that a sheet shows as one; only its first cell holds something.
package struct CellRange: Hashable, Sendable {
  /// Rows as the file counts them, from 1.
  package var rows: ClosedRange<Int>
  /// Columns counted from 0.
  package var columns: ClosedRange<Int>

  package init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    self.rows = rows
    self.columns = columns
  }

  /// Reads a range as sheets write it, such as `A1:C1`.
  package init?(_ written: some StringProtocol) {
    let corners = written.split(separator: ":").map { CellReference(Array($0.utf8)) }
    guard let first = corners.first ?? nil, let last = corners.last ?? nil, corners.count <= 2,
      let top = first.row, let bottom = last.row, top <= bottom, first.column <= last.column
    else { return nil }
    self.init(rows: top...bottom, columns: first.column...last.column)
  }
}

/// The place of a cell as sheets write it, such as `AB12`.
package struct CellReference: Hashable, Sendable {
  /// Column counted from 0.
  package var column: Int
  /// Row counted from 1; nil when only the column was written.
  package var row: Int?

  package init?(_ written: some Sequence<UInt8>) {
    var column = 0
    var row = 0
    for byte in written {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0:
        column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        row = row * 10 + Int(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "$"): break
      default: return nil
      }
      guard column <= Self.columns, row <= Self.rows else { return nil }
    }
    guard column > 0 else { return nil }
    self.column = column - 1
    self.row = row > 0 ? row : nil
  }

  /// Rows and columns that a sheet can have.
  static let rows = 1_048_576
  static let columns = 16_384

  /// Letters of a column counted from 0: A, Z, AA.
  package static func letters(of column: Int) -> String {
    var rest = column
    var letters = ""
    repeat {
      letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters
  }
}
