package import Quantities

/// A number for each month, oldest first, with gaps where nothing was published.
package struct MonthlySeries: Hashable, Sendable {
  /// Months since the year 0, so that months can be counted.
  package private(set) var first: Int
  package private(set) var values: [Double?]

  package init(first: Int, values: [Double?]) {
    self.first = first
    self.values = values
  }

  /// The months of published values; the months between them that have none are gaps.
  package init(_ published: [Period: Double]) {
    let months = published.filter { $0.key.length == .month }
      .map { (Self.ordinal(of: $0.key.first), $0.value) }.sorted { $0.0 < $1.0 }
    first = months.first?.0 ?? 0
    values = Array(repeating: nil, count: (months.last?.0 ?? first - 1) - first + 1)
    for (month, value) in months { values[month - first] = value }
  }

  package var count: Int { values.count }
  package var observations: Int { values.count { $0 != nil } }
  /// The month after the last.
  package var end: Int { first + values.count }

  package subscript(month month: Int) -> Double? {
    values.indices.contains(month - first) ? values[month - first] : nil
  }

  /// Returns the part before a month.
  package func before(_ month: Int) -> MonthlySeries {
    MonthlySeries(first: first, values: Array(values.prefix(max(month - first, 0))))
  }

  /// Returns the series with January and February sharing what was published for both together.
  ///
  /// Statistics of amounts skip January and give the first two months as one number; only the sum is
  /// known, so each month gets half of it.
  package var sharingJointMonths: MonthlySeries {
    var shared = self
    for index in values.indices.dropFirst() where (first + index) % 12 == 1 {
      guard let joint = values[index], values[index - 1] == nil else { continue }
      shared.values[index - 1] = joint / 2
      shared.values[index] = joint / 2
    }
    return shared
  }

  /// Returns the amounts of single months of a series of the year up to each month.
  ///
  /// After months that were not published, the next amount is that of all of them together.
  package var ofSingleMonths: MonthlySeries {
    var single = self
    var sum = 0.0
    for index in values.indices {
      if (first + index) % 12 == 0 { sum = 0 }
      guard let value = values[index] else { continue }
      single.values[index] = value - sum
      sum = value
    }
    return single
  }

  package static func ordinal(of day: Day) -> Int { day.year * 12 + day.month - 1 }

  /// Returns the last day of a month.
  package static func lastDay(of month: Int) -> Day {
    let first = Day(year: month / 12, month: month % 12 + 1, day: 1)
    return first.map { $0.adding(months: 1).adding(days: -1) } ?? Day(number: .max)
  }
}
