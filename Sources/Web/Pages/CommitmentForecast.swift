extension CommitmentPage {
  /// What will probably be at the deadline, as the page shows it.
  struct Forecast: Hashable, Sendable {
    struct Line: Hashable, Sendable {
      var label: String
      var value: String
    }

    /// Range, chance, expected day and method; empty when nothing can be said.
    var lines: [Line]
    /// How the forecast was made, for 这个数怎么来的.
    var grounds: [Line]
    /// Why there is none, and which data would give one.
    var absence: String?
  }

  /// The forecast beside the light, and the way to where path and rule are set.
  var forecast: HTML {
    let setting: HTML =
      #"<p class="screen"><a href="\#(shell.link("/commitments/\(model.code)/path"))">路径与亮灯规则</a></p>"#
    if let absence = model.forecast.absence {
      return #"\#(setting)<h3>预测</h3><p>数据不足：\#(absence)</p>"#
    }
    return """
      \(setting)
      <h3>预测</h3>
      <dl class="lines">\(model.forecast.lines.map(line))</dl>
      <details><summary>预测怎么来的</summary>
      <dl class="lines">\(model.forecast.grounds.map(line))</dl></details>
      """
  }

  private func line(_ line: Forecast.Line) -> HTML {
    "<div><dt>\(line.label)</dt><dd>\(line.value)</dd></div>"
  }
}
