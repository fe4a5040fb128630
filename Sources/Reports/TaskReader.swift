/// A piece of announced work while it is being read.
struct TaskDraft: Sendable {
  var span: Range<Int>
  var verb: String
  var object: String
  var isWeak: Bool
}

/// Reads the work that a clause announces: its verb, its object, and whether it is more than attitude.
struct TaskReader: Sendable {
  let text: FoldedText
  let words: Vocabulary
  let leads: LeadReader

  private static let verbs: RoleSet = LeadReader.verbs

  /// Returns the work of a clause; nil when the clause announces none.
  func task(_ clause: Range<Int>, _ lead: Lead) -> TaskDraft? {
    let rest = lead.end..<clause.upperBound
    guard let first = rest.first, text.classes[first] != .stop else { return nil }
    if words.word(text, at: first, before: rest.upperBound, [.purpose]) != nil { return nil }
    if let verb = leads.verb(at: first, before: rest.upperBound) {
      return draft(
        clause, rest, verb.range, roles: verb.roles, object: objectStart(verb)..<rest.upperBound)
    }
    guard let verb = innerVerb(rest) else { return nil }
    if verb.range.upperBound == rest.upperBound {
      return draft(
        clause, rest, verb.range, roles: verb.roles, object: first..<verb.range.lowerBound)
    }
    let isLed = words.word(text, at: first, before: rest.upperBound, [.preposition]) != nil
    if isLed, verb.range.lowerBound - first > 30 { return nil }
    return draft(
      clause, rest, verb.range, roles: verb.roles, object: verb.range.upperBound..<rest.upperBound)
  }

  /// Whether a clause only says under which idea the next one is done.
  func isPrelude(_ clause: Range<Int>, _ lead: Lead) -> Bool {
    let rest = lead.end..<clause.upperBound
    guard let first = rest.first else { return false }
    return words.word(text, at: first, before: rest.upperBound, [.preposition]) != nil
      && innerVerb(rest) == nil
  }

  private func objectStart(_ verb: VerbPhrase) -> Int { verb.range.upperBound }

  private func draft(
    _ clause: Range<Int>, _ rest: Range<Int>, _ verb: Range<Int>, roles: RoleSet,
    object: Range<Int>
  ) -> TaskDraft {
    TaskDraft(
      span: clause, verb: text.text(verb), object: text.text(object),
      isWeak: roles.has(.orientation) && !roles.has(.process) && !roles.has(.completion)
        || verb.lowerBound > rest.lowerBound && roles.has(.orientation))
  }

  /// The first verb inside a clause that begins with its topic.
  private func innerVerb(_ rest: Range<Int>) -> (range: Range<Int>, roles: RoleSet)? {
    var index = rest.lowerBound
    while index < rest.upperBound {
      if text.nested[index] == .none, let phrase = leads.verb(at: index, before: rest.upperBound) {
        return (phrase.range, phrase.roles)
      }
      index += 1
    }
    return nil
  }
}
