import Quantities

/// The reading of one sentence: what its clauses say and what they lend to each other.
struct SentenceReading {
  let reader: PartReader
  let sentence: Sentence
  let place: Place
  var surroundings = Surroundings()
  var modality: Modality?
  var time: TimeExpression?
  var prelude: Range<Int>?
  /// 预期目标是, which the next sentence may still be under.
  private(set) var expected: Modality?

  init(_ reader: PartReader, _ sentence: Sentence, _ place: Place, expected: Modality?) {
    self.reader = reader
    self.sentence = sentence
    self.place = place
    self.expected = expected
    modality = expected
  }

  mutating func read(into findings: inout Findings) {
    for clause in sentence.clauses where !clause.range.isEmpty { read(clause, into: &findings) }
  }

  private mutating func read(_ clause: Clause, into findings: inout Findings) {
    let text = reader.text
    let lead = reader.leads.lead(of: clause.range)
    take(lead)
    if lead.end >= clause.range.upperBound {
      time = lead.time ?? time
      return
    }
    if let announced = announcement(clause.range) {
      modality = announced
      expected = announced
      return
    }
    let present = reader.words.roles(text, in: clause.range)
    // A review speaks of nothing but the past.
    if present.has(.past), place.part.promises {
      surroundings.lastWasPromise = false
      return
    }
    let amounts = hasNumber(clause.range) ? reader.scanner.amounts(in: clause.range) : []
    let drafts = amounts.isEmpty ? [] : drafts(clause.range, amounts)
    if !drafts.isEmpty {
      promise(drafts, clause, lead, present, into: &findings)
    } else {
      let hasSizes = amounts.contains(where: \.isMultiple)
      work(clause, lead, present, hasSizes: hasSizes, into: &findings)
    }
  }

  /// Whether anything in a clause can begin an amount; most clauses have none.
  private func hasNumber(_ range: Range<Int>) -> Bool {
    range.contains {
      reader.text.classes[$0] == .digit || reader.text.classes[$0] == .numeral
        || reader.text.scalars[$0] == "翻"
    }
  }

  private mutating func take(_ lead: Lead) {
    // 争创 and 争取 are verbs as well, whose force ends with their own list.
    if let modality, reader.words.isWord(modality.word, [.completion]) { self.modality = nil }
    guard let own = lead.modality else { return }
    modality = own
    if own.strength == .expected { expected = own }
  }

  func endsWithColon(_ clause: Clause) -> Bool {
    let end = clause.range.upperBound
    return end < reader.text.count && reader.text.classes[end] == .colon
  }

  /// 主要预期目标是: names what follows and promises nothing itself.
  private func announcement(_ range: Range<Int>) -> Modality? {
    guard range.upperBound < reader.text.count, reader.text.classes[range.upperBound] == .colon,
      let word = reader.words.first(reader.text, in: range, [.expected])
    else { return nil }
    return Modality(reader.text.text(word.range), word.roles)
  }

  // MARK: Values

  private func drafts(_ range: Range<Int>, _ amounts: [Amount]) -> [Draft] {
    var read: [Draft] = []
    var pending: Item?
    for item in reader.items.items(of: range, amounts) {
      let whole =
        pending.map {
          Item(
            range: $0.range.lowerBound..<item.range.upperBound,
            amounts: $0.amounts + item.amounts)
        } ?? item
      if let draft = reader.itemReader.draft(whole) {
        read.append(draft)
        pending = nil
      } else {
        // A member with only a size class waits for the value that several members share.
        pending = item.amounts.contains(where: \.isSize) ? whole : nil
      }
    }
    return reader.coordination.completed(read, surroundings)
  }

  private mutating func promise(
    _ drafts: [Draft], _ clause: Clause, _ lead: Lead, _ present: RoleSet,
    into findings: inout Findings
  ) {
    var headTime = lead.time
    for draft in drafts {
      headTime = draft.lead.time ?? headTime
      if let own = draft.lead.modality ?? draft.predicate.modality { modality = own }
      let isLed = draft.lead.time != nil || lead.time != nil
      var stated = commitment(
        draft, clause, time: inner(draft) ?? headTime ?? inherited(isLed: isLed, draft))
      stated.mechanisms = mechanisms(in: draft.span, present)
      findings.commitments.append(stated)
      findings.questions += reader.asker.questions(draft, stated)
      reader.coordination.note(draft, &surroundings)
    }
    if drafts.allSatisfy(\.isScope) {
      surroundings.lastWasPromise = false
      surroundings.isScope = true
      surroundings.subject = ""
      surroundings.object = scopeWords(drafts[0])
    } else if let own = headTime, own.form == .stretch {
      time = own
    }
    let isScope = drafts.allSatisfy(\.isScope)
    findings.classed.append(
      (clause.range.lowerBound..<clause.end, isScope ? .measure : .commitment))
  }

  /// The mechanisms of a stretch and of the words that lead up to it.
  func mechanisms(in range: Range<Int>, _ present: RoleSet) -> [Mechanism] {
    let text = reader.text
    let canName =
      prelude != nil || !reader.glossary.entries.isEmpty
      || !present.isDisjoint(with: [.mechanism, .mechanismEnd])
      || range.contains { text.classes[$0] == .openQuote }
    guard canName else { return [] }
    return (prelude.map { reader.mechanisms.mechanisms(in: $0) } ?? [])
      + reader.mechanisms.mechanisms(in: range)
  }

  private func scopeWords(_ draft: Draft) -> String {
    reader.text.text(draft.amount.range) + draft.noun
  }

  /// A time inside the item, after its subject.
  private func inner(_ draft: Draft) -> TimeExpression? {
    let end = draft.isBeforeNoun ? draft.span.upperBound : draft.amount.range.lowerBound
    let time = reader.leads.times.first(in: draft.lead.end..<max(end, draft.lead.end))
    return time.flatMap { $0.form == .recurring || draft.lead.time != nil ? nil : $0 }
  }

  /// A time before, which holds on: a stretch to the end, a deadline while nothing new is begun.
  private func inherited(isLed: Bool, _ draft: Draft) -> TimeExpression? {
    guard let time else { return nil }
    switch time.form {
    case .stretch: return time
    case .deadline: return draft.hasOwnVerb && draft.verbRoles.has(.process) ? nil : time
    case .recurring, .open: return nil
    }
  }

  private func commitment(
    _ draft: Draft, _ clause: Clause, time: TimeExpression?
  ) -> StatedCommitment {
    let text = reader.text
    let kind = reader.rule.kind(of: draft, in: place.part)
    var stated = StatedCommitment(
      span: text.original(span(draft)), sentence: text.original(sentence.range),
      section: place.section, part: place.part, subject: subject(draft, kind, time),
      value: draft.amount.value, valueHigh: draft.amount.high, unit: draft.amount.unit,
      valueSpan: text.original(draft.amount.range), comparison: reader.rule.comparison(of: draft),
      kind: kind)
    finishValue(&stated, draft)
    colour(&stated)
    stated.period = period(time, isYearly: draft.predicate.isYearly)
    stated.reference = draft.reference
    stated.thresholds = draft.thresholds
    stated.attributes = draft.attributes
    stated.direction = reader.rule.direction(of: draft, kind)
    stated.distributive = draft.isShared
    stated.confidence.doubts += draft.doubts
    return stated
  }

  /// 千亿 is 1000 亿; a bare ratio has no unit.
  private func finishValue(_ stated: inout StatedCommitment, _ draft: Draft) {
    if stated.unit?.isEmpty ?? true { stated.unit = nil }
  }

  private func span(_ draft: Draft) -> Range<Int> {
    let end = max(draft.amount.end, draft.isBeforeNoun ? draft.span.upperBound : 0)
    return draft.span.lowerBound..<max(end, draft.span.lowerBound + 1)
  }

  private func subject(
    _ draft: Draft, _ kind: StatedCommitment.Kind, _ time: TimeExpression?
  ) -> String {
    var noun = draft.noun
    if let time { noun = noun.replacing(reader.text.text(time.range), with: "") }
    let keepsVerb =
      kind == .increment || kind == .scope
      || draft.verbRoles.has(.completion) && draft.hasOwnVerb && !draft.verbRoles.has(.reach)
    let subject = keepsVerb ? draft.verb + noun : noun
    if subject.hasSuffix("投资"), draft.hasOwnVerb, surroundings.isScope {
      return surroundings.object + subject
    }
    return subject
  }

  func colour(_ stated: inout StatedCommitment) {
    guard let modality else { return }
    stated.modality = modality.word
    stated.strength = modality.strength
  }

  func period(_ time: TimeExpression?, isYearly: Bool) -> StatedPeriod {
    var period = place.period
    if isYearly { period.recurrence = .yearly }
    guard let time else { return period }
    period.text = reader.text.text(time.range)
    period.source = .explicit
    switch time.form {
    case .stretch:
      period.from = time.from
      period.to = time.to
    case .deadline:
      period.from = nil
      period.to = time.to
    case .open:
      period.from = nil
      period.to = nil
    case .recurring: period.recurrence = .yearly
    }
    return period
  }
}
