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
  /// The deadline; nil where it is the last day.
  var due: Int?
  /// Where the library is found that lets a reader look into the chart; nil when none is installed.
  var library: String?

  var drawn: HTML {
    """
    <figure class="chart"\(interaction)>
    <svg viewBox="0 0 720 300" role="img" aria-labelledby="chart-title chart-text">
    <title id="chart-title">\(title)</title><desc id="chart-text">\(summary)</desc>
    \(PathDrawing(chart: self, frame: .large).svg)
    </svg>
    <figcaption>\(Self.legend(withForecast: forecast.count > 1))\(table)</figcaption>
    </figure>
    """
  }

  /// The same among many, with its words as the text alternative.
  var small: HTML {
    """
    <svg class="small" viewBox="0 0 300 150" role="img" aria-label="\(title)：\(summary)">\
    \(PathDrawing(chart: self, frame: .small).svg)</svg>
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

  var scale: ChartScale {
    let values = (path + claimed + verified).map(\.value)
    let ranges = forecast.flatMap { [$0.low, $0.high] }
    return ChartScale(values + ranges + (target.map { [$0] } ?? []))
  }

  private var interaction: HTML {
    guard let library else { return "" }
    return #" data-library="\#(library)" data-chart="\#(ChartData(self).text)""#
  }

  static func legend(withForecast isForecast: Bool) -> HTML {
    """
    <ul class="legend"><li class="k-target">目标</li><li class="k-path">应达路径</li>\
    <li class="k-claimed">自报</li><li class="k-verified">已证实</li>\
    \(when: isForecast, #"<li class="k-forecast">预测（80% 范围）</li>"#)</ul>
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
