import CXlsxWriter
import Glibc
import Quantities

/// A cell in the form in which a sheet can keep it exactly.
struct StoredCell {
  enum Content: Equatable {
    case blank
    case text(String)
    case number(Double)
    case boolean(Bool)
  }

  var content: Content
  /// Number format of the cell, as sheets write it.
  var format: String

  init(_ cell: Cell, format: SheetPlan.Format) {
    self.format = format.code
    switch cell {
    case .empty, .text(""), .error(""): content = .blank
    case .text(let text), .error(let text):
      content = .text(text)
      self.format = SheetPlan.Format.text.code
    case .boolean(let flag):
      content = .boolean(flag)
      self.format = "General"
    case .day(let day):
      if let serial = Self.serial(of: day) {
        content = .number(serial)
        self.format = SheetPlan.Format.day.code
      } else {
        content = .text(day.description)
      }
    case .number(let number, let written):
      guard let double = Self.double(number) else {
        content = .text(written)
        self.format = SheetPlan.Format.text.code
        return
      }
      content = .number(double)
      self.format = Self.format(of: number, written: written, in: format)
    }
  }

  /// Days as spreadsheet programs count them, with their 29 February 1900; nil before 1900.
  private static func serial(of day: Day) -> Double? {
    let serial = Int(day.number) + 25_569
    guard serial > 1, serial <= 2_958_465 else { return nil }
    return Double(serial < 61 ? serial - 1 : serial)
  }

  /// Spreadsheet programs keep 15 digits; a number with more stays text.
  private static func double(_ number: Number) -> Double? {
    guard number.coefficient.magnitude < 1_000_000_000_000_000,
      (-290...290).contains(number.exponent)
    else { return nil }
    return number.double
  }

  /// A cell that shows its number in a way of its own keeps it; a day format fits no number.
  private static func format(
    of number: Number, written: String, in format: SheetPlan.Format
  ) -> String {
    if written.hasSuffix("%") { return "0.00%" }
    if written.first == "0", written.count > 1, written.allSatisfy({ $0.isASCII && $0.isNumber }) {
      return String(repeating: "0", count: written.count)
    }
    switch format {
    case .number: return format.code
    case .text, .day: return "General"
    }
  }
}

/// The place of a cell in a sheet that is being written.
struct CellPlace {
  let sheet: UnsafeMutablePointer<lxw_worksheet>
  let row: UInt32
  let column: UInt16

  /// Writes the content; returns false for a text that is longer than a cell may be.
  func write(_ content: StoredCell.Content, _ format: UnsafeMutablePointer<lxw_format>?) -> Bool {
    let status =
      switch content {
      case .blank: worksheet_write_blank(sheet, row, column, format)
      case .text(let text):
        worksheet_write_string(sheet, row, column, Self.escaped(text), format)
      case .number(let number): worksheet_write_number(sheet, row, column, number, format)
      case .boolean(let flag): worksheet_write_boolean(sheet, row, column, flag ? 1 : 0, format)
      }
    return status == LXW_NO_ERROR
  }

  func comment(_ text: String) {
    worksheet_write_comment(sheet, row, column, text)
  }

  /// Offers words to choose from in the rows below; other words may be written all the same, for
  /// the importer explains a wrong one better than a spreadsheet program does.
  ///
  /// A short list stands in the rule itself, a long one in the cells that `range` names.
  func offer(_ choices: [String], rows: UInt32, range: String?) {
    var rule = lxw_data_validation()
    rule.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_INFORMATION.rawValue)
    if let range {
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      "=\(range)".withCString { formula in
        rule.value_formula = UnsafeMutablePointer(mutating: formula)
        worksheet_data_validation_range(sheet, row + 1, column, row + rows, column, &rule)
      }
      return
    }
    rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
    var words = choices.map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    words.withUnsafeMutableBufferPointer { words in
      rule.value_list = words.baseAddress
      worksheet_data_validation_range(sheet, row + 1, column, row + rows, column, &rule)
    }
  }

  /// Escapes what would be read back as an escape, and drops what no text holds.
  private static func escaped(_ text: String) -> String {
    let text = text.contains("\0") ? text.replacing("\0", with: "") : text
    guard text.contains("_x") else { return text }
    return text.replacing(/_(?=x[0-9A-Fa-f]{4}_)/, with: "_x005F_")
  }
}

/// The formats of one workbook, made once each.
struct FormatShelf {
  enum Style: Hashable {
    case title, note, head
    case cell(String, isMarked: Bool, isOpen: Bool)
  }

  private var made: [Style: UnsafeMutablePointer<lxw_format>] = [:]

  mutating func format(
    _ style: Style, in book: UnsafeMutablePointer<lxw_workbook>
  ) -> UnsafeMutablePointer<lxw_format>? {
    if let known = made[style] { return known }
    guard let format = workbook_add_format(book) else { return nil }
    format_set_font_name(format, "宋体")
    format_set_font_size(format, 11)
    switch style {
    case .title:
      format_set_bold(format)
      format_set_font_size(format, 16)
      format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
    case .note:
      format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
    case .head:
      format_set_bold(format)
      format_set_text_wrap(format)
      format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
      format_set_bg_color(format, 0xE8EDF2)
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
    case .cell(let code, let isMarked, let isOpen):
      format_set_num_format(format, code)
      if isOpen {
        format_set_unlocked(format)
        format_set_bg_color(format, 0xFFF8DC)
        format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
      }
      if isMarked { format_set_bg_color(format, 0xFFD9D0) }
    }
    made[style] = format
    return format
  }
}
