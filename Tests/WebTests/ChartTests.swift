import Foundation
import HTTPTypes
import Ledgers
import Testing

@testable import Web

/// Scales that fit what they show, and charts that one can look into where a library is installed.
struct ChartTests {
  @Test(
    arguments: [
      ([0, 20], [0, 5, 10, 15, 20]), ([0, 1], [0, 0.5, 1]), ([], [0, 0.5, 1]),
      ([48_200, 50_000, 49_100], [48_000, 48_500, 49_000, 49_500, 50_000]),
      ([-4, 12], [-5, 0, 5, 10, 15]), ([-3, -1], [-3, -2, -1, 0]), ([7], [0, 2, 4, 6, 8]),
    ] as [([Double], [Double])])
  func `a scale covers what it shows in round steps`(shown: [Double], lines: [Double]) {
    let scale = ChartScale(shown)
    #expect(scale.values.map { ($0 * 1e6).rounded() / 1e6 } == lines || shown.isEmpty)
    #expect(shown.allSatisfy { scale.lowest <= $0 && $0 <= scale.highest })
  }

  @Test func `a scale covers whatever values come`() {
    var random = SeededGenerator(seed: 2022)
    for _ in 1...2_000 {
      let size = pow(10, Double.random(in: -3...8, using: &random))
      let shown = (0...3).map { _ in Double.random(in: -size...size, using: &random) }
      let scale = ChartScale(shown)
      #expect(shown.allSatisfy { scale.lowest <= $0 && $0 <= scale.highest }, "\(shown)")
      #expect((2...9).contains(scale.values.count), "\(shown) \(scale.values)")
      #expect(scale.values == scale.values.sorted())
    }
  }

  @Test func `a chart holds values below zero, and a milestone that came after its deadline`() {
    func point(_ day: Int, _ value: Double) -> PathChart.Point {
      .init(day: day, value: value, dayTitle: "第 \(day) 天", valueTitle: "\(value)%")
    }
    let chart = PathChart(
      title: "增速", unit: "%", firstDay: 0, lastDay: 300, ticks: [.init(day: 0, title: "1月")],
      target: 5, targetTitle: "目标 ≥ 5%", path: [point(0, 5), point(200, 5)],
      claimed: [point(59, -12), point(300, 4)], verified: [],
      forecast: [
        .init(day: 100, low: -9, middle: 0, high: 8, dayTitle: "第 100 天", title: "0%"),
        .init(day: 200, low: -30, middle: 1, high: 30, dayTitle: "第 200 天", title: "1%"),
      ], today: 300, due: 200)
    for drawing in [chart.drawn.text, chart.small.text] {
      #expect(drawing.contains(#"class="due""#))
      #expect(drawing.contains("grid zero"))
      // Nothing is drawn outside the frame.
      #expect(drawing.firstMatch(of: /[MLHV ]-\d/) == nil, "\(drawing)")
    }
    #expect(chart.drawn.text.contains("期限") && chart.summary.contains("已证实暂无数据"))
    let lines = chart.scale.values
    #expect(lines.first == -40 && lines.last == 40, "\(lines)")
  }

  @Test func `the installed library is served for a year under a name of its own`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(Asset.chartLibrary(in: folder.path) == nil)
    try Data("window.echarts = {};".utf8).write(to: folder.appending(path: "echarts.min.js"))
    let asset = try #require(Asset.chartLibrary(in: folder.path))
    #expect(asset.address.hasPrefix("/assets/echarts-"))
    let district = try await SmallDistrict.open(components: folder.path)
    let code = try await district.commitments[0].id
    try await district.write(
      "enterprise", "统一社会信用代码,企业名称\n91419802MA00000A9H,禾丰专用车辆有限公司\n",
      on: "2022-03-01", as: "DU-market-regulation")
    let browser = try await district.browser(as: "SV")
    let page = try await browser.get("/commitments/\(code)").body
    #expect(page.contains(#"data-library="\#(asset.address)""#))
    #expect(page.contains(Asset.charts.address))
    #expect(page.contains("<svg viewBox=\"0 0 720 300\""))
    let file = try await browser.get(asset.address)
    #expect(file.status == 200 && file.body.contains("echarts"))
    #expect(file.headers[.cacheControl] == "public, max-age=31536000, immutable")
  }
}
