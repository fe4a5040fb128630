/// What earlier words of a sentence may lend to later ones that leave it out.
struct Surroundings: Sendable {
  /// The verb of the list before, which members without one take.
  var verb = ""
  var verbRoles: RoleSet = []
  /// The noun of the member before, for members that name only a rank or a size.
  var noun = ""
  /// The subject of the promise before, for values that stand alone.
  var subject = ""
  /// What the clause before was about, when it made no promise.
  var object = ""
  var predicate: Predicate?
  /// Subjects of the promises of this sentence, for values that follow them in their order.
  var recent: [String] = []
  var lastWasPromise = false
  var isScope = false
  var isBeforeNoun = false
  var unitClass: Lexicon.Role?
  var unit: String?
  /// Whether what stands before is a member of the same list.
  var isSameList = false
}

/// Puts back what the members of a list left out, and pairs subjects with values.
struct Coordination: Sendable {
  let text: FoldedText
  let words: Vocabulary

  /// Returns the drafts of one clause, each complete.
  func completed(_ drafts: [Draft], _ before: Surroundings) -> [Draft] {
    var drafts = drafts
    if let first = drafts.first, isAside(first, before) { drafts.removeFirst() }
    guard let first = drafts.first else { return [] }
    let bare = drafts.dropFirst().prefix { $0.isBare }
    let group = 1 + bare.count
    var done = paired(first, Array(drafts.prefix(group)), before)
    var surroundings = before
    note(done.last ?? first, &surroundings)
    for draft in drafts.dropFirst(group) {
      surroundings.isSameList = true
      let members = paired(draft, [draft], surroundings)
      done += members
      if let last = members.last { note(last, &surroundings) }
    }
    return withLaterNouns(done.filter { !$0.needsVerb })
  }

  /// 1个10亿元或3个5亿元以上的项目: the noun is said once, after the last size.
  private func withLaterNouns(_ drafts: [Draft]) -> [Draft] {
    var drafts = drafts
    for index in drafts.indices.dropLast()
    where drafts[index].isBeforeNoun && drafts[index + 1].isBeforeNoun
      && drafts[index].thresholds.contains(drafts[index].noun)
    {
      drafts[index].noun += Subjects(words).withoutTier(drafts[index + 1].noun)
    }
    return drafts
  }

  /// 新建20个项目，总投资80亿元: the money describes the projects and is promised by nobody.
  private func isAside(_ draft: Draft, _ before: Surroundings) -> Bool {
    before.lastWasPromise && !draft.predicate.isStated && draft.amount.after == nil
      && draft.amount.isSize && isTotal(draft.noun)
  }

  /// 总投资, also as 预计总投资.
  private func isTotal(_ noun: String) -> Bool {
    let plain =
      ["预计", "计划", "概算"].first(where: noun.hasPrefix)
      .map { String(noun.dropFirst($0.count)) } ?? noun
    return plain.hasPrefix("总") && isWhole(plain, [.attribute])
  }

  /// Remembers a draft as what the next one may lean on.
  func note(_ draft: Draft, _ surroundings: inout Surroundings) {
    if !draft.verb.isEmpty || !surroundings.isSameList {
      surroundings.verb = draft.verb
      surroundings.verbRoles = draft.verbRoles
    }
    surroundings.isBeforeNoun = draft.isBeforeNoun
    surroundings.unitClass = draft.amount.unitClass
    surroundings.unit = draft.amount.unit
    surroundings.noun = draft.noun
    // A bare 投资 says nothing of whose it is, so that the owner before goes on.
    if !draft.isMeasured, !isWhole(draft.noun, [.measure]) { surroundings.subject = draft.noun }
    surroundings.predicate = draft.predicate
    // Nobody pairs a value with a subject farther back.
    surroundings.recent = surroundings.recent.suffix(5) + [draft.noun]
    surroundings.lastWasPromise = true
    surroundings.isScope = draft.isScope
  }

  // MARK: Several subjects, several values

  private func paired(
    _ first: Draft, _ group: [Draft], _ before: Surroundings
  ) -> [Draft] {
    var head = first
    let isElided = head.noun.isEmpty
    complete(&head, before)
    let isListed = group.count > 1 || head.predicate.isPairwise || head.predicate.isShared
    var members = isListed ? Subjects(words).members(of: head.noun, wanted: group.count) : []
    if isElided, head.predicate.isPairwise, before.recent.count >= group.count, group.count > 1 {
      members = before.recent.suffix(group.count)
    }
    if group.count == 1 {
      guard head.predicate.isShared || head.predicate.isPairwise, members.count > 1 else {
        return [head]
      }
      return members.map { member in
        var draft = head
        draft.noun = member
        draft.isShared = true
        return draft
      }
    }
    return group.enumerated().map { index, own in
      var draft = head
      draft.amount = own.amount
      draft.span = own.span
      draft.predicate.start = own.predicate.start
      if own.lead.modality != nil { draft.lead = own.lead }
      draft.lead.end = own.lead.end
      if members.count == group.count {
        draft.noun = members[index]
      } else if index > 0 {
        draft.doubts.append("几个数值与几个事项对不上，请核对各对应哪一项")
      }
      return draft
    }
  }

  // MARK: Elided words

  private func complete(_ draft: inout Draft, _ before: Surroundings) {
    let isMeasure = isWhole(draft.noun, [.measure])
    let isElided = draft.noun.isEmpty
    completeNoun(&draft, before)
    let leansOnVerb =
      (!draft.isBeforeNoun || draft.needsVerb) && !draft.hasOwnVerb && draft.verb.isEmpty
      && !draft.isIntroduced && !isMeasure
      && (!draft.predicate.isStated || draft.predicate.comparison == .atLeast)
      && draft.predicate.trend == nil && !draft.amount.isShare && !draft.amount.isRank
    if draft.needsVerb, draft.endsInVerb, before.isBeforeNoun, before.lastWasPromise {
      draft.needsVerb = false
    }
    if leansOnVerb, draft.verbRoles.isEmpty, !before.verb.isEmpty, isLike(draft, before) {
      draft.verb = before.verb
      draft.verbRoles = before.verbRoles
      if draft.needsVerb, before.isSameList || before.isBeforeNoun {
        draft.needsVerb = false
        draft.isScope = before.isScope
      }
    } else if !draft.predicate.isStated, draft.verb.isEmpty, let predicate = before.predicate,
      before.isSameList || isElided && before.lastWasPromise
    {
      draft.predicate.trend = draft.amount.isShare ? predicate.trend : nil
      draft.predicate.isChange = predicate.isChange
      if draft.predicate.comparison == nil, predicate.comparison == .reach {
        draft.predicate.comparison = .reach
      }
    }
  }

  /// Whether a member counts in the way of the one before; over a comma only such a one may lean.
  private func isLike(_ draft: Draft, _ before: Surroundings) -> Bool {
    before.isSameList || before.unitClass == draft.amount.unitClass
  }

  /// Completes a noun that is missing, or says only a rank, a size or a measure.
  private func completeNoun(_ draft: inout Draft, _ before: Surroundings) {
    let noun = Array(draft.noun.unicodeScalars)
    if noun.isEmpty {
      // A verb alone over a comma borrows only from one that counts the same: 竣工60个.
      let counts = before.isSameList || before.unit == draft.amount.unit
      guard counts || !draft.hasOwnVerb || draft.predicate.isPairwise else { return }
      let earlier = before.subject.isEmpty ? before.object : before.subject
      draft.noun = before.lastWasPromise && !before.noun.isEmpty ? before.noun : earlier
      if draft.noun.isEmpty { draft.doubts.append("前文没有写明事项") }
      return
    }
    if isWhole(draft.noun, [.tier]) || draft.noun.hasSuffix("以上") || draft.noun.hasSuffix("以下") {
      draft.noun += Subjects(words).withoutTier(before.noun)
    } else if isWhole(draft.noun, [.measure]), !draft.hasOwnVerb {
      let owner = owner(before)
      if !draft.noun.hasPrefix(owner), owner.unicodeScalars.count <= 24 {
        draft.noun = owner + draft.noun
        draft.isMeasured = true
      }
    } else if let tier = Subjects(words).tier(of: before.noun), before.lastWasPromise,
      tier.hasSuffix("级以上"), !draft.amount.isShare, !before.verb.isEmpty, !draft.hasOwnVerb,
      !draft.predicate.isStated,
      Subjects(words).tier(of: draft.noun) == nil
    {
      draft.noun = tier + draft.noun
    } else if before.isSameList, isWhole(draft.noun, [.completion]),
      let owner = Subjects(words).withoutLastVerb(before.noun)
    {
      // 新能源开工10万千瓦、投产8万千瓦: of what is said once.
      draft.noun = owner + draft.noun
    } else if draft.noun.hasPrefix("占"), before.lastWasPromise {
      draft.noun = before.subject + draft.noun
    } else if before.isSameList, !draft.hasOwnVerb,
      let owner = owner(of: draft.noun, in: before.noun)
    {
      draft.noun = owner + draft.noun
    }
  }

  /// Of whom a bare measure speaks: the subject before, or what the clause before was about.
  private func owner(_ before: Surroundings) -> String {
    guard before.subject.isEmpty else { return before.subject }
    let isName = before.object.contains("、") || before.object.contains("“")
    return isName ? "" : before.object
  }

  /// Whether a noun is one word of some role and nothing else.
  private func isWhole(_ noun: String, _ roles: RoleSet) -> Bool {
    words.isWord(noun, roles)
  }

  /// The owner that two members share: 规上工业企业 in 规上工业企业研发活动、研发投入.
  private func owner(of noun: String, in before: String) -> String? {
    let head = Array(noun.unicodeScalars.prefix(2))
    let earlier = Array(before.unicodeScalars)
    guard head.count == 2, earlier.count > 4 else { return nil }
    for place in 2..<min(earlier.count - 1, 9)
    where earlier[place] == head[0] && earlier[place + 1] == head[1] {
      if earlier[..<place].contains(where: { $0.isDigit || $0.isNumeral }) { return nil }
      let owner = String(scalars: earlier[..<place], atMost: place)
      return words.ends(owner, [.entity, .noun, .tier]) ? owner : nil
    }
    return nil
  }
}
