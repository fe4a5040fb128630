import Quantities

/// Sheets of the register of enterprises, one for each office that keeps part of it.
struct EnterpriseTables {
  static let code = "统一社会信用代码"

  /// What the registration authority knows of firms, as of a day.
  static func registration(_ firms: [Firm], on day: Day) -> SampleTable {
    table(
      firms,
      [
        ("企业名称", { .text($0.name) }), ("市场主体类型", { .text($0.type) }),
        ("登记状态", { .text(status($0, on: day)) }), ("成立日期", { .day($0.founded) }),
        ("注销日期", { $0.closed.flatMap { $0 <= day ? .day($0) : nil } }),
        ("注册资本（万元）", { .hundredths($0.capital) }), ("行业门类", { .text($0.section) }),
        ("行业代码", { .text($0.industry) }), ("住所", { .text(address($0)) }),
        ("所属镇街", { .text(Place.towns[$0.town].code) }),
      ])
  }

  /// What the bureau of industry keeps of firms when the year begins; the months of the year before
  /// only where they were not told when they were over.
  static func industry(
    _ firms: [Firm], before day: Day, withMonths: Bool
  ) -> SampleTable {
    let months = (withMonths ? Array(1...12) : []).map { month -> (String, (Firm) -> Value?) in
      (
        "月度营业收入（万元）2021年\(month)月",
        { firm in
          guard let entered = firm.aboveScaleOn, entered < day else { return nil }
          return firm.revenueLastYear(inMonth: month).map { .hundredths($0) }
        }
      )
    }
    return table(
      firms,
      [
        ("所属产业链", { $0.chain.map { .text($0) } }), ("产业集群", { $0.cluster.map { .text($0) } }),
        ("服务专员岗位", { $0.aboveScaleOn.map { $0 < day } == true ? .text("ES") : nil }),
        ("营业收入（万元）2021年", { $0.revenue.map { .hundredths($0) } }),
        ("上云日期", { past($0.cloudOn, day) }),
        (
          "上云依据",
          { firm in past(firm.cloudOn, day) == nil ? nil : firm.cloudProof.map { .text($0) } }
        ),
        ("省级专精特新认定日", { past($0.specialisedOn, day) }),
        ("联系人", { $0.contact.map { .text($0) } }),
      ] + months)
  }

  /// Where firms stand among the chains and clusters of the district.
  static func chains(_ firms: [Firm]) -> SampleTable {
    table(
      firms,
      [
        ("所属产业链", { $0.chain.map { .text($0) } }), ("产业集群", { $0.cluster.map { .text($0) } }),
      ])
  }

  /// What firms said of one month.
  static func months(
    _ reports: [PastReport], _ value: (PastReport) -> Int
  ) -> SampleTable {
    guard let first = reports.first else { return SampleTable(heads: [code]) }
    return SampleTable(
      heads: [code, "月度营业收入（万元）\(first.year)年\(first.month)月"],
      rows: reports.map { [.text($0.code), .hundredths(value($0))] })
  }

  static func park(_ firms: [Firm]) -> SampleTable {
    table(firms, [("所属园区", { $0.park.map { .text($0) } })])
  }

  static func tax(_ firms: [Firm]) -> SampleTable {
    table(
      firms,
      [
        ("纳税额（万元）2021年", { $0.tax.map { .hundredths($0) } }),
        ("一般纳税人", { .boolean($0.isGeneralTaxpayer) }),
      ])
  }

  static func staff(_ firms: [Firm]) -> SampleTable {
    table(firms, [("从业人员2021年", { $0.staff.map { .count($0) } })])
  }

  static func scale(_ firms: [Firm], before day: Day) -> SampleTable {
    table(
      firms,
      [
        ("规上工业入库批准日", { past($0.aboveScaleOn, day) }),
        ("规上工业退库日", { past($0.aboveScaleExitOn, day) }),
      ])
  }

  static func listing(_ firms: [Firm], before day: Day) -> SampleTable {
    table(
      firms,
      [
        ("股改完成日", { past($0.jointStockOn, day) }), ("新三板挂牌日", { past($0.neeqOn, day) }),
        ("中原股权交易中心挂牌日", { past($0.exchangeOn, day) }),
      ])
  }

  static func science(_ firms: [Firm], before day: Day) -> SampleTable {
    table(
      firms,
      [
        ("高新技术企业首次发证日", { past($0.highTechOn, day) }),
        (
          "科技型中小企业入库编号",
          { firm in
            firm.technologyNumbers.last { $0 < day }.map { .text(technologyNumber(firm, on: $0)) }
          }
        ),
        ("科技型中小企业入库日", { $0.technologyNumbers.last { $0 < day }.map { .day($0) } }),
        ("有研发活动2021年", { $0.isActiveInResearch.map { .boolean($0) } }),
        ("有研发机构", { $0.hasResearchInstitution ? .boolean(true) : nil }),
        ("研发费用（万元）2021年", { $0.researchCost.map { .hundredths($0) } }),
      ])
  }

  // MARK: Sheets of a month

  static func revenue(_ firms: [Firm], month: Int) -> SampleTable {
    table(
      firms,
      [
        (
          "月度营业收入（万元）2022年\(month)月",
          { $0.revenue(inMonth: month).map { .hundredths($0) } }
        )
      ])
  }

  static func days(_ firms: [Firm], _ columns: [(String, (Firm) -> Day?)]) -> SampleTable {
    table(firms, columns.map { head, value in (head, { firm in value(firm).map { .day($0) } }) })
  }

  static func cloud(_ firms: [Firm]) -> SampleTable {
    table(
      firms,
      [
        ("上云日期", { $0.cloudOn.map { .day($0) } }),
        ("上云依据", { $0.cloudProof.map { .text($0) } }),
      ])
  }

  static func technology(_ firms: [Firm], on day: Day) -> SampleTable {
    table(
      firms,
      [
        ("科技型中小企业入库编号", { .text(technologyNumber($0, on: day)) }),
        ("科技型中小企业入库日", { _ in .day(day) }),
      ])
  }

  // MARK: Values

  private static func table(
    _ firms: [Firm], _ columns: [(String, (Firm) -> Value?)]
  ) -> SampleTable {
    // A firm of which the office knows nothing does not stand in its file.
    let rows = firms.compactMap { firm -> [Value?]? in
      let values = columns.map { $0.1(firm) }
      return values.contains { $0 != nil } ? [.text(firm.code)] + values : nil
    }
    return SampleTable(heads: [code] + columns.map(\.0), rows: rows)
  }

  private static func past(_ happened: Day?, _ day: Day) -> Value? {
    happened.flatMap { $0 < day ? .day($0) : nil }
  }

  private static func status(_ firm: Firm, on day: Day) -> String {
    firm.closed.map { $0 <= day } == true ? "注销" : "存续"
  }

  private static func address(_ firm: Firm) -> String {
    let number = firm.code.utf8.reduce(0) { ($0 * 31 + Int($1)) % 197 } + 1
    return "\(Place.title)\(Place.towns[firm.town].name)\(number)号"
  }

  /// A number in the form the ministry gives it: year, region, eight digits.
  private static func technologyNumber(_ firm: Firm, on day: Day) -> String {
    let serial = firm.code.utf8.reduce(0) { ($0 * 131 + Int($1)) % 90_000_000 } + 10_000_000
    return "\(day.year)\(Place.region)\(serial)"
  }
}
