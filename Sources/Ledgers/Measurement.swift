package import Definitions
package import Quantities

/// One subject that a metric counts, with the reason and the grade of what proves it.
package struct Counted: Hashable, Sendable {
  package var register: String
  package var code: String
  package var name: String
  /// The facts that decided, in words, such as “规上工业入库批准日 2022-03-15”.
  package var reasons: [String]
  package var evidence: Evidence
  /// What the subject adds, when the metric sums and the reader may see it.
  package var amount: Number?

  package init(
    register: String, code: String, name: String, reasons: [String], evidence: Evidence,
    amount: Number? = nil
  ) {
    self.register = register
    self.code = code
    self.name = name
    self.reasons = reasons
    self.evidence = evidence
    self.amount = amount
  }
}

/// One number that went into a measurement, for 这个数怎么来的.
package struct MeasuredInput: Hashable, Sendable {
  package var label: String
  package var value: String
  package var time: String
  package var evidence: Evidence?

  package init(label: String, value: String, time: String, evidence: Evidence? = nil) {
    self.label = label
    self.value = value
    self.time = time
    self.evidence = evidence
  }
}

/// What a metric gives on a day: the value, the part of it that is well founded, and why.
package struct Measurement: Hashable, Sendable {
  /// Everything that counts; nil when it cannot be known.
  package var value: Number?
  /// The part whose evidence is at least what the metric asks for (≥ E3 by default).
  package var verified: Number?
  /// Number of subjects that count.
  package var count = 0
  /// The subjects that count and may be shown; empty when no list was asked for.
  package var counted: [Counted] = []
  /// Subjects that count and that the reader may not see.
  package var hidden = 0
  /// Subjects that would count and are told under another code; those of them that may be shown.
  package var leftOut = 0
  package var uncounted: [Counted] = []
  package var inputs: [MeasuredInput] = []
  /// Day or period of the newest fact in it.
  package var valueTime: String?
  /// Why there is no value, in words; empty when there is one.
  package var missing: [String] = []
  /// Subjects of which it is unknown whether they count.
  package var undecided = 0

  package init() {}

  package static func unavailable(_ reason: String) -> Measurement {
    var measurement = Measurement()
    measurement.missing = [reason]
    return measurement
  }
}
