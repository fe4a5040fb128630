package import Quantities

/// A promise as the report states it, with everything that coordination elided put back.
package struct StatedCommitment: Hashable, Sendable {
  /// Smallest clause that states it, and the sentence around it.
  package var span: Range<Int>
  package var sentence: Range<Int>
  /// Headings above it, outermost first.
  package var section: [String]
  /// Kind of the part in which it stands.
  package var part: Part.Kind
  package var subject: String
  /// The number as written; nil for promises without one.
  package var value: Number?
  /// Upper end of a range.
  package var valueHigh: Number?
  /// Unit with its multiplier, such as 万户.
  package var unit: String?
  package var valueSpan: Range<Int>?
  package var comparison: Comparison
  package var kind: Kind
  /// The word that colours it, such as 力争.
  package var modality: String?
  package var strength: Strength
  package var period: StatedPeriod
  /// Size classes inside the subject, such as 亿元以上.
  package var thresholds: [String]
  /// The series or task it is compared with.
  package var reference: String?
  /// A level that is not a number, such as A类.
  package var grade: String?
  package var direction: Comparison.Direction
  /// Whether one value stands for several subjects, such as 均 and 双双 say.
  package var distributive: Bool
  package var explicitness: Explicitness
  /// Attributes of the things it covers, such as 总投资594.6亿元.
  package var attributes: [String]
  /// Named policies, schemes and campaigns by which it is to be kept.
  package var mechanisms: [Mechanism]
  package var confidence: Confidence

  package init(
    span: Range<Int>, sentence: Range<Int>, section: [String] = [], part: Part.Kind = .plan,
    subject: String, value: Number? = nil, valueHigh: Number? = nil, unit: String? = nil,
    valueSpan: Range<Int>? = nil, comparison: Comparison = .unstated, kind: Kind,
    modality: String? = nil, strength: Strength = .plain, period: StatedPeriod = StatedPeriod(),
    thresholds: [String] = [], reference: String? = nil, grade: String? = nil,
    direction: Comparison.Direction = .up, distributive: Bool = false,
    explicitness: Explicitness = .explicit, attributes: [String] = [],
    mechanisms: [Mechanism] = [], confidence: Confidence = Confidence()
  ) {
    self.span = span
    self.sentence = sentence
    self.section = section
    self.part = part
    self.subject = subject
    self.value = value
    self.valueHigh = valueHigh
    self.unit = unit
    self.valueSpan = valueSpan
    self.comparison = comparison
    self.kind = kind
    self.modality = modality
    self.strength = strength
    self.period = period
    self.thresholds = thresholds
    self.reference = reference
    self.grade = grade
    self.direction = direction
    self.distributive = distributive
    self.explicitness = explicitness
    self.attributes = attributes
    self.mechanisms = mechanisms
    self.confidence = confidence
  }

  /// What sort of promise it is; raw values are those of the annotation guideline.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case level, increment, share, ranking, multiple, relative, limit, milestone, coverage
    case breakthrough, scope
    case growthRate = "growth_rate"
    case pointChange = "pp_change"

    package var title: String {
      switch self {
      case .level: "达到水平"
      case .increment: "新增数量"
      case .growthRate: "增长速度"
      case .pointChange: "百分点变化"
      case .share: "比例"
      case .ranking: "位次"
      case .multiple: "倍数"
      case .relative: "与他者相比"
      case .limit: "上限"
      case .milestone: "时限任务"
      case .coverage: "全覆盖"
      case .breakthrough: "实现突破"
      case .scope: "覆盖范围"
      }
    }
  }

  /// How firmly it is worded.
  package enum Strength: String, Hashable, Sendable, CaseIterable {
    case binding, aspiring, expected, plain
  }

  /// Explicit ones must be kept in the ledger; implicit ones are offered.
  package enum Explicitness: String, Hashable, Sendable {
    case explicit, implicit
  }
}

/// The time a promise is for.
package struct StatedPeriod: Hashable, Sendable {
  package enum Source: String, Hashable, Sendable {
    case explicit, inherited
  }

  package enum Recurrence: String, Hashable, Sendable {
    case yearly
  }

  package var from: Day?
  package var to: Day?
  /// The words that name it; nil when it is inherited from the part.
  package var text: String?
  package var source: Source
  package var recurrence: Recurrence?

  package init(
    from: Day? = nil, to: Day? = nil, text: String? = nil, source: Source = .inherited,
    recurrence: Recurrence? = nil
  ) {
    self.from = from
    self.to = to
    self.text = text
    self.source = source
    self.recurrence = recurrence
  }
}

/// How sure the reader is, with what speaks against being surer.
package struct Confidence: Hashable, Sendable {
  package enum Level: String, Hashable, Sendable, CaseIterable {
    case high, medium, low

    package var title: String {
      switch self {
      case .high: "有把握"
      case .medium: "请核对"
      case .low: "存疑"
      }
    }
  }

  /// Reasons to look twice, in words; none means high confidence.
  package var doubts: [String]

  package var level: Level {
    switch doubts.count {
    case 0: .high
    case 1: .medium
    default: .low
    }
  }

  package init(doubts: [String] = []) { self.doubts = doubts }
}
