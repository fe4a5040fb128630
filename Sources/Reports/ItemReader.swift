/// Reads what one member of a list says: its value, its verb, the thing counted, the comparison.
struct ItemReader: Sendable {
  let text: FoldedText
  let words: Vocabulary
  let leads: LeadReader
  let predicates: PredicateReader

  init(_ text: FoldedText, _ words: Vocabulary, _ leads: LeadReader) {
    self.text = text
    self.words = words
    self.leads = leads
    predicates = PredicateReader(text: text, words: words)
  }

  /// Returns the draft of an item, or nil when none of its numbers is a value.
  func draft(_ item: Item) -> Draft? {
    let lead = leads.lead(of: item.range)
    let roles = AmountRoles(self, item, lead.end..<item.range.upperBound)
    guard let index = roles.value else { return nil }
    let amount = item.amounts[index]
    // 投资1亿元实施…工程: the verb follows the attribute.
    let rest = max(lead.end, roles.attributeEnd(before: amount, leads))..<item.range.upperBound
    let predicate = predicates.predicate(
      endingAt: amount.range.lowerBound, after: rest.lowerBound)
    var draft = Draft(span: item.range, amount: amount, predicate: predicate, lead: lead)
    draft.thresholds = roles.thresholds.map { text.text($0) }
    draft.attributes = roles.attributes.map { text.text($0) }
    var right = tail(after: amount, item.range.upperBound)
    if amount.isShare, draft.predicate.trend == nil, let trend = trend(right) {
      // 实现10%以上增长 is 增长10%以上.
      draft.predicate.trend = trend
      right = right.upperBound..<right.upperBound
    }
    draft.isBeforeNoun = !right.isEmpty
    if draft.isBeforeNoun {
      return beforeNoun(draft, rest, right)
    }
    readSubject(rest.lowerBound..<predicate.start, &draft)
    return isAccepted(draft) ? draft : nil
  }

  /// The trend that a noun after a rate names, when it is nothing else.
  private func trend(_ noun: Range<Int>) -> Lexicon.Role? {
    guard !noun.isEmpty,
      let word = words.word(
        text, at: noun.lowerBound, before: noun.upperBound, [.growth, .decline]),
      word.length == noun.count
    else { return nil }
    return word.roles.first(of: [.growth, .decline])
  }

  // MARK: The noun before the value

  private func readSubject(_ left: Range<Int>, _ draft: inout Draft) {
    noteAtLeast(left, &draft)
    var left = left
    if let together = words.word(
      text, at: left.lowerBound, before: left.upperBound, [.pairwise])
    {
      draft.predicate.isPairwise = true
      left = left.lowerBound + together.length..<left.upperBound
    }
    var noun = left
    if let verb = leads.verb(at: left.lowerBound, before: left.upperBound) {
      noun = readVerb(verb, left, &draft)
    }
    if let above = words.first(text, in: noun, [.aboveReference]) {
      draft.reference = text.text(above.range.upperBound..<draft.amount.range.lowerBound)
      noun = noun.lowerBound..<above.range.lowerBound
    }
    if draft.amount.isRank {
      let (ranked, isReached) = beforePlace(noun)
      noun = ranked
      if isReached, draft.predicate.comparison == nil { draft.predicate.comparison = .reach }
    }
    draft.noun = text.text(trimmed(noun))
    if !draft.hasOwnVerb, draft.predicate.trend == nil, !draft.predicate.isChange,
      let modality = draft.lead.modality,
      words.isWord(modality.word, [.completion])
    {
      draft.verb = modality.word
      draft.verbRoles = [.completion]
      draft.hasOwnVerb = true
    }
    // A verb inside, as in 城镇新增就业, makes it a flow just as one at the head does.
    let isSpent = draft.predicate.isDelivery && draft.noun.hasSuffix("投资")
    // What reaches a level is a level, unless it says that it is new: 新增就业突破9万人.
    let isNew = ["新增", "净增"].contains(where: draft.noun.contains)
    let isLevel =
      draft.predicate.isChange || draft.predicate.comparison == .reach
      || draft.predicate.comparison == .above
    let isFlow = (isNew || !isLevel) && leads.containsCompletion(noun)
    if !draft.hasOwnVerb, isSpent || isFlow {
      draft.verbRoles.formUnion([.completion])
    }
  }

  /// Takes the verb at the head and returns what is left as the noun.
  private func readVerb(
    _ verb: VerbPhrase, _ left: Range<Int>, _ draft: inout Draft
  ) -> Range<Int> {
    let noun = verb.range.upperBound..<left.upperBound
    let isList = verb.range.contains { text.classes[$0] == .pause }
    if isList, draft.predicate.isShared || draft.predicate.isPairwise {
      // 新签约、新开工项目均超40个: each verb has a subject of its own.
      draft.verbRoles = verb.roles
      draft.isIntroduced = true
      return left
    }
    // 实现 only introduces what is reached.
    draft.isIntroduced = verb.roles.isDisjoint(with: [.completion, .process, .keeping])
    if !draft.isIntroduced {
      draft.verb = text.text(verb.range)
      draft.verbRoles = verb.roles
      draft.hasOwnVerb = true
    }
    guard noun.isEmpty else { return noun }
    if draft.predicate.start < draft.amount.range.lowerBound {
      draft.verb = ""
      draft.hasOwnVerb = false
      return left
    }
    guard draft.amount.isSize else { return noun }
    // 直接融资150亿元: the work is what the money is of.
    draft.verb = ""
    return left
  }

  /// 至少 may stand before the verb: 每县至少建成1个.
  private func noteAtLeast(_ left: Range<Int>, _ draft: inout Draft) {
    if draft.predicate.comparison == nil, draft.amount.after == nil,
      words.contains(text, in: left, [.atLeast])
    {
      draft.predicate.comparison = .atLeast
    }
  }

  /// What is ranked, without 位居全省 before the place.
  private func beforePlace(_ range: Range<Int>) -> (noun: Range<Int>, isReached: Bool) {
    var end = range.upperBound
    if let among = words.word(text, endingAt: end, after: range.lowerBound, [.tier]),
      among.length > 1
    {
      end -= among.length
    }
    let predicate = predicates.predicate(endingAt: end, after: range.lowerBound)
    return (range.lowerBound..<predicate.start, predicate.comparison != nil)
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, text.scalars[start] == "的" || text.classes[start] == .pause { start += 1 }
    while end > start,
      text.scalars[end - 1] == "的" || text.scalars[end - 1] == "为"
        || text.classes[end - 1] == .pause
    {
      end -= 1
    }
    return start..<end
  }

  // MARK: The noun after the value

  private func beforeNoun(_ draft: Draft, _ rest: Range<Int>, _ right: Range<Int>) -> Draft? {
    var draft = draft
    let left = rest.lowerBound..<draft.amount.range.lowerBound
    noteAtLeast(left, &draft)
    if ["个", "项", "件", "条"].contains(draft.amount.unit),
      words.word(text, endingAt: right.upperBound, after: right.lowerBound, [.structure]) != nil
    {
      return nil
    }
    let head = leads.verb(at: left.lowerBound, before: rest.upperBound)
    let direct = words.word(
      text, endingAt: left.upperBound, after: left.lowerBound, [.completion, .process, .keeping])
    var prefix = left
    if let head, let direct, head.isProcess, direct.roles.has(.completion),
      left.upperBound - direct.length > head.range.upperBound
    {
      // 利用闲置用房改建10个: what is delivered is said by the verb at the number.
      draft.verb = text.text(left.upperBound - direct.length..<left.upperBound)
      draft.verbRoles = [.completion]
      draft.hasOwnVerb = true
      draft.noun = text.text(right)
    } else if let head, head.range.upperBound <= left.upperBound {
      // 实现 only introduces: 实现90万人脱贫.
      draft.isIntroduced = head.roles.isDisjoint(with: [.completion, .process, .keeping])
      draft.verb = draft.isIntroduced ? "" : text.text(head.range)
      draft.verbRoles = head.roles
      draft.hasOwnVerb = !draft.isIntroduced
      if draft.predicate.comparison == .reach { draft.predicate.comparison = nil }
      prefix = head.range.upperBound..<max(draft.predicate.start, head.range.upperBound)
      draft.noun = modifier(prefix) + text.text(right)
    } else if let direct {
      prefix = left.lowerBound..<left.upperBound - direct.length
      draft.verb =
        text.text(prefix).replacing("至少", with: "")
        + text.text(prefix.upperBound..<left.upperBound)
      draft.verbRoles = direct.roles
      draft.hasOwnVerb = true
      draft.noun = text.text(right)
    } else {
      draft.noun = modifier(left) + text.text(right)
    }
    if draft.noun.unicodeScalars.count > 20, let of = draft.noun.lastIndex(of: "的") {
      draft.noun = String(draft.noun[draft.noun.index(after: of)...])
    }
    if draft.verbRoles.has(.process), draft.amount.after != .orMore, !draft.predicate.isStated {
      draft.isScope = true
    }
    draft.needsVerb = !isDelivered(draft, left, right)
    draft.endsInVerb = leads.containsCompletion(right)
    return isAccepted(draft) && (!draft.needsVerb || left.isEmpty) ? draft : nil
  }

  /// What stands between the verb and the number: 全市 stays, a list of examples goes.
  private func modifier(_ range: Range<Int>) -> String {
    var start = range.lowerBound
    for index in range where text.nested[index] == .none {
      if text.scalars[index] == "等" || text.scalars[index] == "的" { start = index + 1 }
    }
    let rest = text.text(start..<range.upperBound)
    let size = rest.unicodeScalars.count
    let isList = rest.contains("、") || rest.contains("和")
    let isOpen = ["和", "及", "与", "、"].contains { rest.hasSuffix($0) }
    let isPart = !isOpen && size <= (isList ? 40 : 12)
    return isPart && !rest.unicodeScalars.contains { $0.isDigit } ? rest : ""
  }

  /// Whether a number before its noun is delivered, and not only part of what is talked about.
  private func isDelivered(_ draft: Draft, _ left: Range<Int>, _ right: Range<Int>) -> Bool {
    if draft.amount.isShare { return true }
    if draft.isScope { return draft.amount.isCount && !draft.amount.isWordy }
    if draft.verbRoles.has(.completion) || draft.verbRoles.has(.keeping) { return true }
    if draft.predicate.isStated { return true }
    if draft.amount.isWordy { return false }
    if draft.amount.after == .orMore { return draft.amount.isCount }
    // 确保30个项目竣工: the promise is carried by a verb after the noun.
    return (draft.lead.modality != nil || draft.isIntroduced)
      && words.contains(text, in: right, [.completion])
  }

  /// The noun phrase after a value, without marks and empty words.
  func tail(after amount: Amount, _ end: Int) -> Range<Int> {
    var start = amount.end
    if start < end, text.scalars[start] == "的" { start += 1 }
    if start < end, text.classes[start] == .openBracket, text.nested[start] == .bracketed {
      while start < end, text.nested[start] == .bracketed { start += 1 }
    }
    let range = trimmed(start..<someMore(start..<end))
    guard let first = range.first else { return range }
    switch text.classes[first] {
    case .han, .latin, .openQuote, .numeral, .digit: break
    default: return end..<end
    }
    if words.word(text, at: first, before: end, [.orMore, .tail]) != nil { return end..<end }
    return range
  }

  /// Where 和一批 or 若干 adds things without a number.
  private func someMore(_ range: Range<Int>) -> Int {
    for index in range.dropFirst()
    where text.classes[index - 1] == .pause || ["和", "及"].contains(text.scalars[index - 1]) {
      if leads.times.matches("一批", index, range.upperBound)
        || leads.times.matches("若干", index, range.upperBound)
      {
        return index - 1
      }
    }
    return range.upperBound
  }

  // MARK: Acceptance

  private func isAccepted(_ draft: Draft) -> Bool {
    let amount = draft.amount
    if amount.isTime {
      return draft.predicate.isLimit || draft.predicate.isChange || draft.predicate.trend != nil
        || draft.predicate.comparison != nil && !draft.isBeforeNoun
        || draft.noun.hasSuffix("天数") || draft.noun.hasSuffix("时间")
    }
    if amount.unitClass == nil, amount.unit?.isEmpty ?? true {
      return draft.predicate.isStated && !draft.isBeforeNoun && !draft.noun.isEmpty
    }
    // 第一 without a verb that reaches it is a way of praising.
    if case .rank(.place) = amount.form { return draft.predicate.comparison != nil }
    if amount.isWordy, !amount.isRank, case .number = amount.form {
      return draft.needsVerb || draft.verbRoles.has(.completion) || draft.predicate.isStated
    }
    if case .multiple = amount.form {
      return draft.predicate.isStated
        || amount.isSize && draft.verbRoles.has(.completion)
          && !draft.isBeforeNoun
    }
    return true
  }
}
