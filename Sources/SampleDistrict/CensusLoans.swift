import Quantities

/// Loans of the companies of a census district, from banks that do not exist.
struct CensusLoans {
  let district: CensusDistrict

  static let heads = [
    "融资编号", "融资事项", "融资企业", "融资类别", "金融机构", "需求日期", "放款日期", "到期日期", "融资状态", "需求金额（万元）",
    "放款金额（万元）", "年利率",
  ]

  /// Returns the loan of a company, when it has one, as the next of so many; larger firms have one
  /// more often.
  func loan(of entity: Entity, after count: Int) -> [Value?]? {
    guard let revenue = entity.lastRevenue else { return nil }
    var random = SeededGenerator(seed: district.seed, part: 15, subject: entity.index)
    let share =
      switch entity.size {
      case .micro: 60
      case .small: 280
      case .medium, .large: 550
      }
    guard random.happens(perMille: share) else { return nil }
    let amount = max(500, revenue * random.lognormal(median: 120, spread: 600) / 1000)
    let start = Day.of(2020, 1, 1).adding(days: random.below(720))
    let years = random.pick([1, 1, 1, 2, 3, 5])
    let due = start.adding(months: 12 * years)
    return [
      .text("DK-\(start.year)-\(String(100_001 + count % 99_999).dropFirst())"),
      .text("流动资金贷款（\(start.year)年）"), .text(entity.code), .text("流动资金贷款"),
      .text(random.pick(Self.banks)), .day(start.adding(days: -30)), .day(start), .day(due),
      .text(due < CensusDistrict.newYear ? "已结清" : "已放款"), .hundredths(amount),
      .hundredths(amount), .hundredths(random.within(385...650)),
    ]
  }

  static let banks = ["澄川农村商业银行", "明砚银行澄川支行", "砚江银行澄川支行"]
}
