import Quantities
import Reports
import Testing

/// Two years' reports side by side.
struct ReportComparisonTests {
  private static func comparison(
    plan: String, review: String = "", next: String = "", year: Int = 2024
  ) -> ReportComparison {
    let earlier = "一、2023年工作安排\n\(plan)"
    let later = "一、\(year - 1)年工作回顾\n\(review)\n二、\(year)年工作安排\n\(next)"
    let reader = Material.reader
    return ReportComparison(
      earlier: reader.read(earlier), later: reader.read(later),
      achievements: reader.achievements(later))
  }

  @Test(
    arguments: [
      ("地区生产总值增长7%。", "生产总值增长7%。", .kept),
      ("市场主体突破5万户。", "市场主体突破50000户。", .kept),
      ("地区生产总值增长7%。", "地区生产总值增长7.5%以上。", .raised),
      ("地区生产总值增长7%。", "地区生产总值增长5%至6%。", .lowered),
      ("地区生产总值增长7%。", "地区生产总值增长6%至8%。", .restated),
      ("城镇调查失业率控制在5.5%以内。", "城镇调查失业率控制在5%以内。", .raised),
      ("城镇调查失业率控制在5.5%以内。", "城镇调查失业率控制在6%以内。", .lowered),
      ("单位GDP能耗下降3%。", "单位地区生产总值能耗下降2%。", .lowered),
      ("综合考核进入全市前三。", "综合考核进入全市前五。", .lowered),
      ("新增规上企业20家。", "培育规上企业22家。", .raised),
      ("外贸增速高于全市平均水平。", "外贸增速高于全市平均水平。", .kept),
      ("新建幼儿园3所。", "新建小学3所。", .dropped),
      ("新开工项目30个。", "竣工项目30个。", .dropped),
      ("固定资产投资增长8%。", "工业固定资产投资增长8%。", .dropped),
      ("固定资产投资增长8%。", "固定资产投资达到80亿元。", .dropped),
      ("引进10亿元以上项目5个。", "引进1亿元以上项目5个。", .dropped),
    ] as [(String, String, ReportComparison.Change)])
  func `a target is found again and measured against the new one`(
    before: String, after: String, change: ReportComparison.Change
  ) throws {
    let rows = Self.comparison(plan: before, next: after).rows
    #expect(rows.first?.change == change)
    #expect(rows.count == (change == .dropped ? 2 : 1))
    if change == .dropped { #expect(rows.last?.change == .added) }
  }

  @Test(
    arguments: [
      ("地区生产总值增长7%。", "地区生产总值完成150亿元、增长6.1%。", false),
      ("地区生产总值增长6%左右。", "地区生产总值增长5.8%。", true),
      ("固定资产投资增长8%。", "固定资产投资下降1%。", false),
      ("单位GDP能耗下降2.5%。", "单位GDP能耗下降3%。", true),
      ("单位GDP能耗下降2.5%。", "单位GDP能耗上升3%。", false),
      ("城镇调查失业率控制在5.5%以内。", "城镇调查失业率5.8%。", false),
      ("市场主体突破5万户。", "市场主体达到5.1万户。", true),
      ("市场主体突破5万户。", "市场主体突破5.2万户。", true),
      ("市场主体突破5万户。", "市场主体突破4万户。", nil),
      ("综合考核进入全市前三。", "综合考核位居全市第二。", true),
      ("一般公共预算收入超10亿。", "一般公共预算收入完成8.01亿元。", false),
      ("地区生产总值增长6.5%以上。", "预计地区生产总值增长5%左右。", false),
      ("地区生产总值增长6.5%以上。", "预计地区生产总值增长6.4%左右。", nil),
      ("固定资产投资增长8%。", "固定资产投资完成80亿元。", nil),
      ("外贸增速高于全市平均水平。", "外贸增速5%。", nil),
    ] as [(String, String, Bool?)])
  func `what the review claims is measured against the target`(
    target: String, review: String, isMet: Bool?
  ) throws {
    let rows = Self.comparison(plan: target, review: review).rows
    let claim = try #require(rows.first?.claim, "no claim is found in \(review)")
    #expect(claim.isMet == isMet)
  }

  @Test func `a review of another year claims nothing`() {
    let comparison = Self.comparison(
      plan: "改造老旧小区31个。", review: "改造老旧小区31个。", next: "改造老旧小区31个。", year: 2026)
    #expect(!comparison.isConsecutive)
    #expect(comparison.rows.map(\.change) == [.kept])
    #expect(comparison.rows.first?.claim == nil)
  }

  @Test func `the review of a term of five years is no year's result`() {
    let reader = Material.reader
    let later = "一、过去五年工作回顾\n改造老旧小区90个。\n二、2024年工作安排\n改造老旧小区30个。"
    let comparison = ReportComparison(
      earlier: reader.read("2023年工作安排\n改造老旧小区31个。"), later: reader.read(later),
      achievements: reader.achievements(later))
    #expect(comparison.rows.map(\.claim) == [nil])
  }

  @Test func `a report beside itself keeps everything it promises`() {
    let text = "2023年工作安排\n地区生产总值增长7%，新增规上企业20家、改造老旧小区31个，外贸增速高于全市平均水平。"
    let understanding = Material.reader.read(text)
    let comparison = ReportComparison(
      earlier: understanding, later: understanding, achievements: [])
    #expect(comparison.rows.map(\.change) == [.kept, .kept, .kept, .kept])
    #expect(comparison.rows.allSatisfy { $0.earlier == $0.later })
  }

  @Test func `a review's numbers are achievements and never promises`() {
    let text = "一、2023年工作回顾\n已建成幼儿园3所。\n二、2024年工作安排\n新建幼儿园2所。"
    #expect(Material.reader.read(text).commitments.map(\.value) == [2])
    #expect(Material.reader.achievements(text).map(\.value) == [3])
  }
}
