package import Definitions
package import Facts
import Feel
import Frames
import Quantities

/// Finds facts that were fresh once and have not been told anew for longer than their field allows.
///
/// What was never told is missing, not stale.
package struct StaleDetector {
  let detector: Detector
  let fields: [Detector.Aging]
  let snapshot: Snapshot

  package init?(_ detector: Detector, snapshot: Snapshot) {
    guard case .stale(let fields) = detector.rule else { return nil }
    self.detector = detector
    self.fields = fields
    self.snapshot = snapshot
  }

  package func issues() -> [DataIssue] {
    let day = snapshot.asOf.day
    let frame = snapshot.frame.knowing(day: day, from: day)
    return fields.flatMap { aging -> [DataIssue] in
      guard let field = snapshot.register.field(aging.field) else { return [] }
      let truth = aging.when.truth(over: frame)
      return (0..<snapshot.count).filter { truth.isTrue[$0] }.compactMap { issue($0, field) }
    }.ranked()
  }

  private func issue(_ row: Int, _ field: Field) -> DataIssue? {
    let day = snapshot.asOf.day
    guard let code = snapshot.periods[field.key]?[row], let period = Period(code: code),
      let last = snapshot.lastTold(field.key, row: row)
    else { return nil }
    // A period is told in the one after it; only then does its field's span begin.
    let told = period.length == .day ? last.last : period.next.last
    guard let due = field.freshness.end(from: told), due < day else { return nil }
    let late = Int(day.number) - Int(due.number)
    let confirmed = last == period ? "" : "，\(last.chinese)确认无变化"
    return DataIssue(
      detector: detector, code: snapshot.codes[row], name: snapshot.name(row: row),
      field: field.key, period: period,
      reasons: [
        "\(field.label)最近一次是\(period.chinese)\(confirmed)",
        "更新期限 \(field.freshness.title)，已超过 \(late) 天",
      ],
      remedy: "请补报\(field.label)，或说明停报原因",
      evidence: snapshot.evidence(field.key, row: row), keeper: field.keeper, weight: late)
  }
}
