import Quantities

/// A number with its unit as it stands in the text.
struct Amount: Sendable {
  /// The number and its unit, without 以上 and the like.
  var range: Range<Int>
  /// Place after the comparison that may follow.
  var end: Int
  var value: Number
  var high: Number?
  /// Unit with its multiple, such as 万户; nil for a bare number.
  var unit: String?
  var unitClass: Lexicon.Role?
  /// Comparison after the value: 以上, 以内, 左右.
  var after: Lexicon.Role?
  var form = Form.number
  /// Whether it is written in Chinese numerals, which more often name than count.
  var isWordy = false
  /// Whether 余 or 多 leaves it open upwards.
  var isOpen = false

  enum Form: Sendable {
    case number
    /// Only a multiple stands there: 千亿, 亿元.
    case multiple
    /// A rank: 前三, 第一.
    case rank(Rank)
    /// 翻番 and its like.
    case doubling
  }

  enum Rank: Sendable {
    /// 第三: this place.
    case place
    /// 前三: this place or better.
    case limit
    /// 后三位: the places to get out of.
    case bottom
  }

  var isCount: Bool { unitClass == .countUnit }
  /// Money, area, length and the like, which are as often a size class as a value.
  var isSize: Bool { unitClass == .moneyUnit || unitClass == .sizeUnit }
  var isShare: Bool { unitClass == .shareUnit }
  var isTime: Bool { unitClass == .timeUnit }

  var isMultiple: Bool {
    if case .multiple = form { true } else { false }
  }

  var isRank: Bool {
    if case .rank = form { true } else { false }
  }
}
