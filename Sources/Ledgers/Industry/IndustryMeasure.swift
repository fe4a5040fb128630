package import Facts
import Frames
package import Quantities

/// What the monthly report of industrial firms above scale sums, each beside the same month a year
/// before.
package enum IndustryMeasure: String, Hashable, Sendable, Codable, CaseIterable {
  case valueAdded = "value_added"
  case output, revenue

  package var title: String {
    switch self {
    case .valueAdded: "工业增加值"
    case .output: "工业总产值"
    case .revenue: "营业收入"
    }
  }

  /// How its growth is counted.
  package var basis: String { self == .valueAdded ? "可比价" : "现价" }

  /// Field of the register of respondents, and that of the same month a year before.
  package var field: String { rawValue }
  package var fieldBefore: String { "\(rawValue)_before" }
}

/// The ways in which respondents are grouped.
package enum IndustryGrouping: String, Hashable, Sendable, Codable, CaseIterable {
  case industry, size, park, town

  package var title: String {
    switch self {
    case .industry: "行业"
    case .size: "规模"
    case .park: "开发区"
    case .town: "镇街"
    }
  }

  /// What a respondent without a group is put under.
  package var rest: String { self == .park ? "开发区以外" : "未注明" }

  /// The group of a value of the register: an industry is its division, the first two digits.
  fileprivate func group(_ text: String) -> String {
    self == .industry ? String(text.prefix(2)) : text
  }

  fileprivate var field: String { self == .industry ? "industry_code" : rawValue }
}

/// The respondents of a month, read from what the reader may see of their register.
package struct RespondentBook: Sendable {
  package static let register = "respondent"

  package let snapshot: Snapshot

  package init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  /// Months for which anybody told anything, the oldest first; January is told with February.
  package var months: [Period] {
    let keys = IndustryMeasure.allCases.flatMap { measure in
      (snapshot.series[measure.field] ?? [:]).filter { !$0.value.valid.isEmpty }.keys
    }
    return Set(keys).filter { $0.length == .month && $0.numberInYear > 1 }.sorted()
  }

  /// Amount of a month and of the same month a year before; nil where either is not told.
  package func amounts(
    _ measure: IndustryMeasure, of month: Period, row: Int
  ) -> (now: Number, before: Number)? {
    guard let now = number(measure.field, month, row),
      let before = number(measure.fieldBefore, month, row)
    else { return nil }
    return (now, before)
  }

  /// Those who told both amounts of a month.
  package func respondents(_ measure: IndustryMeasure, of month: Period) -> [Respondent] {
    (0..<snapshot.count).compactMap { row in
      amounts(measure, of: month, row: row).map { now, before in
        Respondent(code: snapshot.codes[row], groups: groups(row), amounts: [now, before])
      }
    }
  }

  private func groups(_ row: Int) -> [String: String] {
    var groups: [String: String] = [:]
    for grouping in IndustryGrouping.allCases {
      guard case .text(let text)? = snapshot.value(grouping.field, row: row) else { continue }
      groups[grouping.rawValue] = grouping.group(text)
    }
    return groups
  }

  private func number(_ field: String, _ month: Period, _ row: Int) -> Number? {
    guard case .number(let number)? = snapshot.series[field]?[month]?.value(row: row) else {
      return nil
    }
    return number
  }
}
