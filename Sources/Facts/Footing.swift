import Definitions
import Documents

/// A row under the heads that is no subject.
enum Footing: Hashable {
  case total, subtotal, note
  /// A row that only names the rows below it, such as 一、规上工业企业.
  case group
  /// The heads once more, as they are printed at the top of every page.
  case heads
  /// Numbers of the columns: 甲, 乙, 1, 2, 3.
  case columnNumbers

  /// Recognises a footing by the cells of a row; `isTail` says that notes have begun above.
  init?(_ cells: [Cell], code: String, register: Register, heads: Set<String>, isTail: Bool) {
    guard code.isEmpty || register.problem(withCode: code) != nil else { return nil }
    let words = cells.map { Head.folded($0.written) }.filter { !$0.isEmpty }
    // A number of the row may stand before the word.
    let starts = [words.first ?? "", Head.folded(code)] + words.dropFirst().prefix(1)
    if starts.contains(where: { $0.hasPrefix("小计") }) {
      self = .subtotal
    } else if starts.contains(where: { text in Self.totals.contains(where: text.hasPrefix) }) {
      self = .total
    } else if starts.prefix(2).contains(where: { text in Self.notes.contains(where: text.hasPrefix)
    })
      || isTail && words.count == 1
    {
      self = .note
    } else if words.count > 1, words.allSatisfy(heads.contains) {
      self = .heads
    } else if Self.areColumnNumbers(words) {
      self = .columnNumbers
    } else if words.count == 1, Self.isGroup(words[0]) {
      self = .group
    } else {
      return nil
    }
  }

  private static let totals = ["合计", "总计", "共计", "累计", "总合计"]
  private static let notes = [
    "注:", "注1", "备注", "说明", "填表", "制表", "审核", "填报", "单位负责人", "数据来源", "联系",
    "负责人", "复核", "打印", "第1页", "共1页",
  ]

  private static func areColumnNumbers(_ words: [String]) -> Bool {
    guard words.count > 2 else { return false }
    let numbers = words.drop { "甲乙丙丁戊栏次编号".contains($0) }
    guard !numbers.isEmpty else { return true }
    guard let first = Int(numbers[numbers.startIndex]), (0...2).contains(first) else {
      return false
    }
    return zip(numbers, first...).allSatisfy { Int($0) == $1 }
  }

  private static func isGroup(_ word: String) -> Bool {
    let rest = word.drop { $0 == "(" }
    let number = rest.prefix { "一二三四五六七八九十".contains($0) }
    let mark = rest.dropFirst(number.count).first
    return word.hasPrefix("其中") || !number.isEmpty && mark.map { "、.)".contains($0) } ?? false
  }
}
