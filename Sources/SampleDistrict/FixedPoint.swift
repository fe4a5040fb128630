/// Exponential and logarithm in whole numbers, so that every machine draws the same figures.
///
/// Numbers are thousandths; inside, 30 binary places are kept.
enum FixedPoint {
  private static let one = 1 << 30
  /// ln 2 with 30 binary places.
  private static let ln2 = 744_261_118

  /// Returns e to the power of so many thousandths, in thousandths.
  static func exponential(_ thousandths: Int) -> Int {
    let x = min(max(thousandths, -20_000), 24_000) * one / 1000
    let doublings = x >= 0 ? x / ln2 : -((ln2 - 1 - x) / ln2)
    let rest = x - doublings * ln2
    // The series of the exponential for a rest below ln 2.
    var term = one
    var sum = one
    for step in 1...11 {
      term = term * rest / one / step
      sum += term
    }
    let scaled = sum * 1000
    return doublings > 30 ? scaled << (doublings - 30) : scaled >> min(30 - doublings, 62)
  }

  /// Returns minus the natural logarithm of a share of 2 to the 32, in thousandths.
  static func minusLogarithm(ofShare share: UInt32) -> Int {
    let value = Int(max(share, 1))
    let place = Int.bitWidth - 1 - value.leadingZeroBitCount
    var mantissa = place > 30 ? value >> (place - 30) : value << (30 - place)
    // Squaring the mantissa gives the binary logarithm, bit by bit.
    var logarithm = 0
    for bit in 1...20 {
      mantissa = (mantissa * mantissa) >> 30
      if mantissa >= 2 * one {
        mantissa >>= 1
        logarithm |= 1 << (20 - bit)
      }
    }
    let binary = (32 - place) << 20 - logarithm
    return (binary * 693_147 / 1000) >> 20
  }
}

extension SeededGenerator {
  /// Draws from the normal distribution, in thousandths of its spread: twelve uniform shares less
  /// their mean.
  mutating func normal() -> Int {
    var sum = 0
    for _ in 0..<3 {
      let word = next()
      for lane in 0..<4 { sum += Int(word >> UInt64(16 * lane) & 0xffff) }
    }
    return (sum - 6 * 65_536) * 1000 / 65_536
  }

  /// Draws from the lognormal distribution of a median and a spread in thousandths.
  mutating func lognormal(median: Int, spread: Int) -> Int {
    median * FixedPoint.exponential(normal() * spread / 1000) / 1000
  }

  /// Draws from the power law above a least value, by its tail exponent in thousandths.
  mutating func pareto(least: Int, exponent: Int) -> Int {
    let waiting = FixedPoint.minusLogarithm(ofShare: UInt32(truncatingIfNeeded: next() >> 32))
    return least * FixedPoint.exponential(waiting * 1000 / exponent) / 1000
  }

  /// Draws a waiting time of the exponential distribution of a mean.
  mutating func waiting(mean: Int) -> Int {
    mean * FixedPoint.minusLogarithm(ofShare: UInt32(truncatingIfNeeded: next() >> 32)) / 1000
  }

  /// Draws from the Laplace distribution, in the units of its centre and scale.
  mutating func laplace(centre: Int, scale: Int) -> Int {
    let size = waiting(mean: scale)
    return next() & 1 == 0 ? centre + size : centre - size
  }
}
