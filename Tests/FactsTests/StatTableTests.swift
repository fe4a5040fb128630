import Facts
import Quantities
import Testing

/// Tables of sums over respondents, attacked with every sum that they tell.
@Suite("Sums over respondents") struct StatTableTests {
  static let rule = ReleaseRule(leastRespondents: 3, largestShare: 80)

  private func respondents(_ amounts: [Int], _ groups: [String]) -> [Respondent] {
    zip(amounts, groups).enumerated().map { place, pair in
      Respondent(code: "R\(place)", groups: ["a": pair.1], amounts: [Number(pair.0)])
    }
  }

  // MARK: Thresholds

  struct Line: Sendable {
    var amounts: [Int]
    var answer: Suppression?
  }

  @Test(arguments: [
    Line(amounts: [], answer: .tooFew), Line(amounts: [5], answer: .tooFew),
    Line(amounts: [5, 5], answer: .tooFew), Line(amounts: [5, 5, 5], answer: nil),
    Line(amounts: [80, 10, 10], answer: nil), Line(amounts: [801, 100, 100], answer: .dominated),
    Line(amounts: [8001, 1000, 1000], answer: .dominated),
    Line(amounts: [-801, 100, 100], answer: .dominated),
    Line(amounts: [0, 0, 0], answer: .dominated),
    Line(amounts: [100, 0, 0], answer: .dominated), Line(amounts: [40, -40, 40], answer: nil),
  ])
  func `three are enough and four fifths are the most that one may make up`(_ line: Line) {
    #expect(Self.rule.objection(to: line.amounts.map { Number($0) }) == line.answer)
  }

  @Test func `a cell is kept back by any of its amounts`() {
    let respondents = [(10, 900), (10, 50), (10, 50)].enumerated().map { place, pair in
      Respondent(code: "\(place)", groups: [:], amounts: [Number(pair.0), Number(pair.1)])
    }
    let table = StatTableBuilder.table(of: respondents, by: [], under: Self.rule)
    #expect(table.total.suppression == .dominated)
    #expect(table.total.sums == nil && table.total.respondents == nil)
  }

  @Test func `a second cell is kept back so that the first cannot be subtracted`() {
    let table = StatTableBuilder.table(
      of: respondents(
        [50, 40, 10, 20, 30, 25, 60, 70, 80], ["x", "x", "y", "y", "y", "z", "z", "z", "z"]),
      by: ["a"], under: Self.rule)
    #expect(table.cell("x", by: "a")?.suppression == .tooFew)
    // The smaller of the other two goes with it.
    #expect(table.cell("y", by: "a")?.suppression == .complementary)
    #expect(table.cell("z", by: "a")?.sums == [235])
    #expect(table.total.sums == [385])
  }

  @Test func `two groupings that differ by one respondent are not told together`() {
    let respondents = (0..<8).map { place in
      Respondent(
        code: "\(place)", groups: ["a": place < 4 ? "x" : "y", "b": place < 5 ? "p" : "q"],
        amounts: [Number(10 + place)])
    }
    let table = StatTableBuilder.table(of: respondents, by: ["a", "b"], under: Self.rule)
    let told = table.groupings.flatMap(\.cells).filter { $0.sums != nil }
    #expect(told.count < 4)
    #expect(Attack(respondents, table).learned.isEmpty)
  }

  @Test func `what was kept back before stays back`() {
    let respondents = respondents(
      Array(10..<22), (0..<12).map { $0 < 4 ? "x" : $0 < 8 ? "y" : "z" })
    let table = StatTableBuilder.table(
      of: respondents, by: ["a"], under: Self.rule, keepingBack: [["a", "x"]])
    #expect(table.cell("x", by: "a")?.sums == nil)
    // Alone it would be what the others leave of the total.
    #expect(table.cell("y", by: "a")?.sums == nil)
    #expect(table.cell("z", by: "a")?.sums != nil)
  }

  // MARK: Attack

  @Test(arguments: 0..<120)
  func `nobody works out a single amount from any random table`(_ seed: UInt64) {
    var random = SeededGenerator(seed: 4_711 &+ seed)
    let count = 4 + Int(random.next() % 14)
    let respondents = (0..<count).map { place in
      // Amounts of a skewed district: a few large ones among many small.
      let size = random.next() % 5 == 0 ? 900 : 60
      return Respondent(
        code: "\(place)",
        groups: [
          "a": "a\(random.next() % 4)", "b": "b\(random.next() % 3)", "c": "c\(random.next() % 2)",
        ],
        amounts: [
          Number(1 + Int(random.next() % UInt64(size))), Number(1 + Int(random.next() % 80)),
        ])
    }
    let table = StatTableBuilder.table(
      of: respondents, by: ["a", "b", "c"], under: Self.rule)
    let attack = Attack(respondents, table)
    #expect(attack.learned.isEmpty, "seed \(seed)")
    #expect(attack.learnedByRespondents.isEmpty, "seed \(seed)")
    #expect(attack.unsafeDifferences(Self.rule).isEmpty, "seed \(seed)")
  }

  @Test func `the attack succeeds where nothing more is kept back`() {
    // The same attack on a table without the second cell finds the pair out.
    let respondents = respondents([50, 40, 10, 20, 30], ["x", "x", "y", "y", "y"])
    let careless = Attack(respondents, told: [Array(0..<5), [2, 3, 4]])
    #expect(careless.learnedByRespondents.count == 2)
    #expect(careless.unsafeDifferences(Self.rule) == [[0, 1]])
    let alone = Attack(respondents, told: [Array(0..<5), [1, 2, 3, 4]])
    #expect(alone.learned == [0])
  }
}

/// Somebody who holds a table of sums and knows who belongs to which group.
private struct Attack {
  private let respondents: [Respondent]
  private let told: [[Int]]
  /// What is left of the total beside the told cells of a grouping, which follows from them.
  private let rests: [[Int]]

  init(_ respondents: [Respondent], told: [[Int]], rests: [[Int]] = []) {
    self.respondents = respondents
    self.told = told
    self.rests = rests
  }

  init(_ respondents: [Respondent], _ table: StatTable) {
    var told: [[Int]] = table.total.sums == nil ? [] : [Array(respondents.indices)]
    var rests: [[Int]] = []
    for grouping in table.groupings {
      let kept = grouping.cells.filter { $0.sums == nil }.map(\.group)
      let rest = respondents.indices.filter {
        kept.contains(respondents[$0].groups[grouping.id] ?? "")
      }
      if table.total.sums != nil, !rest.isEmpty { rests.append(rest) }
      for cell in grouping.cells where cell.sums != nil {
        told.append(
          respondents.indices.filter { respondents[$0].groups[grouping.id] == cell.group })
      }
    }
    self.init(respondents, told: told, rests: rests)
  }

  /// Respondents whose amounts follow from the sums.
  var learned: [Int] {
    let rank = rank(of: rows)
    return respondents.indices.filter { self.rank(of: rows + [unit($0)]) == rank }
  }

  /// Pairs of which the first, knowing its own amount, finds the second's.
  var learnedByRespondents: [[Int]] {
    respondents.indices.flatMap { own -> [[Int]] in
      let known = rows + [unit(own)]
      let rank = rank(of: known)
      return respondents.indices.filter { other in
        other != own && self.rank(of: known + [unit(other)]) == rank
      }.map { [own, $0] }
    }
  }

  /// Differences of two nested sums, and rests beside told ones, that the rule would not tell.
  func unsafeDifferences(_ rule: ReleaseRule) -> [[Int]] {
    var found: [[Int]] = []
    let known = told + rests
    for outer in known {
      for inner in [[]] + known where inner.count < outer.count && Set(inner).isSubset(of: outer) {
        let rest = Set(outer).subtracting(inner).sorted()
        let columns = respondents[0].amounts.indices.map { place in
          rest.map { respondents[$0].amounts[place] }
        }
        if columns.contains(where: { rule.objection(to: $0) != nil }) { found.append(rest) }
      }
    }
    return found
  }

  private var rows: [[Int128]] {
    told.map { members in respondents.indices.map { members.contains($0) ? 1 : 0 } }
  }

  private func unit(_ place: Int) -> [Int128] {
    respondents.indices.map { $0 == place ? 1 : 0 }
  }

  /// Rank by elimination without fractions (Bareiss).
  private func rank(of matrix: [[Int128]]) -> Int {
    var rows = matrix
    var rank = 0
    var last: Int128 = 1
    for column in respondents.indices {
      guard let found = (rank..<rows.count).first(where: { rows[$0][column] != 0 }) else {
        continue
      }
      rows.swapAt(rank, found)
      for row in (rank + 1)..<max(rows.count, rank + 1) {
        for place in respondents.indices where place != column {
          rows[row][place] =
            (rows[row][place] * rows[rank][column] - rows[row][column] * rows[rank][place]) / last
        }
        rows[row][column] = 0
      }
      last = rows[rank][column]
      rank += 1
      if rank == rows.count { break }
    }
    return rank
  }
}
