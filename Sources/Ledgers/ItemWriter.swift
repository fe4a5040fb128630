import Definitions
import Quantities
import Reports

/// Turns what the reader found into proposals of the ledger, with a metric where one fits.
struct ItemWriter: Sendable {
  private let report: String
  private let scalars: [Unicode.Scalar]
  private let binder: MetricBinder

  init(report: String, text: String, binder: MetricBinder) {
    self.report = report
    scalars = Array(text.unicodeScalars)
    self.binder = binder
  }

  func commitment(_ stated: StatedCommitment, code: String) -> Commitment {
    let sentence = text(stated.sentence)
    let proposal = binder.propose(
      subject: stated.subject, unit: stated.unit, kind: stated.kind.rawValue, sentence: sentence)
    return Commitment(
      id: code, report: report, section: stated.section,
      sentence: [stated.sentence.lowerBound, stated.sentence.upperBound],
      span: [stated.span.lowerBound, stated.span.upperBound], sentenceText: sentence,
      text: text(stated.span), subject: stated.subject, kind: stated.kind.rawValue,
      target: Commitment.Target(
        comparison: Comparison(rawValue: stated.comparison.rawValue) ?? .unstated,
        value: stated.value, upper: stated.valueHigh, unit: stated.unit,
        reference: stated.reference),
      direction: stated.direction == .up ? .up : .down, modality: stated.modality,
      strength: stated.strength.rawValue, from: stated.period.from, due: stated.period.to,
      explicitness: stated.explicitness.rawValue, doubts: stated.confidence.doubts,
      metric: proposal?.metric, metricReasons: proposal?.reasons ?? [], unit: nil,
      state: .proposed)
  }

  /// The words at a place of the report.
  func text(_ span: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[span.clamped(to: 0..<scalars.count)])
    return String(text)
  }
}

extension Understanding {
  /// Characters by class of the piece they stand in.
  var coverage: [String: Int] {
    segments.reduce(into: [:]) { counts, segment in
      counts[segment.segmentClass.rawValue, default: 0] += segment.span.count
    }
  }
}
