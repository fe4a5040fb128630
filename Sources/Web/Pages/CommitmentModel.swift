extension CommitmentPage {
  struct Model: Hashable, Sendable {
    var code: String
    var text: String
    /// What is promised; the clause may promise more than this.
    var matter: String
    /// Headings above the sentence, outermost first.
    var section: [String]
    var context: Context
    var kind: String
    var strength: String
    var target: String
    var period: String?
    var due: String?
    var unit: String?
    var isProposed: Bool
    /// Why the reader of the report was not quite sure; empty once a person has confirmed.
    var doubts: [String]
    var light: LightMark
    /// The arithmetic behind the light, in one sentence.
    var reason: String
    /// The written rule, by whose text the light was given.
    var rule: String
    var claimed: Figure?
    var verified: Figure?
    var expected: Figure?
    /// How the path goes to the target, in words.
    var way = "按路径，到时点"
    /// What is still missing to the target.
    var gap: Figure?
    /// Range and chance, or why there is none.
    var forecast: Forecast
    var chart: PathChart?
    var counted: CountedList?
    var candidates: CandidateList?
    var origin: Origin
    var targets: [TargetVersion]
    var journal: [JournalLine]
    /// What the reader may decide; nil when nothing.
    var decision: Decision?
    var orders: Orders?
    var claims: Claims?
    var moves: TargetMoves?
    /// The lights at the ends of the months; nil where there was no month before.
    var track: LightTrack?
    var relatives: Relatives?
  }

  /// The two things a person decides when confirming: what measures it, and who answers for it.
  struct Decision: Hashable, Sendable {
    struct Choice: Hashable, Sendable {
      var value: String
      var title: String
      var isChosen = false
    }

    var metrics: [Choice]
    var units: [Choice]
    /// Why that metric was proposed, in words.
    var reasons: [String]
  }

  /// The sentence where it stands, with the clause that commits marked in it.
  struct Context: Hashable, Sendable {
    var report: String
    var reportTitle: String
    var before: String
    var clause: String
    var after: String
  }

  /// Everything that was counted, each with its reason.
  struct CountedList: Hashable, Sendable {
    struct Row: Hashable, Sendable {
      var path: String?
      var code: String
      var name: String
      var reasons: [String]
      var grade: GradeMark
      var amount: String?
    }

    var rows: [Row]
    /// What the amounts are, such as 万元; nil when the objects are only counted.
    var amountTitle: String?
    /// Sum of the amounts, as text.
    var sum: String?
    /// Objects that count but that the reader may not see.
    var hidden: Int
    /// Objects of which it is not known whether they count.
    var undecided: Int
    /// Objects that do not count because they are told under another code.
    var leftOut: [Row] = []
    /// How many of those the reader may not see.
    var leftOutHidden = 0
  }

  /// Objects that do not count yet but might.
  struct CandidateList: Hashable, Sendable {
    struct Row: Hashable, Sendable {
      var path: String?
      var code: String
      var name: String
      /// What it is, such as 准规上.
      var title: String
      /// What is reached already, in words.
      var reached: [String]
      /// What is still wanting, in words.
      var wanting: [String]
    }

    var title: String
    var rows: [Row]
    var hidden: Int
  }

  /// Where the number comes from (这个数怎么来的).
  struct Origin: Hashable, Sendable {
    struct Input: Hashable, Sendable {
      var label: String
      var value: String
      var time: String
      var grade: GradeMark?
    }

    /// Name of the metric; nil when none is bound, and then `definition` says why.
    var metric: String?
    var definition: String
    var formula: String?
    /// What proves one unit of the number.
    var proof: String?
    var inputs: [Input]
    var sources: [String]
    var keeper: String?
    var leastGrade: GradeMark?
    var valueTime: String?
    var recordedAt: String?
  }

  /// A target as it once stood.
  struct TargetVersion: Hashable, Sendable {
    var from: String
    var target: String
    var ground: String
    var person: String
  }
}
