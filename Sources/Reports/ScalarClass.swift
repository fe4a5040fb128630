/// What a folded scalar is to the reader.
enum ScalarClass: UInt8, Sendable {
  case other
  case han
  case latin
  case digit
  /// A Chinese numeral or multiple: 三, 百, 亿.
  case numeral
  /// Ends a sentence: 。！？；
  case stop
  case comma
  case colon
  /// Divides the members of a list: 、
  case pause
  case openQuote, closeQuote
  case openBracket, closeBracket
  case dash
  case newline
  case space

  /// Classes of the scalars of the basic plane, found by number.
  static let table: [ScalarClass] = (0..<0x10000).map { number in
    Unicode.Scalar(UInt32(number)).map(of) ?? .other
  }

  static func of(_ scalar: Unicode.Scalar) -> ScalarClass {
    switch scalar {
    case "\n": .newline
    case " ", "\t", "\r", "\u{B}", "\u{C}", "\u{A0}", "\u{3000}", "\u{2000}"..."\u{200A}",
      "\u{202F}":
      .space
    case "0"..."9": .digit
    case "A"..."Z", "a"..."z", "Α"..."ω", "Ⅰ"..."ⅿ": .latin
    case "。", "！", "？", "；": .stop
    case "，": .comma
    case "：": .colon
    case "、": .pause
    case "“", "「", "『", "《", "〈", "‘": .openQuote
    case "”", "」", "』", "》", "〉", "’": .closeQuote
    case "（", "〔", "【", "［": .openBracket
    case "）", "〕", "】", "］": .closeBracket
    case "—", "–", "-", "―", "～", "－", "─": .dash
    case _ where Numerals.values[scalar] != nil: .numeral
    case "\u{3400}"..."\u{9FFF}", "\u{F900}"..."\u{FAFF}", "〇": .han
    default: .other
    }
  }
}

/// The numerals of Chinese, with what they count.
enum Numerals {
  /// Digits and powers of ten; powers are those above nine.
  static let values: [Unicode.Scalar: Int] = [
    "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
    "九": 9, "十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000,
  ]
}

extension Unicode.Scalar {
  /// Class of the scalar, from the table.
  var scalarClass: ScalarClass {
    value < 0x10000 ? ScalarClass.table[Int(value)] : .other
  }

  var isNumeral: Bool { scalarClass == .numeral }
  var isDigit: Bool { scalarClass == .digit }
}
