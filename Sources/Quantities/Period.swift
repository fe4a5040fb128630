/// A day, month, quarter, half-year or year, the span to which a periodic fact belongs.
package struct Period: Hashable, Sendable {
  /// How long a period is, from the shortest to the longest.
  package enum Length: Int, Hashable, Sendable, CaseIterable, Codable {
    case day = 1
    case month, quarter, halfYear, year

    /// Whole months in it, or nil for a day.
    package var months: Int? {
      switch self {
      case .day: nil
      case .month: 1
      case .quarter: 3
      case .halfYear: 6
      case .year: 12
      }
    }

    package var title: String {
      switch self {
      case .day: "日"
      case .month: "月"
      case .quarter: "季度"
      case .halfYear: "半年"
      case .year: "年"
      }
    }
  }

  package let length: Length
  /// Number of the period among those of its length, so that the next one is one more.
  private let ordinal: Int32

  private init(_ length: Length, ordinal: Int32) {
    self.length = length
    self.ordinal = ordinal
  }

  /// Makes the period of a length in which a day lies.
  package init(_ length: Length, containing day: Day) {
    self.length = length
    guard let months = length.months else {
      ordinal = day.number
      return
    }
    let (year, month, _) = day.civil
    // Every year holds a whole number of periods, so the year counts them.
    ordinal = Int32(clamping: year * (12 / months) + (month - 1) / months)
  }

  package var first: Day {
    guard let start else { return Day(number: ordinal) }
    return Day(year: start.year, month: start.month, day: 1) ?? Day(number: .min)
  }

  package var last: Day {
    guard let months = length.months else { return Day(number: ordinal) }
    return first.adding(months: months).adding(days: -1)
  }

  package var next: Period { advanced(by: 1) }
  package var previous: Period { advanced(by: -1) }

  /// Returns the period so many periods of the same length later.
  package func advanced(by count: Int) -> Period {
    let (sum, overflow) = Int(ordinal).addingReportingOverflow(count)
    return Period(length, ordinal: overflow ? ordinal : Int32(clamping: sum))
  }

  package func contains(_ day: Day) -> Bool { first <= day && day <= last }

  /// Year in which it lies; no period of ours crosses the turn of a year.
  package var year: Int { start?.year ?? first.year }

  /// Number of the period within its year, from 1; of a day, its number in the year.
  package var numberInYear: Int {
    guard let months = length.months, let start else {
      return (Day(year: year, month: 1, day: 1)).map { Day.days(from: $0, to: first) + 1 } ?? 1
    }
    return (start.month - 1) / months + 1
  }

  /// Year and first month; nil for a day.
  private var start: (year: Int, month: Int)? {
    guard let months = length.months else { return nil }
    let perYear = 12 / months
    let rest = Int(ordinal) % perYear
    let index = rest < 0 ? rest + perYear : rest
    return ((Int(ordinal) - index) / perYear, index * months + 1)
  }
}

// MARK: Code

extension Period {
  /// The number under which the store keeps it: the digits of its first day, then its length.
  ///
  /// 202203012 is March 2022 (2 stands for a month). Codes of one length ascend in time, and no
  /// code is 0, which the store keeps for facts that belong to no period.
  package var code: Int64 {
    let (year, month, day) = first.civil
    let digits = (Int64(year) * 100 + Int64(month)) * 100 + Int64(day)
    return digits * 10 + Int64(length.rawValue)
  }

  /// Reads a code back; nil when no period has it.
  package init?(code: Int64) {
    guard code > 0, let length = Length(rawValue: Int(code % 10)),
      let first = Day(
        year: Int(code / 100_000), month: Int(code / 1_000 % 100), day: Int(code / 10 % 100))
    else { return nil }
    self.init(length, containing: first)
    guard self.first == first else { return nil }
  }
}

extension Period: Comparable {
  /// Orders by first day; of two that begin together the shorter comes first.
  package static func < (left: Period, right: Period) -> Bool {
    if left.length == right.length { return left.ordinal < right.ordinal }
    let (leftFirst, rightFirst) = (left.first, right.first)
    return leftFirst == rightFirst
      ? left.length.rawValue < right.length.rawValue : leftFirst < rightFirst
  }
}

// MARK: Text

extension Period: CustomStringConvertible, Codable {
  /// Reads 2022, 2022-H1, 2022-Q1, 2022-03 or 2022-06-30; anything else is nil.
  package init?(_ text: some StringProtocol) {
    if let day = Day(text) {
      self.init(.day, containing: day)
      return
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let year = Self.number(parts[0], digits: 4) else {
      return nil
    }
    guard parts.count == 2 else {
      self.init(.year, number: 1, of: year)
      return
    }
    switch (parts[1].first, parts[1].utf8.count) {
    case ("H", 2):
      self.init(.halfYear, number: Self.number(parts[1].dropFirst(), digits: 1), of: year)
    case ("Q", 2):
      self.init(.quarter, number: Self.number(parts[1].dropFirst(), digits: 1), of: year)
    default: self.init(.month, number: Self.number(parts[1], digits: 2), of: year)
    }
  }

  /// Makes the n-th period of a length in a year, counted from 1; nil when the year has fewer.
  package init?(_ length: Length, number: Int?, of year: Int) {
    guard let number, number >= 1 else { return nil }
    guard let months = length.months else {
      guard let first = Day(year: year, month: 1, day: 1),
        number <= (Day.isLeap(year) ? 366 : 365)
      else { return nil }
      self.init(.day, containing: first.adding(days: number - 1))
      return
    }
    guard number <= 12 / months,
      let first = Day(year: year, month: (number - 1) * months + 1, day: 1)
    else { return nil }
    self.init(length, containing: first)
  }

  package var description: String {
    let day = first.description
    return switch length {
    case .day: day
    case .month: String(day.dropLast(3))
    case .quarter: "\(day.dropLast(6))-Q\(numberInYear)"
    case .halfYear: "\(day.dropLast(6))-H\(numberInYear)"
    case .year: String(day.dropLast(6))
    }
  }

  /// The period as offices write it, such as 2022年3月 or 2022年第一季度.
  package var chinese: String {
    switch length {
    case .day: first.chinese
    case .month: "\(year)年\(numberInYear)月"
    case .quarter: "\(year)年第\(["一", "二", "三", "四"][numberInYear - 1])季度"
    case .halfYear: "\(year)年\(numberInYear == 1 ? "上" : "下")半年"
    case .year: "\(year)年"
    }
  }

  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let period = Period(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a period: \(text)"))
    }
    self = period
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  private static func number(_ text: some StringProtocol, digits: Int) -> Int? {
    let isDigits = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return isDigits && text.utf8.count == digits ? Int(text) : nil
  }
}
