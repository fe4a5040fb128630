import Definitions
import Quantities

/// The files about parks, chains, supply, orders, loans, visits and debts, as their offices hand
/// them in: what stands when the year begins, and what a month brings.
struct DealingBatches {
  let dealings: Dealings
  let services: Services
  let parks: ParkBook
  /// Whether the firm that leads an alliance stands in the register of enterprises.
  let hasLeader: Bool

  struct File {
    var register: String
    var post: String
    var name: String
    var table: SampleTable
  }

  func opening(until day: Day) -> [File] {
    let first = Day.of(2021, 1, 1)
    return [
      File(register: "park", post: "DU-park-committee", name: "园区名录", table: parks.names),
      File(register: "park", post: "DU-development-reform", name: "园区-批复", table: parks.approvals),
      File(register: "park", post: "DU-natural-resources", name: "园区-用地", table: parks.surveys),
      File(
        register: "chain", post: "DU", name: "产业链名录",
        table: ChainAtlas.chainTable(withLeader: hasLeader)),
      File(register: "link", post: "DU", name: "产业链环节", table: ChainAtlas.linkTable),
      File(
        register: "link", post: "DU-commerce", name: "产业链环节-招商", table: ChainAtlas.regionTable),
      File(register: "product", post: "DU", name: "产品名录", table: ChainAtlas.productTable),
      File(
        register: "product", post: "DU-statistics", name: "产品-行业", table: ChainAtlas.productClasses),
      File(register: "supply-relation", post: "DU", name: "供需关系", table: dealings.relationTable),
    ] + happened(from: first, to: day)
  }

  /// What happened within some days; an empty file is not handed in.
  func happened(from first: Day, to last: Day) -> [File] {
    [
      File(
        register: "order", post: "DU", name: "订单", table: dealings.orderTable(from: first, to: last)
      ),
      File(
        register: "loan", post: "FN", name: "融资", table: services.loanTable(from: first, to: last)),
      File(
        register: "visit", post: "ES", name: "走访", table: services.visitTable(from: first, to: last)
      ),
      File(
        register: "arrears", post: "DSP", name: "拖欠账款",
        table: services.debtTable(from: first, to: last)),
    ].filter { !$0.table.rows.isEmpty }
  }
}

extension DealingBatches {
  /// What the industrial firms above scale of the story deal in.
  init(seed: UInt64, firms: [Firm], parks: ParkBook) {
    let newYear = Day.of(SampleDistrict.year, 1, 1)
    let firms = firms.filter { firm in
      firm.aboveScaleOn.map { $0 < newYear } == true && firm.revenue != nil && firm.closed == nil
    }
    let parties = firms.map { firm in
      DealingParty(
        code: firm.code, name: firm.name, industry: firm.industry, chain: firm.chain,
        town: firm.town, revenue: firm.revenue ?? 0)
    }
    self.init(
      dealings: Dealings(among: parties, seed: seed), services: Services(for: parties, seed: seed),
      parks: parks, hasLeader: true)
  }
}
