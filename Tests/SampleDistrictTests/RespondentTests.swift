import Definitions
import Quantities
import SampleDistrict
import Testing

/// What the statistics office is told by the firms above scale of the sample district.
@Suite("Respondents of the statistics office") struct RespondentTests {
  private static let told = SampleDistrict(entities: 1_000, seed: 11, history: 2)

  /// Amounts of a month by code and head, in hundredths of 万元.
  private func months(
    _ district: SampleDistrict
  ) -> [(month: Period, rows: [String: [String: Number]])] {
    district.batches(until: Day("2023-12-31") ?? .init(number: 0)).compactMap { batch in
      guard let month = batch.respondentMonth else { return nil }
      var rows: [String: [String: Number]] = [:]
      for row in batch.table.rows {
        guard case .text(let code)? = row[0] else { continue }
        for (head, value) in zip(batch.table.heads, row).dropFirst() {
          if case .number(let number)? = value {
            rows[code, default: [:]][String(head.prefix { $0 != "（" })] = number
          }
        }
      }
      return (month, rows)
    }
  }

  private func published(_ district: SampleDistrict, _ month: Period) -> Number? {
    let head = "规上工业增加值增速\(month.year)年\(month.numberInYear)月"
    var found: Number?
    for batch in district.batches(until: Day("2023-12-31") ?? .init(number: 0))
    where batch.register == "region" {
      guard let column = batch.table.heads.firstIndex(of: head),
        case .number(let number)? = batch.table.rows.first(where: { $0[0] == .text("本区") })?[column]
      else { continue }
      found = number
    }
    return found
  }

  @Test(arguments: [0, 2])
  func `grow together from January on as the office publishes`(_ history: Int) throws {
    let district = SampleDistrict(entities: 1_000, seed: 11, history: history)
    let all = months(district)
    #expect(all.count == 11 * (1 + history))
    #expect(all.allSatisfy { $0.month.numberInYear > 1 })
    var sums: [Int: (now: Number, before: Number)] = [:]
    var compared = 0
    for (month, rows) in all.sorted(by: { $0.month < $1.month }) {
      var sum = sums[month.year] ?? (.zero, .zero)
      for row in rows.values {
        sum.now += row["工业增加值"] ?? .zero
        sum.before += row["上年同期工业增加值"] ?? .zero
      }
      sums[month.year] = sum
      guard let published = published(district, month) else { continue }
      let growth = try #require(((sum.now - sum.before) * 100).divided(by: sum.before))
      #expect((growth - published).magnitude < Number(fixedPoint: 1, places: 2), "\(month)")
      compared += 1
    }
    #expect(compared >= 10)
  }

  @Test func `tell the revenue that they tell the bureau of industry`() throws {
    let district = SampleDistrict(entities: 1_000, seed: 11)
    var reported: [String: Number] = [:]
    for batch in district.batches(until: Day("2022-12-31") ?? .init(number: 0))
    where batch.register == "enterprise" {
      guard let column = batch.table.heads.firstIndex(of: "月度营业收入（万元）2022年5月") else { continue }
      for row in batch.table.rows {
        guard case .text(let code)? = row[0], case .number(let number)? = row[column] else {
          continue
        }
        reported[code] = number
      }
    }
    let may = try #require(months(district).first { $0.month.description == "2022-05" })
    #expect(may.rows.count > 200)
    for (code, row) in may.rows { #expect(row["统计营业收入"] == reported[code], "\(code)") }
  }

  @Test func `are large and small, and some stand still for months`() throws {
    let may = try #require(months(Self.told).first { $0.month.description == "2022-06" })
    let amounts = may.rows.values.compactMap { $0["工业增加值"] }
    let sum = amounts.reduce(Number.zero, +)
    let largest = try #require(amounts.max())
    #expect(largest * 100 < sum * 80)
    let halved = may.rows.values.count { row in
      (row["工业总产值"] ?? .zero) * 2 < (row["上年同期工业总产值"] ?? .zero)
    }
    #expect(halved >= 1)
  }
}
