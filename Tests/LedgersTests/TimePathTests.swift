import Ledgers
import Quantities
import SampleDistrict
import Testing

@Suite("The time path") struct TimePathTests {
  @Test(
    arguments: [
      ("2021-12-01", "0"), ("2022-01-01", "0"), ("2022-01-02", "0.1"), ("2022-04-11", "10"),
      ("2022-12-31", "36.4"), ("2023-05-01", "36.4"),
    ])
  func `goes in a straight line from the opening value to the target`(
    on: String, value: String
  ) {
    let path = TimePath(
      shape: .straight, from: day("2022-01-01"), due: day("2022-12-31"), opening: 0,
      target: Number("36.4") ?? 0)
    #expect(path.value(on: day(on)).description == value)
  }

  @Test(
    arguments: [
      ("100", "0"), ("64", "36"), ("70", "30"), ("70.1", "29.9"), ("90", "10"), ("90.1", "9.9"),
      ("105", "-5"),
    ])
  func `counts what lies behind in points of the way`(actual: String, behind: String) {
    // On the last day the path asks for the target, so the way is plain.
    let path = TimePath(
      shape: .straight, from: day("2022-01-01"), due: day("2022-12-31"), opening: 0, target: 100)
    let found = path.behind(Number(actual) ?? 0, on: day("2022-12-31"))
    #expect(found?.description == behind)
  }

  @Test func `begins a stock at its opening stock`() {
    let path = TimePath(
      shape: .straight, from: day("2022-01-01"), due: day("2022-12-31"), opening: 46_500,
      target: 50_140)
    #expect(path.value(on: day("2022-07-02")) == 48_320)
    #expect(path.behind(47_956, on: day("2022-07-02")) == 10)
  }

  @Test func `keeps thresholds exact where a third cannot be written`() {
    let path = TimePath(
      shape: .straight, from: day("2022-01-01"), due: day("2022-01-04"), opening: 0, target: 30)
    // A third of the way is 10; three below it are exactly ten points of thirty.
    #expect(path.behind(7, on: day("2022-01-02")) == 10)
  }

  @Test func `stands still for rates and counts points of the way from zero`() {
    let path = TimePath(
      shape: .level, from: day("2022-01-01"), due: day("2022-12-31"), opening: 20, target: 20)
    #expect(path.value(on: day("2022-03-31")) == 20)
    #expect(path.behind(Number("12.5") ?? 0, on: day("2022-03-31"))?.description == "37.5")
    #expect(path.behind(18, on: day("2022-03-31")) == 10)
    #expect(path.behind(14, on: day("2022-03-31")) == 30)
  }

  @Test func `has nowhere to go when the stock is there already`() {
    let path = TimePath(
      shape: .straight, from: day("2022-01-01"), due: day("2022-12-31"), opening: 12, target: 10)
    #expect(path.value(on: day("2022-06-30")) == 10)
    #expect(path.behind(9, on: day("2022-06-30")) == 10)
  }

  @Test func `turns round where less is better`() {
    let path = TimePath(
      shape: .straight, from: day("2022-01-01"), due: day("2022-12-31"), opening: 100,
      target: 50, direction: .down)
    #expect(path.behind(60, on: day("2022-12-31")) == 20)
  }

  @Test func `never asks for more than the target nor less than the opening value`() {
    var random = SeededGenerator(seed: 2022, stream: "paths")
    for _ in 1...500 {
      let opening = Number(random.below(1_000))
      let target = opening + Number(1 + random.below(1_000))
      let length = 1 + random.below(800)
      let path = TimePath(
        shape: .straight, from: day("2022-01-01"), due: day("2022-01-01").adding(days: length),
        opening: opening, target: target)
      let on = day("2022-01-01").adding(days: random.within(-50...900))
      let value = path.value(on: on)
      #expect(opening <= value && value <= target, "\(opening), \(target), \(length), \(on)")
      #expect(
        path.behind(value, on: on).map { $0.magnitude < Number(coefficient: 1, exponent: -20) }
          == true)
    }
  }

  @Test(
    arguments: [
      ("2022-01-01", "0"), ("2022-03-31", "10"), ("2022-05-15", "12.5"), ("2022-06-30", "15"),
      ("2022-12-31", "100"), ("2023-02-01", "100"),
    ])
  func `goes through the numbers that a person froze`(on: String, value: String) throws {
    let path = TimePath(
      shape: .frozen([
        .init(day: day("2022-03-31"), value: 10), .init(day: day("2022-04-30"), value: 10),
        .init(day: day("2022-05-30"), value: 15), .init(day: day("2022-06-30"), value: 15),
        .init(day: day("2022-12-31"), value: 100),
      ]), from: day("2022-01-01"), due: day("2022-12-31"), opening: 0, target: 100)
    #expect(path.value(on: day(on)).description == value)
    #expect(try #require(path.behind(path.value(on: day(on)), on: day(on))).isZero)
  }

  @Test func `counts what lies behind a frozen path exactly`() {
    let path = TimePath(
      shape: .frozen([
        .init(day: day("2022-06-30"), value: 40), .init(day: day("2022-12-31"), value: 100),
      ]), from: day("2022-01-01"), due: day("2022-12-31"), opening: 0, target: 100)
    #expect(path.behind(10, on: day("2022-06-30")) == 30)
    #expect(path.behind(50, on: day("2022-06-30")) == -10)
  }
}
