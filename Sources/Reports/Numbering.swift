/// The mark at the head of a numbered paragraph, in any of the styles that reports use.
struct Numbering: Hashable, Sendable {
  /// 0 for 第一部分, 1 for 一、, 2 for （一）, 3 for 1., 4 for （1） and ①.
  var level: Int
  /// Number of scalars of the mark.
  var length: Int

  /// Reads the mark at the head of a paragraph; nil when it is not numbered.
  init?(_ text: FoldedText, _ paragraph: Range<Int>) {
    let window = paragraph.lowerBound..<min(paragraph.upperBound, paragraph.lowerBound + 10)
    guard let first = window.first else { return nil }
    if let mark = Self.bracketed(text, window) ?? Self.part(text, window) {
      self = mark
      return
    }
    let isChinese = text.classes[first] == .numeral
    guard isChinese || text.classes[first] == .digit else {
      guard ("①"..."⑳") ~= text.scalars[first] else { return nil }
      self.init(level: 4, length: 1)
      return
    }
    var index = first
    while index < window.upperBound, text.classes[index] == text.classes[first] { index += 1 }
    guard index < window.upperBound, index - first <= 3 else { return nil }
    let sign = text.scalars[index]
    guard sign == "、" || !isChinese && sign == "." || isChinese && sign == "．" else { return nil }
    // 3.5 is a number and not the head of a third paragraph.
    if index + 1 < paragraph.upperBound, text.classes[index + 1] == .digit { return nil }
    self.init(level: isChinese ? 1 : 3, length: index + 1 - first)
  }

  private init(level: Int, length: Int) {
    self.level = level
    self.length = length
  }

  /// Reads （一） and （1）.
  private static func bracketed(_ text: FoldedText, _ window: Range<Int>) -> Numbering? {
    let first = window.lowerBound
    guard text.classes[first] == .openBracket, window.count > 2 else { return nil }
    let kind = text.classes[first + 1]
    guard kind == .numeral || kind == .digit else { return nil }
    var index = first + 1
    while index < window.upperBound, text.classes[index] == kind { index += 1 }
    guard index < window.upperBound, text.classes[index] == .closeBracket else { return nil }
    return Numbering(level: kind == .numeral ? 2 : 4, length: index + 1 - first)
  }

  /// Reads 第一部分 and its like.
  private static func part(_ text: FoldedText, _ window: Range<Int>) -> Numbering? {
    let first = window.lowerBound
    guard text.scalars[first] == "第" else { return nil }
    var index = first + 1
    while index < window.upperBound, text.classes[index] == .numeral { index += 1 }
    guard index > first + 1, index < window.upperBound else { return nil }
    switch text.scalars[index] {
    case "章", "篇": return Numbering(level: 0, length: index + 1 - first)
    case "部" where index + 1 < window.upperBound && text.scalars[index + 1] == "分":
      return Numbering(level: 0, length: index + 2 - first)
    default: return nil
    }
  }
}
