/// What stands between a subject and its value: 达到, 均超, 增长, 控制在.
struct Predicate: Sendable {
  /// Place where it begins, which is where the subject ends.
  var start: Int
  /// The comparison nearest to the value.
  var comparison: Lexicon.Role?
  /// 增长 or 下降; the value is then a rate of change.
  var trend: Lexicon.Role?
  /// 提高到 and its like: the value is what is reached.
  var isChange = false
  var isLimit = false
  var isShared = false
  var isPairwise = false
  var isAbout = false
  var isYearly = false
  /// 完成 before the value: what is reached is delivered during the period.
  var isDelivery = false
  var modality: Modality?

  /// Whether it says anything about the value.
  var isStated: Bool {
    comparison != nil || trend != nil || isChange || isLimit
  }
}

/// Reads the predicate that ends at a value, word by word backwards.
struct PredicateReader: Sendable {
  let text: FoldedText
  let words: Vocabulary

  private static let comparisons: [Lexicon.Role] = [
    .above, .atLeast, .atMost, .below, .reach,
  ]
  private static let wanted: RoleSet = RoleSet(
    rawValue: ([
      .above, .atLeast, .atMost, .below, .reach, .about, .limit, .growth, .decline, .change,
      .filler, .shared, .pairwise, .binding, .aspiring,
    ] as [Lexicon.Role]).reduce(0) { $0 | RoleSet($1).rawValue })

  func predicate(endingAt end: Int, after start: Int) -> Predicate {
    var predicate = Predicate(start: end)
    while predicate.start > start {
      guard
        let match = words.word(
          text, endingAt: predicate.start, after: start, Self.wanted.union([.completion])),
        !match.roles.isDisjoint(with: Self.wanted)
      else { break }
      let range = predicate.start - match.length..<predicate.start
      guard text.nested[range.lowerBound] == .none else { break }
      take(match.roles, range, &predicate)
      predicate.start = range.lowerBound
    }
    return predicate
  }

  private func take(_ roles: RoleSet, _ range: Range<Int>, _ predicate: inout Predicate) {
    if roles.has(.shared) { predicate.isShared = true }
    if roles.has(.pairwise) { predicate.isPairwise = true }
    if roles.has(.about) { predicate.isAbout = true }
    if roles.has(.limit) { predicate.isLimit = true }
    if roles.has(.change) { predicate.isChange = true }
    if predicate.trend == nil, !predicate.isChange {
      predicate.trend = roles.first(of: [.growth, .decline])
    } else if predicate.isChange, roles.has(.decline), predicate.trend == nil {
      predicate.trend = .decline
    }
    if predicate.comparison == nil { predicate.comparison = roles.first(of: Self.comparisons) }
    if text.scalars[range.lowerBound] == "年", roles.has(.filler) { predicate.isYearly = true }
    if roles.has(.reach), roles.has(.completion) { predicate.isDelivery = true }
    if predicate.modality == nil { predicate.modality = Modality(text.text(range), roles) }
  }
}
