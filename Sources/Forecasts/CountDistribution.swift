import Foundation

/// The exact distribution of a number of things, from none to as many as can be.
///
/// The sum of independent trials with chances of their own is the Poisson-binomial distribution. It
/// is made by dividing the trials in halves and convolving: only non-negative numbers are added, so
/// nothing cancels, and thousands of trials keep their digits. Chances are binary floating point;
/// they are estimates, never money.
package struct CountDistribution: Hashable, Sendable {
  /// Chance of exactly `least + index`.
  package let chances: [Double]
  /// The number below which nothing is possible.
  package let least: Int

  package init(chances: [Double], least: Int = 0) {
    self.chances = chances.isEmpty ? [1] : chances
    self.least = least
  }

  /// A number that is certain.
  package init(certain number: Int) { self.init(chances: [1], least: number) }

  /// The number of successes among independent trials with these chances.
  package init(trials: [Double], certain: Int = 0) {
    self.init(chances: Self.convolved(trials[...]), least: certain)
  }

  package var most: Int { least + chances.count - 1 }

  package var mean: Double {
    chances.enumerated().reduce(Double(least)) { $0 + Double($1.offset) * $1.element }
  }

  package var variance: Double {
    let mean = mean - Double(least)
    return chances.enumerated().reduce(0) {
      $0 + (Double($1.offset) - mean) * (Double($1.offset) - mean) * $1.element
    }
  }

  /// Returns the chance of exactly a number.
  package func chance(of number: Int) -> Double {
    let index = number - least
    return chances.indices.contains(index) ? chances[index] : 0
  }

  /// Returns the chance of a number or more; added from the far end, where the terms are smallest.
  package func chance(atLeast number: Int) -> Double {
    guard number > least else { return 1 }
    guard number <= most else { return 0 }
    return min(chances[(number - least)...].reversed().reduce(0, +), 1)
  }

  /// Returns the chance of a number or less.
  package func chance(atMost number: Int) -> Double {
    guard number < most else { return 1 }
    guard number >= least else { return 0 }
    return min(chances[...(number - least)].reduce(0, +), 1)
  }

  /// Returns the smallest number that is not exceeded with a chance of at least `level`.
  package func quantile(_ level: Double) -> Int {
    var sum = 0.0
    for (index, chance) in chances.enumerated() {
      sum += chance
      if sum >= level - 1e-12 { return least + index }
    }
    return most
  }

  /// Returns the sum of two independent numbers.
  package func adding(_ other: CountDistribution) -> CountDistribution {
    CountDistribution(
      chances: Self.convolve(chances, other.chances), least: least + other.least)
  }

  private static func convolved(_ trials: ArraySlice<Double>) -> [Double] {
    guard trials.count > 1 else {
      let chance = min(max(trials.first ?? 0, 0), 1)
      return trials.isEmpty ? [1] : [1 - chance, chance]
    }
    let middle = trials.startIndex + trials.count / 2
    return convolve(convolved(trials[..<middle]), convolved(trials[middle...]))
  }

  private static func convolve(_ left: [Double], _ right: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: left.count + right.count - 1)
    sum.withUnsafeMutableBufferPointer { sum in
      right.withUnsafeBufferPointer { right in
        for (place, factor) in left.enumerated() where factor > 0 {
          for index in 0..<right.count { sum[place + index] += factor * right[index] }
        }
      }
    }
    return sum
  }
}

extension CountDistribution {
  /// The number of arrivals of a Poisson process whose rate is known only as a gamma distribution.
  ///
  /// This is the negative binomial distribution; `shape` infinite gives the Poisson distribution
  /// itself. The tail beyond one in a million million is left out.
  package init(arrivalsWithMean mean: Double, shape: Double) {
    guard mean > 0, shape > 0 else {
      self.init(certain: 0)
      return
    }
    // One chance follows from the other.
    let isPoisson = !(shape.isFinite && shape < 1e8)
    let ratio = isPoisson ? mean : mean / (shape + mean)
    var chance = exp(Self.logarithm(of: 0, mean: mean, shape: shape))
    guard chance > 1e-300 else {
      self.init(chances: Self.farChances(mean: mean, shape: shape))
      return
    }
    var chances: [Double] = []
    var sum = 0.0
    while sum < 1 - 1e-12, chances.count < 100_000 {
      chances.append(chance)
      sum += chance
      let number = Double(chances.count)
      let beyond = number > mean && chance < 1e-15
      if beyond { break }
      chance *= ratio * (isPoisson ? 1 : number - 1 + shape) / number
    }
    self.init(chances: chances)
  }

  /// The same where none at all is too unlikely to begin from.
  private static func farChances(mean: Double, shape: Double) -> [Double] {
    var chances: [Double] = []
    var sum = 0.0
    while sum < 1 - 1e-12, chances.count < 100_000 {
      let chance = exp(logarithm(of: chances.count, mean: mean, shape: shape))
      chances.append(chance)
      sum += chance
      if Double(chances.count) > mean, chance < 1e-15 { break }
    }
    return chances
  }

  /// The distribution of a number that follows one of several, by their weights.
  package init(mixing parts: [(CountDistribution, weight: Double)]) {
    let least = parts.map(\.0.least).min() ?? 0
    let most = parts.map(\.0.most).max() ?? 0
    var chances = [Double](repeating: 0, count: most - least + 1)
    for (part, weight) in parts {
      for (index, chance) in part.chances.enumerated() {
        chances[part.least - least + index] += weight * chance
      }
    }
    self.init(chances: chances, least: least)
  }

  static func logarithm(of number: Int, mean: Double, shape: Double) -> Double {
    let count = Double(number)
    guard shape.isFinite, shape < 1e8 else {
      return count * log(mean) - mean - lgamma(count + 1)
    }
    return lgamma(count + shape) - lgamma(shape) - lgamma(count + 1)
      + shape * log(shape / (shape + mean)) + count * log(mean / (shape + mean))
  }
}
