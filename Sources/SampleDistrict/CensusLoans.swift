import Quantities

/// Loans of the companies of a census district, from banks that do not exist.
struct CensusLoans {
  let district: CensusDistrict

  static let heads = ["统一社会信用代码", "银行", "贷款金额（万元）", "年利率（%）", "放款日期", "到期日期"]

  /// Returns the loan of a company, when it has one; larger firms have one more often.
  func loan(of entity: Entity) -> [Value?]? {
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
    return [
      .text(entity.code), .text(random.pick(Self.banks)), .hundredths(amount),
      .hundredths(random.within(385...650)), .day(start), .day(start.adding(months: 12 * years)),
    ]
  }

  private static let banks = ["澄川农村商业银行", "明砚银行澄川支行", "砚江银行澄川支行"]
}
