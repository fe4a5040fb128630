extension Lexicon {
  /// What a word does in a clause.
  package enum Role: UInt8, Hashable, Sendable, CaseIterable {
    // Verbs.
    /// Its number is delivered when the work is done: 新增, 建成.
    case completion
    /// Its number is what an ongoing action covers: 推进, 抓好.
    case process
    /// Keeps a level: 守住.
    case keeping
    /// Orients, describes an attitude or an effect: 聚焦, 营造.
    case orientation
    /// Begins a clause that only says under which idea something is done: 按照, 依托.
    case preposition
    /// Begins a clause of purpose or effect: 让, 使.
    case purpose
    /// Colours a verb without changing it: 大力, 积极稳妥.
    case adverb

    // Modality.
    case binding, aspiring, expected

    // Comparison before the value.
    case reach
    case above
    case atLeast
    case atMost
    case below
    case about
    case limit
    case growth
    case decline
    /// A change that ends at the value: 提高到, 降至.
    case change
    /// May stand between a comparison and what it compares: 累计, 同比.
    case filler
    /// One value for several subjects: 均, 双双.
    case shared
    /// Values in the order of the subjects: 分别.
    case pairwise

    // Comparison after the value.
    case orMore
    case orLess
    case orSo
    /// May follow a value and says nothing more: 大关, 规模.
    case tail

    // Units.
    case countUnit
    case moneyUnit
    case sizeUnit
    case timeUnit
    case shareUnit
    case pointUnit
    case multipleUnit
    case rankUnit

    // Nouns.
    /// Leads an attribute of a thing: 总投资, 占地.
    case attribute
    /// Makes a number of money or size before it a size class: 项目, 企业.
    case entity
    /// Holds a verb and is none: 开发区, 上市企业.
    case noun
    /// Names a rank or place that a list carries along: 省级, 城镇.
    case tier
    /// Says nothing without what it measures: 总量, 规模.
    case measure
    /// Ends a rate of growth: 增速, 涨幅.
    case rate
    /// Something better low: 失业率, 涨幅.
    case harm
    /// Counts the parts of the text itself: 方面.
    case structure
    /// Holds a numeral that counts nothing: 一般, 第一时间.
    case name

    // Clauses without a value.
    case aboveReference
    case equalToReference
    case atLeastReference
    /// A series or task of others: 全市平均, 市定任务.
    case reference
    /// Says that somebody above set the task: 市定, 省下达.
    case assignment
    case coverage
    case breakthrough
    case standing
    case past

    // Headings.
    case reviewHeading
    case problemHeading
    case longPlanHeading
    case planHeading
    case conductHeading
    case glossaryHeading

    // Mechanisms.
    case mechanism
    /// Ends the name of a scheme: 行动, 工程.
    case mechanismEnd
  }
}

/// A set of roles, so that one word may have several.
struct RoleSet: OptionSet, Hashable, Sendable, ExpressibleByArrayLiteral {
  var rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }

  init(_ role: Lexicon.Role) { rawValue = role.bit }

  init(arrayLiteral roles: Lexicon.Role...) {
    rawValue = roles.reduce(0) { $0 | $1.bit }
  }

  func has(_ role: Lexicon.Role) -> Bool { rawValue & role.bit != 0 }

  /// The first of some roles that the set has.
  func first(of roles: [Lexicon.Role]) -> Lexicon.Role? { roles.first(where: has) }
}

extension Lexicon.Role {
  fileprivate var bit: UInt64 { 1 << UInt64(rawValue) }

  /// Its name in definition files: countUnit is count-unit there.
  package var name: String {
    var name = ""
    for character in String(describing: self) {
      if character.isUppercase { name.append("-") }
      name.append(character.lowercased())
    }
    return name
  }

  package init?(name: some StringProtocol) {
    guard let role = Self.named[String(name)] else { return nil }
    self = role
  }

  private static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })
}
