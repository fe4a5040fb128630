/// A unit of measure with the multiple it is written in: 万元, 户, 公顷, 个百分点, 万元/亩.
///
/// Only units of one dimension can be converted or added. Counting words are dimensions of their
/// own: five 户 are not five 家.
package struct MeasureUnit: Hashable, Sendable {
  /// The kind of thing a unit measures.
  package indirect enum Dimension: Hashable, Sendable {
    case money
    case foreignMoney(String)
    case area, length, mass, volume, energy, power
    /// Mass of the standard coal that holds the same energy.
    case standardCoal
    /// Parts of a whole, and multiples of it: %, ‰, 倍.
    case ratio
    /// Differences between percentages, which are no percentages themselves.
    case percentagePoints
    case days, months, hours
    /// Things that are counted with their own word.
    case counted(String)
    case quotient(Dimension, per: Dimension)
  }

  /// The unit as it is written.
  package let symbol: String
  package let dimension: Dimension
  /// How many base units it is, as a fraction: 1 亩 is 2000/3 平方米.
  package let numerator: Number
  package let denominator: Number
  /// The unit of the same dimension without a multiple: 元 for 万元 and 亿级, 户 for 万户.
  package let plainSymbol: String

  init(
    _ symbol: String, _ dimension: Dimension, numerator: Number = 1, denominator: Number = 1,
    plain: String? = nil
  ) {
    self.symbol = symbol
    self.dimension = dimension
    self.numerator = numerator
    self.denominator = denominator
    plainSymbol = plain ?? symbol
  }

  /// Returns the unit that a word names, or nil when it names none.
  ///
  /// A multiple may stand before a unit (万户, 千亿元, 万平方米), 级 after a bare multiple of money
  /// (亿级), and two units may be divided (万元/亩). Full-width forms are read as half-width ones.
  package static func named(_ word: some StringProtocol) -> MeasureUnit? {
    let word = ChineseNumeral.fold(word).filter { $0 != " " }
    if let slash = word.firstIndex(of: "/") {
      guard let over = single(word[..<slash]),
        let under = single(word[word.index(after: slash)...])
      else { return nil }
      return quotient(over, under, symbol: word)
    }
    return single(word)
  }

  /// Makes a unit for things that are counted with a word the table does not know.
  package static func counting(_ word: String) -> MeasureUnit {
    named(word) ?? MeasureUnit(word, .counted(word))
  }

  private static func single(_ word: some StringProtocol) -> MeasureUnit? {
    let word = String(word)
    if let unit = table[word] { return unit }
    for (multiple, factor) in multiples where word.hasPrefix(multiple) {
      let rest = word.dropFirst(multiple.count)
      if rest == "级" {
        return MeasureUnit(word, .money, numerator: factor, plain: "元")
      }
      guard let unit = table[String(rest)], unit.takesMultiples else { continue }
      return MeasureUnit(
        word, unit.dimension, numerator: unit.numerator * factor, denominator: unit.denominator,
        plain: unit.plainSymbol)
    }
    return nil
  }

  private static func quotient(
    _ over: MeasureUnit, _ under: MeasureUnit, symbol: String
  ) -> MeasureUnit {
    MeasureUnit(
      symbol, .quotient(over.dimension, per: under.dimension),
      numerator: over.numerator * under.denominator,
      denominator: over.denominator * under.numerator,
      plain: "\(over.plainSymbol)/\(under.plainSymbol)")
  }

  private var takesMultiples: Bool {
    switch dimension {
    case .ratio, .percentagePoints: false
    default: true
    }
  }

  /// Multiples that may stand before a unit, the longest first.
  static let multiples: [(word: String, factor: Number)] = [
    ("万亿", Number(coefficient: 1, exponent: 12)), ("千亿", Number(coefficient: 1, exponent: 11)),
    ("百亿", Number(coefficient: 1, exponent: 10)), ("十亿", Number(coefficient: 1, exponent: 9)),
    ("千万", Number(coefficient: 1, exponent: 7)), ("百万", Number(coefficient: 1, exponent: 6)),
    ("十万", Number(coefficient: 1, exponent: 5)), ("亿", Number(coefficient: 1, exponent: 8)),
    ("万", Number(coefficient: 1, exponent: 4)), ("千", Number(coefficient: 1, exponent: 3)),
    ("百", Number(coefficient: 1, exponent: 2)),
  ]
}

extension MeasureUnit: CustomStringConvertible, Codable {
  package var description: String { symbol }

  package init(from decoder: any Decoder) throws {
    let symbol = try decoder.singleValueContainer().decode(String.self)
    guard let unit = MeasureUnit.named(symbol) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a unit: \(symbol)"))
    }
    self = unit
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(symbol)
  }
}
