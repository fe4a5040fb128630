package import Definitions
package import Quantities

/// An action that an engine proposes for one subject: why, on what evidence, and what it would move.
///
/// Engines meet here: each gives findings, the ledger weighs them, cases take them up.
package struct Finding: Hashable, Sendable, Identifiable {
  /// The rule that found it, and the subject: one finding for each pair.
  package var rule: String
  package var register: String
  package var code: String
  package var name: String
  /// What the subject is, such as 准规上：已过规上工业线.
  package var title: String
  /// The rule's own reason, in words for the officer.
  package var because: String
  /// Facts that speak for it, in words, such as “营业收入 2045.3 万元”.
  package var reached: [String]
  /// What is still wanting, in words.
  package var wanting: [String]
  /// The weakest grade among the facts that speak for it.
  package var evidence: Evidence
  package var effect: Effect
  /// Keys of the fields that the finding tells something of: whoever may not see one of them may not
  /// see the finding.
  package var fields: [String]
  /// Key of the field that the proposed step would fill; nil when no single one would do.
  package var next: String?
  /// What it would do for each commitment that it touches, by the commitment's code.
  package var lifts: [String: Lift] = [:]

  package var id: String { "\(rule)/\(code)" }

  /// What a metric would gain if the proposal came true.
  package struct Effect: Hashable, Sendable {
    package var metric: String
    package var title: String
    /// Gain in the unit of the metric; nil when it cannot be stated for one subject.
    package var gain: Number?
    package var unit: MeasureUnit?

    package init(metric: String, title: String, gain: Number?, unit: MeasureUnit?) {
      self.metric = metric
      self.title = title
      self.gain = gain
      self.unit = unit
    }
  }

  package init(
    rule: String, register: String, code: String, name: String, title: String, because: String,
    reached: [String], wanting: [String], evidence: Evidence, effect: Effect, fields: [String] = [],
    next: String? = nil
  ) {
    self.rule = rule
    self.register = register
    self.code = code
    self.name = name
    self.title = title
    self.because = because
    self.reached = reached
    self.wanting = wanting
    self.evidence = evidence
    self.effect = effect
    self.fields = fields
    self.next = next
  }
}
