/// The way of one number to its target: target line, path, claimed and verified points, today, and
/// the range of the forecast.
///
/// Drawn by the server as SVG, with a text alternative and a table of the points. Positions are days
/// counted from any origin.
struct PathChart: Hashable, Sendable {
  struct Point: Hashable, Sendable {
    var day: Int
    var value: Double
    /// Day and value as the table shows them.
    var dayTitle: String
    var valueTitle: String
  }

  /// What the forecast says of a day.
  struct Band: Hashable, Sendable {
    var day: Int
    var low: Double
    var middle: Double
    var high: Double
    var dayTitle: String
    var title: String
  }

  struct Tick: Hashable, Sendable {
    var day: Int
    var title: String
  }

  var title: String
  var unit: String
  var firstDay: Int
  var lastDay: Int
  var ticks: [Tick]
  var target: Double?
  var targetTitle: String
  /// Where the commitment should be, as a line of points.
  var path: [Point]
  var claimed: [Point]
  var verified: [Point]
  /// From today to the deadline; empty without a forecast.
  var forecast: [Band] = []
  var today: Int?

  private static let width = 720.0
  private static let height = 300.0
  private static let left = 66.0
  private static let right = 24.0
  private static let top = 30.0
  private static let bottom = 34.0

  var drawn: HTML {
    """
    <figure class="chart">
    <svg viewBox="0 0 720 300" role="img" aria-labelledby="chart-title chart-text">
    <title id="chart-title">\(title)</title><desc id="chart-text">\(summary)</desc>
    \(grid)\(band)\(todayMark)\(targetLine)\(line(path, "path"))\(steps(claimed, "claimed"))\(steps(verified, "verified"))
    </svg>
    <figcaption>\(legend)\(table)</figcaption>
    </figure>
    """
  }

  /// The chart in one sentence.
  var summary: String {
    func last(_ points: [Point], _ name: String) -> String {
      points.last.map { "\(name)到\($0.dayTitle)为 \($0.valueTitle)" } ?? "\(name)暂无数据"
    }
    let parts =
      [
        targetTitle, last(path, "应达路径"), last(claimed, "自报"), last(verified, "已证实"),
      ] + [forecast.last.map { "预测到\($0.dayTitle)为 \($0.title)" }].compactMap(\.self)
    return parts.joined(separator: "；") + "。"
  }

  /// The values at which lines are drawn: about four, at 1, 2 or 5 times a power of ten.
  var gridValues: [Double] {
    let top = max(highest, 1e-9)
    var step = 1.0
    while step * 4 < top { step *= 10 }
    while step * 4 >= top * 10 { step /= 10 }
    if step / 5 * 4 >= top { step /= 5 } else if step / 2 * 4 >= top { step /= 2 }
    let count = Int((top / step).rounded(.up))
    return (0...max(count, 1)).map { Double($0) * step }
  }

  private var highest: Double {
    let values = (path + claimed + verified).map(\.value) + forecast.map(\.high)
    return max(values.max() ?? 0, target ?? 0)
  }

  private func x(_ day: Int) -> Double {
    let span = max(Double(lastDay - firstDay), 1)
    return Self.left + (Self.width - Self.left - Self.right) * Double(day - firstDay) / span
  }

  private func y(_ value: Double) -> Double {
    let top = gridValues.last ?? 1
    return Self.height - Self.bottom - (Self.height - Self.top - Self.bottom) * value / top
  }

  private func at(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }

  private var grid: HTML {
    let end = at(Self.width - Self.right)
    let base = at(Self.height - 12)
    let rows: [HTML] = gridValues.map { value in
      let place = at(y(value))
      let label = at(y(value) + 4)
      return
        #"<path class="grid" d="M66 \#(place)H\#(end)"/><text class="scale" x="58" y="\#(label)">\#(Self.label(value))</text>"#
    }
    let columns: [HTML] = ticks.enumerated().map { index, tick in
      let odd = index % 2 == 1
      return
        #"<text class="tick\#(when: odd, " second")" x="\#(at(x(tick.day)))" y="\#(base)">\#(tick.title)</text>"#
    }
    return #"\#(rows)\#(columns)<text class="unit" x="58" y="16">\#(unit)</text>"#
  }

  private var todayMark: HTML {
    guard let today, today >= firstDay, today <= lastDay else { return "" }
    let place = at(x(today))
    let bottom = at(Self.height - Self.bottom)
    let late = x(today) > Self.width - 90
    return """
      <path class="today" d="M\(place) 22V\(bottom)"/>\
      <text class="today-text\(when: late, " late")" x="\(place)" y="16">时点</text>
      """
  }

  private var targetLine: HTML {
    guard let target else { return "" }
    let place = at(y(target))
    let end = at(Self.width - Self.right)
    let text = at(y(target) - 6)
    return """
      <path class="target" d="M66 \(place)H\(end)"/>\
      <text class="target-text" x="74" y="\(text)">\(targetTitle)</text>
      """
  }

  /// The range as an area, with the middle way through it.
  private var band: HTML {
    guard forecast.count > 1 else { return "" }
    let over = forecast.map { "\(at(x($0.day))) \(at(y(max($0.high, 0))))" }
    let under = forecast.reversed().map { "\(at(x($0.day))) \(at(y(max($0.low, 0))))" }
    let middle = forecast.map { "\(at(x($0.day))) \(at(y(max($0.middle, 0))))" }
    return """
      <path class="band" d="M\((over + under).joined(separator: "L"))Z"/>\
      <path class="forecast" d="M\(middle.joined(separator: "L"))"/>
      """
  }

  private func line(_ points: [Point], _ name: String) -> HTML {
    guard points.count > 1 else { return "" }
    let places = points.map { "\(at(x($0.day))) \(at(y($0.value)))" }
    return #"<path class="\#(name)" d="M\#(places.joined(separator: "L"))"/>"#
  }

  /// A count stays until it changes, so its line goes in steps, with a dot where it is known.
  private func steps(_ points: [Point], _ name: String) -> HTML {
    guard let first = points.first else { return "" }
    var path = "M\(at(x(first.day))) \(at(y(first.value)))"
    for point in points.dropFirst() { path += "H\(at(x(point.day)))V\(at(y(point.value)))" }
    let dots: [HTML] = points.map {
      #"<circle class="\#(name)-dot" cx="\#(at(x($0.day)))" cy="\#(at(y($0.value)))" r="3.5"/>"#
    }
    return #"<path class="\#(name)" d="\#(path)"/>\#(dots)"#
  }

  private static func label(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    return String((value * 1000).rounded() / 1000)
  }

  private var legend: HTML {
    """
    <ul class="legend"><li class="k-target">目标</li><li class="k-path">应达路径</li>\
    <li class="k-claimed">自报</li><li class="k-verified">已证实</li>\
    \(when: forecast.count > 1, #"<li class="k-forecast">预测（80% 范围）</li>"#)</ul>
    """
  }

  private var table: HTML {
    func rows(_ points: [Point], _ name: String) -> [HTML] {
      points.map {
        "<tr><td>\(name)</td><td>\($0.dayTitle)</td><td class=\"n\">\($0.valueTitle)</td></tr>"
      }
    }
    let ranges: [HTML] = forecast.dropFirst().map {
      "<tr><td>预测</td><td>\($0.dayTitle)</td><td class=\"n\">\($0.title)</td></tr>"
    }
    return """
      <details class="points"><summary>图中各点的数值</summary>
      <table><thead><tr><th>线</th><th>时间</th><th class="n">数值</th></tr></thead>
      <tbody>\(rows(claimed, "自报"))\(rows(verified, "已证实"))\(rows(path, "应达"))\(ranges)</tbody></table>
      </details>
      """
  }
}
