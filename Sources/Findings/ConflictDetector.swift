package import Definitions
package import Facts
import Quantities

/// Finds facts that two sources tell in two ways, and says which one counts and why.
package struct ConflictDetector {
  let detector: Detector
  let rule: Detector.Conflicts
  let snapshot: Snapshot
  let rivals: [RivalFacts]

  package init?(_ detector: Detector, rivals: [RivalFacts], snapshot: Snapshot) {
    guard case .conflicts(let rule) = detector.rule else { return nil }
    self.detector = detector
    self.rule = rule
    self.rivals = rivals
    self.snapshot = snapshot
  }

  package func issues() -> [DataIssue] { rivals.compactMap(issue).ranked() }

  private func issue(_ rival: RivalFacts) -> DataIssue? {
    guard let counting = rival.counting else { return nil }
    let other = rival.claims.filter { differ($0.value, counting.value, rival.field) }
    guard !other.isEmpty else { return nil }
    let field = rival.field
    return DataIssue(
      detector: detector, code: rival.code,
      name: snapshot.row(code: rival.code).map { snapshot.name(row: $0) } ?? rival.code,
      field: field.key, period: rival.period,
      reasons: [words(counting, field) + "，按此计"] + other.map { words($0, field) + "，不一致" }
        + [Self.ground(counting, over: other, field)],
      remedy: "请\(field.label)的主管单位核对后更正，或注明口径不同",
      evidence: counting.evidence, keeper: field.keeper, weight: weight(counting, other))
  }

  private func words(_ claim: RivalFacts.Claim, _ field: Field) -> String {
    let value = field.value(of: claim.value).map { field.display($0) } ?? ""
    return "\(claim.source) \(claim.day) 报 \(value)（\(claim.evidence.title)）"
  }

  /// Why the one that counts does.
  private static func ground(
    _ counting: RivalFacts.Claim, over other: [RivalFacts.Claim], _ field: Field
  ) -> String {
    let best = other.map(\.evidence).max() ?? .none
    if counting.evidence > best { return "证据等级高的计入" }
    return counting.source == field.keeper ? "证据等级相同，主管单位的计入" : "证据等级相同，后报的计入"
  }

  /// Whether two values differ by more than rounding.
  private func differ(_ left: StoredValue, _ right: StoredValue, _ field: Field) -> Bool {
    guard left != right else { return false }
    guard case .number(let one)? = field.value(of: left),
      case .number(let other)? = field.value(of: right)
    else { return true }
    return (one - other).magnitude > (max(one.magnitude, other.magnitude) * rule.tolerance)
  }

  private func weight(_ counting: RivalFacts.Claim, _ other: [RivalFacts.Claim]) -> Int {
    let numbers = ([counting] + other).compactMap(\.value.number)
    guard let least = numbers.min(), let most = numbers.max(), most > 0 else { return 0 }
    return Int((Int128(most) - Int128(least)) * 100 / Int128(most))
  }
}
