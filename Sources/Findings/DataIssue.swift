package import Definitions
package import Quantities

/// A doubt about the data of one subject: what is odd, why, on what evidence, and whose it is.
///
/// An issue changes nothing: whoever keeps the field looks at it and corrects the fact, or says
/// that it is right.
package struct DataIssue: Hashable, Sendable, Identifiable {
  package var detector: String
  package var title: String
  package var register: String
  package var code: String
  package var name: String
  /// Key of the field in doubt; empty when the whole record is.
  package var field: String
  package var period: Period?
  /// The other record of a pair, by its code.
  package var other: String?
  /// What speaks for it, in words, the weightiest first.
  package var reasons: [String]
  /// What should be done, in words.
  package var remedy: String
  package var evidence: Evidence
  /// Code of the unit that answers for the field.
  package var keeper: String
  /// How much speaks for it; issues of one detector are sorted by it.
  package var weight: Int
  /// Digest of the values it rests on: a decision about it holds while they stay as they are.
  package var basis = ""

  /// The identity as it stands in an address.
  package var key: String { ValueDigest(id).text }

  package var id: String {
    [detector, code, field, period.map { "\($0.code)" } ?? "", other ?? ""]
      .joined(separator: "/")
  }

  package init(
    detector: Detector, code: String, name: String, field: String = "", period: Period? = nil,
    other: String? = nil, reasons: [String], remedy: String, evidence: Evidence, keeper: String,
    weight: Int = 0
  ) {
    self.detector = detector.id
    title = detector.title
    register = detector.register
    self.code = code
    self.name = name
    self.field = field
    self.period = period
    self.other = other
    self.reasons = reasons
    self.remedy = remedy
    self.evidence = evidence
    self.keeper = keeper
    self.weight = weight
  }
}

extension DataIssue {
  /// The issue as a proposed action, as lists of findings show it; it moves no metric by itself.
  package var finding: Finding {
    Finding(
      rule: detector, register: register, code: code, name: name, title: title,
      because: reasons.first ?? title, reached: Array(reasons.dropFirst()), wanting: [remedy],
      evidence: evidence,
      effect: Finding.Effect(metric: "", title: "数据质量", gain: nil, unit: nil))
  }
}

extension [DataIssue] {
  /// The weightiest first; of equal ones in the order of their codes.
  func ranked() -> [DataIssue] {
    sorted { ($1.weight, $0.code, $0.field, $0.id) < ($0.weight, $1.code, $1.field, $1.id) }
  }
}
