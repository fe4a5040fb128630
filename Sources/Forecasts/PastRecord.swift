package import Quantities

/// Forecasts of the past beside what came, and what they say together.
package struct PastRecord: Hashable, Sendable {
  private let isRelative: Bool
  private var errors: [Double] = []
  private var within = 0
  private var cases = 0

  package init(isRelative: Bool) { self.isRelative = isRelative }

  package mutating func add(_ forecast: Forecast, came: Double, isAsked: Bool) {
    cases += 1
    if forecast.low <= came, came <= forecast.high { within += 1 }
    guard isAsked else { return }
    let error = abs(came - forecast.middle)
    if !isRelative {
      errors.append(error)
    } else if came != 0 {
      errors.append(error / abs(came))
    }
  }

  package var error: PastError? {
    guard !errors.isEmpty, cases > 0 else { return nil }
    return PastError(
      mean: errors.reduce(0, +) / Double(errors.count), isRelative: isRelative,
      coverage: Double(within) / Double(cases), cases: cases)
  }

  /// The ends of the months from a day until before the due day.
  package static func origins(from: Day, due: Day) -> [Day] {
    var ends: [Day] = []
    var month = Period(.month, containing: from)
    while month.last < due, ends.count < 120 {
      ends.append(month.last)
      month = month.next
    }
    return ends
  }
}
