import Definitions
import Quantities

/// What a column head says about time: a whole period, a part of a year, or a word that counts
/// from the time of the sheet.
enum HeadTime: Hashable, Sendable {
  case none
  case exact(Period)
  /// 3月 or 一季度, of a year that stands elsewhere.
  case within(Period.Length, number: Int)
  case thisYear, lastYear, thisMonth, sameMonthLastYear
  /// 上年同期: a year or a month back, as the field counts.
  case sameTimeLastYear
  /// 1-6月: months of a year that are no period of their own.
  case partOfYear

  /// Why a head and its field do not go together.
  struct Unfit: Error { var expected: String }

  /// Returns the period that a column of a field stands for, nil for a field without periods.
  func period(for field: Field, in sheet: SheetTime?) throws(Unfit) -> Period? {
    guard case .periodic(let length) = field.time else {
      if case .exact = self { throw Unfit(expected: "“\(field.label)”不分时期，列名里不要写时期") }
      if case .within = self { throw Unfit(expected: "“\(field.label)”不分时期，列名里不要写时期") }
      return nil
    }
    if let period = try period(of: length, field: field, in: sheet) {
      guard period.length == length else {
        throw Unfit(
          expected: "“\(field.label)”按\(length.title)填报，列名要像“\(field.label)\(length.example)”")
      }
      return period
    }
    throw Unfit(expected: "列名要写明\(length.title)，例如“\(field.label)\(length.example)”")
  }

  private func period(
    of length: Period.Length, field: Field, in sheet: SheetTime?
  ) throws(Unfit) -> Period? {
    switch self {
    case .exact(let period): return period
    case .within(let length, let number):
      return sheet.flatMap { Period(length, number: number, of: $0.year) }
    case .none: return sheet?.period.flatMap { $0.length == length ? $0 : nil }
    case .thisYear:
      guard length == .year else { return nil }
      return try wholeYear(of: sheet, field: field)
    case .lastYear: return length == .year ? sheet?.lastYear : nil
    case .thisMonth: return length == .month ? sheet?.month : nil
    case .sameMonthLastYear: return length == .month ? sheet?.month?.advanced(by: -12) : nil
    case .sameTimeLastYear:
      if length == .month { return sheet?.month?.advanced(by: -12) }
      return length == .year ? try wholeYear(of: sheet, field: field)?.previous : nil
    case .partOfYear: throw Self.notWhole(field)
    }
  }

  /// Figures up to a month are no figures of a year, save in December.
  private func wholeYear(of sheet: SheetTime?, field: Field) throws(Unfit) -> Period? {
    guard let sheet else { return nil }
    guard sheet.isWholeYear else { throw Self.notWhole(field) }
    return Period(.year, number: 1, of: sheet.year)
  }

  private static func notWhole(_ field: Field) -> Unfit {
    Unfit(expected: "“\(field.label)”要填整个时期的数，累计到年中的数不能当作全年数")
  }
}

/// The time that the title of a sheet speaks of.
struct SheetTime: Hashable, Sendable {
  var year: Int
  /// The period, where the title names a whole one.
  var period: Period?

  var lastYear: Period? { Period(.year, number: 1, of: year - 1) }
  var month: Period? { period.flatMap { $0.length == .month ? $0 : nil } }

  /// Whether a figure counted from January covers the year.
  var isWholeYear: Bool {
    switch period?.length {
    case .year: true
    case .month: month?.numberInYear == 12
    default: false
    }
  }

  /// Finds the first period in a title: 2022年6月企业生产经营情况, 截至2021年底.
  init?(title: String) {
    let characters = Array(Head.folded(title))
    for start in characters.indices where start + 4 < characters.count {
      guard characters[start + 4] == "年", let year = Int(String(characters[start..<start + 4])),
        (1949...2099).contains(year), start == 0 || !characters[start - 1].isNumber
      else { continue }
      self.year = year
      let rest = String(characters[(start + 5)...])
      // A day on a form tells when it was filled in.
      if Self.isDay(rest) { continue }
      if rest.prefix(3).contains("-") {
        period = nil
        return
      }
      let lengths = Swift.stride(from: Swift.min(rest.count, 4), through: 0, by: -1)
      let found = lengths.lazy.compactMap { length in
        Period(chinese: Substring("\(year)年\(rest.prefix(length))"))
      }.first
      period = found
      return
    }
    return nil
  }

  private static func isDay(_ rest: String) -> Bool {
    let parts = rest.prefix(6).split(separator: "月", maxSplits: 1)
    return parts.count == 2 && Int(parts[0]) != nil && parts[1].contains("日")
  }
}

extension Period.Length {
  var example: String {
    switch self {
    case .day: "2022-06-30"
    case .month: "2022年3月"
    case .quarter: "2022年一季度"
    case .halfYear: "2022年上半年"
    case .year: "2021年"
    }
  }
}
