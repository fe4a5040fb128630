/// A member of a list that has a value of its own, or the whole clause when there is one value.
struct Item: Sendable {
  var range: Range<Int>
  var amounts: [Amount]
}

/// Cuts a clause into the members of its list of values.
///
/// A 、 before the first value belongs to the things named (国家级、省级企业5家); one after a value
/// begins a new member.
struct ItemSplitter: Sendable {
  let text: FoldedText
  let leads: LeadReader

  func items(of clause: Range<Int>, _ amounts: [Amount]) -> [Item] {
    var items: [Item] = []
    var start = clause.lowerBound
    var index = amounts.first?.end ?? clause.upperBound
    while index < clause.upperBound {
      let join = joinLength(index, clause.upperBound)
      if join > 0, let last = amounts.last(where: { $0.end <= index }),
        last.range.lowerBound >= start,
        divides(index, join, after: last, clause, amounts)
      {
        items.append(item(start..<index, amounts))
        start = index + join
      }
      index += max(join, 1)
    }
    items.append(item(start..<clause.upperBound, amounts))
    return items
  }

  private func item(_ range: Range<Int>, _ amounts: [Amount]) -> Item {
    Item(
      range: range,
      amounts: amounts.filter {
        range.contains($0.range.lowerBound) && $0.range.upperBound <= range.upperBound
      })
  }

  private func joinLength(_ index: Int, _ end: Int) -> Int {
    guard text.nested[index] == .none else { return 0 }
    if text.classes[index] == .pause { return 1 }
    switch text.scalars[index] {
    case "和", "及", "与", "或": return 1
    case "以" where index + 1 < end && text.scalars[index + 1] == "及": return 2
    default: return 0
    }
  }

  private func divides(
    _ index: Int, _ join: Int, after last: Amount, _ clause: Range<Int>, _ amounts: [Amount]
  ) -> Bool {
    let next = index + join
    let hasMore = amounts.contains { $0.range.lowerBound >= next }
    if text.classes[index] == .pause {
      return hasMore || leads.verb(at: next, before: clause.upperBound) != nil
    }
    if last.end == index { return hasMore }
    return amounts.contains { $0.range.lowerBound == next }
  }
}
