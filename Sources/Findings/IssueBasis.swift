import Definitions
import Facts
import Frames
import Quantities

/// The values that a doubt rests on, as a digest that changes when one of them does.
struct IssueBasis {
  private let snapshot: Snapshot
  private let rivals: [String: RivalFacts]

  init(_ snapshot: Snapshot, rivals: [RivalFacts]) {
    self.snapshot = snapshot
    self.rivals = Dictionary(
      rivals.map { (Self.key($0.code, $0.field.key, $0.period), $0) },
      uniquingKeysWith: { first, _ in first })
  }

  func digest(of issue: DataIssue, _ detector: Detector) -> String {
    let words: [String]
    if let other = issue.other {
      // Reference lists of an orphan name no record of this register.
      words = [issue.code, other].flatMap { values(detector.fields.sorted(), of: $0) }
    } else if case .conflicts = detector.rule {
      let rival = rivals[Self.key(issue.code, issue.field, issue.period)]
      words = (rival?.claims ?? []).sorted { $0.source < $1.source }
        .map { "\($0.source) \($0.value) \($0.evidence.rawValue)" }
    } else {
      words = [value(issue.field, of: issue.code, in: issue.period)]
    }
    return ValueDigest(words.joined(separator: "\n")).text
  }

  private static func key(_ code: String, _ field: String, _ period: Period?) -> String {
    "\(code)/\(field)/\(period?.code ?? 0)"
  }

  private func values(_ fields: [String], of code: String) -> [String] {
    fields.map { value($0, of: code, in: nil) }
  }

  private func value(_ field: String, of code: String, in period: Period?) -> String {
    guard let row = snapshot.row(code: code) else { return "" }
    let value =
      period.flatMap { snapshot.series[field]?[$0]?.value(row: row) }
      ?? snapshot.value(field, row: row)
    return value.map { "\(field) \($0)" } ?? field
  }
}

/// A digest of text by FNV-1a, which tells a change and keeps no secret.
package struct ValueDigest: Hashable, Sendable {
  /// Sixteen hexadecimal digits.
  package let text: String

  package init(_ words: String) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in words.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    text = String(repeating: "0", count: 16 - digits.count) + digits
  }
}
