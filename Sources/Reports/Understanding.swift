/// What the reader understood of a report: promises, work, open questions, and a class for every character.
///
/// All offsets are Unicode scalars of the text that was read, end exclusive.
package struct Understanding: Hashable, Sendable {
  /// Year the report speaks for: the one that was given, or the one its headings name.
  package var year: Int?
  package var parts: [Part]
  package var commitments: [StatedCommitment]
  package var tasks: [StatedTask]
  /// Pieces in the order of the text, which together are the whole of it.
  package var segments: [Segment]
  package var questions: [Question]
  /// The report's own explanations of its mechanisms.
  package var glossary: [GlossaryEntry]
  package var remarks: [ReadingRemark]

  package init(
    year: Int? = nil, parts: [Part] = [], commitments: [StatedCommitment] = [],
    tasks: [StatedTask] = [], segments: [Segment] = [], questions: [Question] = [],
    glossary: [GlossaryEntry] = [], remarks: [ReadingRemark] = []
  ) {
    self.year = year
    self.parts = parts
    self.commitments = commitments
    self.tasks = tasks
    self.segments = segments
    self.questions = questions
    self.glossary = glossary
    self.remarks = remarks
  }
}

/// A stretch of the report under one of its main headings.
package struct Part: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case opening, review, problems
    case longPlan = "long-plan"
    case plan, conduct, glossary

    package var title: String {
      switch self {
      case .opening: "开头"
      case .review: "工作回顾"
      case .problems: "问题与不足"
      case .longPlan: "五年目标"
      case .plan: "年度安排"
      case .conduct: "自身建设"
      case .glossary: "名词解释"
      }
    }

    /// Whether what is said there can bind the government.
    package var promises: Bool {
      switch self {
      case .longPlan, .plan, .conduct: true
      case .opening, .review, .problems, .glossary: false
      }
    }
  }

  package var kind: Kind
  /// The heading as written; nil where the part begins without one.
  package var heading: String?
  package var span: Range<Int>

  package init(kind: Kind, heading: String? = nil, span: Range<Int>) {
    self.kind = kind
    self.heading = heading
    self.span = span
  }
}

/// A piece of the text with its class.
package struct Segment: Hashable, Sendable {
  package enum Class: String, Hashable, Sendable, CaseIterable {
    case commitment = "承诺"
    case measure = "措施"
    case background = "背景"
    case undecided = "未定"
  }

  package var span: Range<Int>
  package var segmentClass: Class

  package init(span: Range<Int>, segmentClass: Class) {
    self.span = span
    self.segmentClass = segmentClass
  }
}

/// A place that can be understood in two ways or more; the reader asks instead of guessing.
package struct Question: Hashable, Sendable {
  package var span: Range<Int>
  /// What is asked, in the words of an office.
  package var words: String
  package var readings: [String]

  package init(span: Range<Int>, words: String, readings: [String]) {
    self.span = span
    self.words = words
    self.readings = readings
  }
}

/// A name that the report itself explains.
package struct GlossaryEntry: Hashable, Sendable {
  /// The name as the glossary writes it, with its quotation marks.
  package var title: String
  package var meaning: String
  package var span: Range<Int>

  /// The name without quotation marks.
  package var name: String { title.filter { !"“”".contains($0) } }

  package init(title: String, meaning: String, span: Range<Int>) {
    self.title = title
    self.meaning = meaning
    self.span = span
  }
}

/// Something about a report that its reader should know.
package struct ReadingRemark: Hashable, Sendable {
  /// One sentence that stands alone in a list.
  package var summary: String
  package var span: Range<Int>
  /// Line of the text in which the span begins, counted from 1.
  package var line: Int

  package init(summary: String, span: Range<Int>, line: Int) {
    self.summary = summary
    self.span = span
    self.line = line
  }
}
