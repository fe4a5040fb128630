package import Quantities

/// What a government said it would do, as the ledger keeps it: its words, its target, its metric.
package struct Commitment: Hashable, Sendable, Codable, Identifiable {
  /// Short code that is spoken on the phone, such as C-2022-017.
  package var id: String
  package var report: String
  /// Headings above the sentence, outermost first.
  package var section: [String]
  /// Start and end of the sentence and of the clause in the report, in Unicode scalars.
  package var sentence: [Int]
  package var span: [Int]
  package var sentenceText: String
  package var text: String
  package var subject: String
  /// Kind of promise by the reader's word for it, such as increment.
  package var kind: String
  package var target: Target
  /// Which way is better.
  package var direction: Comparison.Direction
  package var modality: String?
  package var strength: String
  package var from: Day?
  package var due: Day?
  package var explicitness: String
  /// Why the reader is not quite sure, in words; empty when it is.
  package var doubts: [String]
  /// Metric that measures it; nil when none has been found.
  package var metric: String?
  /// Why that metric was proposed, in words.
  package var metricReasons: [String]
  /// Code of the unit that answers for it.
  package var unit: String?
  package var state: State
  /// What a person made of the words when it is no promise; nil is a promise.
  package var form: Form?
  /// Further places of the report that it was put together from.
  package var further: [[Int]]?
  /// Codes of the items it was made from by a split or a merge.
  package var origin: [String]?
  /// Codes of the items that stand in its place.
  package var successors: [String]?
  /// Whether a person found it, in words that the reader had passed over.
  package var isMarked: Bool?
  /// What had been decided about its sentence before the text was corrected.
  package var earlier: EarlierDecision?
  /// Targets that held before the present one, oldest first; nil while there was no change.
  package var formerTargets: [FormerTarget]?
  /// Paths that were set by hand, oldest first; nil while it was always computed.
  package var frozenPaths: [FrozenPath]?
  /// Light rules that were chosen for it, oldest first; nil while the default judges.
  package var chosenLights: [ChosenLight]?

  package init(
    id: String, report: String, section: [String] = [], sentence: [Int], span: [Int],
    sentenceText: String, text: String, subject: String, kind: String, target: Target,
    direction: Comparison.Direction = .up, modality: String? = nil, strength: String = "plain",
    from: Day? = nil, due: Day? = nil, explicitness: String = "explicit", doubts: [String] = [],
    metric: String? = nil, metricReasons: [String] = [], unit: String? = nil,
    state: State = .proposed
  ) {
    self.id = id
    self.report = report
    self.section = section
    self.sentence = sentence
    self.span = span
    self.sentenceText = sentenceText
    self.text = text
    self.subject = subject
    self.kind = kind
    self.target = target
    self.direction = direction
    self.modality = modality
    self.strength = strength
    self.from = from
    self.due = due
    self.explicitness = explicitness
    self.doubts = doubts
    self.metric = metric
    self.metricReasons = metricReasons
    self.unit = unit
    self.state = state
  }

  /// Whether a person has looked at what the reader found.
  package enum State: String, Hashable, Sendable, Codable {
    case proposed, confirmed
    /// Others stand in its place, after a split or a merge.
    case replaced
    /// Its sentence is no longer in the corrected text.
    case dropped
    /// The decision that made it was undone.
    case undone

    package var title: String {
      switch self {
      case .proposed: "待确认"
      case .confirmed: "已确认"
      case .replaced: "已拆并"
      case .dropped: "原文已删"
      case .undone: "已撤销"
      }
    }

    /// Whether it still counts for anything.
    package var stands: Bool { self == .proposed || self == .confirmed }
  }

  /// What words of a report are, as a person decided.
  package enum Form: String, Hashable, Sendable, Codable, CaseIterable {
    case commitment, task, background

    package var title: String {
      switch self {
      case .commitment: "承诺"
      case .task: "措施"
      case .background: "背景"
      }
    }
  }

  /// What has to be reached.
  package struct Target: Hashable, Sendable, Codable {
    package var comparison: Comparison
    package var value: Number?
    package var upper: Number?
    package var unit: String?
    /// The series it is compared with, such as 全市平均水平.
    package var reference: String?

    package init(
      comparison: Comparison, value: Number? = nil, upper: Number? = nil, unit: String? = nil,
      reference: String? = nil
    ) {
      self.comparison = comparison
      self.value = value
      self.upper = upper
      self.unit = unit
      self.reference = reference
    }
  }
}

extension Commitment.Target {
  /// The target in words, such as “≥ 20 家”.
  package var title: String {
    if let value {
      let upper = upper.map { "—\($0)" } ?? ""
      return "\(comparison.sign) \(value)\(upper)\(unit.map { " \($0)" } ?? "")"
    }
    if let reference { return "\(beside)\(reference)" }
    return "完成"
  }

  private var beside: String {
    switch comparison {
    case .relativeAtLeast, .atLeast: "不低于"
    case .relativeEqual: "同步于"
    default: "高于"
    }
  }
}

extension Commitment {
  /// Whether it is a promise that counts in the ledger.
  package var isPromise: Bool { state.stands && (form ?? .commitment) == .commitment }

  /// Every place of the report that it was read from, in Unicode scalars.
  package var places: [Range<Int>] {
    ([span] + (further ?? [])).compactMap { place in
      guard let from = place.first, let to = place.last, from < to else { return nil }
      return from..<to
    }
  }
}

/// What had been decided about a sentence before its text was corrected, kept for comparison.
package struct EarlierDecision: Hashable, Sendable, Codable {
  package var sentence: String
  package var subject: String
  package var target: String
  package var due: Day?
  package var form: Commitment.Form
  package var state: Commitment.State

  init(_ commitment: Commitment) {
    sentence = commitment.sentenceText
    subject = commitment.subject
    target = commitment.target.title
    due = commitment.due
    form = commitment.form ?? .commitment
    state = commitment.state
  }
}
