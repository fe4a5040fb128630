import Quantities
import Testing

struct ComparisonTests {
  @Test(
    arguments: [
      (.equal, "20", .up, true), (.equal, "21", .up, true), (.equal, "19.99", .up, false),
      (.equal, "19", .down, true), (.equal, "21", .down, false),
      (.atLeast, "20", .up, true), (.atLeast, "19.99", .up, false),
      (.above, "20", .up, false), (.above, "20.01", .up, true),
      (.atMost, "20", .down, true), (.atMost, "20.01", .down, false),
      (.below, "20", .down, false), (.below, "19.99", .down, true),
      (.about, "19", .up, true), (.about, "18.99", .up, false), (.about, "40", .up, true),
      (.about, "21", .down, true), (.about, "21.01", .down, false),
      (.between, "20", .up, true), (.between, "31", .up, true), (.between, "19", .up, false),
      (.between, "30", .down, true), (.between, "30.1", .down, false),
      (.relativeAbove, "20", .up, false), (.relativeAbove, "20.1", .up, true),
      (.relativeAtLeast, "20", .up, true), (.relativeEqual, "20", .up, true),
      (.relativeEqual, "19", .up, false), (.unstated, "20", .up, nil),
    ] as [(Comparison, String, Comparison.Direction, Bool?)])
  func `meets a target of 20, or 20 to 30`(
    comparison: Comparison, written: String, direction: Comparison.Direction, met: Bool?
  ) throws {
    let value = try #require(Number(written))
    #expect(comparison.isMet(by: value, target: 20, upper: 30, direction: direction) == met)
  }

  @Test func `a range without its upper end says nothing`() {
    #expect(Comparison.between.isMet(by: 25, target: 20) == nil)
  }

  @Test func `codes are those of the annotation guideline`() {
    let codes = Comparison.allCases.map(\.rawValue)
    #expect(
      codes == [
        "eq", "ge", "gt", "le", "lt", "approx", "range", "rel_gt", "rel_ge", "rel_eq", "none",
      ])
    #expect(Comparison.atLeast.sign == "≥")
    #expect(Comparison.allCases.filter(\.isRelative).count == 3)
  }
}
