import Reports

/// One file of the reader's lexicon: words of one sort, each with its role and an example.
struct LexiconPart {
  var head: Head
  var entries: [Lexicon.Entry]
}

extension LexiconPart {
  init?(_ fields: Fields) {
    let head = Head(fields)
    let written = fields.required("entries")?.items()
    fields.close()
    guard let head, let written else { return nil }
    var seen: Set<String> = []
    let entries = written.compactMap { entry -> Lexicon.Entry? in
      guard let word = Lexicon.Entry(entry) else { return nil }
      if !seen.insert("\(word.role.name) \(word.word)").inserted {
        entry.error("“\(word.word)”作为 \(word.role.name) 已经写过一次")
      }
      return word
    }
    guard entries.count == written.count else { return nil }
    self.init(head: head, entries: entries)
  }
}

extension Lexicon.Entry {
  fileprivate init?(_ entry: Entry) {
    guard let fields = entry.fields() else { return nil }
    defer { fields.close() }
    let word = fields.required("word")?.text()
    let role = fields.required("role").flatMap(Self.role)
    let example = fields.required("example")
    let stays = fields.optional("stays")?.text()
    guard let word, let role, let example, let sentence = example.text() else { return nil }
    if !sentence.contains(word) { example.error("例句里没有“\(word)”") }
    self.init(word: word, role: role, example: sentence, stays: stays)
  }

  private static func role(_ entry: Entry) -> Lexicon.Role? {
    guard let name = entry.text() else { return nil }
    if let role = Lexicon.Role(name: name) { return role }
    let known = Lexicon.Role.allCases.map(\.name)
    entry.error(
      "没有作用“\(name)”" + Suggestion.hint(for: name, among: known),
      "可以写：\(known.joined(separator: "、"))")
    return nil
  }
}
