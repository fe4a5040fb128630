import Quantities

/// A promise without a number: compared with others, dated, complete, or a place among others.
struct PlainPromise: Sendable {
  var kind: StatedCommitment.Kind
  var comparison = Comparison.unstated
  var subject: String
  var reference: String?
  var grade: String?
  var explicitness = StatedCommitment.Explicitness.explicit
  var direction = Comparison.Direction.up
}

/// Reads clauses that promise something which can be checked, though no number is named.
struct PlainReader: Sendable {
  let text: FoldedText
  let words: Vocabulary
  let leads: LeadReader

  /// Returns the promise of a clause, or nil when it is only work.
  func promise(
    _ clause: Range<Int>, _ lead: Lead, _ time: TimeExpression?, _ present: RoleSet,
    _ before: Surroundings
  ) -> PlainPromise? {
    guard time != nil || !present.isDisjoint(with: Self.signs) else { return nil }
    let rest = lead.end..<clause.upperBound
    guard !rest.isEmpty,
      words.word(text, at: rest.lowerBound, before: rest.upperBound, [.purpose]) == nil
    else { return nil }
    return relative(rest, present, before) ?? grade(rest, present) ?? dated(rest, time, before)
      ?? implicit(rest, present, before)
  }

  /// Roles without which a clause promises nothing here, unless it names a time.
  private static let signs: RoleSet = [
    .aboveReference, .atLeastReference, .equalToReference, .assignment, .reach, .standing,
    .coverage, .breakthrough,
  ]

  // MARK: Compared with others

  private func relative(
    _ rest: Range<Int>, _ present: RoleSet, _ before: Surroundings
  ) -> PlainPromise? {
    if present.has(.assignment), let task = task(rest, before) { return task }
    guard present.has(.reference) else { return nil }
    return compared(rest, .aboveReference, .relativeAbove, before)
      ?? compared(rest, .atLeastReference, .relativeAtLeast, before)
      ?? compared(rest, .equalToReference, .relativeEqual, before)
  }

  private func compared(
    _ rest: Range<Int>, _ role: Lexicon.Role, _ comparison: Comparison, _ before: Surroundings
  ) -> PlainPromise? {
    guard let word = words.first(text, in: rest, RoleSet(role)) else { return nil }
    let isAfter = role == .equalToReference
    let around =
      isAfter
      ? rest.lowerBound..<word.range.lowerBound
      : word.range.upperBound..<rest.upperBound
    guard let reference = words.first(text, in: around, [.reference]) else { return nil }
    // 达到 names a series only where a level of others follows: 达到全省平均水平.
    if word.roles.has(.reach) {
      guard text.text(around).contains("平均") else { return nil }
    }
    var end = isAfter ? reference.range.lowerBound : word.range.lowerBound
    var named = reference.range
    if isAfter {
      guard let with = around.first(where: { ["与", "和", "同"].contains(text.scalars[$0]) }),
        with < word.range.lowerBound
      else { return nil }
      end = with
      named = with + 1..<word.range.lowerBound
    } else {
      named = word.range.upperBound..<rest.upperBound
    }
    let subject = subject(rest.lowerBound..<end)
    return PlainPromise(
      kind: .relative, comparison: comparison,
      subject: subject.isEmpty ? before.subject : subject, reference: text.text(named))
  }

  /// 完成市定任务: measured by a task that somebody else sets.
  private func task(_ rest: Range<Int>, _ before: Surroundings) -> PlainPromise? {
    guard let set = words.first(text, in: rest, [.assignment]),
      set.range.lowerBound > rest.lowerBound,
      let verb = words.first(
        text, in: rest.lowerBound..<set.range.lowerBound, [.reach, .completion, .limit])
    else { return nil }
    let left = subject(rest.lowerBound..<verb.range.lowerBound)
    var start = set.range.upperBound
    if start < rest.upperBound, text.scalars[start] == "的" { start += 1 }
    let right = text.text(start..<rest.upperBound)
    guard ["任务", "目标", "指标", "标准", "要求", "范围"].contains(where: right.contains) else {
      return nil
    }
    let isWhole = ["任务", "目标", "指标", "标准", "要求"].contains(right)
    return PlainPromise(
      kind: .relative, comparison: .relativeAtLeast,
      subject: left.isEmpty ? (isWhole ? before.object : right) : left,
      reference: text.text(set.range) + (isWhole ? right : "任务"))
  }

  // MARK: A place among others

  /// 达到A类水平: a level that has a name.
  private func grade(_ rest: Range<Int>, _ present: RoleSet) -> PlainPromise? {
    guard present.has(.reach), let verb = words.first(text, in: rest, [.reach]) else { return nil }
    var index = verb.range.upperBound
    let start = index
    while index < rest.upperBound, text.classes[index] == .latin || text.scalars[index] == "+" {
      index += 1
    }
    guard index > start, index < rest.upperBound, ["类", "级"].contains(text.scalars[index])
    else { return nil }
    return PlainPromise(
      kind: .ranking, subject: subject(rest.lowerBound..<verb.range.lowerBound),
      grade: text.text(start..<index + 1))
  }

  private func implicit(
    _ rest: Range<Int>, _ present: RoleSet, _ before: Surroundings
  ) -> PlainPromise? {
    let roles: [(Lexicon.Role, StatedCommitment.Kind)] = [
      (.standing, .ranking), (.coverage, .coverage), (.breakthrough, .breakthrough),
    ]
    for (role, kind) in roles where present.has(role) {
      guard let word = firstWhole(rest, role),
        text.nested[word.range.lowerBound] == .none,
        role != .standing || isReached(word.range.lowerBound, rest.lowerBound)
      else { continue }
      let subject = subject(rest.lowerBound..<word.range.lowerBound)
      return PlainPromise(
        kind: kind, subject: subject.isEmpty ? before.object : subject,
        grade: kind == .ranking ? text.text(word.range) : nil, explicitness: .implicit)
    }
    return nil
  }

  /// The first word of a role that is not made of the halves of two others, as in 健全覆盖.
  private func firstWhole(
    _ rest: Range<Int>, _ role: Lexicon.Role
  ) -> (range: Range<Int>, roles: RoleSet)? {
    var index = rest.lowerBound
    let wanted = LeadReader.verbs.union(RoleSet(role))
    while index < rest.upperBound {
      guard let match = words.word(text, at: index, before: rest.upperBound, wanted) else {
        index += 1
        continue
      }
      if match.roles.has(role) { return (index..<index + match.length, match.roles) }
      index += match.length
    }
    return nil
  }

  /// Whether a verb such as 保持 or 走在 stands before a place, with at most 全省 between.
  private func isReached(_ place: Int, _ start: Int) -> Bool {
    var end = place
    if let tier = words.word(text, endingAt: end, after: start, [.tier]) { end -= tier.length }
    return words.word(text, endingAt: end, after: start, [.reach, .above, .aspiring]) != nil
  }

  // MARK: Dated

  /// A deliverable with a day, such as 6月底前完成改制任务.
  private func dated(
    _ rest: Range<Int>, _ time: TimeExpression?, _ before: Surroundings
  ) -> PlainPromise? {
    guard let time, isMilestone(time, rest) else { return nil }
    var subject = text.text(rest)
    if time.range.lowerBound >= rest.lowerBound {
      // 2030年前碳达峰方案 is the name of a plan; 年内开工 is when it is begun.
      guard
        leads.verb(at: time.range.upperBound, before: rest.upperBound) != nil
          || time.range.lowerBound == rest.lowerBound
      else { return nil }
      subject =
        text.text(rest.lowerBound..<time.range.lowerBound)
        + text.text(time.range.upperBound..<rest.upperBound)
    }
    if let verb = leads.verb(at: rest.lowerBound, before: rest.upperBound),
      rest.upperBound - verb.range.upperBound <= 4, !before.object.isEmpty,
      before.object.unicodeScalars.count <= 24
    {
      subject = before.object + text.text(verb.range.upperBound..<rest.upperBound)
    }
    let isWhole = words.contains(text, in: rest, [.coverage])
    return PlainPromise(
      kind: isWhole ? .coverage : .milestone, subject: subject,
      explicitness: isWhole ? .implicit : .explicit)
  }

  private func isMilestone(_ time: TimeExpression, _ rest: Range<Int>) -> Bool {
    let isStatement = rest.first.map { text.scalars[$0] == "是" } ?? true
    guard !isStatement, text.scalars[rest.upperBound - 1] != "是" else { return false }
    let delivers = leads.containsCompletion(rest) || words.contains(text, in: rest, [.coverage])
    switch time.form {
    case .deadline:
      return delivers || leads.verb(at: rest.lowerBound, before: rest.upperBound) != nil
    case .stretch: return delivers && text.scalars[time.range.lowerBound] == "年"
    case .recurring, .open: return false
    }
  }

  /// The words before a comparison, without verbs that only introduce them.
  private func subject(_ range: Range<Int>) -> String {
    var start = range.lowerBound
    if let verb = leads.verb(at: start, before: range.upperBound),
      verb.range.upperBound <= range.upperBound
    {
      start = verb.range.upperBound
    }
    var end = range.upperBound
    while end > start,
      let word = words.word(
        text, endingAt: end, after: start, [.reach, .filler, .shared, .binding, .aspiring])
    {
      end -= word.length
    }
    return text.text(start..<end)
  }
}
