package import Quantities

/// How much of a number is expected by the end of each quarter, from the path of its commitment.
///
/// The path decides: a straight one gives even quarters, a seasonal one seasonal quarters.
package struct QuarterPlan: Hashable, Sendable {
  /// Shares of the whole at the end of each quarter, the last one first reached on the due day.
  package let shares: [Number]

  /// Reads the shares from a path at the ends of the quarters of the year in which it ends.
  package init(path: TimePath) {
    shares = Self.ends(of: path.due.year).map { end in
      guard end < path.due else { return 1 }
      let value = path.value(on: end)
      return value.divided(by: path.target) ?? 1
    }
  }

  /// Even quarters between two days, where nothing is known of an opening value.
  package init(from: Day, due: Day) {
    self.init(path: TimePath(shape: .straight, from: from, due: due, opening: .zero, target: 1))
  }

  private static func ends(of year: Int) -> [Day] {
    let first = Period(.year, containing: Day(year: year, month: 1, day: 1) ?? Day(number: 0)).first
    return (1...Split.quarters).map { first.adding(months: 3 * $0).adding(days: -1) }
  }

  /// Returns the nodes of a number; things that are counted one by one have whole nodes, and 5 万户
  /// or 30 亿元 are divided to hundredths.
  package func nodes(of whole: Number, unit: String? = nil) -> [Split.Node] {
    let isMultiple = ["万", "亿"].contains { unit?.hasPrefix($0) ?? false }
    let places = whole.isInteger && !isMultiple ? 0 : 2
    return shares.map { .number((whole * $0).rounded(toPlaces: places, .halfUp)) }
  }
}
