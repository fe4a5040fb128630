/// One commitment (W12): its words, its number, its light, and where all of that comes from.
struct CommitmentPage: DeskPage {
  var shell: Shell
  var model: Model

  var title: String { "\(model.code) \(model.text)" }

  var body: HTML {
    """
    \(head)
    \(words)
    \(when: model.isProposed, deciding)
    \(Counter.strip(counters, in: shell))
    <div class="pair">
    <section class="card" aria-labelledby="way"><h2 id="way">进度与路径</h2>\(chart)</section>
    <section class="card" aria-labelledby="light"><h2 id="light">亮灯</h2>
    <p class="verdict">\(model.light.large)<span>\(model.reason)</span></p>
    <p class="quiet">规则：\(model.rule)</p>
    \(track)
    \(forecast)
    </section>
    </div>
    \(counted)
    \(candidates)
    \(origin)\(related)\(claims)\(orders)
    \(when: !model.isProposed, deciding)
    \(history)\(moves)
    """
  }

  var scripts: [String] { model.chart?.library == nil ? [] : [Asset.charts.address] }

  private var track: HTML {
    guard let track = model.track else { return "" }
    return "<h3>各月末的灯<small>按当时所知</small></h3>\(track.drawn)"
  }

  private var head: HTML {
    let path = model.section.map { "<li>\($0)</li>" as HTML }
    return """
      <nav class="crumbs" aria-label="所在章节"><ol><li>\(shell.anchor("/commitments", "承诺"))</li>\(path)</ol></nav>
      <div class="headline object">
      \(model.light.large)
      <h1><small class="code">\(model.code)</small>\(model.text)</h1>
      <dl class="facts"><div><dt>责任单位</dt><dd>\(model.unit ?? "未分解到单位")\(split)</dd></div>\
      <div><dt>完成时限</dt><dd>\(model.due ?? "未写明")</dd></div>\
      <div><dt>类型</dt><dd>\(model.kind)</dd></div>\
      <div><dt>力度</dt><dd>\(model.strength)</dd></div></dl>
      \(doubts)
      \(state)
      </div>
      """
  }

  /// The way to the units' parts of the promise.
  private var split: HTML {
    guard !model.isProposed else { return "" }
    return #" \#(shell.anchor("/commitments/\(model.code)/split", "分解", class: "screen"))"#
  }

  private var doubts: HTML {
    guard !model.doubts.isEmpty else { return "" }
    return #"<p class="doubts">请核对：\#(model.doubts.joined(separator: "；"))</p>"#
  }

  private var state: HTML {
    model.isProposed ? #"<p><span class="tag wait">待确认</span></p>"# : ""
  }

  /// The form in which a person settles the metric and the unit.
  private var deciding: HTML {
    guard let decision = model.decision else { return "" }
    let reasons: HTML =
      decision.reasons.isEmpty
      ? "" : #"<p class="quiet">系统建议的理由：\#(decision.reasons.joined(separator: "；"))</p>"#
    return """
      <details class="card screen"\(when: model.isProposed, " open")>\
      <summary>\(model.isProposed ? "确认这条承诺" : "更正计数口径或责任单位")</summary>
      <form class="wide" action="/commitments/\(model.code)/confirmation" method="post">\(shell.csrfField)\
      <input type="hidden" name="back" value="/commitments/\(model.code)">
      <div class="fields">
      <p><label for="metric">按什么口径计数</label><select id="metric" name="metric">\
      <option value="">暂无计数口径</option>\(decision.metrics.map(option))</select></p>
      <p><label for="unit">责任单位</label><select id="unit" name="unit">\
      <option value="">未分解到单位</option>\(decision.units.map(option))</select></p>
      <p><label for="reason">理由（写入变更记录）</label><input id="reason" name="reason"></p>
      </div>
      \(reasons)
      <button class="main" type="submit">\(model.isProposed ? "确认" : "保存更正")</button>
      </form></details>
      """
  }

  private func option(_ choice: Decision.Choice) -> HTML {
    #"<option value="\#(choice.value)"\#(when: choice.isChosen, " selected")>\#(choice.title)</option>"#
  }

  private var words: HTML {
    let context = model.context
    return """
      <blockquote class="words"><p>\(context.before)<mark class="commitment">\(context.clause)</mark>\(context.after)</p>
      <footer>—— \(shell.anchor("/reports/\(context.report)#at-\(model.code)", "\(context.reportTitle)"))</footer>
      </blockquote>
      """
  }

  private var counters: [Counter] {
    [
      Counter(title: "目标", figure: Figure(model.target), note: model.matter),
      Counter(title: "自报", figure: model.claimed, note: "全部计入项"),
      Counter(title: "已证实", figure: model.verified, note: verifiedNote, isFirst: true),
      Counter(title: "应达", figure: model.expected, note: model.way),
      Counter(title: "距目标", figure: model.gap, note: "按已证实"),
    ]
  }

  private var verifiedNote: String {
    guard let least = model.origin.leastGrade else { return "" }
    return "证据不低于 \(least.code) \(least.title)"
  }

  private var chart: HTML {
    guard let chart = model.chart else {
      return Notice.empty("还没有可以画出来的数值。")
    }
    return chart.drawn
  }
}
