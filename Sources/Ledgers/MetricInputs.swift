import Definitions
import Facts
import Feel

/// The fields that are read for something, by register; registers that are not there were not opened.
typealias FieldInputs = [String: Set<String>]

extension LedgerDesk {
  /// Returns the fields from which a reading of a commitment and its forecast are made.
  func inputs(of commitment: Commitment) -> FieldInputs {
    guard let metric = metric(of: commitment), metric.isMeasurable else {
      let key = ClaimMeasurement.Key.register
      return [key: Set(library.registers[key]?.fields.map(\.key) ?? [])]
    }
    var inputs: FieldInputs = [:]
    for id in metric.measure.registers {
      guard let register = library.registers[id] else { continue }
      var keys = metric.measure.fields.union(metric.forecast?.fields ?? [])
      // A series is found by the name of its line.
      keys.formUnion(register.nameField.map { [$0] } ?? [])
      // What has not begun is not there.
      keys.formUnion(register.begins.map { [$0] } ?? [])
      inputs[id] = keys.union(onceDays[id].map { [$0] } ?? [])
    }
    return inputs
  }

  /// Returns the same with what the findings about it are made from.
  func inputsOfFindings(about commitment: Commitment) -> FieldInputs {
    var inputs = inputs(of: commitment)
    for rule in metric(of: commitment)?.candidates ?? [] {
      inputs[rule.register, default: []].formUnion(rule.rule.names)
    }
    return inputs
  }

  /// Fields by which the first of several records of one thing is told, by register.
  private var onceDays: [String: String] {
    var days: [String: String] = [:]
    for detector in library.detectors.values {
      if case .doubleCounts(let rule) = detector.rule { days[detector.register] = rule.day }
    }
    return days
  }
}

extension ForecastPlan {
  var fields: Set<String> {
    switch self {
    case .stages(let filter, let days): Set((filter?.names ?? []) + days)
    case .threshold(let filter, let amount, _): Set((filter?.names ?? []) + [amount])
    case .lists: []
    case .balance(let opened, let closed): [opened, closed]
    }
  }
}
