/// Growth month by month: columns for single months, lines from January on for the district and the
/// city, drawn by the server, with a sentence and a table instead for those who cannot see it.
struct GrowthChart: Hashable, Sendable {
  struct Point: Hashable, Sendable {
    /// Month as people read it, such as 2022年5月, and for the axis.
    var title: String
    var tick: String
    /// Whether sums from January begin anew, so that lines do not lead here.
    var beginsYear = false
    var month: Double?
    var toDate: Double?
    var own: Double?
    var city: Double?
    /// The same as the table shows them; — where there is none.
    var words: [String]
  }

  var title: String
  /// Oldest first.
  var points: [Point]

  private static let left = 46.0
  private static let right = 12.0
  private static let width = 720.0
  private static let height = 260.0
  private static let top = 24.0
  private static let bottom = 30.0

  var drawn: HTML {
    """
    <figure class="chart growth">
    <svg viewBox="0 0 720 260" role="img" aria-labelledby="growth-title growth-text">
    <title id="growth-title">\(title)</title><desc id="growth-text">\(summary)</desc>
    \(grid)\(columns)\(line(\.toDate, "path"))\(line(\.city, "claimed"))\(line(\.own, "verified"))
    </svg>
    <figcaption>\(legend)\(table)</figcaption>
    </figure>
    """
  }

  /// The chart in one sentence.
  var summary: String {
    guard let last = points.last else { return "\(title)：还没有已印发的月份。" }
    let names = ["当月同比", "累计同比", "发布的本区累计增速", "发布的全市累计增速"]
    let parts = zip(names, last.words).map { $1 == "—" ? "\($0)数据不足" : "\($0) \($1)%" }
    return "\(title)：到\(last.title)，\(parts.joined(separator: "，"))。"
  }

  private var values: [Double] {
    points.flatMap { [$0.month, $0.toDate, $0.own, $0.city] }.compactMap(\.self)
  }

  /// Distance between the lines of the grid: about five, at 1, 2 or 5 times a power of ten.
  private var step: Double {
    let span = max((values.max() ?? 0) - min(values.min() ?? 0, 0), 1)
    var step = 0.1
    for factor in [2, 2.5, 2, 2, 2.5, 2, 2, 2.5, 2, 2, 2.5] where span / step > 6 { step *= factor }
    return step
  }

  private var highest: Double { (max(values.max() ?? 0, 0) / step).rounded(.up) * step }
  private var lowest: Double { (min(values.min() ?? 0, 0) / step).rounded(.down) * step }

  private func x(_ place: Int) -> Double {
    let room = (Self.width - Self.left - Self.right) / Double(max(points.count, 1))
    return Self.left + room * (Double(place) + 0.5)
  }

  private func y(_ value: Double) -> Double {
    let span = max(highest - lowest, step)
    return Self.top + (Self.height - Self.top - Self.bottom) * (highest - value) / span
  }

  private var grid: HTML {
    let count = Int(((highest - lowest) / step).rounded())
    let rows: [HTML] = (0...max(count, 1)).map { place in
      let value = lowest + Double(place) * step
      return """
        <path class="grid" d="M46 \(Self.at(y(value)))H708"/>\
        <text class="scale" x="40" y="\(Self.at(y(value) + 4))">\(Self.label(value))</text>
        """
    }
    let ticks: [HTML] = points.enumerated().map { place, point in
      let odd = place % 2 == 1
      return
        #"<text class="tick\#(when: odd, " second")" x="\#(Self.at(x(place)))" y="252">\#(point.tick)</text>"#
    }
    let zero = Self.at(y(0))
    return
      #"\#(rows)\#(ticks)<path class="zero" d="M46 \#(zero)H708"/><text class="unit" x="40" y="14">%</text>"#
  }

  private var columns: HTML {
    let room = (Self.width - Self.left - Self.right) / Double(max(points.count, 1))
    let bars: [HTML] = points.enumerated().compactMap { place, point in
      guard let value = point.month else { return nil }
      let top = min(y(value), y(0))
      return """
        <rect class="\(value < 0 ? "down" : "up")" x="\(Self.at(x(place) - room * 0.3))" y="\(Self.at(top))" \
        width="\(Self.at(room * 0.6))" height="\(Self.at(max(abs(y(value) - y(0)), 0.5)))"/>
        """
    }
    return "\(bars)"
  }

  /// A line is broken where a month has no value.
  private func line(_ value: (Point) -> Double?, _ name: String) -> HTML {
    var path = ""
    var isDrawing = false
    var dots: [HTML] = []
    for (place, point) in points.enumerated() {
      if point.beginsYear { isDrawing = false }
      guard let value = value(point) else {
        isDrawing = false
        continue
      }
      let (left, top) = (Self.at(x(place)), Self.at(y(value)))
      path += "\(isDrawing ? "L" : "M")\(left) \(top)"
      isDrawing = true
      dots.append(#"<circle class="\#(name)-dot" cx="\#(left)" cy="\#(top)" r="3"/>"#)
    }
    return path.isEmpty ? "" : #"<path class="\#(name)" d="\#(path)"/>\#(dots)"#
  }

  private var legend: HTML {
    """
    <ul class="legend"><li class="k-month">当月同比（汇总）</li><li class="k-path">累计同比（汇总）</li>\
    <li class="k-verified">本区累计（发布）</li><li class="k-claimed">全市累计（发布）</li></ul>
    """
  }

  private var table: HTML {
    let rows: [HTML] = points.reversed().map { point in
      "<tr><td>\(point.title)</td>\(point.words.map { #"<td class="n">\#($0)</td>"# as HTML })</tr>"
    }
    return """
      <details class="points"><summary>各月数值（%）</summary>
      <table><thead><tr><th>月份</th><th class="n">当月</th><th class="n">累计</th>\
      <th class="n">本区发布</th><th class="n">全市发布</th></tr></thead><tbody>\(rows)</tbody></table></details>
      """
  }

  private static func label(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? String(tenths / 10) : at(value)
  }

  private static func at(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths < 0 && tenths > -10 ? "-" : "")\(tenths / 10).\(abs(tenths % 10))"
  }
}
