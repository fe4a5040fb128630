package import Feel
package import Quantities

/// A published series of a region: which register, whose line, which field.
package struct SeriesSource: Hashable, Sendable {
  package var register: String
  package var subject: String
  package var field: String

  package init(register: String, subject: String, field: String) {
    self.register = register
    self.subject = subject
    self.field = field
  }
}

/// How a metric is computed from the registers.
package enum Measure: Sendable {
  /// Counts subjects; with a day field it is a flow within the period, else a stock on the day.
  case count(register: String, filter: Rule?, on: String?)
  /// Adds the periods of a periodic field that lie within the commitment's period.
  case sum(register: String, filter: Rule?, of: String)
  /// Divides two counts of one register, in per cent.
  case share(register: String, numerator: Rule, denominator: Rule?)
  /// Takes the latest published value of the period.
  case series(SeriesSource)
  /// Own series minus the reference, both of one period, in percentage points.
  case difference(own: SeriesSource, reference: SeriesSource)
  /// By how many per cent the amounts of the period so far exceed those of the same months of the
  /// year before; the amounts are those of months, or of the year up to each month.
  case growth(of: SeriesSource, isCumulative: Bool)
  /// The share of subjects that have the day.
  case milestone(register: String, filter: Rule?, on: String)
  /// No register can know it yet.
  case unavailable(register: String, reason: String)

  /// Registers that have to be read for it.
  package var registers: [String] {
    switch self {
    case .count(let register, _, _), .sum(let register, _, _), .share(let register, _, _),
      .milestone(let register, _, _):
      [register]
    case .series(let source), .growth(let source, _): [source.register]
    case .difference(let own, let reference): [own.register, reference.register]
    case .unavailable: []
    }
  }
}

/// A rule for subjects that do not count yet and are worth a visit.
package struct CandidateRule: Sendable {
  package var id: String
  package var title: String
  /// Why such a subject is a candidate, in words for the officer.
  package var because: String
  package var register: String
  package var rule: Rule
}

/// What must occur in a commitment for a metric to be proposed for it.
package struct BindRule: Hashable, Sendable {
  /// Groups of phrases: of every group, one phrase must occur in the subject.
  package var subject: [[String]]
  /// Groups of phrases that may stand in the subject or in the sentence around it.
  package var context: [[String]]
  /// Phrases that must not occur in the subject.
  package var unless: [String]
  /// Units the number may have; empty allows any or none.
  package var units: [String]
  /// Kinds of commitment, such as increment, level, share.
  package var kinds: [String]
}

/// How a quantity that commitments speak of is measured, by whom, and what proves it.
package struct Metric: Sendable, Identifiable {
  /// What kind of number it is, which decides how its path and light are judged.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case flow, stock, growth, ratio, relative, milestone

    package var title: String {
      switch self {
      case .flow: "增量"
      case .stock: "存量"
      case .growth: "增速"
      case .ratio: "比例"
      case .relative: "对比"
      case .milestone: "节点"
      }
    }

    /// Aspect of the light rule that judges it.
    package var aspect: String {
      switch self {
      case .flow, .stock: "progress"
      case .growth, .ratio: "rate"
      case .relative: "relative"
      case .milestone: "milestone"
      }
    }
  }

  package var head: Head
  /// What is counted and how (口径).
  package var definition: String
  /// What proves one unit of it.
  package var proof: String
  package var unit: MeasureUnit?
  package var kind: Kind
  /// Code of the unit that answers for it.
  package var keeper: String
  /// Least grade of a fact that is shown as 已证实.
  package var leastEvidence: Evidence
  /// When values can first be observed, in words.
  package var calendar: String
  package var measure: Measure
  package var candidates: [CandidateRule]
  package var binds: BindRule
  /// What its forecast is made of; nil where that follows from the metric.
  package var forecast: ForecastPlan?

  package var id: String { head.id }
  package var title: String { head.title }
}
