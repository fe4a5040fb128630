package import Definitions
package import Facts
import Frames
import Quantities

/// Finds one project that is counted under two codes, by name, investor, amount, day and place.
package struct DoubleCountDetector {
  let detector: Detector
  let rule: Detector.DoubleCounts
  let snapshot: Snapshot

  package init?(_ detector: Detector, snapshot: Snapshot) {
    guard case .doubleCounts(let rule) = detector.rule else { return nil }
    self.detector = detector
    self.rule = rule
    self.snapshot = snapshot
  }

  private struct Record {
    var row: Int
    var name: [Character]
    var phase: String?
    var investor: String?
  }

  package func issues() -> [DataIssue] {
    let records = (0..<snapshot.count).compactMap(record)
    var pairs: Set<[Int]> = []
    for group in blocks(of: records) {
      for (place, left) in group.enumerated() {
        for right in group[(place + 1)...] { pairs.insert([left, right]) }
      }
    }
    return pairs.compactMap { issue(records[$0[0]], records[$0[1]]) }.ranked()
  }

  private func record(_ row: Int) -> Record? {
    guard case .text(let name)? = snapshot.value(rule.name, row: row) else { return nil }
    var plain = name.filter { !"（）()“”\"- 　".contains($0) }
    let phase = rule.phases.first { plain.contains($0) }
    for word in rule.plainWords + (phase.map { [$0] } ?? []) {
      plain = plain.replacing(word, with: "")
    }
    var investor: String?
    if case .text(let text)? = snapshot.value(rule.investor, row: row) { investor = text }
    return Record(row: row, name: Array(plain), phase: phase, investor: investor)
  }

  /// Projects worth comparing: of one investor, or whose names share two characters in a row.
  private func blocks(of records: [Record]) -> [[Int]] {
    var blocks: [String: Set<Int>] = [:]
    for (place, record) in records.enumerated() {
      if let investor = record.investor {
        blocks["investor " + investor, default: []].insert(place)
      }
      for pair in zip(record.name, record.name.dropFirst()) {
        blocks["\(pair.0)\(pair.1)", default: []].insert(place)
      }
    }
    return blocks.values.filter { $0.count > 1 && $0.count <= Self.mostAlike }.map { $0.sorted() }
  }

  /// Projects of one block that are still compared; more share only a word of their trade.
  private static let mostAlike = 200

  // MARK: A pair

  private func issue(_ left: Record, _ right: Record) -> DataIssue? {
    let (points, reasons) = agreement(left, right)
    guard points >= rule.line, let field = snapshot.register.field(rule.name) else { return nil }
    return DataIssue(
      twins: (left.row, right.row), in: snapshot, detector: detector, kind: "同一项目",
      reasons: reasons,
      remedy: "请核对；属同一项目的，在其中一个填写“不计入原因”", field: field, weight: points)
  }

  private func agreement(_ left: Record, _ right: Record) -> (points: Int, reasons: [String]) {
    var points = 0
    var reasons: [String] = []
    func add(_ share: Int, of name: String, _ words: String) {
      points += (rule.points[name] ?? 0) * share / 100
      reasons.append(words)
    }
    let alike = Self.likeness(left.name, right.name)
    if alike >= 40 { add(alike, of: "name", "名称相近（\(alike)%）") }
    if let investor = left.investor, investor == right.investor {
      add(100, of: "investor", "投资方相同：\(investor)")
    }
    if case .number(let one)? = snapshot.value(rule.amount, row: left.row),
      case .number(let other)? = snapshot.value(rule.amount, row: right.row),
      (one - other).magnitude * 20 <= max(one.magnitude, other.magnitude)
    {
      add(100, of: "amount", "投资额相近：\(one)、\(other)")
    }
    if case .day(let one)? = snapshot.value(rule.day, row: left.row),
      case .day(let other)? = snapshot.value(rule.day, row: right.row),
      abs(Int(one.number) - Int(other.number)) <= rule.daysApart
    {
      add(100, of: "day", "日期相近：\(one)、\(other)")
    }
    for place in rule.places {
      guard let value = snapshot.value(place, row: left.row),
        value == snapshot.value(place, row: right.row)
      else { continue }
      add(100, of: "place", "\(snapshot.register.field(place)?.label ?? place)相同")
    }
    if left.phase != right.phase,
      left.phase ?? rule.phases.first != right.phase ?? rule.phases.first
    {
      add(100, of: "other-phase", "期次不同")
    }
    return (points, reasons)
  }

  /// Share of pairs of neighbouring characters that two names have in common, in percent.
  private static func likeness(_ left: [Character], _ right: [Character]) -> Int {
    let pairs = { (name: [Character]) in zip(name, name.dropFirst()).map { [$0, $1] } }
    let (one, other) = (pairs(left), pairs(right))
    guard !one.isEmpty, !other.isEmpty else { return left == right ? 100 : 0 }
    var rest = other
    var shared = 0
    for pair in one {
      guard let place = rest.firstIndex(of: pair) else { continue }
      rest.remove(at: place)
      shared += 1
    }
    return shared * 200 / (one.count + other.count)
  }
}
