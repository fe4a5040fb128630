/// How one commitment is divided among units (W13): parts, nodes, signatures, and the form.
struct SplitPage: DeskPage {
  struct Model: Hashable, Sendable {
    var code: String
    var text: String
    var target: String
    var due: String
    /// What the parts come to beside the whole, in words.
    var sum: String?
    var isOver: Bool
    var parts: [Part]
    var form: Form?
    /// Unit of the acting post whose part waits for its signature.
    var signing: Signing?
    var lines: [JournalLine]
    /// Entry that can be taken back, with its name.
    var undo: Undo?
    var problem: String?
    var done: String?
  }

  struct Part: Hashable, Sendable {
    var unit: String
    var isLead: Bool
    var leader: String
    var value: String
    var nodes: [String]
    /// What was counted for the unit itself; nil where the metric's subjects name no unit.
    var reading: String?
    var due: String
    var remark: String
    var standing: String
    var isWaiting: Bool
  }

  struct Signing: Hashable, Sendable {
    var unit: String
    var title: String
  }

  struct Undo: Hashable, Sendable {
    var entry: Int64
    var title: String
  }

  struct Form: Hashable, Sendable {
    var version: Int64
    var rows: [SplitDraft]
    var units: [FormChoice]
    var mayExceed: Bool
    var isDivisible: Bool
    var reason: String
    /// The form with more rows.
    var more: String
  }

  var shell: Shell
  var model: Model

  var title: String { "任务分解 \(model.code)" }

  var body: HTML {
    """
    <nav class="crumbs" aria-label="所在位置"><ol><li>\(shell.anchor("/commitments/split", "任务分解"))</li>\
    <li>\(shell.anchor("/commitments/\(model.code)", "\(model.code)"))</li></ol></nav>
    <div class="headline object"><h1><small class="code">\(model.code)</small>\(model.text)</h1>
    <dl class="facts"><div><dt>目标</dt><dd>\(model.target)</dd></div>\
    <div><dt>完成时限</dt><dd>\(model.due)</dd></div>\(sum)</dl></div>
    \(Notice.done(model.done))\(Notice.problem(model.problem))
    \(signing)
    \(parts)
    \(form)
    \(history)
    """
  }

  private var sum: HTML {
    guard let sum = model.sum else { return "" }
    return
      "<div><dt>各单位合计</dt><dd>\(sum)\(when: model.isOver, " <span class=\"tag wait\">层层加码</span>")</dd></div>"
  }

  private var signing: HTML {
    guard let signing = model.signing else { return "" }
    return """
      <form class="notice row screen" action="/commitments/\(model.code)/split/signature" method="post">\(shell.csrfField)\
      <input type="hidden" name="unit" value="\(signing.unit)"><span>\(signing.title)有一项任务待签收。</span>\
      <button class="main" type="submit">签收</button></form>
      """
  }

  private var parts: HTML {
    guard !model.parts.isEmpty else { return Notice.empty("还没有分解到单位。") }
    let counts = model.parts.contains { $0.reading != nil }
    let rows: [HTML] = model.parts.map { part in
      """
      <tr><td>\(part.unit)\(when: part.isLead, " <span class=\"tag\">牵头</span>")</td><td data-label="牵头领导">\(part.leader)</td>\
      <td class="n" data-label="任务数">\(part.value)</td>\
      \(part.nodes.enumerated().map { #"<td class="n" data-label="\#(Self.quarters[$0])">\#($1)</td>"# as HTML })\
      \(when: counts, "<td class=\"n\" data-label=\"本单位已计入\">\(part.reading ?? "—")</td>")\
      <td class="when" data-label="时限">\(part.due)</td><td data-label="备注">\(part.remark)</td>\
      <td data-label="签收"><span class="tag\(when: part.isWaiting, " wait")">\(part.standing)</span></td></tr>

      """
    }
    return """
      <div class="scroll"><table class="cards"><caption class="unseen">各单位分工</caption>
      <thead><tr><th>责任单位</th><th>牵头领导</th><th class="n">任务数</th>\
      \(Self.quarters.map { #"<th class="n">\#($0)</th>"# as HTML })\
      \(when: counts, "<th class=\"n\">本单位已计入</th>")<th>时限</th><th>备注</th><th>签收</th></tr></thead><tbody>
      \(rows)</tbody></table></div>
      """
  }

  static let quarters = ["一季度", "二季度", "三季度", "四季度"]

  private var form: HTML {
    guard let form = model.form else { return "" }
    return SplitForm(code: model.code, form: form).drawn(csrf: shell.csrfField)
  }

  private var history: HTML {
    guard !model.lines.isEmpty else { return "" }
    let undo: HTML? = model.undo.map { undo in
      """
      <form class="screen" action="/commitments/\(model.code)/split/entries/\(undo.entry)/undo" method="post">\(shell.csrfField)\
      <button type="submit">撤销：\(undo.title)</button></form>
      """
    }
    return """
      <section class="card" aria-labelledby="changes"><h2 id="changes">变更记录</h2>
      \(JournalLine.table(model.lines, caption: "变更记录"))
      \(undo)</section>
      """
  }
}
