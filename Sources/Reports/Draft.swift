/// A promise with a value while it is being read, with its words still in pieces.
struct Draft: Sendable {
  var span: Range<Int>
  var amount: Amount
  var predicate: Predicate
  var lead: Lead
  /// The verb that governs it, in its own words or put back from the head of the list.
  var verb = ""
  var verbRoles: RoleSet = []
  /// Whether the verb stands in the item itself.
  var hasOwnVerb = false
  /// Whether 实现 or the like stands in the item, which takes no other verb then.
  var isIntroduced = false
  /// What the value is of, without the verb.
  var noun = ""
  /// Whether what is counted follows the number: 建成10个村.
  var isBeforeNoun = false
  var isScope = false
  var isShared = false
  /// Whether its noun is only a measure, such as 产值, so that its owner was put before it.
  var isMeasured = false
  /// Whether it follows another member and lends its verb from there.
  var needsVerb = false
  /// Whether a verb of completion follows the noun: 20个项目开工.
  var endsInVerb = false
  /// The series from which the value is measured: 高于全市平均1个百分点.
  var reference: String?
  var thresholds: [String] = []
  var attributes: [String] = []
  var doubts: [String] = []

  /// Whether nothing but the value is there, as in the second member of 超400个、300个.
  var isBare: Bool {
    noun.isEmpty && verb.isEmpty && !predicate.isStated && !isBeforeNoun
      && reference == nil
  }
}
