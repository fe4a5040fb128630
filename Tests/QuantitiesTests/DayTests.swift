import Foundation
import Quantities
import Testing

struct DayTests {
  @Test(
    arguments: [
      ("1970-01-01", 0, 4), ("1969-12-31", -1, 3), ("2000-02-29", 11_016, 2),
      ("2022-06-30", 19_173, 4), ("2024-02-29", 19_782, 4), ("1900-03-01", -25_508, 4),
      ("0001-01-01", -719_162, 1), ("9999-12-31", 2_932_896, 5),
    ] as [(String, Int32, Int)])
  func `numbers and weekdays`(text: String, number: Int32, weekday: Int) throws {
    let day = try #require(Day(text))
    #expect(day.number == number)
    #expect(day.weekday == weekday)
    #expect(day.description == text)
    #expect(Day(number: number) == day)
  }

  @Test(arguments: [
    "", "2022-6-30", "2022-06-31", "2022-02-29", "1900-02-29", "2022-13-01", "2022-00-10",
    "2022-01-00", "2022/06/30", "2022-06-30 ", "２０２２-06-30", "22022-06-3", "-022-06-30",
  ])
  func `refuses what is no day`(text: String) {
    #expect(Day(text) == nil)
  }

  @Test(arguments: [
    ("2022-01-31", 1, "2022-02-28"), ("2024-01-31", 1, "2024-02-29"),
    ("2022-12-31", 2, "2023-02-28"),
    ("2022-03-31", -1, "2022-02-28"), ("2022-01-15", -1, "2021-12-15"),
    ("2022-05-31", 12, "2023-05-31"),
    ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", -48, "2020-02-29"),
    ("2022-06-30", 0, "2022-06-30"),
    ("2022-08-31", 6, "2023-02-28"),
  ])
  func `months clamp to the month's end`(start: String, months: Int, end: String) throws {
    #expect(try #require(Day(start)).adding(months: months).description == end)
  }

  @Test func `agrees with Foundation's Gregorian calendar`() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    var random = SeededGenerator(seed: 2)
    // Foundation changes to the Julian calendar before 1582.
    for _ in 1...1_000 {
      let number = Int32.random(in: -141_000...2_900_000, using: &random)
      let day = Day(number: number)
      let date = Date(timeIntervalSince1970: Double(number) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
      #expect(day.year == parts.year, "\(day)")
      #expect(day.month == parts.month, "\(day)")
      #expect(day.day == parts.day, "\(day)")
      #expect(day.weekday % 7 + 1 == parts.weekday, "\(day)")
    }
  }

  @Test func `every day comes back from its year, month and day`() {
    var random = SeededGenerator(seed: 3)
    for _ in 1...5_000 {
      let day = Day(number: Int32.random(in: -1_500_000_000...1_500_000_000, using: &random))
      #expect(Day(year: day.year, month: day.month, day: day.day) == day)
      let count = Int.random(in: -100_000...100_000, using: &random)
      #expect(Day.days(from: day, to: day.adding(days: count)) == count)
    }
  }

  @Test func `months forward never pass the month they aim at`() throws {
    var random = SeededGenerator(seed: 4)
    for _ in 1...2_000 {
      let day = Day(number: Int32.random(in: -200_000...200_000, using: &random))
      let months = Int.random(in: -600...600, using: &random)
      let moved = day.adding(months: months)
      #expect(
        (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months,
        "\(day) + \(months)")
      #expect(moved.day <= day.day, "\(day) + \(months)")
      #expect(
        moved.day == day.day || moved.adding(days: 1).day == 1, "\(day) + \(months) = \(moved)")
    }
  }

  @Test func `what no day can hold stays at the edge`() {
    let day = Day(number: 0)
    #expect(day.adding(days: .max).number == .max)
    #expect(day.adding(days: .min).number == .min)
    #expect(day.adding(months: .max).year == Day.years.upperBound)
    #expect(day.adding(years: .min).year == Day.years.lowerBound)
  }

  @Test func `travels as text`() throws {
    let day = try #require(Day("2022-06-30"))
    let data = try JSONEncoder().encode([day])
    #expect(String(decoding: data, as: UTF8.self) == #"["2022-06-30"]"#)
    #expect(try JSONDecoder().decode([Day].self, from: data) == [day])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Day].self, from: Data(#"["2022-02-30"]"#.utf8))
    }
  }
}
