import CXlsxWriter
import Foundation
package import Quantities

/// Writes a workbook row by row, by libxlsxwriter; rows pass through and are not held.
///
/// Days become real dates, codes stay text, and numbers of more than the 15 digits that spreadsheet
/// programs keep are written as text, so that what is read back is what was written. The same
/// content gives the same bytes.
package struct WorkbookWriter: ~Copyable {
  private let path: String
  private let scratch: String
  private var book: UnsafeMutablePointer<lxw_workbook>?
  private var formats = FormatShelf()
  private var names = SheetNames()
  private var sheet: OpenSheet?
  private var choices = ChoiceLists()

  /// A sheet that takes rows.
  private struct OpenSheet {
    var plan: SheetPlan
    var handle: UnsafeMutablePointer<lxw_worksheet>
    var headRow: UInt32 = 0
    var nextRow: UInt32 = 0
  }

  /// Starts a file that appears under its name only once it is complete.
  package init(file path: String, created: Day) throws(DocumentError) {
    self.path = path
    scratch = path + ".part"
    var options = lxw_workbook_options()
    options.constant_memory = 1
    book = workbook_new_opt(scratch, &options)
    guard let book else { throw .unwritable(file: path, detail: "内存不足") }
    var properties = lxw_doc_properties()
    // Without a fixed time the library would take the clock's. It counts from 1970.
    properties.created = max(1, Int(created.number) * 86_400)
    workbook_set_properties(book, &properties)
  }

  deinit {
    guard let book else { return }
    lxw_workbook_free(book)
    unlink(scratch)
  }

  /// Begins a sheet: title, note, heads.
  package mutating func begin(_ plan: SheetPlan) throws(DocumentError) {
    finishSheet()
    guard let book, let handle = workbook_add_worksheet(book, names.claim(plan.name)) else {
      throw .unwritable(file: path, detail: "工作表“\(plan.name)”无法建立")
    }
    var open = OpenSheet(plan: plan, handle: handle)
    setColumns(of: open)
    for (line, style) in [(plan.title, FormatShelf.Style.title), (plan.note, .note)] {
      guard let line else { continue }
      let last = UInt16(max(plan.columns.count, 1) - 1)
      let format = formats.format(style, in: book)
      if last > 0 {
        worksheet_merge_range(handle, open.nextRow, 0, open.nextRow, last, line, format)
      } else {
        worksheet_write_string(handle, open.nextRow, 0, line, format)
      }
      open.nextRow += 1
    }
    open.headRow = open.nextRow
    let head = formats.format(.head, in: book)
    for (column, design) in plan.columns.enumerated() {
      let place = CellPlace(sheet: handle, row: open.headRow, column: UInt16(column))
      _ = place.write(.text(design.label), head)
      if let hint = design.hint { place.comment(hint) }
      if !design.choices.isEmpty {
        place.offer(
          design.choices, rows: Self.formRows, range: choices.range(for: design.choices))
      }
    }
    open.nextRow += 1
    sheet = open
  }

  /// Rows under the heads in which a form offers its choices.
  private static let formRows: UInt32 = 5_000

  private mutating func setColumns(of open: OpenSheet) {
    for (index, column) in open.plan.columns.enumerated() {
      let needed = Double(column.label.reduce(0) { $0 + ($1.isASCII ? 1 : 2) }) + 3
      let width = column.width ?? min(max(needed, column.format.width), 40)
      worksheet_set_column(open.handle, UInt16(index), UInt16(index), width, nil)
    }
  }

  /// Writes the next row of the sheet; a marked cell is coloured and carries its mark as a comment.
  ///
  /// In a sheet that is protected only the open cells take anything.
  package mutating func append(
    _ cells: [Cell], marks: [Int: String] = [:], open openCells: Set<Int> = []
  ) throws(DocumentError) {
    guard let open = sheet, let book else {
      throw .unwritable(file: path, detail: "还没有工作表")
    }
    guard Int(open.nextRow) < CellReference.rows, cells.count <= CellReference.columns else {
      throw .unwritable(file: path, detail: "一张工作表最多 1048576 行、16384 列，请分开导出")
    }
    for (index, cell) in cells.enumerated() {
      let design = index < open.plan.columns.count ? open.plan.columns[index].format : .text
      let stored = StoredCell(cell, format: design)
      let style = FormatShelf.Style.cell(
        stored.format, isMarked: marks[index] != nil, isOpen: openCells.contains(index))
      let place = CellPlace(sheet: open.handle, row: open.nextRow, column: UInt16(index))
      guard place.write(stored.content, formats.format(style, in: book)) else {
        let name = CellReference.letters(of: index) + String(open.nextRow + 1)
        throw .unwritable(file: path, detail: "单元格 \(name) 的文字超过 32767 个字，请先缩短")
      }
      if let mark = marks[index] { place.comment(mark) }
    }
    sheet?.nextRow += 1
  }

  /// Sets what needs the last row: the filter, the panes, the print layout.
  private mutating func finishSheet() {
    guard let open = sheet else { return }
    let last = UInt16(max(open.plan.columns.count, 1) - 1)
    worksheet_autofilter(open.handle, open.headRow, 0, max(open.nextRow - 1, open.headRow), last)
    if open.plan.isProtected {
      // Without a password: it keeps hands from slipping, and locks nobody out.
      var options = lxw_protection()
      (options.format_columns, options.sort, options.autofilter) = (1, 1, 1)
      worksheet_protect(open.handle, nil, &options)
    }
    worksheet_freeze_panes(open.handle, open.headRow + 1, UInt16(open.plan.frozenColumns))
    worksheet_repeat_rows(open.handle, open.headRow, open.headRow)
    worksheet_set_paper(open.handle, open.plan.isWide ? 8 : 9)  // A3 or A4
    worksheet_set_landscape(open.handle)
    worksheet_fit_to_pages(open.handle, 1, 0)
    sheet = nil
  }

  /// Completes the file and gives it its name.
  package mutating func finish() throws(DocumentError) {
    finishSheet()
    guard let book else { return }
    try choices.write(to: book, file: path)
    self.book = nil
    let status = workbook_close(book)
    guard status == LXW_NO_ERROR else {
      unlink(scratch)
      throw .unwritable(file: path, detail: String(cString: lxw_strerror(status)))
    }
    guard rename(scratch, path) == 0 else {
      let detail = String(cString: strerror(errno))
      unlink(scratch)
      throw .unwritable(file: path, detail: detail)
    }
  }

  /// Returns a workbook as bytes, for a download.
  package static func bytes(
    created: Day, _ body: (inout WorkbookWriter) throws(DocumentError) -> Void
  ) throws(DocumentError) -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory
    let file = folder.appendingPathComponent("hefu-\(UUID().uuidString).xlsx").path
    defer { unlink(file) }
    var writer = try WorkbookWriter(file: file, created: created)
    try body(&writer)
    try writer.finish()
    guard let data = FileManager.default.contents(atPath: file) else {
      throw .unwritable(file: file, detail: "临时文件读不出来")
    }
    return [UInt8](data)
  }
}
