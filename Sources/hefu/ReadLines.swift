import Foundation
import Quantities
import Reports

/// The records of a report as lines of JSON, with the fields of the annotation guideline.
extension ReadLedger {
  func printLines() throws {
    for commitment in understanding.commitments {
      try Terminal.json(CommitmentLine(commitment, text: words(commitment.span)))
    }
    for task in understanding.tasks { try Terminal.json(TaskLine(task, text: words(task.span))) }
    for entry in understanding.glossary { try Terminal.json(GlossaryLine(entry)) }
    for segment in understanding.segments { try Terminal.json(SegmentLine(segment)) }
    for question in understanding.questions { try Terminal.json(QuestionLine(question)) }
  }
}

extension Range<Int> {
  fileprivate var ends: [Int] { [lowerBound, upperBound] }
}

private struct CommitmentLine: Encodable {
  struct Period: Encodable {
    var from: String?
    var to: String?
    var text: String?
    var source: String
    var recurrence: String?
  }

  var type = "commitment"
  var span: [Int]
  var sentence: [Int]
  var section: [String]
  var text: String
  var subject: String
  var value: Decimal?
  var valueHigh: Decimal?
  var unit: String?
  var valueSpan: [Int]?
  var op: String
  var kind: String
  var modality: String?
  var strength: String
  var period: Period
  var thresholds: [String]
  var attributes: [String]
  var mechanisms: [String]
  var meanings: [String: String]
  var reference: String?
  var grade: String?
  var direction: String
  var distributive: Bool
  var explicitness: String
  var confidence: String
  var doubts: [String]

  enum CodingKeys: String, CodingKey {
    case type, span, sentence, section, text, subject, value, unit, op, kind, modality, strength
    case period, thresholds, attributes, mechanisms, meanings, reference, grade, direction
    case distributive, explicitness, confidence, doubts
    case valueHigh = "value_hi"
    case valueSpan = "value_span"
  }

  init(_ stated: StatedCommitment, text: String) {
    span = stated.span.ends
    sentence = stated.sentence.ends
    section = stated.section
    self.text = text
    subject = stated.subject
    value = stated.value.flatMap { Decimal(string: $0.description) }
    valueHigh = stated.valueHigh.flatMap { Decimal(string: $0.description) }
    unit = stated.unit
    valueSpan = stated.valueSpan?.ends
    op = stated.comparison.rawValue
    kind = stated.kind.rawValue
    modality = stated.modality
    strength = stated.strength.rawValue
    period = Period(
      from: stated.period.from?.description, to: stated.period.to?.description,
      text: stated.period.text, source: stated.period.source.rawValue,
      recurrence: stated.period.recurrence?.rawValue)
    thresholds = stated.thresholds
    attributes = stated.attributes
    mechanisms = stated.mechanisms.map(\.name)
    meanings = stated.mechanisms.meanings
    reference = stated.reference
    grade = stated.grade
    direction = stated.direction.rawValue
    distributive = stated.distributive
    explicitness = stated.explicitness.rawValue
    confidence = stated.confidence.level.rawValue
    doubts = stated.confidence.doubts
  }
}

private struct TaskLine: Encodable {
  var type = "task"
  var span: [Int]
  var sentence: [Int]
  var section: [String]
  var text: String
  var verb: String
  var object: String
  var mechanisms: [String]
  var meanings: [String: String]
  var weak: Bool

  init(_ task: StatedTask, text: String) {
    span = task.span.ends
    sentence = task.sentence.ends
    section = task.section
    self.text = text
    verb = task.verb
    object = task.object
    mechanisms = task.mechanisms.map(\.name)
    meanings = task.mechanisms.meanings
    weak = task.isWeak
  }
}

extension [Mechanism] {
  /// What the report itself says of those that its glossary explains, by name.
  fileprivate var meanings: [String: String] {
    reduce(into: [:]) { $0[$1.name] = $1.meaning }
  }
}

private struct GlossaryLine: Encodable {
  var type = "glossary"
  var span: [Int]
  var name: String
  var meaning: String

  init(_ entry: GlossaryEntry) {
    span = entry.span.ends
    name = entry.name
    meaning = entry.meaning
  }
}

private struct SegmentLine: Encodable {
  var type = "segment"
  var span: [Int]
  var segmentClass: String

  enum CodingKeys: String, CodingKey {
    case type, span
    case segmentClass = "class"
  }

  init(_ segment: Segment) {
    span = segment.span.ends
    segmentClass = segment.segmentClass.rawValue
  }
}

private struct QuestionLine: Encodable {
  var type = "question"
  var span: [Int]
  var words: String
  var readings: [String]

  init(_ question: Question) {
    span = question.span.ends
    words = question.words
    readings = question.readings
  }
}
