import Quantities

/// A subject as two reports can be compared by: without what only one of them happens to write.
///
/// 全区地区生产总值 and 生产总值 are one series, 规上工业增加值 and 规模以上工业增加值 too; 新增 and 培育
/// say the same of what is counted, 新开工 and 竣工 do not.
struct ComparedSubject: Hashable, Sendable {
  let noun: [Unicode.Scalar]
  /// Sort of the verb before it; nil when none stands there.
  let verb: Verb?

  enum Verb: Hashable, Sendable {
    case bringingUp, building, bringingIn
  }

  init(_ subject: String) {
    var noun = Self.withoutPlaces(String(subject.filter { !"“”（）《》".contains($0) }))
    var verb: Verb?
    for (words, sort) in Self.verbs {
      guard let word = words.first(where: noun.hasPrefix), noun.count > word.count else { continue }
      noun = String(noun.dropFirst(word.count))
      verb = sort
      break
    }
    noun = Self.withoutPlaces(noun)
    if let word = Self.rates.first(where: noun.hasSuffix), noun.count > word.count + 1 {
      noun = String(noun.dropLast(word.count))
    }
    for (short, long) in Self.shortForms { noun = noun.replacing(short, with: long) }
    self.noun = Array(noun.unicodeScalars)
    self.verb = verb
  }

  /// Drops whose number it is: 全市新增 and 全区新增 are what is counted alike.
  private static func withoutPlaces(_ noun: String) -> String {
    var noun = noun
    while let word = places.first(where: noun.hasPrefix), noun.count > word.count + 1 {
      noun = String(noun.dropFirst(word.count))
    }
    return noun
  }

  private static let verbs: [(words: [String], sort: Verb)] = [
    (["新增", "净增", "新培育", "培育", "新认定", "认定", "新发展", "发展", "新获批", "获批"], .bringingUp),
    (["新建成", "建成", "新建", "建设", "打造", "创建", "完成", "实施"], .building),
    (["新引进", "引进", "招引", "引育"], .bringingIn),
  ]
  private static let places = [
    "预计", "全年", "全区", "全县", "全市", "全省", "全镇", "全乡", "我区", "我县", "我市", "地区", "辖区", "区域", "地方",
    "全社会", "全口径", "实现",
  ]
  private static let rates = ["增速", "增幅", "增长率"]
  private static let shortForms = [("GDP", "生产总值"), ("规上", "规模以上"), ("限上", "限额以上")]

  /// Place in an index in which every subject that can be alike is found.
  var bucket: [Unicode.Scalar] {
    guard let first = noun.first, let last = noun.last else { return [] }
    return [first, last] + noun.filter { $0.isDigit }
  }

  /// Whether two subjects of one bucket name the same, one of them perhaps shorter.
  func isAlike(_ other: Self) -> Bool {
    guard verb == nil || other.verb == nil || verb == other.verb else { return false }
    let (short, long) = noun.count <= other.noun.count ? (noun, other.noun) : (other.noun, noun)
    guard short.count < long.count else { return short == long }
    guard short.count >= 4 else { return false }
    var place = short.startIndex
    for scalar in long where place < short.endIndex && scalar == short[place] { place += 1 }
    return place == short.endIndex
  }
}

/// What must agree before two values can stand beside each other.
struct ComparedSeries: Hashable, Sendable {
  enum Measure: Hashable, Sendable {
    case change, quantity, ranking, multiple, points
    case relative(String)
    case work
  }

  let measure: Measure
  let dimension: MeasureUnit.Dimension?
  /// Whether it is a target of several years, which one year's report does not renew.
  let isLong: Bool

  init(_ stated: StatedCommitment) {
    measure =
      switch stated.kind {
      case .growthRate: .change
      case .level, .increment, .share, .limit, .scope: .quantity
      case .ranking: .ranking
      case .multiple: .multiple
      case .pointChange: .points
      case .relative: .relative(stated.reference ?? "")
      case .milestone, .coverage, .breakthrough: .work
      }
    // 位 and 名 count the same places.
    dimension =
      stated.kind == .ranking ? nil : stated.measure?.dimension
    isLong = stated.part == .longPlan
  }
}

extension StatedCommitment {
  /// Its unit of measure; 10亿 without a word after it is money.
  var measure: MeasureUnit? {
    unit.map { MeasureUnit.counting($0.hasSuffix("亿") ? $0 + "元" : $0) }
  }
}
