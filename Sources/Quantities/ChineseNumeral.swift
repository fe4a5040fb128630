/// A number in Chinese words or mixed with digits, such as 二十三, 三万五千, 两百余, 3.2万.
package struct ChineseNumeral: Hashable, Sendable {
  package let value: Number
  /// Whether it says “and more” (余, 多), so that the value is a floor and not the number.
  package let isOpen: Bool

  /// Reads a text that is one number and nothing else; a word such as 一批 or 几十 is nil.
  package init?(_ text: some StringProtocol) {
    var folded = Self.fold(text)[...]
    if folded.hasPrefix("第") { return nil }
    var scale: Number = 1
    var isOpen = false
    if let mark = folded.lastIndex(where: { "余多".contains($0) }) {
      // 两百余 and 两百多万: what follows the mark is a multiple of all before it.
      let after = folded[folded.index(after: mark)...]
      guard let factor = Self.bigMultiples(after) else { return nil }
      scale = factor
      isOpen = true
      folded = folded[..<mark]
    }
    guard let value = Self.mixed(folded) ?? Self.words(folded) else { return nil }
    self.value = value * scale
    self.isOpen = isOpen
  }

  // MARK: Reading

  /// Reads plain digits, with separators of thousands only where they belong.
  static func digits(_ text: some StringProtocol) -> Number? {
    // No exponent: 1e5 is no office's way to write a number.
    guard text.utf8.allSatisfy({ isDigitOrSign($0) }) else { return nil }
    guard text.contains(",") else { return Number(text) }
    let unsigned = text.drop { $0 == "-" || $0 == "+" }
    let groups = unsigned.prefix { $0 != "." }.split(
      separator: ",", omittingEmptySubsequences: false)
    guard let head = groups.first, (1...3).contains(head.utf8.count),
      groups.dropFirst().allSatisfy({ $0.utf8.count == 3 })
    else { return nil }
    let fraction = unsigned.drop { $0 != "." }
    guard !fraction.contains(",") else { return nil }
    return Number(String(text).replacing(",", with: ""))
  }

  private static func isDigitOrSign(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || ",.+-".utf8.contains(byte)
  }

  /// Reads digits followed by multiples: 3.2万, 5千万, 1,200亿.
  private static func mixed(_ text: Substring) -> Number? {
    let written = text.prefix { $0.isASCII }
    guard !written.isEmpty, let number = digits(written) else { return nil }
    guard let factor = bigMultiples(text.dropFirst(written.count)) else { return nil }
    return number * factor
  }

  /// Reads a run of multiples and nothing else; an empty run is one.
  private static func bigMultiples(_ text: Substring) -> Number? {
    if text.isEmpty { return 1 }
    return MeasureUnit.multiples.first { $0.word == text }?.factor
  }

  private static func words(_ text: Substring) -> Number? {
    var text = text
    guard !text.isEmpty, text.count <= 40 else { return nil }
    let isNegative = text.first == "负"
    if isNegative { text = text.dropFirst() }
    let parts = text.split(separator: "点", omittingEmptySubsequences: false)
    guard parts.count <= 2, let head = parts.first else { return nil }
    var value: Number
    if parts.count == 2 {
      guard let decimal = decimal(head, parts[1]) else { return nil }
      value = decimal
    } else {
      guard let whole = isDigitString(head) ? digitString(head) : whole(head) else { return nil }
      value = Number(coefficient: whole, exponent: 0)
    }
    return isNegative ? -value : value
  }

  /// Reads 三点五 and 一点二亿; the multiples stand after the decimals.
  private static func decimal(_ head: Substring, _ tail: Substring) -> Number? {
    let digits = tail.prefix { unit(of: $0) != nil }
    guard !digits.isEmpty, let factor = bigMultiples(tail.dropFirst(digits.count)),
      let whole = whole(head), let fraction = digitString(digits)
    else { return nil }
    return
      (Number(coefficient: whole, exponent: 0)
      + Number(coefficient: fraction, exponent: -digits.count)) * factor
  }

  /// Years and codes are read digit by digit: 二〇二二. Two digits are no number: 三五个 is a few.
  private static func isDigitString(_ text: Substring) -> Bool {
    text.count > 2 && text.allSatisfy { unit(of: $0) != nil }
  }

  private static func digitString(_ text: Substring) -> Int128? {
    var value: Int128 = 0
    guard text.count <= 30 else { return nil }
    for character in text {
      guard let digit = unit(of: character) else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// Reads a whole number by its sections of 亿 and 万.
  private static func whole(_ text: Substring) -> Int128? {
    for (mark, factor) in [(Character("亿"), Int128(100_000_000)), ("万", 10_000)] {
      guard let place = text.lastIndex(of: mark) else { continue }
      let before = text[..<place]
      let after = text[text.index(after: place)...]
      guard let high = before.isEmpty ? 1 : whole(before) else { return nil }
      guard let low = after.isEmpty ? 0 : rest(after, below: factor) else { return nil }
      let (product, isTooLarge) = high.multipliedReportingOverflow(by: factor)
      let (sum, overflow) = product.addingReportingOverflow(low)
      return isTooLarge || overflow ? nil : sum
    }
    return section(text)
  }

  /// Reads what follows a multiple; a single digit means the next lower place: 三万五 is 35000,
  /// and 三万零五 is 30005.
  private static func rest(_ text: Substring, below factor: Int128) -> Int128? {
    if text.count == 1, let character = text.first, let digit = unit(of: character), digit > 0 {
      return digit * factor / 10
    }
    let value = text.first.map(isZero) == true ? whole(text.dropFirst()) : whole(text)
    return value.flatMap { $0 > 0 && $0 < factor ? $0 : nil }
  }

  /// Reads a number below ten thousand, such as 三千零五十, 一百二 (120) or 廿三.
  private static func section(_ text: Substring) -> Int128? {
    if text.count == 1, let character = text.first, isZero(character) { return 0 }
    var total: Int128 = 0
    var pending: Int128?
    var lowest: Int128 = 10_000
    var afterZero = false
    for character in text {
      if let place = places[character] {
        // Without a digit a place counts once, and only in front: 十五, 百, 千.
        guard place < lowest, let digit = pending ?? (total == 0 ? 1 : nil) else { return nil }
        total += digit * place
        lowest = place
        pending = nil
        afterZero = false
      } else if isZero(character) {
        guard pending == nil, !afterZero, total > 0 else { return nil }
        afterZero = true
      } else if let digit = unit(of: character) {
        guard pending == nil else { return nil }
        pending = digit
      } else if let tens = bundledTens[character] {
        guard pending == nil, lowest > 10 else { return nil }
        total += tens
        lowest = 10
      } else {
        return nil
      }
    }
    guard let pending else { return total > 0 && !afterZero ? total : nil }
    // After a place the bare digit is the next lower one: 一百二 is 120, 一百零二 is 102.
    let isNextPlace = !afterZero && (lowest == 100 || lowest == 1_000)
    return total + (isNextPlace ? pending * lowest / 10 : pending)
  }

  private static func isZero(_ character: Character) -> Bool { units[character] == 0 }
  private static func unit(of character: Character) -> Int128? { units[character] }

  private static let units: [Character: Int128] = [
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
    "九": 9, "两": 2, "俩": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8,
    "玖": 9,
  ]
  private static let places: [Character: Int128] = [
    "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000,
  ]
  private static let bundledTens: [Character: Int128] = ["廿": 20, "卅": 30]
}

// MARK: Folding

extension ChineseNumeral {
  /// Returns the text with full-width letters, digits, signs and spaces made half-width.
  ///
  /// Every scalar becomes exactly one scalar, so offsets in scalars stay what they were.
  package static func fold(_ text: some StringProtocol) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { folded.append(fold(scalar)) }
    return String(folded)
  }

  package static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0x3000, 0x00A0: " "
    default: scalar
    }
  }
}

// MARK: Writing

extension ChineseNumeral {
  /// Writes a whole number below 10^16 in words, such as 一百零八 or 三万五千; nil beyond that.
  package static func words(for number: Int) -> String? {
    guard number.magnitude < 10_000_000_000_000_000 else { return nil }
    if number == 0 { return "零" }
    if number < 0 { return words(for: -number).map { "负" + $0 } }
    let text = joined(number)
    // Ten to nineteen are said without the one.
    return text.hasPrefix("一十") ? String(text.dropFirst()) : text
  }

  private static func joined(_ number: Int) -> String {
    for (mark, factor) in [("亿", 100_000_000), ("万", 10_000)] where number >= factor {
      let rest = number % factor
      let head = joined(number / factor) + mark
      guard rest > 0 else { return head }
      return head + (rest < factor / 10 ? "零" : "") + joined(rest)
    }
    return section(number)
  }

  private static func section(_ number: Int) -> String {
    var text = ""
    var rest = number
    var skipped = false
    for (place, mark) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
      let digit = rest / place
      rest %= place
      if digit == 0 {
        skipped = !text.isEmpty
      } else {
        text += (skipped ? "零" : "") + digitWords[digit] + mark
        skipped = false
      }
    }
    return text
  }

  private static let digitWords = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
}
