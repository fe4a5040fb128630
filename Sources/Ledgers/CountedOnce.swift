package import Definitions
package import Facts

/// The rule by which one thing under several codes is counted once: at its first day.
package struct CountedOnce: Hashable, Sendable {
  package var pairs: DecidedPairs
  /// Field with the day by which the first is told, such as the day of signing.
  package var day: String?

  package init(pairs: DecidedPairs, day: String?) {
    self.pairs = pairs
    self.day = day
  }

  /// Returns the rules of the registers about which something was decided.
  ///
  /// The day is the one by which the register's detector of double counts compares.
  package static func rules(
    _ decisions: QualityDecisions, detectors: some Sequence<Detector>
  ) -> [String: CountedOnce] {
    var days: [String: String] = [:]
    for detector in detectors {
      if case .doubleCounts(let rule) = detector.rule { days[detector.register] = rule.day }
    }
    var rules: [String: CountedOnce] = [:]
    for register in Set(decisions.byDoubt.values.map(\.decision.register)) {
      let pairs = decisions.pairs(of: register)
      if !pairs.isEmpty { rules[register] = CountedOnce(pairs: pairs, day: days[register]) }
    }
    return rules
  }

  func repeats(in snapshot: Snapshot) -> [Int: DecidedPairs.Repeat] {
    pairs.repeats(in: snapshot, day: day)
  }
}

extension DecidedPairs.Repeat {
  /// Code of the record that counts instead.
  var other: String {
    switch self {
    case .same(let code), .increment(let code): code
    }
  }

  func words(_ other: String) -> String {
    switch self {
    case .same: "与\(other)是同一个，按首次签约（最早登记）只计一次"
    case .increment: "是\(other)的增资，投资额计入合计，不另计个数"
    }
  }
}
