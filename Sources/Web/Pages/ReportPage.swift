/// The reader of a report (W11): its words in four classes, what was taken out of them, what is asked.
struct ReportPage: DeskPage {
  var shell: Shell
  var model: Model

  var title: String { model.title }

  /// A piece of the page that is sent again when a decision changed it.
  struct Part: Hashable, Sendable {
    var id: String
    var html: HTML
  }

  var body: HTML {
    """
    <div class="headline"><h1>\(model.title)</h1>\
    <p class="quiet">\(model.code) · \(model.placeTitle) · \(model.year)年\(when: model.edition > 1, " · 第 \(model.edition) 稿") · \
    \(shell.anchor(ledger, "承诺台账"))\(model.beside.map(beside))\(when: model.mayMark, correcting)</p>\(when: model.mayMark, placing)</div>
    \(Notice.done(model.done))
    \(progress.html)
    \(coverage.html)
    \(when: model.mayDecide, Self.keys + acting)
    <div class="reader" data-report="/reports/\(model.code)"\(when: model.mayMark, " data-marking")>
    <article class="report" aria-label="报告正文">
    \(text.map(\.html))
    </article>
    <aside class="found" aria-label="读出的内容">
    <div id="passage"></div>
    \(questions.map(\.html))
    \(itemsHead.html)
    \(when: model.mayDecide && model.items.count > 1, merging)
    \(items.map(\.html))
    \(aside.html)
    \(dropped.html)
    \(decisions.html)
    \(when: !model.remarks.isEmpty, remarks)\(when: !model.glossary.isEmpty, glossary)</aside>
    </div>
    """
  }

  /// Every piece that a decision can change, in the order of the page.
  var parts: [Part] {
    [progress, coverage] + text + questions + [itemsHead] + items + [aside, dropped, decisions]
  }

  private var ledger: String {
    shell.link(Address("/commitments", [Address.Item(name: "report", value: model.code)]))
  }

  private var correcting: HTML {
    #" · <a href="/reports/\#(model.code)/editions">导入更正稿</a>"#
  }

  private func beside(_ other: ReportsListPage.Beside) -> HTML {
    let path = "/reports/\(Address.encoded(model.code))/beside/\(Address.encoded(other.code))"
    return #" · <a href="\#(shell.link(path))">与\#(other.title)对照</a>"#
  }

  /// Where it is put right whose report it is.
  private var placing: HTML {
    """

    <details class="screen"><summary>哪一级的报告</summary>
    <form class="wide" action="/reports/\(model.code)/place" method="post">\(shell.csrfField)
    <div class="fields">\(ReportsListPage.placeFields(chosen: model.level, name: model.place))</div>
    <button type="submit">保存</button></form></details>
    """
  }

  private var progress: Part {
    let progress = model.progress
    let all = progress.decided + progress.undecided
    let share = all == 0 ? 1 : Double(progress.decided) / Double(all)
    let isDone = progress.undecided + progress.questions + progress.pieces == 0
    return Part(
      id: "progress",
      html: """
        <p class="progress" id="progress" role="status"><b>已定 \(progress.decided)</b> / \(all) 项 \
        <progress max="100" value="\(ProgressBar.width(share))">\(ProgressBar.percent(share))</progress> \
        <span>\(isDone ? "全部办完" : "还有 \(progress.undecided) 项待确认、\(progress.questions) 个问题待回答、\(progress.pieces) 处文字未定")</span></p>

        """)
  }

  private var coverage: Part {
    Part(id: "coverage", html: CoverageBar(coverage: model.coverage).drawn)
  }

  /// The one form behind the buttons of all items, so that a long report stays light.
  private var acting: HTML {
    """
    <form id="act" action="/reports/\(model.code)" method="post" data-part>\(shell.csrfField)</form>

    """
  }

  private var merging: HTML {
    """
    <form id="merge" class="row merge" action="/reports/\(model.code)/merge" method="get" data-form="merge-form">\
    <button type="submit">合并所选 <kbd>m</kbd></button> <span class="quiet">先勾选两项以上（<kbd>x</kbd>）</span></form>
    <div id="merge-form"></div>

    """
  }

  private var remarks: HTML {
    let lines: [HTML] = model.remarks.map { "<li>第 \($0.line) 行：\($0.summary)</li>" }
    return """
      <details class="put"><summary>阅读提示 \(model.remarks.count) 条</summary><ul>\(lines)</ul></details>

      """
  }

  private var glossary: HTML {
    let terms: [HTML] = model.glossary.map { "<dt>\($0.name)</dt><dd>\($0.meaning)</dd>" }
    return """
      <details class="put"><summary>报告的名词解释 \(model.glossary.count) 条</summary><dl>\(terms)</dl></details>

      """
  }

  private static let keyWords: [(String, String)] = [
    ("n / p", "下一个、上一个待定的地方"), ("c", "确认"), ("e", "修改"), ("s", "拆分"), ("x", "勾选，以便合并"),
    ("m", "合并所选"), ("b", "列为背景"), ("t", "标注选中的文字"), ("u", "撤销（所在条目的，或最近一次办理）"),
    ("Esc", "收起表单"), ("?", "显示或收起本说明"),
  ]

  private static var keys: HTML {
    let rows: [HTML] = keyWords.map { "<div><dt><kbd>\($0)</kbd></dt><dd>\($1)</dd></div>" }
    return """
      <details class="keys screen" id="keys"><summary>快捷键 <kbd>?</kbd></summary><dl>\(rows)</dl></details>

      """
  }
}
