package import Feel
package import Quantities

/// The written rule by which the one page of a leader chooses its numbers and its decisions.
package struct BriefRule: Sendable, Identifiable {
  /// One thing by which numbers are compared; what is equal goes on to the next.
  package enum Criterion: Sendable {
    /// The place of the first condition that holds.
    case first([Rule])
    /// A number, the smaller first.
    case number(Rule)
  }

  /// What can wait for the reader's decision.
  package enum Decision: String, Hashable, Sendable, CaseIterable {
    case targets, bulletins, answers, commitments
  }

  package var head: Head
  /// The rule in words, said wherever the numbers stand.
  package var words: String
  package var criteria: [Criterion]
  package var mostNumbers: Int
  package var decisions: [Decision]
  package var mostDecisions: Int

  package var id: String { head.id }

  /// Places of something in the order of each criterion; nil where it cannot be told, which is last.
  package func places(_ lookup: (String) -> Value?) -> [Number?] {
    criteria.map { criterion in
      switch criterion {
      case .first(let rules):
        let place = rules.firstIndex { rule in
          if case .value(.boolean(true)) = rule.outcome(lookup) { true } else { false }
        }
        return Number(place ?? rules.count)
      case .number(let rule):
        guard case .value(.number(let number)) = rule.outcome(lookup) else { return nil }
        return number
      }
    }
  }

  /// Whether one comes before another; nil when the rule does not tell them apart.
  package static func comesFirst(_ one: [Number?], _ other: [Number?]) -> Bool? {
    for (place, otherPlace) in zip(one, other) where place != otherPlace {
      guard let place else { return false }
      return otherPlace.map { place < $0 } ?? true
    }
    return nil
  }
}

extension BriefRule {
  /// Most numbers and decisions that fit the page.
  package static let limits = (numbers: 5, decisions: 3)

  init?(_ fields: Fields) {
    let head = Head(fields)
    let inputPairs = fields.required("inputs")?.pairs()
    let numbers = fields.required("numbers")?.fields()
    let decisions = fields.required("decisions")?.fields()
    fields.close()
    guard let head, let inputPairs, let numbers, let decisions else { return nil }
    let inputs = inputPairs.compactMap { key, value in LightRule.input(key: key.key, value) }
    let vocabulary = Vocabulary(inputs)
    let mostNumbers = Self.most(numbers, upTo: Self.limits.numbers)
    let criteria = numbers.required("order")?.items()?
      .compactMap { Criterion($0, vocabulary) }
    numbers.close()
    let mostDecisions = Self.most(decisions, upTo: Self.limits.decisions)
    let kinds = decisions.required("order")?.items()?
      .compactMap { $0.choice(Decision.self) }
    decisions.close()
    guard let mostNumbers, let mostDecisions, let criteria, let kinds, !criteria.isEmpty,
      inputs.count == inputPairs.count
    else { return nil }
    self.init(
      head: head, words: head.note ?? head.title, criteria: criteria, mostNumbers: mostNumbers,
      decisions: kinds, mostDecisions: mostDecisions)
  }

  private static func most(_ fields: Fields, upTo limit: Int) -> Int? {
    guard let entry = fields.required("most"), let number = entry.integer() else { return nil }
    guard (1...limit).contains(number) else {
      entry.error("most 要在 1 到 \(limit) 之间，一页纸放不下更多")
      return nil
    }
    return number
  }
}

extension BriefRule.Criterion {
  fileprivate init?(_ entry: Entry, _ vocabulary: Vocabulary) {
    guard let fields = entry.fields() else { return nil }
    defer { fields.close() }
    if let number = fields.optional("number") {
      guard let rule = number.rule(vocabulary, expecting: .number(nil)) else { return nil }
      self = .number(rule)
      return
    }
    guard let items = fields.required("first")?.items() else { return nil }
    let rules = items.compactMap { $0.rule(vocabulary, expecting: .boolean) }
    guard rules.count == items.count else { return nil }
    self = .first(rules)
  }
}
