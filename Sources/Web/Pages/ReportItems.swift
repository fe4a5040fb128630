extension ReportPage {
  var itemsHead: Part {
    let promises = model.items.filter { !$0.isTask }
    let waiting = model.items.filter { !$0.isConfirmed }.count
    let tasks = model.items.count - promises.count
    return Part(
      id: "items",
      html: """
        <h2 id="items">读出的承诺<small>\(promises.count) 项\(when: tasks > 0, "，另标措施 \(tasks) 项")，\(waiting) 项待确认</small></h2>

        """)
  }

  var items: [Part] { model.items.map { Part(id: "item-\($0.code)", html: item($0)) } }

  /// What was set aside as background.
  var aside: Part { list("aside", "列为背景", model.aside) }

  /// What the corrected text no longer says.
  var dropped: Part { list("dropped", "更正稿已删去", model.dropped) }

  private func list(_ id: String, _ title: String, _ items: [Item]) -> Part {
    guard !items.isEmpty else { return Part(id: id, html: #"<div id="\#(id)"></div>\#n"#) }
    return Part(
      id: id,
      html: """
        <details id="\(id)" class="put"><summary>\(title) \(items.count) 项</summary>
        \(items.map(line))
        </details>

        """)
  }

  private func line(_ item: Item) -> HTML {
    """
    <article class="item" id="item-\(item.code)">
    <p class="itemhead">\(code(item))</p>
    <p class="subject">\(item.subject) <b class="target">\(item.target)</b></p>
    \(earlier(item))
    \(item.undo.map { undoing($0, back: "aside") })
    </article>

    """
  }

  private func item(_ item: Item) -> HTML {
    let doubtful = item.doubt != nil && !item.isConfirmed
    return """
      <article class="item\(when: doubtful, " doubt")" id="item-\(item.code)" tabindex="-1"\
      \(when: !item.isConfirmed, " data-undecided")>
      <p class="itemhead">\(picking(item))\(code(item))\
      <span class="tag">\(item.kind)</span>\(Self.state(item))</p>
      <p class="subject"><a href="#at-\(item.code)" title="看原文">\(item.subject)</a> <b class="target">\(item.target)</b></p>
      <p class="quiet">\(item.due.map { "\($0) · " })\(metric(item))</p>
      \(item.origin.map { #"<p class="quiet">\#($0)</p>"# })
      \(item.doubt.map { #"<p class="why">\#($0)</p>"# })
      \(earlier(item))
      \(when: model.mayDecide, actions(item))
      </article>

      """
  }

  private func metric(_ item: Item) -> String {
    if item.isTask { return "措施，不计数" }
    return item.metric.map { "按“\($0)”计" } ?? "尚无计数口径"
  }

  private func earlier(_ item: Item) -> HTML {
    guard let earlier = item.earlier else { return "" }
    return """
      <div class="before"><p>更正前：\(earlier.decision)</p><p class="said"><del>\(earlier.sentence)</del></p></div>
      """
  }

  private func picking(_ item: Item) -> HTML {
    guard model.mayDecide else { return "" }
    return """
      <input type="checkbox" form="merge" name="item" value="\(item.code)" data-act="pick" aria-label="选中 \(item.code)，以便合并"> 
      """
  }

  private func code(_ item: Item) -> HTML {
    guard item.isOpen else { return #"<span class="code">\#(item.code)</span>"# }
    return shell.anchor("/commitments/\(Address.encoded(item.code))", "\(item.code)", class: "code")
  }

  private static func state(_ item: Item) -> HTML {
    item.isConfirmed
      ? #"<span class="tag ok">已确认</span>"# : #"<span class="tag wait">待确认</span>"#
  }

  private func actions(_ item: Item) -> HTML {
    let place = "/reports/\(model.code)/items/\(item.code)"
    let confirm: HTML = """
      <button type="submit" form="act" formaction="\(place)/confirmation" name="version" \
      value="\(item.version)" data-act="confirm">确认</button> 
      """
    return """
      <div class="acts">\(when: !item.isConfirmed, confirm)\
      \(link(place + "/edit", "edit", "修改"))\(link(place + "/split", "split", "拆分"))\
      \(link(place + "/background", "background", "列为背景"))\
      \(when: item.isTask, #"<a class="button" href="/tasks/new?commitment=\#(item.code)">转为任务</a> "#)\
      \(item.undo.map { undoing($0, back: "item-\(item.code)") })</div>
      """
  }

  private func link(_ address: String, _ act: HTML, _ title: HTML) -> HTML {
    #"<a class="button" href="\#(address)" data-form data-act="\#(act)">\#(title)</a> "#
  }

  /// What was decided, so that it can be taken back.
  var decisions: Part {
    guard !model.decisions.isEmpty else {
      return Part(id: "decisions", html: #"<div id="decisions"></div>\#n"#)
    }
    let rows: [HTML] = model.decisions.map { decision in
      """
      <li><span>\(decision.undo.title)<small class="below">\(decision.at) \(decision.person)\
      \(when: !decision.reason.isEmpty, "：\(decision.reason)")</small></span>\
      \(when: decision.mayUndo, undoing(decision.undo, back: "decisions"))</li>

      """
    }
    return Part(
      id: "decisions",
      html: """
        <section id="decisions" class="decided"><h2>最近的办理<small>第一条可撤销，撤销后轮到下一条</small></h2>
        <ol>\(rows)</ol></section>

        """)
  }
}
