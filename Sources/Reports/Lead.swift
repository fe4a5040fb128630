/// What stands before the verb of a clause: modality, time and words that colour the verb.
struct Lead: Sendable {
  /// Place where the rest begins.
  var end: Int
  var modality: Modality?
  var time: TimeExpression?
  var isPart = false
}

/// A word of modality with how firmly it binds.
struct Modality: Hashable, Sendable {
  var word: String
  var strength: StatedCommitment.Strength

  init?(_ word: String, _ roles: RoleSet) {
    switch roles.first(of: [.binding, .aspiring, .expected]) {
    case .binding: strength = .binding
    case .aspiring: strength = .aspiring
    case .expected:
      self.word = "预期"
      strength = .expected
      return
    default: return nil
    }
    self.word = word
  }
}

/// Verbs that stand together, such as 新建改建 and 加快建设.
struct VerbPhrase: Sendable {
  var range: Range<Int>
  /// The first verb's roles, which decide whether work is delivered or goes on.
  var roles: RoleSet
  /// Range of the last verb of the group.
  var last: Range<Int>

  var isCompletion: Bool { roles.has(.completion) && !roles.has(.process) }
  var isProcess: Bool { roles.has(.process) }
}

/// Reads the head of a clause.
final class LeadReader: Sendable {
  let text: FoldedText
  let words: Vocabulary
  let times: TimeScanner

  init(text: FoldedText, words: Vocabulary, times: TimeScanner) {
    self.text = text
    self.words = words
    self.times = times
  }

  static let verbs: RoleSet = [.completion, .process, .keeping, .orientation]
  static let modals: RoleSet = [.binding, .aspiring, .expected]
  /// Words that hide a verb in their beginning: 开发区 is no 开发.
  private static let nouns: RoleSet = [.entity, .noun, .measure, .name, .rate]

  /// Reads modality, times and adverbs at the head of a range.
  func lead(of range: Range<Int>) -> Lead {
    var lead = Lead(end: range.lowerBound)
    /// Place before adverbs of which it is not yet known whether a verb follows.
    var safe = range.lowerBound
    while lead.end < range.upperBound {
      let rest = lead.end..<range.upperBound
      if let time = times.time(at: lead.end, before: rest.upperBound) {
        if time.form != .recurring || lead.time == nil { lead.time = time }
        lead.end = time.range.upperBound
        skipMarks(&lead.end, rest.upperBound)
        safe = lead.end
      } else if let match = words.word(
        text, at: lead.end, before: rest.upperBound,
        Self.modals.union([.adverb]).union(Self.verbs).union(Self.nouns)),
        !match.roles.isDisjoint(with: Self.modals.union([.adverb]))
      {
        take(match, &lead, rest, safe: &safe)
      } else {
        break
      }
    }
    if !beginsVerb(lead.end..<range.upperBound) { lead.end = max(safe, range.lowerBound) }
    return lead
  }

  private func take(
    _ match: WordTable.Match, _ lead: inout Lead, _ rest: Range<Int>, safe: inout Int
  ) {
    let word = text.text(lead.end..<lead.end + match.length)
    lead.end += match.length
    if let modality = Modality(word, match.roles) {
      lead.modality = modality
      if modality.strength == .expected { skipExpected(&lead.end, rest.upperBound) }
      safe = lead.end
    } else if word == "其中" {
      lead.isPart = true
      safe = lead.end
    }
  }

  /// 预期目标是 brings 是 and 为 with it.
  private func skipExpected(_ place: inout Int, _ end: Int) {
    if place < end, text.scalars[place] == "是" || text.scalars[place] == "为" { place += 1 }
  }

  private func skipMarks(_ place: inout Int, _ end: Int) {
    while place < end, text.classes[place] == .comma || text.classes[place] == .space { place += 1 }
  }

  /// Whether a range begins with a verb or with a number, so that adverbs before it are adverbs.
  private func beginsVerb(_ range: Range<Int>) -> Bool {
    guard let first = range.first else { return false }
    return verb(at: range.lowerBound, before: range.upperBound) != nil
      || text.classes[first] == .digit
      || words.word(
        text, at: first, before: range.upperBound,
        [
          .reach, .above, .atLeast, .atMost, .below, .growth, .decline, .change, .limit,
          .preposition,
        ]
      ) != nil
  }

  /// Returns the verbs that begin at a place.
  func verb(at start: Int, before end: Int) -> VerbPhrase? {
    guard let first = single(at: start, before: end) else { return nil }
    var phrase = VerbPhrase(
      range: start..<start + first.length, roles: first.roles, last: start..<start + first.length)
    while phrase.range.upperBound < end {
      var place = phrase.range.upperBound
      if isJoin(place) { place += 1 }
      guard place < end, let next = single(at: place, before: end),
        continues(phrase, next, at: place, before: end)
      else { break }
      phrase.last = place..<place + next.length
      // 实现新增: what is done is said by the second verb.
      let isLight = phrase.roles.isDisjoint(with: [.completion, .process, .keeping])
      phrase.range = (isLight ? place : phrase.range.lowerBound)..<place + next.length
      if isLight { phrase.roles = next.roles }
    }
    return phrase
  }

  private func single(at place: Int, before end: Int) -> WordTable.Match? {
    guard place < end, text.nested[place] == .none else { return nil }
    let match = words.word(text, at: place, before: end, Self.verbs.union(Self.nouns))
    return match.flatMap { $0.roles.isDisjoint(with: Self.verbs) ? nil : $0 }
  }

  private func isJoin(_ place: Int) -> Bool {
    ["、", "和", "与", "或", "并"].contains(text.scalars[place])
  }

  /// Whether a verb goes on with the one before it: 新建、改建 does, 推进改革 does not.
  private func continues(
    _ phrase: VerbPhrase, _ next: WordTable.Match, at place: Int, before end: Int
  ) -> Bool {
    // A verb at the end of the stretch is what is done: 推进建设 means the building.
    guard place + next.length < end else { return false }
    return next.roles.has(.completion) || next.roles.has(.process) && phrase.isProcess
  }

  /// Whether a verb of completion stands anywhere in a range and not inside a longer noun.
  func containsCompletion(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      let match = words.word(
        text, at: index, before: range.upperBound, Self.nouns.union([.completion]))
      if let match, match.roles.has(.completion), text.nested[index] != .quoted { return true }
      index += match?.length ?? 1
    }
    return false
  }
}
