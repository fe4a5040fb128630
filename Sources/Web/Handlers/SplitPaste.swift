import Facts
import Ledgers
import Quantities

/// Rows of a split as they are copied out of a spreadsheet: cells between tabs, a unit a line.
struct SplitPaste: Sendable {
  private(set) var rows: [SplitDraft] = []
  /// What could not be read, cell by cell, in words.
  private(set) var problems: [String] = []
  private let units: [(code: String, name: String)]

  /// What a column holds, by the words over it.
  private enum Column: String, CaseIterable {
    case unit, leader, value, first, second, third, fourth, due, remark

    var title: String {
      switch self {
      case .unit: "责任单位"
      case .leader: "牵头领导"
      case .value: "任务数"
      case .first: "一季度"
      case .second: "二季度"
      case .third: "三季度"
      case .fourth: "四季度"
      case .due: "时限"
      case .remark: "备注"
      }
    }

    /// Words over a column that mean it.
    var heads: [String] {
      switch self {
      case .unit: ["责任单位", "单位", "牵头单位", "部门"]
      case .leader: ["牵头领导", "领导", "责任领导", "分管领导"]
      case .value: ["任务数", "任务", "目标值", "目标", "分解数"]
      case .due: ["时限", "完成时限", "办结时限"]
      default: [title]
      }
    }

    init?(head: String) {
      guard let found = Self.allCases.first(where: { $0.heads.contains(head) }) else { return nil }
      self = found
    }
  }

  init(_ text: String, units: [(code: String, name: String)]) {
    self.units = units
    var lines = text.split(whereSeparator: \.isNewline)
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(Self.cell) }
      .filter { $0.contains { !$0.isEmpty } }
    guard !lines.isEmpty else {
      problems.append("没有粘贴任何内容。请在 Excel 里选中分工的几行，复制后粘贴到这里")
      return
    }
    var columns: [Column?] = Column.allCases
    if let head = lines.first, Column(head: head[0]) == .unit {
      columns = head.map { Column(head: $0) }
      for (index, word) in head.enumerated() where columns[index] == nil && !word.isEmpty {
        problems.append("第 \(index + 1) 列“\(word)”不是分工表的栏目，没有读入")
      }
      lines.removeFirst()
    }
    if lines.count > DivideCommitment.most {
      problems.append(
        "粘贴了 \(lines.count) 行，一项承诺最多分给 \(DivideCommitment.most) 个单位，只读入前 \(DivideCommitment.most) 行"
      )
    }
    for (index, cells) in lines.prefix(DivideCommitment.most).enumerated() {
      read(cells, columns, row: index + 1)
    }
  }

  private mutating func read(_ cells: [String], _ columns: [Column?], row: Int) {
    var draft = SplitDraft()
    for (cell, column) in zip(cells, columns) where !cell.isEmpty {
      switch column {
      case nil: continue
      case .unit: draft.unit = unit(cell, row: row)
      case .leader: draft.leader = cell
      case .value: draft.value = number(cell, row: row, .value)
      case .first: draft.nodes[0] = cell
      case .second: draft.nodes[1] = cell
      case .third: draft.nodes[2] = cell
      case .fourth: draft.nodes[3] = cell
      case .due: draft.due = day(cell, row: row)
      case .remark: draft.remark = cell
      }
    }
    rows.append(draft)
  }

  /// A unit by its code or its name; a name without 区 or 县 before it is enough where it is one's only.
  private mutating func unit(_ cell: String, row: Int) -> String {
    if let known = units.first(where: { $0.code == cell || $0.name == cell }) { return known.code }
    let alike = units.filter { $0.name.hasSuffix(cell) || cell.hasSuffix($0.name) }
    if alike.count == 1 { return alike[0].code }
    problems.append(
      alike.isEmpty
        ? "第 \(row) 行“责任单位”写的是“\(cell)”，登记簿里没有这个单位，请改选"
        : "第 \(row) 行“责任单位”写的是“\(cell)”，像\(alike.map(\.name).joined(separator: "、"))，请选定一个")
    return ""
  }

  private mutating func number(_ cell: String, row: Int, _ column: Column) -> String {
    let plain = ChineseNumeral.fold(cell).filter { $0 != "," && !$0.isWhitespace }
    guard Number(plain) == nil else { return plain }
    problems.append("第 \(row) 行“\(column.title)”写的是“\(cell)”，不是数字，请改为数字，如 20")
    return cell
  }

  private mutating func day(_ cell: String, row: Int) -> String {
    if let day = Day(officeWriting: cell) { return day.description }
    problems.append("第 \(row) 行“时限”写的是“\(cell)”，不是日期，请写成 2022-12-31 的样子")
    return cell
  }

  /// A cell without the marks that spreadsheets put around one that holds several lines.
  private static func cell(_ text: Substring) -> String {
    var text = text.trimmingBlanks
    if text.count >= 2, text.first == "\"", text.last == "\"" {
      text = String(text.dropFirst().dropLast()).replacing("\"\"", with: "\"")
    }
    return text
  }
}
