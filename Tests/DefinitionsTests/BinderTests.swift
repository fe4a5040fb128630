import Definitions
import Foundation
import Testing

/// Commitments find the metric that measures them.
struct BinderTests {
  @Test(
    arguments: [
      ("引进亿元以上项目", "个", "increment", "", "signed-projects-over-100-million"),
      ("引进30亿元以上项目", "个", "increment", "", "signed-projects-over-3-billion"),
      ("引进50亿元以上的龙头项目", nil, "breakthrough", "", "flagship-projects-over-5-billion"),
      ("市场主体总量", "万户", "level", "", "market-entities"),
      ("新增市场主体", "万户", "increment", "", nil),
      ("企业新三板挂牌", "家", "increment", "", "neeq-listings"),
      ("新增规模以上工业企业", "家", "increment", "", "new-above-scale-industry"),
      ("新增规模以上服务业企业", "家", "increment", "", nil),
      ("规上工业增加值增速", nil, "relative", "", "industrial-growth-over-city"),
      ("完成年度投资", "亿元", "increment", "抓好65个重点工业项目，完成年度投资100亿元", "key-project-investment"),
      ("完成年度投资", "亿元", "increment", "", nil),
      ("完成年度投资", "个", "increment", "抓好65个重点工业项目，完成年度投资100亿元", nil),
      ("培育“专精特新”企业", "家", "increment", "", "new-provincial-specialised-smes"),
      ("新增国家级“专精特新”小巨人企业", "家", "increment", "", nil),
      ("规上工业企业研发投入", "%", "growth_rate", "", "industrial-rd-growth"),
      ("全社会研发投入", "%", "growth_rate", "", "total-rd-growth"),
      ("省级研发平台", "个", "level", "", "provincial-rd-platforms"),
      ("市级研发平台", "个", "level", "", "city-rd-platforms"),
      ("城镇新增就业", "万人", "increment", "", "urban-new-jobs"),
      ("全区地区生产总值", "%", "growth_rate", "", "gdp-growth"),
      ("单位GDP能耗", "%", "growth_rate", "", nil),
      ("人均地区生产总值", "万元", "level", "", nil),
      ("固定资产投资", "%", "growth_rate", "", "fixed-investment-growth"),
      ("工业固定资产投资", "%", "growth_rate", "", "industrial-investment-growth"),
      ("社会消费品零售总额", "%", "growth_rate", "", "retail-growth"),
      ("规模以上工业增加值", "%", "growth_rate", "", "industrial-output-growth"),
      ("高新技术产业增加值占规上工业增加值比重", "%", "share", "", nil),
      ("一般公共预算收入", "亿元", "level", "", "budget-revenue"),
      ("一般公共预算收入", "%", "growth_rate", "", "budget-revenue-growth"),
      ("城镇居民人均可支配收入", "%", "growth_rate", "", "urban-income-growth"),
      ("农村居民人均可支配收入", "%", "growth_rate", "", "rural-income-growth"),
      ("城乡居民人均可支配收入", "%", "growth_rate", "", "resident-income-growth"),
      ("居民消费价格涨幅", "%", "limit", "", "consumer-prices"),
      ("城镇登记失业率", "%", "limit", "", "registered-unemployment"),
      ("全社会研发经费投入强度", "%", "share", "", "rd-intensity"),
      ("新增上市企业", "家", "increment", "", "stock-listings"),
      ("新增5G基站", "个", "increment", "", "five-g-stations"),
      ("建设高标准农田", "万亩", "increment", "", nil),
    ] as [(String, String?, String, String, String?)])
  func `proposes by subject, unit, kind and sentence`(
    subject: String, unit: String?, kind: String, sentence: String, metric: String?
  ) throws {
    let binder = try BuiltIn.library().binder
    let proposal = binder.propose(subject: subject, unit: unit, kind: kind, sentence: sentence)
    #expect(proposal?.metric == metric)
    if let proposal { #expect(proposal.reasons.last?.hasPrefix("口径：") == true) }
  }

  /// What the annotated report of another place promises, as far as a metric fits it.
  static let further = [
    "c001": "gdp-growth", "c002": "budget-revenue-growth", "c003": "industrial-output-growth",
    "c004": "fixed-investment-growth", "c005": "retail-growth", "c006": "resident-income-growth",
    "c017": "technology-smes", "c018": "new-high-tech-enterprises",
    "c019": "new-provincial-specialised-smes", "c020": "technical-renovation-investment-growth",
    "c022": "new-above-scale-industry",
  ]

  // Skipped where the shared folder with the annotated report is not beside the package.
  @Test(.enabled(if: TestFiles.shared != nil, "没有共享数据目录，未与标注的报告核对"))
  func `another place's report finds the metrics that fit and no others`() throws {
    for record in try Self.gold("qingyuan-2023") where record.kind != "scope" {
      let id = try #require(record.id).split(separator: "-").last.map(String.init)
      let proposal = try BuiltIn.library().binder.propose(
        subject: try #require(record.subject), unit: record.unit,
        kind: try #require(record.kind))
      #expect(proposal?.metric == id.flatMap { Self.further[$0] }, "\(record.subject ?? "")")
    }
  }

  private static func gold(_ name: String) throws -> [Gold] {
    let file = URL(filePath: try #require(TestFiles.shared))
      .appending(path: "data/reports/gold/\(name).jsonl")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .map { try JSONDecoder().decode(Gold.self, from: Data($0.utf8)) }
      .filter { $0.type == "commitment" }
  }

  struct Gold: Decodable {
    var type: String
    var id: String?
    var subject: String?
    var unit: String?
    var kind: String?
    var explicitness: String?
    var sentence: [Int]?

    var isRequired: Bool { type == "commitment" && explicitness == "explicit" && kind != "scope" }
  }

  static let metrics = [
    "seed-c001": "signed-projects-over-100-million", "seed-c002": "signed-projects-over-3-billion",
    "seed-c003": "flagship-projects-over-5-billion", "seed-c004": "market-entities",
    "seed-c005": "neeq-listings", "seed-c006": "zhongyuan-exchange-listings",
    "seed-c007": "industrial-growth-over-city", "seed-c008": "new-above-scale-industry",
    "seed-c009": "technical-renovation-projects",
    "seed-c010": "technical-renovation-investment-growth", "seed-c011": "key-industrial-projects",
    "seed-c012": "key-project-investment", "seed-c013": "special-vehicle-cluster-output",
    "seed-c014": "new-cloud-enterprises", "seed-c015": "provincial-smart-factories",
    "seed-c016": "provincial-smart-workshops", "seed-c017": "five-g-coverage",
    "seed-c018": "park-reform", "seed-c019": "standard-land-share",
    "seed-c020": "new-high-tech-enterprises", "seed-c021": "technology-smes",
    "seed-c022": "new-provincial-specialised-smes", "seed-c023": "rd-activity-coverage",
    "seed-c024": "industrial-rd-growth", "seed-c025": "provincial-rd-platforms",
    "seed-c026": "city-rd-platforms", "seed-c027": "total-rd-growth",
  ]

  // Skipped where the shared folder with the annotated report is not beside the package.
  @Test(.enabled(if: TestFiles.shared != nil, "没有共享数据目录，未与标注的报告核对"))
  func `every commitment of the annotated report finds its metric`() throws {
    let reports = URL(filePath: try #require(TestFiles.shared)).appending(path: "data/reports")
    let text = try String(contentsOf: reports.appending(path: "seed-2022.txt"), encoding: .utf8)
    let scalars = Array(text.unicodeScalars)
    let records = try Self.gold("seed-2022")
    #expect(records.count == 27)
    #expect(records.count { $0.isRequired } == 23)
    let binder = try BuiltIn.library().binder
    for record in records {
      let id = try #require(record.id)
      let span = try #require(record.sentence)
      var sentence = String.UnicodeScalarView()
      sentence.append(contentsOf: scalars[span[0]..<span[1]])
      let proposal = binder.propose(
        subject: try #require(record.subject), unit: record.unit, kind: try #require(record.kind),
        sentence: String(sentence))
      #expect(proposal?.metric == Self.metrics[id], "\(id) \(record.subject ?? "")")
    }
  }
}
