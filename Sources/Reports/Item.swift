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
    var first = 0
    for number in amounts.indices {
      let next = number + 1 < amounts.count ? amounts[number + 1].range.lowerBound : nil
      var index = amounts[number].end
      while index < next ?? clause.upperBound {
        let join = joinLength(index, clause.upperBound)
        if join > 0, divides(index, join, after: amounts[number], before: next, clause) {
          items.append(Item(range: start..<index, amounts: Array(amounts[first...number])))
          start = index + join
          first = number + 1
          break
        }
        index += max(join, 1)
      }
    }
    items.append(Item(range: start..<clause.upperBound, amounts: Array(amounts[first...])))
    return items
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
    _ index: Int, _ join: Int, after last: Amount, before next: Int?, _ clause: Range<Int>
  ) -> Bool {
    if text.classes[index] == .pause {
      return next != nil || leads.verb(at: index + join, before: clause.upperBound) != nil
    }
    return next != nil && last.end == index || next == index + join
  }
}
