import Frames
import Quantities
import Testing

/// Totals over five enterprises, one of which has not reported.
struct AggregatesTests {
  private let revenue = Column(
    storage: .integers([150, -20, 99_999, 300, 300], places: 2),
    valid: Bitmap(count: 5, rows: [0, 1, 3, 4]))
  private let status = Column(
    storage: .codes([0, 1, -1, 0, 2], dictionary: ["存续", "注销", "在业", "吊销"]),
    valid: Bitmap(count: 5, rows: [0, 1, 3, 4]))
  private let all = Bitmap(count: 5, repeating: true)

  @Test func `a missing value takes no part`() {
    #expect(revenue.count(in: all) == 4)
    #expect(revenue.sum(in: all) == Number(coefficient: 73, exponent: -1))
    #expect(revenue.mean(in: all) == Number(coefficient: 1825, exponent: -3))
    #expect(revenue.greatest(in: all) == .number(Number(3)))
    #expect(revenue.least(in: all) == .number(Number(coefficient: -2, exponent: -1)))
  }

  @Test func `no rows have a sum of zero and no mean`() {
    let none = Bitmap(count: 5, rows: [2])
    #expect(revenue.sum(in: none) == .zero)
    #expect(revenue.mean(in: none) == nil)
    #expect(revenue.least(in: none) == nil)
    #expect(revenue.percentile(50, in: none) == nil)
    #expect(status.sum(in: all) == nil)
  }

  @Test(
    arguments: [
      (0, Number(coefficient: -2, exponent: -1)), (25, Number(coefficient: -2, exponent: -1)),
      (26, Number(coefficient: 15, exponent: -1)), (50, Number(coefficient: 15, exponent: -1)),
      (51, Number(3)), (100, Number(3)),
    ] as [(Int, Number)])
  func `a percentile is a value that somebody has`(percent: Int, expected: Number) {
    #expect(revenue.percentile(percent, in: all) == .number(expected))
  }

  @Test func `the sum is exact where 64 bits end`() {
    let large = Column(
      storage: .integers([.max, .max, .min], places: 0), valid: Bitmap(count: 3, repeating: true))
    let two = Bitmap(count: 3, rows: [0, 1])
    #expect(large.sum(in: two) == Number(coefficient: Int128(Int64.max) * 2, exponent: 0))
  }

  @Test func `of equal values the earlier row is first`() {
    #expect(revenue.top(2, in: all) == [3, 4])
    #expect(revenue.top(9, in: all) == [3, 4, 0, 1])
    #expect(revenue.top(0, in: all) == [])
  }

  @Test func `groups follow the dictionary and leave empty words out`() {
    let groups = status.groups(in: all)
    #expect(groups.map(\.word) == ["存续", "注销", "在业"])
    #expect(groups.map(\.rows.rows) == [[0, 3], [1], [4]])
    #expect(groups.map { revenue.sum(in: $0.rows) }[0] == Number(coefficient: 45, exponent: -1))
  }

  @Test func `newly true is what was false or unknown before`() {
    let before = Truth(
      isTrue: Bitmap(count: 4, rows: [0]), isFalse: Bitmap(count: 4, rows: [1, 3]))
    let after = Truth(
      isTrue: Bitmap(count: 4, rows: [0, 1, 2]), isFalse: Bitmap(count: 4, rows: [3]))
    #expect(after.newlyTrue(since: before).rows == [1, 2])
  }

  @Test func `rows of another day are found by their subjects`() {
    let today = Frame(subjects: [3, 5, 8, 9], columns: [:])
    let yesterday = Frame(subjects: [5, 7, 9], columns: [:])
    #expect(today.rows(Bitmap(count: 3, repeating: true), of: yesterday).rows == [1, 3])
  }
}
