import Definitions
import Foundation
import Quantities
import Reports
import SampleDistrict
import Testing

@Suite("The sample's report") struct ReportTests {
  private var understanding: Understanding {
    Reader(lexicon: library.lexicon).read(district.report, year: SampleDistrict.year)
  }

  @Test(
    arguments: [
      ("亿元以上项目", "increment", "eq", "32", "个"), ("30亿元以上项目", "increment", "eq", "2", "个"),
      ("50亿元以上", "breakthrough", "none", nil, nil), ("市场主体", "level", "gt", "1800", "户"),
      ("新三板", "increment", "eq", "1", "家"), ("中原股权交易中心", "increment", "eq", "3", "家"),
      ("规上工业增加值增速", "relative", "rel_gt", nil, nil),
      ("新增规上工业企业", "increment", "ge", "22", "家"), ("技改项目", "increment", "eq", "28", "个"),
      ("技术改造投资", "growth_rate", "ge", "18", "%"), ("完成投资", "increment", "eq", "252", "亿元"),
      ("专用车集群", "level", "gt", "200", "亿级"), ("上云企业", "increment", "ge", "110", "家"),
      ("智能工厂", "increment", "eq", "1", "个"), ("智能车间", "increment", "eq", "2", "个"),
      ("改制", "milestone", "none", nil, nil), ("标准地", "share", "eq", "100", "%"),
      ("高新技术企业", "increment", "eq", "6", "家"),
      ("科技型中小企业入库", "level increment", "gt", "45", "家"), ("专精特新", "increment", "eq", "4", "家"),
      ("规上工业企业研发活动", "share", "ge", "50", "%"),
      ("规上工业企业研发投入", "growth_rate", "eq", "18", "%"),
      ("省级研发平台", "level", "eq", "10", "个"), ("市级研发平台", "level", "eq", "34", "个"),
      ("全社会研发投入", "growth_rate", "ge", "18", "%"),
      ("地区生产总值", "growth_rate", "approx", "7", "%"),
      ("一般公共预算收入", "growth_rate", "ge", "9", "%"), ("幼儿园", "increment", "eq", "4", "所"),
      ("学位", "increment", "eq", "1200", "个"),
    ] as [(String, String, String, String?, String?)])
  func `promises`(
    subject: String, kind: String, comparison: String, value: String?, unit: String?
  ) throws {
    let found = understanding.commitments.filter { stated in
      stated.subject.filter { !"“”".contains($0) }.contains(subject)
        && stated.value?.description == value
    }
    let stated = try #require(
      found.first, "\(understanding.commitments.map { "\($0.subject) \($0.value ?? 0)" })")
    #expect(kind.split(separator: " ").contains { $0 == stated.kind.rawValue })
    #expect(stated.comparison.rawValue == comparison)
    #expect(stated.unit == unit)
  }

  @Test func `makes no promise of what its review tells`() throws {
    let text = Array(district.report.unicodeScalars)
    let plan = try #require(district.report.firstRange(of: "二、2022年总体要求"))
    let boundary = district.report.unicodeScalars.distance(
      from: district.report.startIndex, to: plan.lowerBound)
    let early = understanding.commitments.filter { $0.span.lowerBound < boundary }
    #expect(early.isEmpty, "\(early.map { String(String.UnicodeScalarView(text[$0.span])) })")
  }

  @Test func `makes every kind of promise that the seed report makes`() {
    // The kinds of the annotated seed report.
    let seed: Set = [
      "increment", "breakthrough", "level", "relative", "growth_rate", "scope", "coverage",
      "milestone", "share",
    ]
    let kinds = Set(understanding.commitments.map(\.kind.rawValue))
    #expect(seed.isSubset(of: kinds), "missing: \(seed.subtracting(kinds))")
  }

  @Test func `falls into pieces that are the whole`() {
    let spans = understanding.segments.map(\.span)
    #expect(spans.first?.lowerBound == 0)
    #expect(spans.last?.upperBound == district.report.unicodeScalars.count)
    for (left, right) in zip(spans, spans.dropFirst()) {
      #expect(left.upperBound == right.lowerBound)
    }
  }

  /// Needs the annotated seed report; where it is absent the test is skipped.
  @Test(.enabled(if: Package.shared != nil))
  func `names the kinds that the annotation names`() throws {
    let gold = try #require(Package.shared).appending(path: "data/reports/gold/seed-2022.jsonl")
    let text = try String(contentsOf: gold, encoding: .utf8)
    let kinds = Set(
      text.matches(of: /"type": "commitment".*?"kind": "([a-z_]+)"/).map { String($0.1) })
    #expect(!kinds.isEmpty)
    let ours = Set(understanding.commitments.map(\.kind.rawValue))
    #expect(kinds.isSubset(of: ours), "missing: \(kinds.subtracting(ours))")
  }
}
