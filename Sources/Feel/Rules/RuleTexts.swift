extension Rule {
  /// Returns a rule's text with some of the texts that it compares with a name said otherwise.
  ///
  /// Pages show the words of a code list, facts keep its codes: who writes the word means the code.
  /// `replacement` gives what a name calls a text; a text that is no rule comes back as it is.
  package static func replacingTexts(
    in text: String, vocabulary: Vocabulary, by replacement: (Vocabulary.Name, String) -> String?
  ) -> String {
    guard let expression = try? Parser.rule(text, vocabulary) else { return text }
    var scalars = Array(text.unicodeScalars)
    // From the last to the first, so that the offsets before stay right.
    for compared in expression.comparedTexts.sorted(by: {
      $0.place.lowerBound > $1.place.lowerBound
    }) {
      guard let name = vocabulary.name(compared.name),
        let other = replacement(name, compared.text), other != compared.text
      else { continue }
      let quoted = other.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      scalars.replaceSubrange(compared.place, with: "\"\(quoted)\"".unicodeScalars)
    }
    return String(String.UnicodeScalarView(scalars))
  }
}

/// A text that stands beside a name, and its place in scalars with the quotes around it.
private struct ComparedText {
  var name: String
  var text: String
  var place: Range<Int>
}

extension Expression {
  fileprivate var comparedTexts: [ComparedText] {
    switch kind {
    case .comparison(.equal, let left, let right), .comparison(.notEqual, let left, let right):
      right.texts(besides: left) + left.texts(besides: right)
    case .membership(let value, let tests): tests.flatMap { $0.texts(besides: value) }
    default: kind.children.flatMap(\.comparedTexts)
    }
  }

  private func texts(besides value: Expression) -> [ComparedText] {
    guard case .name(let name) = value.kind else { return [] }
    switch kind {
    case .string(let text): return [ComparedText(name: name, text: text, place: start..<end)]
    case .list, .test: return kind.children.flatMap { $0.texts(besides: value) }
    default: return []
    }
  }
}
