import Quantities

/// Sheets of the register of enterprises in the census, one for each office that keeps part of it.
enum CensusSheets {
  typealias Column = (head: String, value: @Sendable (ReportedEntity) -> Value?)

  /// What the registration authority knows of an entity, as of a day.
  static func registration(on day: Day) -> [Column] {
    [
      ("企业名称", { .text($0.entity.name) }), ("市场主体类型", { .text($0.entity.type) }),
      ("登记状态", { .text(status($0, on: day)) }), ("成立日期", { .day($0.entity.founded) }),
      ("注销日期", { closedOn($0, by: day).map { .day($0) } }),
      ("注册资本（万元）", { $0.entity.capital == 0 ? nil : .hundredths($0.entity.capital) }),
      ("行业门类", { .text($0.entity.section) }), ("行业代码", { .text($0.entity.industry) }),
      ("住所", { .text($0.entity.address) }), ("所属镇街", { .text(Place.towns[$0.entity.town].code) }),
    ]
  }

  static let park: [Column] = [("所属园区", { $0.entity.park.map { .text($0) } })]

  static let industry: [Column] = [
    ("联系人", { $0.entity.contact.map { .text($0) } }),
    ("综合能耗（吨标准煤）2021年", { $0.energy.map { .hundredths($0) } }),
    revenue(place: 0), revenue(place: 1), revenue(place: 2), revenue(place: 3), revenue(place: 4),
  ]

  private static func revenue(place: Int) -> Column {
    // Small firms are asked for two years, firms above scale for five.
    (
      "营业收入（万元）\(CensusDistrict.firstYear + place)年",
      { report in
        guard place >= 3 || report.entity.isAboveScale else { return nil }
        return report.revenue(of: CensusDistrict.firstYear + place).map { .hundredths($0) }
      }
    )
  }

  static let tax: [Column] = [
    ("纳税额（万元）2021年", { $0.tax.map { .hundredths($0) } }),
    (
      "一般纳税人",
      { $0.entity.lastRevenue == nil ? nil : .boolean($0.entity.isGeneralTaxpayer) }
    ),
  ]

  static let staff: [Column] = [("从业人员2021年", { $0.staff.map { .count($0) } })]

  static let scale: [Column] = [
    ("规上工业入库批准日", { $0.entity.aboveScaleOn.map { .day($0) } })
  ]

  static let science: [Column] = [
    ("研发费用（万元）2021年", { $0.entity.researchCost.map { .hundredths($0) } })
  ]

  /// All that is known when the year begins, as one sheet.
  static let whole =
    registration(on: Day.of(2021, 12, 31)) + park + industry + tax + staff + scale + science

  static func months(of year: Int) -> [Column] {
    (1...12).map { month in
      (
        "月度营业收入（万元）\(year)年\(month)月",
        { report in
          report.months(of: year).first { $0.month == month }.map { .hundredths($0.revenue) }
        }
      )
    }
  }

  static func row(_ report: ReportedEntity, _ columns: [Column]) -> [Value?]? {
    let values = columns.map { $0.value(report) }
    return values.contains { $0 != nil } ? [.text(report.entity.code)] + values : nil
  }

  // MARK: Status

  private static func status(_ report: ReportedEntity, on day: Day) -> String {
    let entity = report.entity
    if report.statusSlip == .closedWithoutDay { return "注销" }
    if let moved = entity.movedOut, moved <= day { return "迁出" }
    guard let closed = entity.closed, closed <= day else { return "存续" }
    return report.statusSlip == .dayWithoutClosing ? "存续" : "注销"
  }

  private static func closedOn(_ report: ReportedEntity, by day: Day) -> Day? {
    report.entity.closed.flatMap { $0 <= day ? $0 : nil }
  }
}
