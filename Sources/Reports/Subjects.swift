/// Takes apart the subjects that share a value or stand in the order of values.
struct Subjects {
  private let words: Vocabulary

  init(_ words: Vocabulary) { self.words = words }

  /// Returns the members of a noun phrase, each with the words that the list said once.
  func members(of noun: String, wanted: Int) -> [String] {
    let noun = noun.replacing("城、乡", with: "城乡")
    let text = FoldedText(phrase: noun)
    let parts = pieces(of: text)
    guard parts.count > 1 else { return divided(noun, wanted: wanted) }
    if let members = abbreviated(text, parts) { return members }
    guard let last = parts.last else { return [] }
    let lastWords = text.text(last)
    return parts.map { part in
      let words = text.text(part)
      guard part != last else { return words }
      if isLeading(text, part) { return words + withoutTier(lastWords) }
      if noun.hasSuffix("比重"), words.contains("占"), !words.hasSuffix("比重") { return words + "比重" }
      return lacksMeasure(text, part, last) ? words + measure(text, part, last) : words
    }
  }

  /// Signs with which a noun that can be measured ends.
  private static let measures = Set("量额率资入积数值重比度速幅费款".unicodeScalars)

  /// 肉牛、肉羊饲养量: the measure is said once, at the end.
  private func lacksMeasure(_ text: FoldedText, _ part: Range<Int>, _ last: Range<Int>) -> Bool {
    part.count <= 4 && last.count > part.count + 1
      && text.scalars[part.lowerBound] == text.scalars[last.lowerBound]
      && !Self.measures.contains(text.scalars[part.upperBound - 1])
      && Self.measures.contains(text.scalars[last.upperBound - 1])
  }

  /// Cuts at 、 and at words of joining that stand outside quotations.
  private func pieces(of text: FoldedText) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = 0
    for index in 0..<text.count where text.nested[index] == .none {
      guard text.classes[index] == .pause || ["和", "与", "及"].contains(text.scalars[index])
      else { continue }
      if index > start { pieces.append(start..<index) }
      start = index + 1
    }
    if start < text.count { pieces.append(start..<text.count) }
    return pieces
  }

  /// 城乡居民 are two when two values follow, though the word is one.
  private func divided(_ noun: String, wanted: Int) -> [String] {
    guard wanted == 2, noun.contains("城乡") else { return [] }
    return ["城镇", "农村"].map { noun.replacing("城乡", with: $0, maxReplacements: 1) }
  }

  /// 内、外资 is 内资 and 外资: a first member that stops in the middle of a word.
  private func abbreviated(_ text: FoldedText, _ parts: [Range<Int>]) -> [String]? {
    guard parts.count == 2, parts[1].count >= 2 else { return nil }
    let pair = (text.scalars[parts[0].upperBound - 1], text.scalars[parts[1].lowerBound])
    let known: [(Unicode.Scalar, Unicode.Scalar)] = [
      ("内", "外"), ("省", "市"), ("国", "省"), ("市", "县"), ("进", "出"), ("增", "减"), ("肉", "奶"),
    ]
    guard known.contains(where: { $0 == pair || $0 == (pair.1, pair.0) }) else { return nil }
    let head = text.text(parts[0].lowerBound..<parts[0].upperBound - 1)
    let tail = text.text(parts[1].lowerBound + 1..<parts[1].upperBound)
    return [pair.0, pair.1].map { head + String($0) + tail }
  }

  /// The measure of the last member: what follows its name, which is as long as the other's or Latin.
  private func measure(_ text: FoldedText, _ part: Range<Int>, _ last: Range<Int>) -> String {
    let isNamed = { (index: Int) in text.classes[index] == .latin || text.classes[index] == .digit }
    var start = last.lowerBound + part.count
    if isNamed(part.lowerBound) {
      start = last.first { !isNamed($0) && text.scalars[$0] != "." } ?? start
    }
    return text.text(start..<last.upperBound)
  }

  /// Whether a member is only a verb or a rank, so that the noun of the last belongs to it too.
  private func isLeading(_ text: FoldedText, _ part: Range<Int>) -> Bool {
    words.word(text, at: part.lowerBound, before: part.upperBound, [.tier, .completion])?.length
      == part.count
  }

  /// The rank at the head of a noun, such as 省级以上.
  func tier(of noun: String) -> String? {
    let text = FoldedText(phrase: noun)
    guard let match = words.word(text, at: 0, before: text.count, [.tier]) else { return nil }
    return text.text(0..<match.length)
  }

  /// A noun without the verb, rank or size class at its head.
  func withoutTier(_ noun: String) -> String {
    let text = FoldedText(phrase: noun)
    guard let match = words.word(text, at: 0, before: text.count, [.tier, .completion]),
      match.length < text.count
    else { return withoutSize(text) }
    return text.text(match.length..<text.count)
  }

  /// A noun without the verb at its end, when one stands there.
  func withoutLastVerb(_ noun: String) -> String? {
    let text = FoldedText(phrase: noun)
    guard let match = words.word(text, endingAt: text.count, after: 0, [.completion]),
      match.length < text.count
    else { return nil }
    return text.text(0..<text.count - match.length)
  }

  /// A noun without 亿元以上 before it.
  private func withoutSize(_ text: FoldedText) -> String {
    var start = 0
    for index in 0..<max(text.count - 1, 0)
    where text.scalars[index] == "以"
      && (text.scalars[index + 1] == "上" || text.scalars[index + 1] == "下")
    {
      start = index + 2
    }
    return text.text(start..<text.count)
  }
}
