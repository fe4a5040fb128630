/// Size of an enterprise by the statistical division of 2017.
package enum SizeClass: Int, Comparable, CaseIterable, Sendable {
  case micro, small, medium, large

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The lines between the sizes in one sector: staff, and revenue in hundredths of 万元.
///
/// 国统字〔2017〕213号: a firm is of a size when it reaches every line that its sector has.
package struct SizeLines: Sendable {
  /// Least staff of small, medium and large firms; empty where staff does not count.
  package var staff: [Int]
  /// Least revenue of small, medium and large firms; empty where revenue does not count.
  package var revenue: [Int]

  /// Returns the lines of a section; trade and services by the class that the district has.
  package static func lines(section: String, industry: String) -> SizeLines {
    switch section {
    case "A": SizeLines(revenue: [50, 500, 20_000])
    case "B", "C", "D": SizeLines(staff: [20, 300, 1000], revenue: [300, 2_000, 40_000])
    case "E": SizeLines(revenue: [300, 6_000, 80_000])
    case "F" where industry.hasPrefix("51"):
      SizeLines(staff: [5, 20, 200], revenue: [1_000, 5_000, 40_000])
    case "F": SizeLines(staff: [10, 50, 300], revenue: [100, 500, 20_000])
    case "G": SizeLines(staff: [20, 300, 1000], revenue: [200, 3_000, 30_000])
    case "H": SizeLines(staff: [10, 100, 300], revenue: [100, 2_000, 10_000])
    case "I": SizeLines(staff: [10, 100, 300], revenue: [50, 1_000, 10_000])
    case "K": SizeLines(revenue: [100, 1_000, 200_000])
    default: SizeLines(staff: [10, 100, 300])
    }
  }

  private init(staff: [Int] = [], revenue: [Int] = []) {
    self.staff = staff
    self.revenue = revenue.map { $0 * 100 }
  }

  /// Returns the size of a firm: the highest of which it reaches every line.
  package func size(staff: Int, revenue: Int) -> SizeClass {
    let reached = { (lines: [Int], value: Int) in lines.isEmpty ? 3 : lines.count { $0 <= value } }
    let place = min(reached(self.staff, staff), reached(self.revenue, revenue))
    return SizeClass(rawValue: place) ?? .micro
  }
}
