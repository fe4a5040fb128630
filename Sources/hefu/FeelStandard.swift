import Definitions
import Feel

/// Prints the rules of all definitions as plain FEEL, for other tools.
enum FeelStandard {
  static func print(_ library: Library) {
    for (id, metric) in library.metrics.sorted(by: { $0.key < $1.key }) {
      for (key, rule) in metric.measure.rules { line("metrics/\(id) \(key)", rule) }
      for candidate in metric.candidates { line("metrics/\(id) \(candidate.id)", candidate.rule) }
    }
    for (id, light) in library.lights.sorted(by: { $0.key < $1.key }) {
      for aspect in light.aspects.values.sorted(by: { $0.id < $1.id }) {
        for (number, one) in aspect.lines.enumerated() {
          line("lights/\(id) \(aspect.id) \(number + 1)", one.rule)
        }
      }
    }
  }

  private static func line(_ place: String, _ rule: Rule) {
    Swift.print("\(place): \(rule.standard)")
  }
}

extension Definitions.Measure {
  /// The rules of a measure by the key under which a definition writes them.
  fileprivate var rules: [(key: String, rule: Rule)] {
    switch self {
    case .count(_, let filter, _), .sum(_, let filter, _), .milestone(_, let filter, _):
      filter.map { [("where", $0)] } ?? []
    case .share(_, let numerator, let denominator):
      [("numerator", numerator)] + (denominator.map { [("denominator", $0)] } ?? [])
    case .series, .difference, .unavailable: []
    }
  }
}
