import Foundation

/// Student's distribution: how far a forecast may miss when its error is known from few cases.
package struct StudentDistribution: Hashable, Sendable {
  package let freedom: Double

  package init(freedom: Double) { self.freedom = max(freedom, 1) }

  /// Returns the chance of a value at most this.
  package func cumulative(_ value: Double) -> Double {
    guard value.isFinite else { return value > 0 ? 1 : 0 }
    let tail = Self.beta(freedom / (freedom + value * value), freedom / 2, 0.5) / 2
    return value > 0 ? 1 - tail : tail
  }

  /// Returns the value that is not exceeded with a chance of `level`.
  package func quantile(_ level: Double) -> Double {
    guard level > 0, level < 1 else { return level <= 0 ? -.infinity : .infinity }
    guard level != 0.5 else { return 0 }
    guard level > 0.5 else { return -quantile(1 - level) }
    var (low, high) = (0.0, 1.0)
    while cumulative(high) < level, high < 1e12 { high *= 2 }
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if cumulative(middle) < level { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The regularised incomplete beta function, by its continued fraction.
  private static func beta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    let gammas: Double = lgamma(a + b) - lgamma(a) - lgamma(b)
    let front: Double = exp(gammas + a * log(x) + b * log(1 - x))
    if x < (a + 1) / (a + b + 2) { return front * fraction(x, a, b) / a }
    return 1 - front * fraction(1 - x, b, a) / b
  }

  /// Lentz's evaluation of the continued fraction.
  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func safe(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / safe(1 - (a + b) * x / (a + 1))
    var result = d
    for index in 1...300 {
      let m = Double(index)
      let even: Double = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / safe(1 + even * d)
      c = safe(1 + even / c)
      result *= d * c
      let odd: Double = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / safe(1 + odd * d)
      c = safe(1 + odd / c)
      result *= d * c
      if abs(d * c - 1) < 1e-14 { break }
    }
    return result
  }
}

/// The normal distribution, for the logarithms of durations.
package enum NormalDistribution {
  package static func cumulative(_ value: Double) -> Double { erfc(-value / 2.0.squareRoot()) / 2 }
}
