import Facts

/// The rows of a file whose firm is not certain, for somebody to choose.
enum MatchForm {
  struct Row: Hashable, Sendable {
    var place: String
    var name: String
    var candidates: [ColumnChoiceForm.Option]
  }

  private static let most = 50

  static func rows(of preview: ImportPreview) -> [Row] {
    preview.unsure.prefix(most).map { match in
      Row(
        place: "第 \(match.row) 行", name: match.name,
        candidates: match.candidates.prefix(8).map {
          .init(value: $0.code, title: "\($0.name) \($0.code)")
        })
    }
  }

  /// Reads the form back: names, folded, and the code that was chosen for each.
  static func matches(in form: Form) -> [String: String] {
    var matches: [String: String] = [:]
    for index in 0..<most {
      let name = form["name-\(index)"]
      let code = form["match-\(index)"]
      if !name.isEmpty, !code.isEmpty { matches[UnsureMatch.key(of: name)] = code }
    }
    return matches
  }
}
