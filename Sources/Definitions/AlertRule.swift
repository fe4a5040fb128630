package import Feel
package import Quantities

/// The written rule that tells which falls are unusual, for single respondents and for groups.
package struct AlertRule: Sendable, Identifiable {
  /// One line: the first that holds decides.
  package struct Line: Sendable {
    package var level: Level
    package var rule: Rule
    package var because: String
  }

  /// How much a fall asks for attention, the graver first.
  package enum Level: String, Hashable, Sendable, CaseIterable, Codable {
    case grave = "重点"
    case watched = "关注"
  }

  /// A fall that the rule tells, with its reason.
  package struct Verdict: Hashable, Sendable {
    package var level: Level
    package var because: String
  }

  package var head: Head
  package var inputs: [Vocabulary.Name]
  package var respondents: [Line]
  package var groups: [Line]

  package var id: String { head.id }

  /// Judges one respondent or group; a line whose inputs are missing does not hold.
  package static func verdict(_ lines: [Line], _ lookup: (String) -> Value?) -> Verdict? {
    for line in lines {
      if case .value(.boolean(true)) = line.rule.outcome(lookup) {
        return Verdict(level: line.level, because: line.because)
      }
    }
    return nil
  }
}

extension AlertRule {
  private enum InputType: String, CaseIterable {
    case number, boolean
  }

  /// Decodes a rule whose lines may speak of its own inputs only.
  init?(_ fields: Fields) {
    let head = Head(fields)
    let pairs = fields.required("inputs")?.pairs()
    let respondents = fields.required("respondents")?.items()
    let groups = fields.required("groups")?.items()
    fields.close()
    guard let pairs, let respondents, let groups else { return nil }
    let inputs = pairs.compactMap { key, value in Self.input(key.key, value) }
    guard let head, inputs.count == pairs.count else { return nil }
    let vocabulary = Vocabulary(inputs)
    let own = respondents.compactMap { Line($0, vocabulary) }
    let others = groups.compactMap { Line($0, vocabulary) }
    guard own.count == respondents.count, others.count == groups.count else { return nil }
    self.init(head: head, inputs: inputs, respondents: own, groups: others)
  }

  private static func input(_ key: String, _ value: Entry) -> Vocabulary.Name? {
    guard let fields = value.fields() else { return nil }
    defer { fields.close() }
    let label = fields.required("label")?.text()
    let type = fields.required("type")?.choice(InputType.self)
    guard let label, let type else { return nil }
    return Vocabulary.Name(key: key, label: label, type: type == .number ? .number(nil) : .boolean)
  }
}

extension AlertRule.Line {
  fileprivate init?(_ entry: Entry, _ vocabulary: Vocabulary) {
    guard let fields = entry.fields() else { return nil }
    defer { fields.close() }
    let level = fields.required("level")?.choice(AlertRule.Level.self)
    let rule = fields.required("when")?.rule(vocabulary, expecting: .boolean)
    let because = fields.required("because")?.text()
    guard let level, let rule, let because else { return nil }
    self.init(level: level, rule: rule, because: because)
  }
}
