package import Definitions
package import Facts
import Feel
import Frames
package import Quantities

/// Finds the subjects that are on their way through the steps of a metric, each with the next one.
///
/// The steps are those from which the metric is forecast; a metric without steps has no such subjects.
package struct StepFinder: Sendable {
  package var snapshots: [String: Snapshot]
  package var from: Day
  package var day: Day

  package init(snapshots: [String: Snapshot], from: Day, day: Day) {
    self.snapshots = snapshots
    self.from = from
    self.day = day
  }

  /// Returns a finding for every subject whose last step is not done.
  package func steps(of metric: Metric) -> [Finding] {
    guard case .stages(let filter, let days)? = metric.forecast, days.count > 1,
      let id = metric.measure.registers.first, let snapshot = snapshots[id]
    else { return [] }
    let fields = days.compactMap { snapshot.register.field($0) }
    guard fields.count == days.count else { return [] }
    let belongs = filter?.truth(over: snapshot.frame.knowing(day: day, from: from))
    let isClosed = metric.kind == .milestone
    return (0..<snapshot.count).compactMap { row in
      guard belongs?.isTrue[row] ?? true else { return nil }
      let done = fields.lastIndex { reached($0, row, snapshot) != nil }
      guard done.map({ $0 + 1 < fields.count }) ?? isClosed else { return nil }
      return finding(row, of: snapshot, fields: fields, done: done, for: metric)
    }
  }

  private func reached(_ field: Field, _ row: Int, _ snapshot: Snapshot) -> Day? {
    guard case .day(let reached)? = snapshot.value(field.key, row: row), reached <= day else {
      return nil
    }
    return reached
  }

  private func finding(
    _ row: Int, of snapshot: Snapshot, fields: [Field], done: Int?, for metric: Metric
  ) -> Finding {
    let next = fields[done.map { $0 + 1 } ?? 0]
    let reached = fields.prefix((done ?? -1) + 1).compactMap { field in
      self.reached(field, row, snapshot).map { (field, $0) }
    }
    let evidence = reached.map { snapshot.evidence($0.0.key, row: row) }.min() ?? .none
    return Finding(
      rule: "\(metric.id).next-step", register: snapshot.register.id, code: snapshot.codes[row],
      name: snapshot.name(row: row), title: "下一步：\(next.label)",
      because: reached.last.map { "已到“\($0.0.label)”，还没有\(next.label)" } ?? "还没有\(next.label)",
      reached: reached.map { "\($0.0.label) \($0.1)" }, wanting: ["还没有\(next.label)"],
      evidence: evidence,
      effect: .init(metric: metric.id, title: metric.title, gain: nil, unit: metric.unit),
      fields: (reached.map(\.0) + [next]).map(\.key) + (filterNames(metric)), next: next.key)
  }

  /// Who belongs to the steps is told by being named for one.
  private func filterNames(_ metric: Metric) -> [String] {
    guard case .stages(let filter, _)? = metric.forecast else { return [] }
    return filter?.names ?? []
  }
}
