import Quantities

/// A column head taken apart: name, unit, time.
struct Head: Hashable, Sendable {
  var name: String
  var unit: MeasureUnit?
  var time = HeadTime.none

  /// Takes a head apart step by step, from the words as they stand to the barest name.
  ///
  /// A field may be called by words that look like a unit or a time, so every step is tried.
  static func readings(of written: String) -> [Head] {
    var head = Head(name: folded(written))
    var readings = [head]
    while head.strip() { readings.append(head) }
    return readings
  }

  /// The head without everything that could be a unit, a time or a mark.
  static func bare(_ written: String) -> Head {
    var head = Head(name: folded(written))
    while head.strip() {}
    return head
  }

  /// Folds full-width forms and drops white space, so that heads compare as people read them.
  static func folded(_ text: String) -> String {
    ChineseNumeral.fold(text).filter { !$0.isWhitespace }
  }

  /// Takes one more layer off; returns false when there is none.
  private mutating func strip() -> Bool {
    stripMark() || stripBracket() || stripUnit() || stripTime()
  }

  /// Stars of required columns and numbers of columns.
  private mutating func stripMark() -> Bool {
    for mark in ["*", "★", "※", "#"] where name.count > 1 {
      if name.hasPrefix(mark) {
        name.removeFirst()
        return true
      }
      if name.hasSuffix(mark) {
        name.removeLast()
        return true
      }
    }
    let number = name.prefix { "0123456789一二三四五六七八九十".contains($0) }
    let rest = name.dropFirst(number.count)
    guard (1...2).contains(number.count), let mark = rest.first, ".、".contains(mark),
      rest.count > 2
    else { return false }
    name = String(rest.dropFirst())
    return true
  }

  /// A bracket at the end that holds units, times and remarks for whoever fills in the form.
  private mutating func stripBracket() -> Bool {
    guard name.hasSuffix(")"), let open = name.lastIndex(of: "(") else { return false }
    let inside = name[name.index(after: open)...].dropLast()
    guard !inside.isEmpty else { return false }
    var taken = self
    for piece in inside.split(whereSeparator: { ",、;:".contains($0) }) {
      if piece == "单位" || Self.formNotes.contains(String(piece)) { continue }
      if let unit = MeasureUnit.named(piece) {
        taken.unit = taken.unit ?? unit
      } else if let time = HeadTime(word: String(piece)) {
        if taken.time == .none { taken.time = time }
      } else {
        return false
      }
    }
    taken.name = String(name[..<open])
    self = taken
    return true
  }

  private static let formNotes: Set<String> = [
    "必填", "选填", "可选", "非必填", "如有", "全称", "公章", "盖章", "人民币", "含税", "不含税",
    "年/月/日", "年月日", "年-月-日", "是/否", "下拉选择", "注明", "填代码",
  ]

  /// A unit behind a mark, 营业收入:万元, or a unit that is the whole head.
  private mutating func stripUnit() -> Bool {
    guard unit == nil else { return false }
    if let whole = MeasureUnit.named(Self.unbracketed(name)) {
      unit = whole
      name = ""
      return true
    }
    guard let mark = name.lastIndex(where: { ":/,".contains($0) }),
      let unit = MeasureUnit.named(name[name.index(after: mark)...])
    else { return false }
    self.unit = unit
    let rest = name[..<mark]
    name = String(rest.hasSuffix("单位") ? rest.dropLast(2) : rest)
    return true
  }

  private static func unbracketed(_ text: String) -> String {
    text.hasPrefix("(") && text.hasSuffix(")") ? String(text.dropFirst().dropLast()) : text
  }

  private mutating func stripTime() -> Bool {
    guard time == .none else { return false }
    for length in Swift.stride(from: Swift.min(name.count, 9), through: 2, by: -1) {
      if let time = HeadTime(word: String(name.prefix(length))) {
        self.time = time
        name = String(name.dropFirst(length))
        return true
      }
      if let time = HeadTime(word: String(name.suffix(length))) {
        self.time = time
        name = String(name.dropLast(length))
        return true
      }
    }
    return false
  }
}

extension HeadTime {
  /// Reads a word that means a time and nothing else.
  init?(word: String) {
    if let known = Self.words[word] {
      self = known
    } else if word.count >= 4, let period = Period(chinese: Substring(word)) {
      self = .exact(period)
    } else if let (length, number) = Self.within(word) {
      self = .within(length, number: number)
    } else if Self.isRange(word) {
      self = .partOfYear
    } else {
      return nil
    }
  }

  private static let words: [String: HeadTime] = [
    "本年": .thisYear, "本年累计": .thisYear, "本年度": .thisYear, "当年": .thisYear,
    "全年": .thisYear, "全年累计": .thisYear, "年度累计": .thisYear,
    "上年": .lastYear, "上年度": .lastYear, "去年": .lastYear, "上年全年": .lastYear,
    "本月": .thisMonth, "当月": .thisMonth, "本月数": .thisMonth, "当月数": .thisMonth,
    "上年同月": .sameMonthLastYear, "去年同月": .sameMonthLastYear, "上年本月": .sameMonthLastYear,
    "上年同期": .sameTimeLastYear, "去年同期": .sameTimeLastYear,
    "同期": .sameTimeLastYear, "上年同期累计": .sameTimeLastYear, "去年同期累计": .sameTimeLastYear,
  ]

  private static func within(_ word: String) -> (Period.Length, Int)? {
    if word == "上半年" || word == "下半年" { return (.halfYear, word == "上半年" ? 1 : 2) }
    if word.hasSuffix("季度"), let number = Period.quarters[String(word.dropLast(2))] {
      return (.quarter, number)
    }
    guard word.hasSuffix("月") || word.hasSuffix("月份") else { return nil }
    let number = word.prefix { $0 != "月" }
    guard let month = Int(number) ?? months[String(number)], (1...12).contains(month) else {
      return nil
    }
    return (.month, month)
  }

  private static let months = [
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    "十一": 11, "十二": 12,
  ]

  /// 1-6月, 2022年1-6月, 1至6月累计.
  private static func isRange(_ word: String) -> Bool {
    var rest = word[...]
    if let year = rest.firstIndex(of: "年") { rest = rest[rest.index(after: year)...] }
    if rest.hasSuffix("累计") { rest = rest.dropLast(2) }
    guard rest.hasSuffix("月") else { return false }
    let ends = rest.dropLast().split { "-—~至".contains($0) }
    return ends.count == 2 && ends.allSatisfy { Int($0) != nil }
  }
}

extension Period {
  /// Reads a period as offices write it in a head: 2021年, 2022年3月, 2022年一季度, 2022-03.
  init?(chinese text: Substring) {
    if let period = Period(text) {
      guard period.length != .day else { return nil }
      self = period
      return
    }
    guard text.count >= 5, let year = Int(text.prefix(4)), text.dropFirst(4).first == "年" else {
      return nil
    }
    let rest = text.dropFirst(5)
    if rest.isEmpty || rest == "度" || rest == "全年" {
      self.init(.year, number: 1, of: year)
    } else if rest.hasSuffix("月") || rest.hasSuffix("月份") {
      self.init(.month, number: Int(rest.prefix { $0 != "月" }), of: year)
    } else if rest.hasSuffix("季度") {
      self.init(.quarter, number: Self.quarters[String(rest.dropLast(2))], of: year)
    } else if rest == "上半年" || rest == "下半年" {
      self.init(.halfYear, number: rest == "上半年" ? 1 : 2, of: year)
    } else {
      return nil
    }
  }

  static let quarters = [
    "一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4,
    "第一": 1, "第二": 2, "第三": 3, "第四": 4,
  ]
}
