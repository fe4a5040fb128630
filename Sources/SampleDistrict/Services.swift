import Quantities

/// What the district does for its firms: loans that are looked for and found, visits, debts that
/// public bodies and large firms owe them.
struct Services {
  struct Loan {
    var code: String
    var firm: DealingParty
    var kind: String
    var bank: String
    var asked: Day
    var amount: Int
    /// Nil while the talks go on, or when nothing came of them.
    var granted: Day?
    var isRefused: Bool
    var isFirst: Bool
    var years: Int
    /// Hundredths of a per cent.
    var rate: Int
  }

  struct Visit {
    var code: String
    var firm: DealingParty
    var day: Day
    var channel: String
    var needs: String?
  }

  struct Debt {
    var code: String
    var firm: DealingParty
    var debtor: String
    var kind: String
    var due: Day
    var accepted: Day
    var settled: Day?
    var isDisputed: Bool
    var amount: Int
  }

  let loans: [Loan]
  let visits: [Visit]
  let debts: [Debt]

  init(for firms: [DealingParty], seed: UInt64) {
    var random = SeededGenerator(seed: seed, stream: "services")
    loans = Self.loans(firms, &random)
    visits = Self.visits(firms, &random)
    debts = Self.debts(firms, &random)
  }

  private static func loans(
    _ firms: [DealingParty], _ random: inout SeededGenerator
  ) -> [Loan] {
    var loans = firms.flatMap { firm -> [Loan] in
      (0..<random.below(3)).map { _ in
        let asked = Day.of(2021, 1, 1).adding(days: random.below(725))
        let isRefused = random.happens(perMille: 150)
        let wait = random.within(12...75)
        return Loan(
          code: "", firm: firm,
          kind: random.pick(weighted: [
            ("流动资金贷款", 50), ("固定资产贷款", 18), ("信用贷款", 14), ("知识产权质押", 6), ("供应链融资", 12),
          ]),
          bank: random.pick(CensusLoans.banks), asked: asked,
          amount: max(
            1_000, firm.revenue * random.lognormal(median: 110, spread: 500) / 1000 / 100 * 100),
          granted: isRefused ? nil : asked.adding(days: wait), isRefused: isRefused,
          isFirst: random.happens(perMille: 130), years: random.pick([1, 1, 1, 2, 3]),
          rate: random.within(385...620))
      }
    }
    loans.sort { ($0.asked, $0.firm.code) < ($1.asked, $1.firm.code) }
    for index in loans.indices {
      loans[index].code = "DK-\(loans[index].asked.year)-\(10_001 + index)"
    }
    return loans
  }

  private static func visits(
    _ firms: [DealingParty], _ random: inout SeededGenerator
  ) -> [Visit] {
    guard !firms.isEmpty else { return [] }
    var visits = (0..<150).map { _ in
      Visit(
        code: "", firm: random.pick(firms), day: Day.of(2022, 1, 6).adding(days: random.below(350)),
        channel: random.pick(weighted: [("上门", 60), ("电话", 22), ("座谈", 12), ("线上", 6)]),
        needs: random.happens(perMille: 550) ? random.pick(needs) : nil)
    }
    visits.sort { ($0.day, $0.firm.code) < ($1.day, $1.firm.code) }
    for index in visits.indices { visits[index].code = "ZF-2022-\(10_001 + index)" }
    return visits
  }

  private static func debts(
    _ firms: [DealingParty], _ random: inout SeededGenerator
  ) -> [Debt] {
    guard !firms.isEmpty else { return [] }
    var debts = (0..<32).map { _ in
      let due = Day.of(2021, 6, 1).adding(days: random.below(500))
      let accepted = due.adding(days: random.within(40...150))
      let debtor = random.pick(debtors)
      let isSettled = random.happens(perMille: 620)
      return Debt(
        code: "", firm: random.pick(firms), debtor: debtor.0, kind: debtor.1, due: due,
        accepted: accepted,
        settled: isSettled ? accepted.adding(days: random.within(20...160)) : nil,
        isDisputed: random.happens(perMille: 220),
        amount: random.lognormal(median: 8_600, spread: 1_000) / 100 * 100 + 100)
    }
    debts.sort { ($0.accepted, $0.firm.code) < ($1.accepted, $1.firm.code) }
    for index in debts.indices {
      debts[index].code =
        "ZK-\(debts[index].accepted.year)-\(String(10_001 + index).dropFirst())"
    }
    return debts
  }

  private static let needs = [
    "流动资金紧张，希望对接信用贷款", "缺数控操作工 12 人", "厂区变压器容量不足", "扩产需要工业用地 30 亩", "想找本地铸件供应商",
    "货运车辆进城通行证办理慢", "研发费用加计扣除不会填报", "希望介绍高校合作开发新产品", "员工子女就近入学", "货款被拖欠，希望协调",
  ]
  private static let debtors = [
    ("澄川区荻湾乡人民政府", "机关"), ("澄川区市政维护中心", "事业单位"), ("明砚市砚江城市建设投资公司", "国有企业"),
    ("砚江建工集团有限公司", "大型企业"), ("明砚市澄心医院", "事业单位"),
  ]
}
