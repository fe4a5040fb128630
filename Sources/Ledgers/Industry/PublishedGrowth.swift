package import Facts
import Frames
package import Quantities

/// The growth of industrial value added that statistics offices published, from January to each
/// month, of the district and of the city.
package struct PublishedGrowth: Hashable, Sendable {
  package static let register = "region"
  private static let field = "industrial_growth"

  package var own: [Period: Number]
  package var city: [Period: Number]

  /// Reads the series from what the reader may see of the register of regions.
  package init(_ snapshot: Snapshot?) {
    own = Self.series("本区", snapshot)
    city = Self.series("全市", snapshot)
  }

  private static func series(_ code: String, _ snapshot: Snapshot?) -> [Period: Number] {
    guard let snapshot, let row = snapshot.row(code: code) else { return [:] }
    return (snapshot.series[field] ?? [:]).compactMapValues { column in
      if case .number(let number)? = column.value(row: row) { number } else { nil }
    }
  }

  /// Percentage points by which the district lies above the city; nil where either is missing.
  package func lead(in month: Period) -> Number? {
    guard let own = own[month], let city = city[month] else { return nil }
    return own - city
  }
}
