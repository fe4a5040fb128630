import Findings
import Quantities
import SampleDistrict

/// How many planted errors of a kind were found, and how many alarms were false.
struct DetectorScore {
  var kind: Flaw.Kind
  var planted: Int
  var missed: [Flaw]
  var falseAlarms: [DataIssue]

  var found: Int { planted - missed.count }
  /// Share of the planted errors that were found, in thousandths.
  var recall: Int { planted == 0 ? 1000 : found * 1000 / planted }
  /// Share of the alarms that were right, in thousandths.
  var precision: Int {
    found + falseAlarms.count == 0 ? 1000 : found * 1000 / (found + falseAlarms.count)
  }

  var title: String { Self.kinds.first { $0.kind == kind }?.title ?? kind.rawValue }

  var words: String {
    "  \(title)：放入 \(planted)，查出 \(found)，误报 \(falseAlarms.count)，"
      + "查全率 \(recall / 10).\(recall % 10)%，查准率 \(precision / 10).\(precision % 10)%"
  }

  /// What is scored, with the detectors that look for it.
  private static let kinds: [(kind: Flaw.Kind, title: String, detectors: [String])] = [
    (.outlier, "离群", ["enterprise-outliers", "enterprise-months"]),
    (.conflict, "两说", ["enterprise-conflicts", "project-conflicts"]),
    (.duplicate, "重复企业", ["enterprise-duplicates"]),
    (.doubleCount, "重复项目", ["project-double-counts"]),
    (.orphan, "查无此户", ["parcel-orphans", "project-orphans"]),
    (.stale, "过期", ["enterprise-stale"]),
    (.stockLaw, "增减不平", ["market-entity-stock"]),
  ]

  static func scores(of issues: [DataIssue], against flaws: [Flaw]) -> [DetectorScore] {
    kinds.map { kind, _, detectors in
      let planted = flaws.filter { $0.kind == kind }
      let alarms = issues.filter { detectors.contains($0.detector) }
      let raised = Set(alarms.flatMap { Self.keys(of: $0) })
      // A fact that comes late is rightly called stale until it comes.
      let also = kind == .stale ? flaws.filter { $0.kind == .late } : []
      let right = Set((planted + also).flatMap { Self.keys(of: $0) })
      return DetectorScore(
        kind: kind, planted: planted.count,
        missed: planted.filter { flaw in raised.isDisjoint(with: Self.keys(of: flaw)) },
        falseAlarms: alarms.filter { right.isDisjoint(with: Self.keys(of: $0)) })
    }
  }

  /// What tells whether an alarm is about a planted error: the pair, or the fact.
  private static func keys(of issue: DataIssue) -> [String] {
    if let other = issue.other, issue.field.isEmpty { return [pair(issue.code, other)] }
    // A state is valid from a day that says nothing about the error.
    let period = issue.period.flatMap { $0.length == .day ? nil : $0 }
    return [fact(issue.code, issue.field, issue.detector.hasSuffix("stale") ? nil : period)]
  }

  private static func keys(of flaw: Flaw) -> [String] {
    switch flaw.kind {
    case .duplicate, .doubleCount: [pair(flaw.code, flaw.other)]
    case .stale, .late: [fact(flaw.code, flaw.field, nil)]
    default: [fact(flaw.code, flaw.field, Period(flaw.period))]
    }
  }

  private static func pair(_ left: String, _ right: String) -> String {
    [left, right].sorted().joined(separator: " ")
  }

  private static func fact(_ code: String, _ field: String, _ period: Period?) -> String {
    "\(code) \(field) \(period?.description ?? "")"
  }
}
