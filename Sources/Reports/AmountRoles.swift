/// What each number of an item is there for: one is the value, others size or describe things.
struct AmountRoles: Sendable {
  private(set) var value: Int?
  private(set) var thresholds: [Range<Int>] = []
  private(set) var attributes: [Range<Int>] = []

  init(_ reader: ItemReader, _ item: Item, _ rest: Range<Int>) {
    var candidates: [Int] = []
    for index in item.amounts.indices
    where item.amounts[index].range.lowerBound >= rest.lowerBound {
      let place = AmountPlace(reader, item, index, rest)
      switch place.role {
      case .value: candidates.append(index)
      case .threshold: thresholds.append(place.phrase)
      case .attribute: attributes.append(place.phrase)
      case .other: break
      }
    }
    value = candidates.last
    // 全县55%以上的村收入达到10万元: the share is the promise, the money says of which.
    if let share = candidates.first, share != value, item.amounts[share].isShare,
      reader.text.scalars[safe: item.amounts[share].end] == "的"
    {
      let inner = item.amounts[candidates[candidates.count - 1]]
      thresholds.append(inner.range.lowerBound..<inner.end)
      value = share
    }
  }
}

extension AmountRoles {
  /// Place after the last attribute before the value that a verb follows, or zero.
  func attributeEnd(before value: Amount, _ leads: LeadReader) -> Int {
    attributes.map(\.upperBound).filter {
      $0 < value.range.lowerBound && leads.verb(at: $0, before: value.range.lowerBound) != nil
    }.max() ?? 0
  }
}

/// One number of an item, with what stands around it.
private struct AmountPlace {
  enum Role { case value, threshold, attribute, other }

  let role: Role
  let phrase: Range<Int>

  init(_ reader: ItemReader, _ item: Item, _ index: Int, _ rest: Range<Int>) {
    let text = reader.text
    let words = reader.words
    let amount = item.amounts[index]
    let end = item.range.upperBound
    let predicate = reader.predicates.predicate(
      endingAt: amount.range.lowerBound, after: rest.lowerBound)
    let next = text.scalars[safe: amount.end].flatMap { amount.end < end ? $0 : nil }
    let led = words.word(
      text, endingAt: predicate.start, after: rest.lowerBound, [.attribute, .completion])
    let leadWord = led.flatMap { $0.roles.has(.attribute) ? $0.length : nil }
    let start = predicate.start - (leadWord ?? 0)
    phrase = start..<amount.end
    let hasTail = !reader.tail(after: amount, end).isEmpty
    let hasMore = index + 1 < item.amounts.count
    if text.scalars[safe: amount.range.lowerBound - 1] == "每" {
      role = .other
    } else if amount.isSize, index > 0, item.amounts[index - 1].isCount,
      item.amounts[index - 1].end == amount.range.lowerBound
    {
      role = .threshold
    } else if amount.unit?.hasSuffix("级") ?? false, !predicate.isStated {
      role = .threshold
    } else if next == "的", !amount.isShare, !amount.isRank {
      let isDone = amount.after == .orMore || led?.roles.has(.completion) ?? false
      role = amount.isCount && !hasMore && leadWord == nil && isDone ? .value : .attribute
    } else if leadWord != nil, amount.isSize || amount.isCount, hasTail {
      role = .attribute
    } else if amount.isSize, hasTail, Self.isSizeClass(reader, item, index, predicate) {
      role = .threshold
    } else if amount.isSize, hasTail, amount.after != nil, !predicate.isStated,
      !(led?.roles.has(.completion) ?? false)
    {
      role = .threshold
    } else if case .multiple = amount.form, hasTail, amount.after != nil || hasMore {
      role = .threshold
    } else {
      role = .value
    }
  }

  /// Whether money or size before a noun is a class of things and not what is delivered.
  private static func isSizeClass(
    _ reader: ItemReader, _ item: Item, _ index: Int, _ predicate: Predicate
  ) -> Bool {
    let amount = item.amounts[index]
    let end = item.range.upperBound
    guard
      reader.text.classes[amount.end] == .han || reader.text.classes[amount.end] == .latin
        || reader.text.classes[amount.end] == .openQuote
    else { return false }
    if index + 1 < item.amounts.count { return true }
    if case .multiple = amount.form { return true }
    let tail = amount.end..<end
    guard let entity = reader.words.first(reader.text, in: tail, [.entity]) else { return false }
    // 30公里农村公路改造工程 is thirty kilometres of work; 20平方公里启动区 is a place.
    if amount.unitClass == .sizeUnit, entity.range.lowerBound > amount.end + 2,
      reader.leads.containsCompletion(amount.end..<end)
    {
      return false
    }
    return (amount.unitClass == .moneyUnit || !predicate.isStated)
  }
}

extension Array {
  subscript(safe index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
