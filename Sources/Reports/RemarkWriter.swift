/// Writes down what a reader of the report should know before trusting what was read.
struct RemarkWriter {
  let original: [Unicode.Scalar]
  let text: FoldedText
  let outline: Outline
  let glossary: Glossary
  let furniture: [Range<Int>]

  /// The remarks in the order of the text.
  var remarks: [ReadingRemark] {
    guard text.count > 0 else { return [] }
    let found =
      [damage, parts, year, leftOut, openEnd].compactMap(\.self)
      + unusedNames
    return found.sorted { $0.span.lowerBound < $1.span.lowerBound }
  }

  private func remark(_ summary: String, at span: Range<Int>) -> ReadingRemark {
    ReadingRemark(summary: summary, span: span, line: line(of: span.lowerBound))
  }

  /// Line of a place, counted from 1, whichever line ends the text has.
  private func line(of place: Int) -> Int {
    var line = 1
    var previous: Unicode.Scalar = " "
    for scalar in original[..<place] {
      if scalar == "\r" || scalar == "\n" && previous != "\r" { line += 1 }
      previous = scalar
    }
    return line
  }

  // MARK: Parts

  private var parts: ReadingRemark? {
    guard let first = outline.parts.first else { return nil }
    if !outline.hasHeadings {
      return remark("没有认出“工作回顾”“工作安排”一类的标题，全文按工作安排来读；其中如有回顾，请自行剔除", at: first.span)
    }
    guard !outline.parts.contains(where: \.kind.promises) else { return nil }
    return remark("只认出\(titles)，没有找到工作安排或预期目标，所以没有读出承诺。请确认文件完整", at: first.span)
  }

  private var titles: String {
    var seen: Set<Part.Kind> = []
    return outline.parts.filter { seen.insert($0.kind).inserted }.map { "“\($0.kind.title)”" }
      .joined(separator: "、")
  }

  private var year: ReadingRemark? {
    guard outline.year == nil, let first = outline.parts.first else { return nil }
    return remark("标题里没有写明年份，没有写日期的承诺因此没有起止时间。请补上年份再读", at: first.span)
  }

  // MARK: Characters

  /// Characters that no report has: what stands for lost ones, and private or control characters.
  private var damage: ReadingRemark? {
    var first: Int?
    var count = 0
    for (index, scalar) in original.enumerated() where Self.isDamaged(scalar) {
      first = first ?? index
      count += 1
    }
    guard let first else { return nil }
    let share = count * 100 / original.count
    let measure = share > 0 ? "约占全文 \(share)%" : "不到全文的 1%"
    return remark("有 \(count) 个字符读不出来（\(measure)），其余照读。请核对原文", at: first..<first + 1)
  }

  private static func isDamaged(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xFFFD, 0xE000...0xF8FF, 0xF0000...0x10FFFD: true
    case 0...8, 0xE...0x1F, 0x7F...0x84, 0x86...0x9F: true
    // Letters of western languages in a row are Chinese that was decoded wrongly.
    case 0xC0...0xFF: scalar.value != 0xD7 && scalar.value != 0xF7
    default: false
    }
  }

  private var leftOut: ReadingRemark? {
    guard let first = furniture.min(by: { $0.lowerBound < $1.lowerBound }) else { return nil }
    return remark("有 \(furniture.count) 行是页码或每页重复的页眉，没有当作正文来读", at: first)
  }

  /// Whether the last paragraph stops without a full stop, as in a text that was not copied whole.
  private var openEnd: ReadingRemark? {
    guard let last = outline.paragraphs.last, last.body.count >= 16, let end = last.body.last
    else { return nil }
    switch text.classes[end] {
    case .stop, .closeQuote, .closeBracket: return nil
    default: break
    }
    if [".", "…"].contains(text.scalars[end]) { return nil }
    let shown = max(last.body.lowerBound, end - 11)..<end + 1
    return remark("全文停在“\(text.text(shown))”，句子没有写完，后面可能缺了内容", at: text.original(shown))
  }

  // MARK: Glossary

  private var unusedNames: [ReadingRemark] {
    let body = outline.paragraphs.filter { $0.part != .glossary }.map(\.range)
    return glossary.unused(in: text, body).map {
      remark("名词解释里的“\($0.name)”在正文里没有出现，没有用上", at: $0.span)
    }
  }
}
