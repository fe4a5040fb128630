package import Definitions
package import Facts
import Feel
import Frames
package import Quantities

/// Finds the subjects that do not count for a metric yet and nearly do.
///
/// A candidate never counts: only the fact that the metric asks for moves the number.
package struct CandidateFinder: Sendable {
  /// Snapshots with everything that is known, by register.
  package var snapshots: [String: Snapshot]
  /// The same snapshots as far as the reader may see them; what is not here is not shown.
  package var shown: [String: Snapshot]
  package var from: Day
  package var day: Day
  /// Names of the codes that fields hold.
  package var codes: [String: CodeList]

  package init(
    snapshots: [String: Snapshot], shown: [String: Snapshot], from: Day, day: Day,
    codes: [String: CodeList] = [:]
  ) {
    self.codes = codes
    self.snapshots = snapshots
    self.shown = shown
    self.from = from
    self.day = day
  }

  /// Returns the candidates of a metric that may be shown, and the number of those that may not.
  package func candidates(of metric: Metric) -> (findings: [Finding], hidden: Int) {
    var findings: [Finding] = []
    var hidden = 0
    for rule in metric.candidates {
      guard let snapshot = snapshots[rule.register] else { continue }
      let frame = snapshot.frame.knowing(day: day, from: from)
      let truth = rule.rule.truth(over: frame)
      for row in 0..<snapshot.count where truth.isTrue[row] {
        if let finding = finding(row, of: snapshot, by: rule, for: metric) {
          findings.append(finding)
        } else {
          hidden += 1
        }
      }
    }
    return (findings, hidden)
  }

  private func finding(
    _ row: Int, of snapshot: Snapshot, by rule: CandidateRule, for metric: Metric
  ) -> Finding? {
    guard let seen = shown[rule.register],
      let place = seen.frame.row(of: snapshot.frame.subjects[row])
    else { return nil }
    var reached: [String] = []
    var wanting: [String] = []
    var evidence = Evidence.verified
    for key in keys(of: rule, metric) {
      guard let field = snapshot.register.field(key) else { continue }
      guard snapshot.value(key, row: row) != nil else {
        wanting.append("还没有\(field.label)")
        continue
      }
      // To be named for a fact that may not be seen would tell the fact.
      guard let value = seen.value(key, row: place) else { return nil }
      evidence = min(evidence, snapshot.evidence(key, row: row))
      reached.append("\(field.label) \(field.display(value, by: codes))")
    }
    return Finding(
      rule: "\(metric.id).\(rule.id)", register: rule.register, code: snapshot.codes[row],
      name: seen.name(row: place), title: rule.title, because: rule.because, reached: reached,
      wanting: wanting, evidence: evidence, effect: effect(on: metric),
      fields: keys(of: rule, metric), next: next(of: rule, metric))
  }

  /// Fields of the candidate's rule, and the day that would make it count.
  private func keys(of rule: CandidateRule, _ metric: Metric) -> [String] {
    guard case .count(let register, _, let on?) = metric.measure, register == rule.register,
      !rule.rule.names.contains(on)
    else { return rule.rule.names }
    return rule.rule.names + [on]
  }

  /// The day that would make it count.
  private func next(of rule: CandidateRule, _ metric: Metric) -> String? {
    guard rule.register == metric.measure.registers.first else { return nil }
    if case .stages(_, let days)? = metric.forecast, let last = days.last { return last }
    if case .count(_, _, let on?) = metric.measure { return on }
    return nil
  }

  private func effect(on metric: Metric) -> Finding.Effect {
    var gain: Number?
    if case .count = metric.measure { gain = .one }
    return Finding.Effect(
      metric: metric.id, title: metric.title, gain: gain, unit: metric.unit)
  }
}
