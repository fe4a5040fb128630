package import Quantities

/// Something that counts once its yearly amount reaches a line and an office has entered it.
package struct Contender: Hashable, Sendable {
  package let name: String
  package let months: MonthlySeries
  /// The day it was entered; nil while it is not.
  package let enteredOn: Day?
  /// What the months before each had brought since their year began; nil from the first gap on.
  private let sums: [Double?]

  package init(name: String, months: MonthlySeries, enteredOn: Day?) {
    self.name = name
    self.months = months
    self.enteredOn = enteredOn
    var sums: [Double?] = []
    // A year that began before the first month is not known whole.
    var sum: Double? = months.first % 12 == 0 ? 0 : nil
    for (index, value) in months.values.enumerated() {
      if (months.first + index) % 12 == 0 { sum = 0 }
      sum = value.flatMap { value in sum.map { $0 + value } }
      sums.append(sum)
    }
    self.sums = sums
  }

  /// The amount of the months of a year before a month; nil when one of them is missing.
  func amount(of year: Int, before month: Int) -> Double? {
    guard month > year * 12 else { return 0 }
    let index = month - 1 - months.first
    return sums.indices.contains(index) ? sums[index] : nil
  }

  /// Whether it tells the same of the time before a day and of whether it was entered.
  package func isSame(as other: Contender, before month: Int) -> Bool {
    enteredOn == other.enteredOn && months.first == other.months.first
      && months.values.count == other.months.values.count
      && zip(months.values, other.months.values).prefix(max(month - months.first, 0))
        .allSatisfy { $0 == $1 }
  }
}
