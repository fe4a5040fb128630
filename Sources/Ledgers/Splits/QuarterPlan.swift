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

  /// Returns the nodes of a number; a whole number has whole nodes.
  package func nodes(of whole: Number) -> [Split.Node] {
    shares.map { share in
      let node = whole * share
      return .number(node.rounded(toPlaces: whole.isInteger ? 0 : 2, .halfUp))
    }
  }
}
