import Quantities

/// Sheets of the register of respondents: the directory of units, and the report of a month.
enum RespondentTables {
  static func directory(_ firms: [Firm]) -> SampleTable {
    SampleTable(
      heads: [EnterpriseTables.code, "单位名称", "统计行业代码", "单位规模", "统计所在镇街", "统计所在开发区"],
      rows: firms.map { firm in
        [
          .text(firm.code), .text(firm.name), .text(firm.industry), .text(size(of: firm)),
          .text(Place.towns[firm.town].code), firm.park.map { .text($0) },
        ]
      })
  }

  static func month(_ month: RespondentMonth, of period: Period) -> SampleTable {
    let heads = ["工业增加值", "工业总产值", "统计营业收入"].flatMap { title in
      ["\(title)（万元）", "上年同期\(title)（万元）"].map { "\($0)\(period.year)年\(period.numberInYear)月" }
    }
    return SampleTable(
      heads: [EnterpriseTables.code] + heads,
      rows: month.rows.map { row in
        [.text(row.firm.code)]
          + [row.valueAdded, row.output, row.revenue].flatMap { pair in
            [.hundredths(pair.now), .hundredths(pair.before)]
          }
      })
  }

  /// Class of size by staff and revenue, as the office classes industrial firms.
  private static func size(of firm: Firm) -> String {
    let staff = firm.staff ?? 0
    let revenue = (firm.revenue ?? 0) / 100
    if staff >= 1_000, revenue >= 40_000 { return "大型" }
    if staff >= 300, revenue >= 2_000 { return "中型" }
    return staff >= 20 && revenue >= 300 ? "小型" : "微型"
  }
}
