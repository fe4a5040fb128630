import Forecasts
import Testing

@Suite("The number of successes") struct CountDistributionTests {
  /// Adds the chance of every combination of outcomes.
  private static func enumerated(_ trials: [Double]) -> [Double] {
    var chances = [Double](repeating: 0, count: trials.count + 1)
    for outcome in 0..<(1 << trials.count) {
      var chance = 1.0
      for (index, trial) in trials.enumerated() {
        chance *= outcome >> index & 1 == 1 ? trial : 1 - trial
      }
      chances[outcome.nonzeroBitCount] += chance
    }
    return chances
  }

  @Test(arguments: [0, 1, 2, 3, 5, 8, 13, 16])
  func `is what counting every combination gives`(trials count: Int) {
    var random = SeededNumbers(seed: UInt64(count))
    let trials = (0..<count).map { _ in random.unit() }
    let (exact, counted) = (CountDistribution(trials: trials), Self.enumerated(trials))
    for number in 0...count {
      #expect(abs(exact.chance(of: number) - counted[number]) < 1e-13, "\(number) of \(count)")
    }
  }

  /// Twenty trials make a million combinations, which the loop above takes long for; halves of them
  /// are enumerated and every pair is added.
  @Test func `is what counting every combination of twenty gives`() {
    var random = SeededNumbers(seed: 20)
    let trials = (0..<20).map { _ in random.unit() }
    let (left, right) = (
      Self.enumerated(Array(trials[..<10])), Self.enumerated(Array(trials[10...]))
    )
    var counted = [Double](repeating: 0, count: 21)
    for (i, a) in left.enumerated() { for (j, b) in right.enumerated() { counted[i + j] += a * b } }
    let exact = CountDistribution(trials: trials)
    for number in 0...20 { #expect(abs(exact.chance(of: number) - counted[number]) < 1e-13) }
  }

  @Test func `is what drawing five hundred trials shows, within the error of drawing`() {
    var random = SeededNumbers(seed: 500)
    let trials = (0..<500).map { _ in random.unit() * random.unit() }
    let exact = CountDistribution(trials: trials)
    let draws = 4_000
    var seen: [Int] = []
    for _ in 0..<draws { seen.append(trials.count { random.unit() < $0 }) }
    for level in [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95] {
      let number = exact.quantile(level)
      let chance = exact.chance(atMost: number)
      let drawn = Double(seen.count { $0 <= number }) / Double(draws)
      let error = (chance * (1 - chance) / Double(draws)).squareRoot()
      #expect(abs(drawn - chance) < 4 * error, "\(level): \(drawn) beside \(chance)")
    }
    let mean = Double(seen.reduce(0, +)) / Double(draws)
    #expect(abs(mean - exact.mean) < 4 * (exact.variance / Double(draws)).squareRoot())
  }

  @Test func `keeps its digits over thousands of trials`() {
    var random = SeededNumbers(seed: 3_000)
    let trials = (0..<3_000).map { _ in random.unit() }
    let exact = CountDistribution(trials: trials)
    #expect(abs(exact.chances.reduce(0, +) - 1) < 1e-11)
    #expect(abs(exact.mean - trials.reduce(0, +)) < 1e-7)
    #expect(abs(exact.variance - trials.reduce(0) { $0 + $1 * (1 - $1) }) < 1e-5)
    #expect(exact.chances.allSatisfy { $0 >= 0 })
  }

  @Test func `is the binomial distribution when all chances are the same`() {
    let exact = CountDistribution(trials: Array(repeating: 0.5, count: 10))
    #expect(exact.chance(of: 5) == 252.0 / 1_024)
    #expect(exact.chance(atLeast: 9) == 11.0 / 1_024)
    #expect(exact.quantile(0.1) == 3 && exact.quantile(0.9) == 7)
  }

  @Test func `counts what is certain and what cannot be`() {
    let count = CountDistribution(trials: [0, 1, 1, 0.25], certain: 10)
    #expect(count.chance(of: 12) == 0.75 && count.chance(of: 13) == 0.25)
    #expect(count.chance(atLeast: 12) == 1 && count.chance(atLeast: 14) == 0)
    #expect(count.chance(atMost: 11) == 0)
    #expect(CountDistribution(certain: 3).quantile(0.9) == 3)
  }

  @Test(arguments: [(6.0, Double.infinity), (6.0, 2.5), (0.3, 1.0), (120.0, 9.0)])
  func `has the mean and the spread of arrivals at an uncertain rate`(mean: Double, shape: Double) {
    let count = CountDistribution(arrivalsWithMean: mean, shape: shape)
    #expect(abs(count.mean - mean) < 1e-6 * mean)
    #expect(abs(count.variance - mean * (1 + mean / shape)) < 1e-4 * mean * (1 + mean / shape))
  }

  @Test func `of two parts is the distribution of their sum`() {
    let sum = CountDistribution(trials: [0.2, 0.7]).adding(CountDistribution(trials: [0.4]))
    let whole = CountDistribution(trials: [0.2, 0.7, 0.4])
    for number in 0...3 { #expect(abs(sum.chance(of: number) - whole.chance(of: number)) < 1e-15) }
  }
}

@Suite("Student's distribution") struct StudentDistributionTests {
  @Test(
    arguments: [
      (1.0, 3.077684), (2, 1.885618), (5, 1.475884), (10, 1.372184), (30, 1.310415),
    ])
  func `has the quantiles of the tables`(freedom: Double, ninety: Double) {
    #expect(abs(StudentDistribution(freedom: freedom).quantile(0.9) - ninety) < 1e-5)
  }
}
