/// The periods of one fact as a small column chart, with its numbers in a table beside it.
struct SeriesChart: Hashable, Sendable {
  struct Point: Hashable, Sendable {
    /// Period and value as people read them, such as 2022年5月.
    var title: String
    var valueTitle: String
    var value: Double
  }

  var title: String
  var unit: String
  /// Oldest first.
  var points: [Point]

  private static let width = 320.0
  private static let height = 96.0
  private static let foot = 14.0
  private static let head = 6.0

  var drawn: HTML {
    let last = points.last
    return """
      <figure class="series">
      <figcaption>\(title)\(when: !unit.isEmpty, "<small>\(unit)</small>") <b>\(last?.valueTitle ?? "")</b>\
      <small>\(last?.title ?? "")</small></figcaption>
      <svg viewBox="0 0 320 96" role="img" aria-label="\(summary)">\(columns)\(labels)</svg>
      \(table)
      </figure>
      """
  }

  /// The chart in one sentence.
  var summary: String {
    guard let first = points.first, let last = points.last else { return "\(title)暂无数据" }
    return "\(title)：\(first.title) \(first.valueTitle)，\(last.title) \(last.valueTitle)\(unit)"
  }

  private var highest: Double { max(points.map(\.value).max() ?? 0, 0) }
  private var lowest: Double { min(points.map(\.value).min() ?? 0, 0) }

  private func y(_ value: Double) -> Double {
    let span = max(highest - lowest, 1e-12)
    return Self.head + (Self.height - Self.foot - Self.head) * (highest - value) / span
  }

  private var columns: HTML {
    let step = Self.width / Double(max(points.count, 1))
    let zero = y(0)
    let bars: [HTML] = points.enumerated().map { index, point in
      let top = min(y(point.value), zero)
      let height = max(abs(y(point.value) - zero), 0.5)
      let left = Double(index) * step + step * 0.12
      return """
        <rect class="\(point.value < 0 ? "below" : "above")" x="\(Self.at(left))" y="\(Self.at(top))" \
        width="\(Self.at(step * 0.76))" height="\(Self.at(height))"><title>\(point.title)：\(point.valueTitle)</title></rect>
        """
    }
    return #"\#(bars)<path class="zero" d="M0 \#(Self.at(zero))H320"/>"#
  }

  private var labels: HTML {
    guard let first = points.first, let last = points.last, points.count > 1 else { return "" }
    return """
      <text class="scale" x="0" y="94">\(first.title)</text><text class="scale last" x="320" y="94">\(last.title)</text>
      """
  }

  private var table: HTML {
    let rows: [HTML] = points.map {
      #"<tr><td>\#($0.title)</td><td class="n">\#($0.valueTitle)</td></tr>"#
    }
    return """
      <details class="points"><summary>各期数值</summary>
      <table><thead><tr><th>期间</th><th class="n">数值</th></tr></thead><tbody>\(rows)</tbody></table></details>
      """
  }

  private static func at(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }
}
