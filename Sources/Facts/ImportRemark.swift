import Definitions
import Documents

/// Something in a file that its sender should look at, with the place where it stands.
package struct ImportRemark: Hashable, Sendable, Codable {
  package var file: String
  package var sheet: String
  /// Row and column as the file shows them, counted from 1; nil when the whole file is meant.
  package var row: Int?
  package var column: String?
  package var written: String
  package var expected: String
  package var message: String

  package init(
    file: String, sheet: String, row: Int? = nil, column: String? = nil, written: String = "",
    expected: String = "", message: String
  ) {
    self.file = file
    self.sheet = sheet
    self.row = row
    self.column = column
    self.written = written
    self.expected = expected
    self.message = message
  }
}

extension ImportRemark {
  static func ofFile(_ remark: DocumentRemark, file: String) -> Self {
    ImportRemark(file: file, sheet: "", row: remark.line, message: remark.message)
  }

  /// `top` is the first row of the sheet in which something is written.
  static func noHeads(
    file: String, sheet: String, top: [Cell], register: Register
  ) -> Self {
    let heads = top.map(\.written.trimmed).filter { !$0.isEmpty }.prefix(8)
    return ImportRemark(
      file: file, sheet: sheet, written: clipped(heads.joined(separator: "，")),
      expected: register.codeLabel,
      message: top.isEmpty
        ? "文件里没有内容，未导入。请确认选对了文件，或重新取得文件"
        : "没有找到表头：前 20 行里没有“\(register.codeLabel)”一列。请补上该列，或改选登记簿")
  }

  static func noRows(file: String, _ layout: Layout) -> Self {
    ImportRemark(
      file: file, sheet: layout.sheet, row: layout.headRow,
      message: "只有表头，没有数据行，未导入。请确认文件已经填好、数据没有放在隐藏的行里")
  }

  static func ofHead(_ head: String, _ expected: String, file: String, _ layout: Layout) -> Self {
    let head = clipped(head)
    return ImportRemark(
      file: file, sheet: layout.sheet, row: layout.headRow, column: head, written: head,
      expected: expected, message: "列“\(head)”：\(expected)")
  }

  static func furtherHeads(
    _ count: Int, register: Register, file: String, _ layout: Layout
  ) -> Self {
    ImportRemark(
      file: file, sheet: layout.sheet, row: layout.headRow,
      message: "另有 \(count) 列是登记簿“\(register.title)”没有的，未读入。请确认选对了登记簿")
  }

  static func notYours(_ head: String, keeper: String, file: String, _ layout: Layout) -> Self {
    ImportRemark(
      file: file, sheet: layout.sheet, row: layout.headRow, column: head, written: head,
      expected: "由\(keeper)导入",
      message: "列“\(head)”由\(keeper)负责，当前岗位不能写入，该列未读入")
  }

  static func cutOff(row: Int, file: String, sheet: String) -> Self {
    ImportRemark(
      file: file, sheet: sheet, row: row, expected: "完整的一行",
      message: "第 \(row) 行没有写完文件就断了，这一行未读入。请取得完整的文件再导入")
  }

  static func footing(_ footing: Footing, row: Int, file: String, sheet: String) -> Self {
    let kind =
      switch footing {
      case .total: "合计行"
      case .subtotal: "小计行"
      case .note: "说明行"
      case .group: "分组行"
      case .heads: "重复的表头"
      case .columnNumbers: "栏号"
      }
    return ImportRemark(file: file, sheet: sheet, row: row, message: "第 \(row) 行是\(kind)，未读入")
  }

  static func wrongTotal(
    _ stated: String, sum: String, head: String, row: Int, file: String, sheet: String
  ) -> Self {
    ImportRemark(
      file: file, sheet: sheet, row: row, column: clipped(head), written: stated, expected: sum,
      message: "第 \(row) 行“\(clipped(head))”的合计是 \(stated)，各行相加是 \(sum)。各行照读，请核对是否缺行或有误")
  }

  static func taken(_ note: String, row: Int, head: String, file: String, sheet: String) -> Self {
    ImportRemark(
      file: file, sheet: sheet, row: row, column: clipped(head),
      message: "第 \(row) 行“\(clipped(head))”\(note)")
  }

  static func matchedByName(_ count: Int, file: String, sheet: String) -> Self {
    ImportRemark(
      file: file, sheet: sheet, message: "\(count) 行没有信用代码，按名称（含曾用名）对到了登记簿里的企业；名称一列未改动")
  }

  static func hiddenSheet(_ sheet: String, file: String) -> Self {
    ImportRemark(
      file: file, sheet: sheet, message: "工作表“\(sheet)”是隐藏的，未读入。需要导入请先取消隐藏")
  }

  static func otherSheet(_ sheet: String, register: Register, file: String) -> Self {
    ImportRemark(
      file: file, sheet: sheet,
      message: "工作表“\(sheet)”里没有“\(register.codeLabel)”一列，未读入")
  }

  static func hiddenRows(_ rows: [Int], file: String, sheet: String) -> Self {
    let first = rows.prefix(5).map(String.init).joined(separator: "、")
    let others = rows.count > 5 ? "等 \(rows.count) 行" : " 行"
    return ImportRemark(
      file: file, sheet: sheet, row: rows.first,
      message: "第 \(first)\(others)是隐藏的（或被筛选掉了），未读入。需要导入请先取消隐藏或清除筛选")
  }

  static func hiddenColumns(_ columns: [Int], file: String, sheet: String) -> Self {
    let letters = columns.prefix(8).map { CellReference.letters(of: $0) }.joined(separator: "、")
    return ImportRemark(
      file: file, sheet: sheet, message: "\(letters) 列是隐藏的，未读入。需要导入请先取消隐藏")
  }

  static func unreadable(
    _ written: String, row: Int, head: String, expected: String, file: String, sheet: String
  ) -> Self {
    let written = clipped(written)
    return ImportRemark(
      file: file, sheet: sheet, row: row, column: head, written: written, expected: expected,
      message: written.isEmpty
        ? "第 \(row) 行“\(head)”没有填写，\(expected)"
        : "第 \(row) 行“\(head)”写的是“\(written)”，\(expected)")
  }

  /// Shortens what was written so that a remark stays a line.
  private static func clipped(_ written: String) -> String {
    written.utf8.count > 60 && written.count > 60 ? written.prefix(60) + "…" : written
  }
}
