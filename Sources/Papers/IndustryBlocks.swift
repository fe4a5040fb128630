import Definitions
package import Ledgers
package import Quantities

/// The parts of 运行月报, from issued months and published series only.
package struct IndustryBlocks: Sendable {
  private let figures: IndustryFigures
  private let run: MonthlyRun
  private let published: PublishedGrowth
  private let falls: [Fall]
  private let notes: [FallNote]

  /// `figures` has the month itself among its months.
  package init(
    _ run: MonthlyRun, figures: IndustryFigures, published: PublishedGrowth, falls: [Fall],
    notes: [FallNote]
  ) {
    self.run = run
    self.figures = figures
    self.published = published
    self.falls = falls
    self.notes = notes
  }

  package var all: [MonthlyRun.Block] {
    [overview, course] + IndustryGrouping.allCases.map(groups) + [attention]
  }

  private var month: Period { run.month }

  // MARK: Parts

  private var overview: MonthlyRun.Block {
    var lines = [
      "\(month.reported)，全区规模以上工业增加值\(words(.valueAdded, .month))；\(toDate)"
    ]
    if let lead = published.lead(in: month), let own = published.own[month],
      let city = published.city[month]
    {
      let place = lead > .zero ? "高于" : lead.isZero ? "持平于" : "低于"
      lines.append(
        "统计部门发布的累计增速：本区 \(own.fixed)%，全市 \(city.fixed)%，本区\(place)全市"
          + (lead.isZero ? "。" : " \(lead.magnitude.fixed) 个百分点。"))
    } else {
      lines.append("数据不足：登记簿“地区指标”里没有\(month.chinese)本区或全市的规上工业增加值增速，不能与全市比较。")
    }
    let rows = IndustryMeasure.allCases.map { measure in
      [
        "\(measure.title)（\(measure.basis)）", amount(measure, .month), rate(measure, .month),
        amount(measure, .toDate), rate(measure, .toDate),
      ]
    }
    return MonthlyRun.Block(
      title: "总体情况", lines: lines,
      heads: ["指标", "当月（亿元）", "同比（%）", "累计（亿元）", "同比（%）"], rows: rows)
  }

  private var toDate: String {
    let missing = figures.missing(.toDate, of: month)
    guard missing.isEmpty else {
      return "累计数不足，\(missing.map(\.reported).joined(separator: "、"))尚未印发。"
    }
    return "\(month.reportedToDate)累计\(words(.valueAdded, .toDate))。"
  }

  private var course: MonthlyRun.Block {
    let months = figures.months.filter { $0.year == month.year && $0 <= month }
    return MonthlyRun.Block(
      title: "逐月走势", lines: [],
      heads: ["月份", "当月同比（%）", "累计同比（%）", "发布：本区（%）", "发布：全市（%）"],
      rows: months.map { month in
        [
          month.reported, rate(.valueAdded, .month, month), rate(.valueAdded, .toDate, month),
          published.own[month]?.fixed ?? "—", published.city[month]?.fixed ?? "—",
        ]
      })
  }

  private func groups(_ grouping: IndustryGrouping) -> MonthlyRun.Block {
    let span: IndustrySpan = figures.missing(.toDate, of: month).isEmpty ? .toDate : .month
    let lines = figures.lines(.valueAdded, span, of: month, by: grouping)
    let kept = lines.count { $0.reason != nil }
    let told = lines.filter { $0.reason == nil }
    var words = ["按\(span.title)增加值计算，各组拉动相加等于全区增速。"]
    if kept > 0 { words.append("另有 \(kept) 组因统计保密不单列，合并为“其他”。") }
    return MonthlyRun.Block(
      title: "分\(grouping.title)情况", lines: words,
      heads: [grouping.title, "户数", "增加值（亿元）", "同比（%）", "上年同期占比（%）", "拉动（百分点）"],
      rows: told.map { line in
        [
          line.name, line.respondents.map(String.init) ?? "—",
          line.growth.map { Self.hundredMillion($0.now) } ?? "—",
          line.growth?.rate?.fixed ?? "—", line.share?.fixed ?? "—",
          line.contribution?.fixed ?? "—",
        ]
      })
  }

  private var attention: MonthlyRun.Block {
    guard !falls.isEmpty else {
      return MonthlyRun.Block(title: "需要关注", lines: ["\(month.reported)没有达到预警条件的分组。"])
    }
    return MonthlyRun.Block(
      title: "需要关注", lines: ["\(month.reported)达到预警条件的分组 \(falls.count) 个。"],
      heads: ["分组", "当月同比（%）", "连降月数", "预警", "原因"],
      rows: falls.map { fall in
        let note = notes.first { $0.month == month && $0.subject == fall.subject }
        return [
          fall.name, fall.growth.rate?.fixed ?? "—", String(fall.monthsDown),
          "\(fall.verdict.level.rawValue)：\(fall.verdict.because)", note?.words ?? "待查明",
        ]
      })
  }

  // MARK: Words

  private func words(_ measure: IndustryMeasure, _ span: IndustrySpan) -> String {
    guard let growth = figures.total(measure, span, of: month), let rate = growth.rate else {
      return "因统计保密或数据不足不予显示"
    }
    let turn = rate.isNegative ? "下降" : "增长"
    return " \(Self.hundredMillion(growth.now)) 亿元，同比\(turn) \(rate.magnitude.fixed)%"
  }

  private func amount(_ measure: IndustryMeasure, _ span: IndustrySpan) -> String {
    figures.total(measure, span, of: month).map { Self.hundredMillion($0.now) } ?? "—"
  }

  private func rate(
    _ measure: IndustryMeasure, _ span: IndustrySpan, _ month: Period? = nil
  ) -> String {
    figures.total(measure, span, of: month ?? self.month)?.rate?.fixed ?? "—"
  }

  /// 万元 as 亿元 with two places.
  package static func hundredMillion(_ amount: Number) -> String {
    (amount.divided(by: 10_000) ?? .zero).fixed
  }
}

extension Number {
  /// The number with exactly two places, as tables of figures have them.
  package var fixed: String {
    let rounded = rounded(toPlaces: 2, .halfUp)
    let text = rounded.description
    guard let point = text.firstIndex(of: ".") else { return text + ".00" }
    return text.distance(from: point, to: text.endIndex) == 2 ? text + "0" : text
  }
}
