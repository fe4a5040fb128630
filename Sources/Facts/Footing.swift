import Definitions

/// A row below the data that is no subject: a total, or a note.
enum Footing: Hashable {
  case total, note

  init?(code: String, start: String, register: Register) {
    guard code.isEmpty || register.problem(withCode: code) != nil else { return nil }
    // A number of the row may stand before the word.
    let texts = [Head.folded(start), Head.folded(code)]
    if texts.contains(where: { text in Self.totals.contains(where: text.hasPrefix) }) {
      self = .total
    } else if texts.contains(where: { text in Self.notes.contains(where: text.hasPrefix) }) {
      self = .note
    } else {
      return nil
    }
  }

  private static let totals = ["合计", "总计", "小计", "共计"]
  private static let notes = [
    "注:", "备注", "说明", "填表", "制表", "审核", "填报", "单位负责人", "数据来源", "联系",
  ]
}
