import Quantities

/// Ranks, doublings and fractions, which are written unlike plain numbers.
extension AmountScanner {
  /// Reads 前三, 前10位, 第一 and 第3位.
  func rank(_ start: Int, _ range: Range<Int>, _ kind: Amount.Rank) -> Amount? {
    let end = range.upperBound
    if start > range.lowerBound,
      ["目", "以", "之", "年", "月", "日", "底", "期", "午", "会", "提", "空", "超"].contains(
        text.scalars[start - 1])
    {
      return nil
    }
    guard let numeral = numerals.numeral(at: start + 1, before: end), numeral.multiple.isEmpty
    else { return nil }
    var amount = Amount(
      range: start..<numeral.end, end: numeral.end, value: numeral.value, unit: "位",
      unitClass: .rankUnit)
    amount.form = .rank(kind)
    if let match = words.word(text, at: numeral.end, before: end, [.rankUnit, .shareUnit]) {
      amount.range = start..<numeral.end + match.length
      amount.end = amount.range.upperBound
      amount.unit = text.text(numeral.end..<amount.end)
      if match.roles.has(.shareUnit) { amount.unitClass = .shareUnit }
      return amount
    }
    guard kind != .bottom else { return nil }
    return amount.end >= end || endsPhrase(amount.end) || text.scalars[amount.end] == "的"
      ? amount : nil
  }

  /// Reads 翻番, 翻一番 and 翻两番 as what they multiply by.
  func doubling(_ start: Int, _ end: Int) -> Amount? {
    var index = start + 1
    var times = 1
    if let numeral = numerals.numeral(at: index, before: end), numeral.multiple.isEmpty,
      let count = Int(numeral.value.description), (1...5).contains(count)
    {
      times = count
      index = numeral.end
    }
    guard index < end, text.scalars[index] == "番" else { return nil }
    var amount = Amount(
      range: start..<index + 1, end: index + 1, value: Number(1 << times), unit: "倍",
      unitClass: .multipleUnit)
    amount.form = .doubling
    return finish(amount, end)
  }

  /// Reads 五分之一 where it is a whole number of per cent.
  func fraction(_ start: Int, _ end: Int) -> Amount? {
    guard let below = numerals.numeral(at: start, before: end), below.end + 2 < end,
      text.scalars[below.end] == "分", text.scalars[below.end + 1] == "之",
      let above = numerals.numeral(at: below.end + 2, before: end),
      let divisor = Int(below.value.description), let count = Int(above.value.description),
      divisor > 0, count < divisor, count * 100 % divisor == 0
    else { return nil }
    return finish(
      Amount(
        range: start..<above.end, end: above.end, value: Number(count * 100 / divisor), unit: "%",
        unitClass: .shareUnit, isWordy: true), end)
  }
}
