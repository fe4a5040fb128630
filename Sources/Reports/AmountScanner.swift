import Quantities

/// Finds the numbers of a stretch of text that count something, and leaves out those that name.
struct AmountScanner: Sendable {
  let text: FoldedText
  let words: Vocabulary
  let numerals: NumeralScanner

  init(_ text: FoldedText, _ words: Vocabulary) {
    self.text = text
    self.words = words
    numerals = NumeralScanner(text: text)
  }

  /// Returns the amounts of a range in their order.
  func amounts(in range: Range<Int>) -> [Amount] {
    var amounts: [Amount] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if text.nested[index] != .none {
        index += 1
      } else if let name = words.word(text, at: index, before: range.upperBound, [.name]) {
        index += name.length
      } else if let amount = amount(at: index, in: range) {
        amounts.append(amount)
        index = amount.end
      } else {
        index = afterNumber(index, range.upperBound)
      }
    }
    return amounts
  }

  /// Goes past a number that counts nothing, so that its tail is not read as another one.
  private func afterNumber(_ start: Int, _ end: Int) -> Int {
    guard text.classes[start] == .digit || text.classes[start] == .latin else { return start + 1 }
    var index = start + 1
    while index < end,
      text.classes[index] == .digit || text.classes[index] == .latin || text.scalars[index] == "."
    {
      index += 1
    }
    return index
  }

  private func amount(at index: Int, in range: Range<Int>) -> Amount? {
    switch text.scalars[index] {
    case "前": return rank(index, range, .limit)
    case "后": return rank(index, range, .bottom)
    case "第": return rank(index, range, .place)
    case "翻": return doubling(index, range.upperBound)
    default: break
    }
    guard text.classes[index] == .digit || text.classes[index] == .numeral else { return nil }
    return fraction(index, range.upperBound) ?? number(index, in: range)
  }

  // MARK: Plain numbers

  private func number(_ start: Int, in range: Range<Int>) -> Amount? {
    let end = range.upperBound
    guard !continuesName(start, range.lowerBound) else { return nil }
    guard let first = numerals.numeral(at: start, before: end) else { return nil }
    if let both = span(first, start, end) { return finish(both, end) }
    guard let unit = unit(after: first, end) ?? years(first, start, in: range) else { return nil }
    var amount = Amount(
      range: start..<unit.end, end: unit.end, value: first.value, unit: unit.text,
      unitClass: unit.role)
    amount.isWordy = first.isWordy
    amount.isOpen = first.isOpen
    if first.isMultiple { amount.form = .multiple }
    if first.isWordy, isIdiom(first, unit), !isOneEach(start, unit.end, range) { return nil }
    return finish(amount, end)
  }

  /// Whether a number is the middle of a name such as S604, 2×66 or 1+1.
  private func continuesName(_ start: Int, _ first: Int) -> Bool {
    guard start > first else { return false }
    switch text.classes[start - 1] {
    case .latin, .digit: return true
    case .numeral: return text.classes[start] == .numeral
    default: return [".", "+", "×", "*", "#", "/", "“", "第", "届"].contains(text.scalars[start - 1])
    }
  }

  /// 一个, 一批 and bare 百家 are ways of speaking; only a stated number of things counts.
  private func isIdiom(_ numeral: NumeralScanner.Numeral, _ unit: Unit) -> Bool {
    if numeral.isMultiple { return unit.role == nil && !unit.text.hasSuffix("级") }
    // 三次全会 and 五届 name a meeting.
    return numeral.multiple.isEmpty && (numeral.value == 1 || unit.text == "次")
  }

  /// 一个 counts where each place owes it or a size follows: 每县招引一个30亿元以上项目.
  private func isOneEach(_ start: Int, _ unitEnd: Int, _ range: Range<Int>) -> Bool {
    guard text.scalars[start] == "一", text.scalars[start + 1] != "批",
      unitEnd < range.upperBound
    else { return false }
    if let size = numerals.numeral(at: unitEnd, before: range.upperBound),
      unit(after: size, range.upperBound)?.role == .moneyUnit
    {
      return true
    }
    return words.contains(text, in: range.lowerBound..<start, [.atLeast])
  }

  /// Reads 3—5家, 6%至6.5% and 15到20个.
  private func span(
    _ first: NumeralScanner.Numeral, _ start: Int, _ end: Int
  ) -> Amount? {
    let ownUnit = unit(after: first, end)
    for place in [first.end, ownUnit?.end].compactMap(\.self) {
      var index = place
      while index < end, text.classes[index] == .dash, index - place < 2 { index += 1 }
      if index == place, index < end, text.scalars[index] == "至" || text.scalars[index] == "到" {
        index += 1
      }
      guard index > place, let second = numerals.numeral(at: index, before: end),
        second.isWordy == first.isWordy, let unit = unit(after: second, end),
        second.value > first.value || ownUnit?.text != unit.text
      else { continue }
      if let ownUnit, place != first.end, ownUnit.role != unit.role { continue }
      var amount = Amount(
        range: start..<unit.end, end: unit.end, value: first.value, high: second.value,
        unit: unit.text, unitClass: unit.role)
      amount.isWordy = first.isWordy
      return amount
    }
    return nil
  }

  /// Takes the comparison that may follow.
  func finish(_ amount: Amount, _ end: Int) -> Amount {
    var amount = amount
    if amount.end < end, text.scalars[amount.end] == "（",
      let close = (amount.end..<min(end, amount.end + 4)).first(where: {
        text.classes[$0] == .closeBracket
      }), text.scalars[amount.end + 1] == "含"
    {
      amount.end = close + 1
    }
    if let match = words.word(text, at: amount.end, before: end, [.orMore, .orLess, .orSo]) {
      amount.after = match.roles.first(of: [.orMore, .orLess, .orSo])
      amount.end += match.length
    }
    return amount
  }
}

// MARK: Units

extension AmountScanner {
  struct Unit {
    var text: String
    var role: Lexicon.Role?
    var end: Int
  }

  private static let roles: [Lexicon.Role] = [
    .pointUnit, .shareUnit, .timeUnit, .multipleUnit, .moneyUnit, .sizeUnit, .countUnit, .rankUnit,
  ]
  private static let unitRoles = RoleSet(rawValue: roles.reduce(0) { $0 | RoleSet($1).rawValue })

  /// Returns the unit after a number with the multiple before it; nil when nothing is counted.
  private func unit(after numeral: NumeralScanner.Numeral, _ end: Int) -> Unit? {
    guard let match = words.word(text, at: numeral.end, before: end, Self.unitRoles) else {
      return bare(numeral, end)
    }
    var unitEnd = numeral.end + match.length
    let role = match.roles.first(of: Self.roles)
    unitEnd = extended(unitEnd, end)
    if unitEnd < end, text.scalars[unitEnd] == "级", role == .moneyUnit { unitEnd += 1 }
    return Unit(
      text: numeral.multiple + text.text(numeral.end..<unitEnd), role: role, end: unitEnd)
  }

  /// Takes the second unit of 万元/人 and the alternative of 台（套）.
  private func extended(_ place: Int, _ end: Int) -> Int {
    guard place + 1 < end else { return place }
    let opening = text.scalars[place]
    guard opening == "/" || opening == "（",
      let match = words.word(text, at: place + 1, before: end, Self.unitRoles.union([.countUnit]))
    else { return place }
    let next = place + 1 + match.length
    if opening == "/" { return next }
    return next < end && text.scalars[next] == "）" ? next + 1 : place
  }

  /// 亿 alone is money, 亿级 too; a number before a mark of punctuation may be a bare ratio.
  private func bare(_ numeral: NumeralScanner.Numeral, _ end: Int) -> Unit? {
    let place = numeral.end
    let isAtEnd = place >= end || endsPhrase(place)
    if !numeral.multiple.isEmpty, numeral.multiple.contains("亿") || numeral.multiple == "万亿" {
      if place < end, text.scalars[place] == "级" {
        return Unit(text: numeral.multiple + "级", role: .moneyUnit, end: place + 1)
      }
      return isAtEnd ? Unit(text: numeral.multiple, role: .moneyUnit, end: place) : nil
    }
    if place < end, text.scalars[place] == "级", numeral.multiple == "万" {
      return Unit(text: "万级", role: .moneyUnit, end: place + 1)
    }
    guard isAtEnd, !numeral.isWordy, numeral.multiple.isEmpty else { return nil }
    return Unit(text: "", role: nil, end: place)
  }

  /// 受教育年限达到10.5年 measures; most other years only say when.
  private func years(
    _ numeral: NumeralScanner.Numeral, _ start: Int, in range: Range<Int>
  ) -> Unit? {
    let place = numeral.end
    guard place < range.upperBound, text.scalars[place] == "年", numeral.value < 200,
      !numeral.isWordy, place + 1 >= range.upperBound || endsPhrase(place + 1),
      words.word(text, endingAt: start, after: range.lowerBound, [.reach, .change]) != nil
    else { return nil }
    return Unit(text: "年", role: .timeUnit, end: place + 1)
  }

  func endsPhrase(_ place: Int) -> Bool {
    switch text.classes[place] {
    case .stop, .comma, .pause, .newline: true
    default:
      words.word(
        text, at: place, before: min(place + 4, text.count), [.orMore, .orLess, .orSo, .tail])
        != nil
    }
  }
}
