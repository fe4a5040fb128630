import Feel
import Yams

extension Entry {
  /// Compiles FEEL text against a vocabulary; a mistake is placed at its own line and column.
  func rule(_ vocabulary: Vocabulary, expecting type: ValueType) -> Rule? {
    guard let text = text(), let scalar = node.scalar else { return nil }
    do throws(RuleError) {
      return try Rule(text, vocabulary: vocabulary, expecting: type)
    } catch {
      let place = sink.source.place(of: error.column - 1, in: scalar)
      sink.add(
        .error, line: place.line, column: place.column, error.message,
        "这一条写的是：\(text)")
      return nil
    }
  }
}

/// Finds string literals that no code list allows, which would make a rule silently false.
struct LiteralCheck {
  let register: Register
  let codeLists: [String: CodeList]

  func check(_ rule: Rule, at entry: Entry) {
    guard let scalar = entry.node.scalar else { return }
    let fields = rule.names.compactMap { register.field($0) }
    for (offset, literal) in literals(in: scalar.string) {
      let lists = codeLists(for: fields, before: offset, in: Array(scalar.string))
      guard !lists.isEmpty, !lists.contains(where: { $0.contains(literal) }) else { continue }
      let place = entry.sink.source.place(of: offset, in: scalar)
      let known = lists.flatMap { $0.items.map(\.code) }
      entry.sink.add(
        .error, line: place.line, column: place.column,
        "“\(literal)”不在代码表“\(lists.map(\.title).joined(separator: "”“"))”里"
          + Suggestion.hint(for: literal, among: known))
    }
  }

  /// A text is compared with the field that is named last before it; where none is, with any.
  private func codeLists(
    for fields: [Field], before offset: Int, in text: [Character]
  ) -> [CodeList] {
    let head = text[..<offset]
    var nearest: (field: Field, start: Int, length: Int)?
    for field in fields {
      for name in [Array(field.label), Array(field.key)] {
        guard let start = head.lastStart(of: name) else { continue }
        let isNearer = nearest.map { (start, name.count) > ($0.start, $0.length) } ?? true
        if isNearer { nearest = (field, start, name.count) }
      }
    }
    let meant = nearest.map { [$0.field] } ?? fields
    guard !meant.contains(where: \.isFreeText) else { return [] }
    return meant.compactMap { $0.codes.flatMap { codeLists[$0] } }
  }

  private func literals(in text: String) -> [(offset: Int, literal: String)] {
    var found: [(offset: Int, literal: String)] = []
    var start: Int?
    let characters = Array(text)
    for (offset, character) in characters.enumerated() where character == "\"" {
      if let open = start {
        // The text in date("…") is no code.
        let before = String(characters[..<open].filter { $0 != " " }.suffix(5))
        if before != "date(" { found.append((open + 1, String(characters[(open + 1)..<offset]))) }
        start = nil
      } else {
        start = offset
      }
    }
    return found
  }
}

extension Field {
  fileprivate var isFreeText: Bool {
    switch type {
    case .text, .reference: true
    default: false
    }
  }
}

extension ArraySlice<Character> {
  /// Returns where a word last begins.
  fileprivate func lastStart(of word: [Character]) -> Int? {
    guard !word.isEmpty, word.count <= count else { return nil }
    return (startIndex...(endIndex - word.count)).last { start in
      self[start..<(start + word.count)].elementsEqual(word)
    }
  }
}
