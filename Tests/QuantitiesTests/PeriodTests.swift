import Foundation
import Quantities
import Testing

struct PeriodTests {
  struct Example: Sendable {
    var text: String
    var length: Period.Length
    var first: String
    var last: String
    var code: Int64
    var chinese: String
  }

  @Test(arguments: [
    Example(
      text: "2022", length: .year, first: "2022-01-01", last: "2022-12-31", code: 202_201_015,
      chinese: "2022年"),
    Example(
      text: "2022-H2", length: .halfYear, first: "2022-07-01", last: "2022-12-31",
      code: 202_207_014, chinese: "2022年下半年"),
    Example(
      text: "2022-Q1", length: .quarter, first: "2022-01-01", last: "2022-03-31",
      code: 202_201_013, chinese: "2022年第一季度"),
    Example(
      text: "2024-02", length: .month, first: "2024-02-01", last: "2024-02-29",
      code: 202_402_012, chinese: "2024年2月"),
    Example(
      text: "2022-06-30", length: .day, first: "2022-06-30", last: "2022-06-30",
      code: 202_206_301, chinese: "2022年6月30日"),
  ])
  func `reads, writes and bounds`(example: Example) throws {
    let period = try #require(Period(example.text))
    #expect(period.length == example.length)
    #expect(period.first.description == example.first)
    #expect(period.last.description == example.last)
    #expect(period.code == example.code)
    #expect(Period(code: example.code) == period)
    #expect(period.chinese == example.chinese)
    #expect(period.description == example.text)
  }

  @Test(arguments: [
    "", "22", "2022-", "2022-0", "2022-13", "2022-00", "2022-Q0", "2022-Q5", "2022-H3", "2022-Q",
    "2022-03-", "2022年", "2022-3", "20220", "2022-02-30", "2022--3",
  ])
  func `refuses what is no period`(text: String) {
    #expect(Period(text) == nil)
  }

  @Test(
    arguments: [0, -1, 202_202_013, 202_203_025, 202_213_012, 202_201_010, 202_201_019, .max]
      as [Int64])
  func `refuses a code that no period has`(code: Int64) {
    #expect(Period(code: code) == nil)
  }

  @Test func `follow each other without a gap`() {
    var random = SeededGenerator(seed: 5)
    for _ in 1...1_000 {
      let day = Day(number: Int32.random(in: -700_000...2_000_000, using: &random))
      for length in Period.Length.allCases {
        let period = Period(length, containing: day)
        #expect(period.contains(day), "\(day) in \(period)")
        #expect(period.next.first == period.last.adding(days: 1), "\(period)")
        #expect(period.next.previous == period)
        #expect(period < period.next)
        #expect(period.code < period.next.code || period.first.year <= 0, "\(period)")
        #expect(Period(length, number: period.numberInYear, of: period.year) == period)
        if period.year >= 1 {
          #expect(Period(code: period.code) == period, "\(period)")
          #expect(Period(period.description) == period, "\(period)")
        }
      }
    }
  }

  @Test func `a code never is zero`() {
    for length in Period.Length.allCases {
      #expect(Period(length, containing: Day(number: 0)).code > 0)
    }
  }

  @Test func `order by first day, then the shorter first`() {
    let texts = ["2022-01-01", "2022-01", "2022-Q1", "2022-H1", "2022", "2022-02", "2022-Q2"]
    let periods = texts.compactMap { Period($0) }
    #expect(periods.shuffled().sorted() == periods)
  }
}
