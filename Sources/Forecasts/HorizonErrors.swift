import Foundation

/// The errors of a back-test by how many months ahead was asked.
///
/// The range is split conformal: it reaches as far as four errors in five did, at the level that
/// their finite number asks for, and no shape of the error is assumed. Errors of forecasts for about
/// the same month of the year weigh most, because a rate of the year so far settles as the year goes.
struct HorizonErrors: Hashable, Sendable {
  struct Miss: Hashable, Sendable {
    var error: Double
    /// The month that was forecast, counted since the year 0.
    var month: Int
  }

  /// Errors of one month ahead first.
  var errors: [[Miss]]
  /// Whether errors add up month by month where no longer horizon was tried.
  var grows: Bool

  /// The share of cases that a range holds.
  private static let level = 0.8
  /// Months of the year within which an error counts about as much as one of the same month.
  private static let nearness = 1.5

  /// Returns the scale of a Student distribution of the error, and its freedom.
  func spread(_ months: Int, due: Int) -> (scale: Double, freedom: Double) {
    let tried = errors.lastIndex { $0.count >= 2 } ?? 0
    let asked = max(months - 1, 0)
    let index = min(asked, tried)
    let near = errors.indices.contains(index) ? errors[index] : []
    guard !near.isEmpty else { return (0, 1) }
    let longer = grows && asked > index ? (Double(asked + 1) / Double(index + 1)).squareRoot() : 1
    let (scale, freedom) = conformal(near, due) ?? parametric(near, ahead: index + 1)
    return (scale * longer, freedom)
  }

  /// The scale whose 80 % range reaches as far as the errors did; nil where they are too few for it.
  private func conformal(_ near: [Miss], _ due: Int) -> (scale: Double, freedom: Double)? {
    let weights = near.map { Self.weight(of: $0.month, due) }
    let whole = weights.reduce(0, +)
    // As many equal weights would tell as much.
    let count = whole * whole / weights.reduce(0) { $0 + $1 * $1 }
    let level = Self.level * (1 + 1 / count)
    guard level < 1 else { return nil }
    let sizes = zip(near, weights).map { (size: abs($0.error), weight: $1) }
      .sorted { $0.size < $1.size }
    let reach = Self.quantile(level * whole, sizes)
    return (reach / StudentDistribution(freedom: count).quantile((1 + Self.level) / 2), count)
  }

  /// The size below which so much of the weight lies, by straight lines between the sizes.
  private static func quantile(_ wanted: Double, _ sizes: [(size: Double, weight: Double)])
    -> Double
  {
    var (sum, before) = (0.0, 0.0)
    for (size, weight) in sizes {
      guard sum + weight < wanted else {
        return before + (size - before) * max(wanted - sum, 0) / weight
      }
      sum += weight
      before = size
    }
    return before
  }

  private static func weight(of month: Int, _ due: Int) -> Double {
    let apart = abs(month - due) % 12
    let near = Double(min(apart, 12 - apart)) / nearness
    return exp(-near * near / 2)
  }

  /// Errors taken as normal, of a size known from few cases.
  private func parametric(_ near: [Miss], ahead: Int) -> (scale: Double, freedom: Double) {
    let square = near.reduce(0) { $0 + $1.error * $1.error } / Double(near.count)
    // Forecasts of overlapping months miss together.
    let independent = max(2, Double(near.count) / Double(ahead))
    return (square.squareRoot() * (1 + 1 / independent).squareRoot(), independent)
  }
}
