import Feel
import Frames
import Quantities
import Testing

/// The corners of the column kernels that rules written at random seldom reach.
struct ColumnsKernelTests {
  private func plan(_ texts: [String]) throws -> RulePlan {
    RulePlan(
      rules: try texts.map {
        try Rule($0, vocabulary: ColumnsWorld.vocabulary, expecting: .boolean)
      })
  }

  private func frame(_ columns: [String: Column], rows: Int) -> Frame {
    Frame(subjects: (0..<rows).map(Int64.init), columns: columns)
  }

  /// More constants than a byte tells apart, over octaves and in a range that a table covers.
  @Test(arguments: [Int64.max / 2, 20_000, 600])
  func `hundreds of thresholds on one column`(reach: Int64) throws {
    var random = SeededGenerator(seed: UInt64(reach))
    func number() -> Int64 {
      let bits = Int.random(in: 0...(63 - reach.leadingZeroBitCount), using: &random)
      return min(Int64.random(in: 0...(1 << Int64(bits)), using: &random), reach)
    }
    let bounds = (0..<700).map { _ in number() }
    let rows = 1_700
    let values = (0..<rows).map { row in
      row % 3 == 0 ? number() : bounds[row % bounds.count] - Int64(row % 2)
    }
    let valid = Bitmap(count: rows, rows: (0..<rows).filter { $0 % 11 != 0 })
    let staff = Column(storage: .integers(values, places: 0), valid: valid)
    let plan = try plan(bounds.map { "staff >= \($0)" })
    let truths = plan.truths(over: frame(["staff": staff], rows: rows))
    for (bound, truth) in zip(bounds, truths) {
      let holds = Bitmap(count: rows, rows: (0..<rows).filter { values[$0] >= bound })
      #expect(truth.isTrue == holds.intersection(valid), "staff >= \(bound)")
      #expect(truth.isFalse == valid.subtracting(holds), "staff >= \(bound)")
    }
  }

  @Test func `sums of the largest numbers do not overflow`() throws {
    let numbers: [Int64] = [.max, .max - 1, .min, 0, -1]
    let pairs = numbers.flatMap { a in numbers.map { (a, $0) } }
    let all = Bitmap(count: pairs.count, repeating: true)
    let frame = frame(
      [
        "income": Column(storage: .integers(pairs.map(\.0), places: 2), valid: all),
        "cost": Column(storage: .integers(pairs.map(\.1), places: 2), valid: all),
      ], rows: pairs.count)
    let plan = try plan(["income * 1000 >= cost * 999", "income = cost", "income - cost > 0.01"])
    #expect(plan.coverage.isComplete)
    let truths = plan.truths(over: frame)
    for (row, pair) in pairs.enumerated() {
      let (a, b) = (Int128(pair.0), Int128(pair.1))
      #expect(truths[0][row] == (a * 1_000 >= b * 999), "row \(row)")
      #expect(truths[1][row] == (a == b), "row \(row)")
      #expect(truths[2][row] == (a - b > 1), "row \(row)")
    }
  }

  @Test func `a column that is not there is unknown and says so`() throws {
    let truths = try plan(["staff > 3", "staff = null", "staff > 3 or large", "income > cost"])
      .truths(
        over: frame(
          [
            "large": Column(
              storage: .booleans(Bitmap(count: 2, rows: [1])),
              valid: Bitmap(count: 2, repeating: true))
          ], rows: 2))
    #expect(truths.map { $0[0] } == [nil, true, nil, nil])
    #expect(truths.map { $0[1] } == [nil, true, true, nil])
  }

  @Test func `a column of another type goes to the interpreter`() throws {
    let staff = Column(
      storage: .codes([0, 0], dictionary: ["三"]), valid: Bitmap(count: 2, rows: [0]))
    let frame = frame(["staff": staff], rows: 2)
    let rules = ["staff > 3", "staff > 3 or staff = null"]
    for (text, truth) in zip(rules, try plan(rules).truths(over: frame)) {
      let rule = try Rule(text, vocabulary: ColumnsWorld.vocabulary, expecting: .boolean)
      for row in 0..<2 {
        var answer: Bool?
        if case .value(.boolean(let flag)) = rule.outcome({ frame.value($0, row: row) }) {
          answer = flag
        }
        #expect(truth[row] == answer, "row \(row) of \(text)")
      }
    }
  }

  @Test(arguments: [0, 1, 63, 64, 65, 511, 512, 513, 20_000])
  func `counts agree with the bitmaps at every length`(rows: Int) throws {
    let frame = ColumnsWorld.frame(rows: rows, seed: 5)
    let plan = try plan(["large = true", "income > 30 and staff < 1000", "founded <= closed"])
    for threads in [1, 2] {
      let verdicts = plan.coded(frame, threads: threads).verdicts(threads: threads)
      var again = verdicts
      plan.coded(frame).update(&again, threads: threads)
      #expect(again.counts == verdicts.counts)
      for rule in 0..<3 {
        let truth = verdicts.truth(of: rule)
        #expect(verdicts.counts[rule].isTrue == truth.isTrue.ones)
        #expect(verdicts.counts[rule].isUnknown == truth.isUnknown.ones)
      }
    }
  }

  @Test func `equal tests of several rules are one`() throws {
    let plan = try plan(["staff > 3 and large = true", "人数 > 3 or 成本 <= 收入", "cost <= income"])
    #expect(plan.coverage.tests == 3)
  }
}
