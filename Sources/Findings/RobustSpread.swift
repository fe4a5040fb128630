import Foundation

/// Median and robust spread of figures, which a few wrong ones among them cannot move.
///
/// Figures are logarithms of ratios, so binary fractions are used; they decide only what is shown
/// for checking, and no fact.
struct RobustSpread {
  let median: Double
  /// Median of the distances from the median, scaled so that it is the spread of a normal one.
  let spread: Double

  init?(_ figures: [Double]) {
    guard let median = Self.median(figures),
      let distance = Self.median(figures.map { abs($0 - median) })
    else { return nil }
    self.median = median
    spread = distance * 1.4826
  }

  static func median(_ figures: [Double]) -> Double? {
    guard !figures.isEmpty else { return nil }
    let sorted = figures.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}

/// How far a figure lies from its peers.
struct Distance {
  /// In robust spreads, with its sign.
  var spreads: Double
  /// As a multiple of the median, always at least 1.
  var times: Double
  var isAbove: Bool

  /// Smallest spread that is taken for one: figures that are all alike make no yardstick of nothing.
  private static let leastSpread = 0.1

  init(_ figure: Double, from peers: RobustSpread) {
    let away = figure - peers.median
    spreads = away / max(peers.spread, Self.leastSpread)
    times = exp(abs(away))
    isAbove = away > 0
  }

  /// The multiple in words, such as 高到 12 倍.
  var words: String {
    let tenths = Int((times * 10).rounded())
    let shown =
      times >= 10 || tenths % 10 == 0
      ? String(Int(times.rounded())) : "\(tenths / 10).\(tenths % 10)"
    return isAbove ? "高到 \(shown) 倍" : "低到 1/\(shown)"
  }
}
