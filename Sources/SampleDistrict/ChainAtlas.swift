import Quantities

/// The chains of the district with their links and products, as the bureau of industry drew them.
enum ChainAtlas {
  struct Chain {
    var code: String
    var name: String
    var level: String
    var alliance: String?
    var links: [Link]
  }

  struct Link {
    var name: String
    var stage: String
    var state: String
    var importance: Int
    /// Classes of industry that make its products.
    var industries: [String]
    var products: [String]
    /// The technology or the place of origin that is missing; empty where nothing is.
    var core = ""
    var regions = ""
  }

  static let chains = [
    Chain(
      code: "L-01", name: "专用车", level: "主导产业", alliance: Firms.Code.leader,
      links: [
        Link(
          name: "高强钢材", stage: "上游", state: "外源", importance: 4, industries: ["3130"],
          products: ["高强度钢板"], core: "轻量化高强钢轧制", regions: "安阳、武汉"),
        Link(
          name: "铸锻件", stage: "上游", state: "弱", importance: 3, industries: ["3311", "3484"],
          products: ["桥壳铸件", "紧固结构件"], regions: "洛阳、襄阳"),
        Link(
          name: "轴承与液压", stage: "上游", state: "弱", importance: 4, industries: ["3451"],
          products: ["轮毂轴承", "举升液压缸"], core: "高压密封", regions: "宁波、洛阳"),
        Link(
          name: "车桥与底盘件", stage: "中游", state: "强", importance: 5, industries: ["3670"],
          products: ["支撑车桥", "悬架总成"]),
        Link(
          name: "线控制动", stage: "中游", state: "缺", importance: 5, industries: [],
          products: ["电控制动阀"], core: "电控制动控制器", regions: "杭州、苏州"),
        Link(
          name: "挂车", stage: "下游", state: "强", importance: 5, industries: ["3660"],
          products: ["仓栅式半挂车", "冷藏半挂车"]),
        Link(
          name: "改装车", stage: "下游", state: "强", importance: 5, industries: ["3630"],
          products: ["环卫车", "冷链运输车"]),
        Link(
          name: "物流与维修", stage: "配套服务", state: "有", importance: 2, industries: ["5431", "8111"],
          products: ["整车物流"]),
      ]),
    Chain(
      code: "L-02", name: "新能源", level: "新兴产业",
      links: [
        Link(
          name: "电池材料", stage: "上游", state: "缺", importance: 5, industries: ["3985"],
          products: ["隔膜", "电解液"], core: "隔膜涂覆", regions: "新乡、常州"),
        Link(
          name: "电芯", stage: "中游", state: "在招", importance: 5, industries: ["3841"],
          products: ["磷酸铁锂电芯"], core: "大容量电芯", regions: "宁德、合肥"),
        Link(
          name: "电力电子", stage: "中游", state: "弱", importance: 4, industries: ["3825"],
          products: ["储能变流器", "光伏逆变器"], regions: "深圳、许昌"),
        Link(
          name: "储能系统", stage: "下游", state: "有", importance: 4, industries: ["3841"],
          products: ["工商业储能柜"]),
        Link(
          name: "绿色电力", stage: "下游", state: "有", importance: 3, industries: ["4417"],
          products: ["生物质供热"]),
      ]),
    Chain(
      code: "L-03", name: "现代食品", level: "主导产业",
      links: [
        Link(
          name: "原粮与果蔬", stage: "上游", state: "强", importance: 4, industries: ["0141"],
          products: ["小麦", "食用菌"]),
        Link(
          name: "面粉与油脂", stage: "中游", state: "强", importance: 4, industries: ["1312"],
          products: ["专用面粉", "花生油"]),
        Link(
          name: "肉类与果蔬加工", stage: "中游", state: "有", importance: 4,
          industries: ["1353", "1371"], products: ["分割肉", "脱水蔬菜"]),
        Link(
          name: "调味品", stage: "中游", state: "强", importance: 3, industries: ["1469"],
          products: ["复合调味料"]),
        Link(
          name: "食品装备", stage: "配套服务", state: "弱", importance: 3, industries: ["3531"],
          products: ["速冻隧道"], core: "低温无菌灌装", regions: "上海、青岛"),
        Link(
          name: "包装", stage: "配套服务", state: "有", importance: 2, industries: ["2231", "2926"],
          products: ["食品纸容器", "复合包装膜"]),
        Link(
          name: "速冻与方便食品", stage: "下游", state: "强", importance: 5,
          industries: ["1411", "1431"], products: ["速冻水饺", "方便粥"]),
        Link(
          name: "冷链", stage: "下游", state: "缺", importance: 4, industries: [], products: ["冷库周转"],
          core: "产地预冷", regions: "郑州、漯河"),
      ]),
  ]

  /// A product with its own number and the place of its link.
  struct Product {
    var code: String
    var name: String
    var chain: Chain
    var linkCode: String
    var link: Link
    var industry: String?
  }

  static let products: [Product] = {
    var all: [Product] = []
    for chain in chains {
      for (place, link) in chain.links.enumerated() {
        for (index, name) in link.products.enumerated() {
          let industry =
            link.industries.isEmpty ? nil : link.industries[min(index, link.industries.count - 1)]
          all.append(
            Product(
              code: "CP-\(10_001 + all.count)", name: name, chain: chain,
              linkCode: linkCode(chain, place), link: link, industry: industry))
        }
      }
    }
    return all
  }()

  /// Returns what a class of industry makes, when a link of a chain has it.
  static func product(of industry: String) -> Product? {
    products.first { $0.link.industries.contains(industry) }
  }

  private static func linkCode(_ chain: Chain, _ place: Int) -> String {
    "\(chain.code)-\(place < 9 ? "0" : "")\(place + 1)"
  }

  // MARK: Sheets

  static func chainTable(withLeader: Bool) -> SampleTable {
    SampleTable(
      heads: ["产业链编号", "产业链名称", "产业层次", "产业联盟会长单位", "牵头单位", "图谱编制日期", "方案印发日期"],
      rows: chains.map { chain in
        [
          .text(chain.code), .text(chain.name), .text(chain.level),
          withLeader ? chain.alliance.map { .text($0) } : nil, .text("industry"),
          .day(.of(2021, 11, 12)), .day(.of(2021, 12, 8)),
        ]
      })
  }

  static var linkTable: SampleTable {
    SampleTable(
      heads: ["环节编号", "环节名称", "所属产业链", "位置", "上游环节", "环节状态", "重要程度", "关键技术"],
      rows: chains.flatMap { chain in
        chain.links.enumerated().map { place, link -> [Value?] in
          [
            .text(linkCode(chain, place)), .text(link.name), .text(chain.name), .text(link.stage),
            place > 0 && link.stage != "上游" && link.stage != "配套服务"
              ? .text(linkCode(chain, place - 1)) : nil,
            .text(link.state), .count(link.importance), link.core.isEmpty ? nil : .text(link.core),
          ]
        }
      })
  }

  /// Where firms for the missing links are looked for; the bureau of commerce keeps it.
  static var regionTable: SampleTable {
    SampleTable(
      heads: ["环节编号", "目标地区"],
      rows: chains.flatMap { chain in
        chain.links.enumerated().compactMap { place, link in
          link.regions.isEmpty ? nil : [.text(linkCode(chain, place)), .text(link.regions)]
        }
      })
  }

  static var productTable: SampleTable {
    SampleTable(
      heads: ["产品编号", "产品名称", "所属产业链", "所属环节", "重点产品"],
      rows: products.map { product in
        [
          .text(product.code), .text(product.name), .text(product.chain.name),
          .text(product.linkCode), .boolean(product.link.importance >= 4),
        ]
      })
  }

  static var productClasses: SampleTable {
    SampleTable(
      heads: ["产品编号", "行业代码"],
      rows: products.compactMap { product in
        product.industry.map { [.text(product.code), .text($0)] }
      })
  }
}
