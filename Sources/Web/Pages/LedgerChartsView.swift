extension CommitmentsPage {
  /// Small charts under one heading.
  struct Multiples: Hashable, Sendable {
    var title: String
    var charts: [Multiple]
  }

  /// One commitment among many: its words, its light, its way.
  struct Multiple: Hashable, Sendable {
    var row: Row
    /// Nil when there is nothing to draw.
    var chart: PathChart?
    /// The expected value with its range; nil without a forecast.
    var forecast: String?
    /// Why nothing is drawn.
    var absence: String
    var gap: Figure?
  }

  func multiples(_ groups: [Multiples]) -> HTML {
    let isForecast = groups.contains { $0.charts.contains { ($0.chart?.forecast.count ?? 0) > 1 } }
    return """
      <div class="chart key">\(PathChart.legend(withForecast: isForecast))</div>
      \(groups.map(section))
      """
  }

  private func section(_ group: Multiples) -> HTML {
    """
    <section class="multiples" aria-label="\(group.title)"><h2>\(group.title)<small>\(group.charts.count) 项</small></h2>
    <div>\(group.charts.map(multiple))</div></section>

    """
  }

  private func multiple(_ item: Multiple) -> HTML {
    let row = item.row
    let link = shell.link("/commitments/\(Address.encoded(row.code))")
    let drawing: HTML = item.chart?.small ?? #"<p class="quiet">\#(item.absence)</p>"#
    return """
      <figure class="chart"><figcaption>\(row.light.drawn)<a href="\(link)"><small class="code">\(row.code)</small> \(row.text)</a></figcaption>
      \(drawing)
      <p class="quiet">目标 \(row.target)\(item.forecast.map { "　预测 \($0)" as HTML })\
      \(item.gap.map { "　差 \($0.value) \($0.unit)" as HTML })</p></figure>

      """
  }
}
