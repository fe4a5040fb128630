import Quantities

/// Reads one number in digits or Chinese numerals at a place of the folded text.
struct NumeralScanner: Sendable {
  let text: FoldedText

  /// A number without its unit.
  struct Numeral {
    var end: Int
    var value: Number
    /// Multiples written after the number: 万, 亿, 万亿.
    var multiple = ""
    var isWordy = false
    var isMultiple = false
    var isOpen = false
  }

  func numeral(at start: Int, before end: Int) -> Numeral? {
    guard start < end else { return nil }
    switch text.classes[start] {
    case .digit: return digits(start, end)
    case .numeral: return words(start, end)
    default: return nil
    }
  }

  // MARK: Digits

  private func digits(_ start: Int, _ end: Int) -> Numeral? {
    var coefficient: Int128 = 0
    var places = 0
    var isFraction = false
    var count = 0
    var index = start
    while index < end {
      let scalar = text.scalars[index]
      if text.classes[index] == .digit {
        coefficient = coefficient * 10 + Int128(scalar.value - 48)
        count += 1
        places += isFraction ? 1 : 0
      } else if scalar == ".", !isFraction, index + 1 < end, text.classes[index + 1] == .digit {
        isFraction = true
      } else if scalar != "," || isFraction || !isThousands(index, end) {
        break
      }
      guard count <= 30 else { return nil }
      index += 1
    }
    var numeral = Numeral(end: index, value: Number(coefficient: coefficient, exponent: -places))
    takeMultiples(&numeral, end)
    return numeral
  }

  private func isThousands(_ index: Int, _ end: Int) -> Bool {
    guard index + 3 < end else { return false }
    let follows = (1...3).allSatisfy { text.classes[index + $0] == .digit }
    return follows && (index + 4 >= end || text.classes[index + 4] != .digit)
  }

  /// Takes 余, 多, 万 and 亿 after a number.
  private func takeMultiples(_ numeral: inout Numeral, _ end: Int) {
    takeOpening(&numeral, end)
    while numeral.end < end, ["十", "百", "千", "万", "亿"].contains(text.scalars[numeral.end]),
      !startsUnit(numeral.end, end)
    {
      numeral.multiple.unicodeScalars.append(text.scalars[numeral.end])
      numeral.end += 1
    }
    takeOpening(&numeral, end)
  }

  private func takeOpening(_ numeral: inout Numeral, _ end: Int) {
    guard numeral.end < end else { return }
    let scalar = text.scalars[numeral.end]
    guard scalar == "余" || scalar == "多" else { return }
    numeral.isOpen = true
    numeral.end += 1
  }

  /// 千瓦, 千米 and 百分点 begin with a numeral and are units all the same.
  private func startsUnit(_ index: Int, _ end: Int) -> Bool {
    guard index + 1 < end else { return false }
    switch (text.scalars[index], text.scalars[index + 1]) {
    case ("千", "瓦"), ("千", "米"), ("千", "克"), ("千", "伏"), ("千", "卡"), ("百", "分"): return true
    default: return false
    }
  }

  // MARK: Words

  private func words(_ start: Int, _ end: Int) -> Numeral? {
    var index = start
    while index < end, text.classes[index] == .numeral, !startsUnit(index, end) { index += 1 }
    guard index > start, index - start <= 8 else { return nil }
    // The multiples at the end belong to the unit: 三万户 is 3 万户, 千亿 is 1000 亿.
    var split = index
    while split > start + 1, Self.isBig(text.scalars[split - 1]) { split -= 1 }
    let first = text.scalars[start]
    let isMultiple = (start..<index).allSatisfy { Self.isPower(text.scalars[$0]) }
    if isMultiple, Self.isBig(first) { split = start }
    guard let value = split == start ? 1 : Self.value(text.scalars[start..<split]) else {
      return nil
    }
    var numeral = Numeral(end: index, value: Number(value), isWordy: true, isMultiple: isMultiple)
    numeral.multiple.unicodeScalars.append(contentsOf: text.scalars[split..<index])
    takeOpening(&numeral, end)
    return numeral
  }

  private static func isBig(_ scalar: Unicode.Scalar) -> Bool { scalar == "万" || scalar == "亿" }

  private static func isPower(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "百" || scalar == "千" || isBig(scalar)
  }

  /// Reads numerals below ten thousand: 二十三, 百, 一百零五; a list of digits is not a number.
  private static func value(_ numerals: ArraySlice<Unicode.Scalar>) -> Int? {
    var total = 0
    var pending: Int?
    for scalar in numerals {
      guard let value = Numerals.values[scalar], value < 10_000 else { return nil }
      if value >= 10 {
        total += (pending ?? 1) * value
        pending = nil
      } else {
        guard pending == nil || pending == 0 else { return nil }
        pending = value
      }
    }
    return total + (pending ?? 0)
  }
}
