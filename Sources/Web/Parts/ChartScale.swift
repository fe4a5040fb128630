import Foundation

/// The values at which a chart draws lines, about four steps of 1, 2 or 5 times a power of ten.
///
/// It begins at zero, unless all values lie close together far from it, as those of a large stock
/// do, or below it.
struct ChartScale: Hashable, Sendable {
  /// Ascending.
  let values: [Double]

  init(_ shown: [Double]) {
    var lowest = shown.min() ?? 0
    var highest = shown.max() ?? 0
    let isFar = lowest > 0 && highest - lowest < highest / 4 && highest > lowest
    if !isFar { (lowest, highest) = (min(lowest, 0), max(highest, 0)) }
    if highest - lowest < 1e-9 { highest = lowest + 1 }
    let step = Self.step(over: highest - lowest)
    let first = (lowest / step + 1e-9).rounded(.down)
    let count = Int((highest / step - 1e-9).rounded(.up) - first)
    values = (0...max(count, 1)).map { (first + Double($0)) * step }
  }

  var lowest: Double { values.first ?? 0 }
  var highest: Double { values.last ?? 1 }

  /// The share of the way from the lowest to the highest line.
  func share(_ value: Double) -> Double { (value - lowest) / max(highest - lowest, 1e-12) }

  private static func step(over span: Double) -> Double {
    let least = span / 4
    let power = pow(10, log10(least).rounded(.down))
    return [1, 2, 5, 10].map { $0 * power }.first { $0 >= least * (1 - 1e-9) } ?? 10 * power
  }

  /// A value as it stands beside its line.
  static func label(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    let thousandths = (value * 1000).rounded() / 1000
    return String(thousandths)
  }
}
