import Feel
package import Frames
package import Quantities

/// What a metric says about one subject.
package struct Judgement: Hashable, Sendable {
  /// Whether it counts (of a share: in the numerator); nil when a fact is missing.
  package var counts: Bool?
  /// Of a share or milestone, whether it belongs to the whole; nil when a fact is missing.
  package var belongs: Bool?
  /// Candidate rules that hold for it.
  package var candidates: [String]
  /// Names of the facts whose absence leaves it open.
  package var missing: [String]
}

extension Metric {
  /// Judges one subject of the metric's register by its facts, given by key.
  package func judge(
    from: Day, day: Day, of register: Register?, _ lookup: (String) -> Value?
  ) -> Judgement {
    func know(_ key: String) -> Value? {
      switch key {
      case "as_of": .day(day)
      case "period_from": .day(from)
      default: lookup(key)
      }
    }
    var judgement = Judgement(candidates: [], missing: [])
    func truth(_ rule: Rule?) -> Bool? {
      guard let rule else { return true }
      switch rule.outcome(know) {
      case .value(let value): return value == .boolean(true)
      case .unknown(let missing, _):
        let labels = missing.map { register?.field($0)?.label ?? $0 }
        judgement.missing += labels.filter { !judgement.missing.contains($0) }
        return nil
      }
    }
    switch measure {
    case .count(_, let filter, let on):
      judgement.counts = both(truth(filter), on.map { isWithin(know($0), from, day) } ?? true)
    case .sum(_, let filter, let key):
      judgement.counts = both(truth(filter), know(key) != nil)
    case .share(_, let numerator, let denominator):
      judgement.belongs = truth(denominator)
      judgement.counts = both(judgement.belongs, truth(numerator))
    case .milestone(_, let filter, let on):
      judgement.belongs = truth(filter)
      judgement.counts = both(judgement.belongs, isWithin(know(on), nil, day))
    case .series, .difference, .growth, .unavailable: break
    }
    judgement.candidates = candidates.filter {
      $0.rule.outcome(know) == .value(.boolean(true))
    }.map(\.id)
    return judgement
  }

  private func isWithin(_ value: Value?, _ from: Day?, _ day: Day) -> Bool {
    guard case .day(let happened)? = value else { return false }
    return (from.map { $0 <= happened } ?? true) && happened <= day
  }

  private func both(_ left: Bool?, _ right: Bool?) -> Bool? {
    if left == false || right == false { return false }
    return left == nil || right == nil ? nil : true
  }
}

extension Frame {
  /// Adds the two days that rules may ask for: 时点 and 时段起.
  package func knowing(day: Day, from: Day? = nil) -> Frame {
    var frame = self
    let known = Bitmap(count: count, repeating: true)
    for (key, day) in [("as_of", day), ("period_from", from)] {
      guard let day else { continue }
      frame.columns[key] = Column(
        storage: .days(Array(repeating: day.number, count: count)), valid: known)
    }
    return frame
  }
}
