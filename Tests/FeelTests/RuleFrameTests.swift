import Feel
import Frames
import Quantities
import Testing

/// A frame and one subject at a time must give the same answers.
struct RuleFrameTests {
  static let rules = [
    "营业收入 >= 2000万元", "营业收入 < 0.0001亿元", "2000万元 < 营业收入", "研发费用 / 营业收入 >= 3%",
    "登记状态 = \"存续\"", "登记状态 != \"存续\"", "登记状态 in (\"存续\", \"在业\")", "规上工业", "规上工业 = false",
    "成立日期 <= date(\"2020-02-29\")", "成立日期 + duration(\"P1M\") <= 注销日期",
    "注销日期 = null or 注销日期 > date(\"2021-01-31\")", "contains(企业名称, \"智能\")",
    "not(规上工业) and (营业收入 > 30万元 or 占地面积 >= 1亩)", "从业人数 between 20 and 300",
    "if 规上工业 then 营业收入 > 100万元 else 注销日期 != null", "营业收入 > 0.3万元 and 占地面积 = 2公顷",
  ]

  @Test(arguments: rules)
  func `columns agree with the interpreter`(text: String) throws {
    let rule = try Rule(text, vocabulary: enterprise, expecting: .boolean)
    let frame = RuleFrameTests.frame(rows: 400, seed: 7)
    let truth = rule.truth(over: frame)
    for row in 0..<frame.count {
      let outcome = rule.outcome { frame.value($0, row: row) }
      let expected: Bool? =
        if case .value(.boolean(let flag)) = outcome { flag } else { nil }
      #expect(truth[row] == expected, "row \(row) of \(text)")
    }
    #expect(truth.isUnknown.ones < frame.count)
  }

  /// Rows around the thresholds of the rules, with gaps.
  static func frame(rows: Int, seed: UInt64) -> Frame {
    var random = SeededGenerator(seed: seed)
    func valid() -> Bitmap {
      Bitmap(
        count: rows, rows: (0..<rows).filter { _ in Int.random(in: 0..<5, using: &random) > 0 })
    }
    func column(_ values: [Int64], places: Int) -> Column {
      let picked = (0..<rows).map { _ in values.randomElement(using: &random) ?? 0 }
      return Column(storage: .integers(picked, places: places), valid: valid())
    }
    func days(_ words: [String]) -> Column {
      let numbers = words.compactMap { Day($0)?.number }
      let picked = (0..<rows).map { _ in numbers.randomElement(using: &random) ?? 0 }
      return Column(storage: .days(picked), valid: valid())
    }
    func codes(_ words: [String]) -> Column {
      let picked = (0..<rows).map { _ in Int32.random(in: 0..<Int32(words.count), using: &random) }
      return Column(storage: .codes(picked, dictionary: words), valid: valid())
    }
    return Frame(
      subjects: (0..<rows).map(Int64.init),
      columns: [
        "revenue": column(
          [0, 1, 29_99, 30_00, 30_01, 100_00, 1999_99, 2000_00, 2000_01], places: 2),
        "rd": column([0, 1, 90, 91, 60_00, 59_99], places: 2),
        "land": column([0, 9_999, 10_000, 300_000], places: 4),
        "staff": column([19, 20, 21, 299, 300, 301], places: 0),
        "status": codes(["存续", "在业", "注销"]),
        "name": codes(["星火智能装备", "远山铸造", "智能"]),
        "founded": days(["2020-01-31", "2020-02-28", "2020-02-29", "2020-03-01", "2021-01-30"]),
        "closed": days(["2020-02-28", "2020-02-29", "2020-03-31", "2021-01-31", "2021-02-28"]),
        "above_scale": Column(storage: .booleans(valid()), valid: valid()),
      ])
  }
}

/// A small generator whose numbers are the same on every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
