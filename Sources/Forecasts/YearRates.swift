import Foundation

/// The rate at which things come in a year, when years differ.
///
/// A year's rate is the last one's times a steady growth and a factor of its own, so that the newest
/// years say most and a few years leave much open. How far years differ and how they grow is not
/// known either: several answers are carried along, each weighed by how well it foretold the years
/// that closed, and the number that comes is their mixture.
struct YearRates: Hashable, Sendable {
  /// A rate that is gamma distributed: its mean is shape over rate.
  private struct Answer: Hashable {
    var shape: Double
    var rate: Double
    var weight: Double

    /// The number that comes in a share of a year, by mean and shape.
    func number(_ exposure: Double, _ dispersion: Double) -> (mean: Double, shape: Double) {
      let mean = shape / rate * exposure
      // Things that come in lists differ more than independent ones.
      return (mean, 1 / ((dispersion - 1) / max(mean, 1e-9) + 1 / shape))
    }
  }

  /// Relative differences between years.
  private static let differences = [0.03, 0.08, 0.15, 0.25, 0.4, 0.7]
  /// Growth of a year on the last, and how likely it is before any year is seen.
  private static let growths = [(1 / 1.2, 0.2), (1.0, 0.6), (1.2, 0.2)]
  /// Answers of less weight say nothing that the others do not.
  private static let least = 0.01

  private let answers: [Answer]
  private let dispersion: Double

  /// Learns from the numbers of closed years, oldest first, and from what a share of this one brought.
  init(counts: [Double], dispersion: Double, soFar: Double, exposure: Double) {
    self.dispersion = dispersion
    var answers: [Answer] = []
    for difference in Self.differences {
      for (growth, weight) in Self.growths {
        // Nothing seen yet: half an event and a trace of a year.
        var answer = Answer(shape: 0.5, rate: 0.05, weight: weight)
        for (index, count) in counts.enumerated() {
          if index > 0 {
            answer.weight *= Self.chance(of: count, answer.number(1, dispersion))
          }
          answer.shape += count / dispersion
          answer.rate += 1 / dispersion
          let mean = (count > 0 || index > 0 ? answer.shape / answer.rate : 0.5) * growth
          answer.shape = 1 / (1 / answer.shape + difference * difference)
          answer.rate = answer.shape / max(mean, 1e-6)
        }
        if !counts.isEmpty, exposure > 0 {
          answer.weight *= Self.chance(of: soFar, answer.number(exposure, dispersion))
        }
        answer.shape += soFar / dispersion
        answer.rate += exposure / dispersion
        answers.append(answer)
      }
    }
    let whole = answers.reduce(0) { $0 + $1.weight }
    let kept = answers.filter { $0.weight >= Self.least * whole }
    let rest = kept.reduce(0) { $0 + $1.weight }
    self.answers = (rest > 0 ? kept : answers).map {
      Answer(shape: $0.shape, rate: $0.rate, weight: rest > 0 ? $0.weight / rest : 1 / 18)
    }
  }

  /// The number that comes in a share of a year.
  func number(_ exposure: Double) -> CountDistribution {
    guard exposure > 0 else { return CountDistribution(certain: 0) }
    return CountDistribution(
      mixing: answers.map { answer in
        let (mean, shape) = answer.number(exposure, dispersion)
        return (CountDistribution(arrivalsWithMean: mean, shape: shape), answer.weight)
      })
  }

  private static func chance(of count: Double, _ number: (mean: Double, shape: Double)) -> Double {
    exp(CountDistribution.logarithm(of: Int(count), mean: number.mean, shape: number.shape))
  }
}
