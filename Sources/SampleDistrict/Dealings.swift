import Quantities

/// A firm as others deal with it: who buys from it, lends to it, owes it money.
struct DealingParty {
  var code: String
  var name: String
  var industry: String
  var chain: String?
  var town: Int
  /// Revenue of the year before, in hundredths of 万元.
  var revenue: Int
}

/// Who supplies whom, by the published recipe of the supply network, and the orders that follow.
struct Dealings {
  struct Relation {
    var code: String
    var supplier: DealingParty
    var buyer: DealingParty
    var product: ChainAtlas.Product?
    var chain: String?
    var since: Day
    /// Sold in the year before, in hundredths of 万元.
    var amount: Int
    /// Part of what the buyer buys in the district, in hundredths of a per cent.
    var share: Int
  }

  struct Order {
    var code: String
    var relation: Relation
    var signed: Day
    var due: Day
    var amount: Int
    /// The day on which all of it was delivered; later than due for one order in seven.
    var delivered: Day
    var isCancelled: Bool

    /// What had been delivered by the end of a month, in hundredths of 万元.
    func delivered(by last: Day) -> Int {
      guard last < delivered else { return amount }
      let whole = max(Day.days(from: signed, to: delivered), 1)
      return Int(Int128(amount) * Int128(max(Day.days(from: signed, to: last), 0)) / Int128(whole))
    }
  }

  let relations: [Relation]
  let orders: [Order]

  init(among parties: [DealingParty], seed: UInt64) {
    var random = SeededGenerator(seed: seed, stream: "dealings")
    relations = Self.relations(parties, seed, &random)
    orders = Self.orders(relations, &random)
  }

  private static func relations(
    _ parties: [DealingParty], _ seed: UInt64, _ random: inout SeededGenerator
  ) -> [Relation] {
    guard parties.count > 1 else { return [] }
    let network = SupplyNetwork(firms: parties.count, meanDegree: 5, seed: seed)
    var supplied = Array(repeating: 0, count: parties.count)
    var bought = supplied
    for link in network.links {
      supplied[link.supplier] += link.amount
      bought[link.buyer] += link.amount
    }
    return network.links.prefix(999_999).enumerated().map { place, link in
      let (supplier, buyer) = (parties[link.supplier], parties[link.buyer])
      // A third of what a firm sells is sold in the district.
      let amount = Int(
        Int128(supplier.revenue) * Int128(link.amount) / Int128(supplied[link.supplier] * 3))
      return Relation(
        code: "GX-\(String(1_000_001 + place).dropFirst())", supplier: supplier, buyer: buyer,
        product: ChainAtlas.product(of: supplier.industry),
        chain: supplier.chain == buyer.chain ? buyer.chain : nil,
        since: Day.of(2012 + random.below(9), 1 + random.below(12), 1 + random.below(28)),
        amount: max(amount, 100), share: link.amount * 10_000 / bought[link.buyer])
    }
  }

  /// The larger relations are carried out in orders: two months before the year, and all of it.
  private static func orders(
    _ relations: [Relation], _ random: inout SeededGenerator
  ) -> [Order] {
    let large = relations.sorted { ($0.amount, $0.code) > ($1.amount, $1.code) }.prefix(120)
    var orders: [Order] = []
    for relation in large {
      for _ in 0..<random.within(1...3) {
        let signed = Day.of(2021, 11, 1).adding(days: random.below(420))
        let due = signed.adding(days: random.within(30...150))
        let isLate = random.happens(perMille: 140)
        orders.append(
          Order(
            code: "", relation: relation, signed: signed, due: due,
            amount: max(1_000, relation.amount * random.within(8...30) / 100),
            delivered: due.adding(days: isLate ? random.within(10...70) : -random.below(20)),
            isCancelled: random.happens(perMille: 30)))
      }
    }
    orders.sort { ($0.signed, $0.relation.code) < ($1.signed, $1.relation.code) }
    for index in orders.indices {
      orders[index].code = "DD-\(orders[index].signed.year)-\(10_001 + index)"
    }
    return orders
  }
}

// MARK: Sheets

extension Dealings {
  var relationTable: SampleTable {
    SampleTable(
      heads: [
        "供需编号", "供方", "需方", "产品", "所属产业链", "开始供应日期", "年供应额（万元）2021年", "占需方采购比重2021年",
      ],
      rows: relations.map { relation in
        [
          .text(relation.code), .text(relation.supplier.code), .text(relation.buyer.code),
          relation.product.map { .text($0.code) }, relation.chain.map { .text($0) },
          .day(relation.since), .hundredths(relation.amount), .hundredths(relation.share),
        ]
      })
  }

  /// Orders that were signed, went on or ended within some days, as they stand on the last of them.
  func orderTable(from first: Day, to last: Day) -> SampleTable {
    let month = Period(.month, containing: last)
    let head = "累计交付金额（万元）\(month.year)年\(month.numberInYear)月"
    let open = orders.filter { $0.signed <= last && ($0.delivered >= first || $0.signed >= first) }
    return SampleTable(
      heads: [
        "订单编号", "订单名称", "承接企业", "下单企业", "产品", "所属产业链", "签订日期", "交货日期", "订单状态",
        "订单金额（万元）", head,
      ],
      rows: open.map { order in
        let isOver = order.delivered <= last
        return [
          .text(order.code), .text("\(order.relation.product?.name ?? "配套产品")供货合同"),
          .text(order.relation.supplier.code), .text(order.relation.buyer.code),
          order.relation.product.map { .text($0.code) }, order.relation.chain.map { .text($0) },
          .day(order.signed), .day(order.due),
          .text(order.isCancelled && isOver ? "取消" : isOver ? "已交付" : "执行中"),
          .hundredths(order.amount),
          order.isCancelled ? nil : .hundredths(order.delivered(by: last)),
        ]
      })
  }
}
