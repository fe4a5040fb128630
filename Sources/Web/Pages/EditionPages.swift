/// The form that brings a corrected text of a report.
struct EditionUploadPage: DeskPage {
  struct Model: Hashable, Sendable {
    var code: String
    var title: String
    var edition: Int
    var problem: String?
  }

  var shell: Shell
  var model: Model

  var title: String { "更正 \(model.title)" }

  var body: HTML {
    """
    \(Self.crumbs(model.code))
    <div class="headline"><h1>导入更正稿<small>\(model.title)，现为第 \(model.edition) 稿</small></h1></div>
    \(ImportsPage.steps(now: 0))
    \(Notice.problem(model.problem))
    <section class="card screen">
    <form class="wide upload" action="/reports/\(model.code)/editions" method="post" enctype="multipart/form-data" data-upload>\(shell.csrfField)
    <p>文字没有变的句子，已作的确认、修改、拆分、合并、列为背景、标注和回答都沿用；变了的句子重新待定，旁边列出原来的决定。先比对，看过再写入。</p>
    <p><label for="file">更正稿（.docx、.txt、.pdf、.html）</label><input id="file" name="file" type="file" accept=".docx,.txt,.pdf,.html"></p>
    <p><label for="text">或者把正文粘贴在这里</label><textarea id="text" name="text" rows="6"></textarea></p>
    <button class="main" type="submit">比对</button>
    </form>
    </section>
    """
  }

  static func crumbs(_ code: String) -> HTML {
    """
    <nav class="crumbs" aria-label="所在位置"><ol><li><a href="/reports">报告</a></li><li><a href="/reports/\(code)">\(code)</a></li></ol></nav>
    """
  }
}

/// What a corrected text would do to the decisions about a report, before anything is written.
struct EditionPreviewPage: DeskPage {
  struct Model: Hashable, Sendable {
    var code: String
    var ticket: String
    var title: String
    var file: String
    var edition: Int
    var carried: [Row]
    var changed: [Row]
    var dropped: [Row]
    var added: [Row]
    /// Decisions among those that are carried over.
    var decided: Int
    /// Answers that are carried over, and questions that wait for one.
    var answers: Int
    var asked: Int
    var problem: String?
  }

  /// What becomes of one item; nil before is new, nil after is gone.
  struct Row: Hashable, Sendable {
    var code: String
    var before: String?
    var sentenceBefore: String?
    var after: String?
    var sentenceAfter: String?
    /// What had been decided, in words.
    var decision: String?
  }

  var shell: Shell
  var model: Model

  var title: String { "比对更正稿" }

  var body: HTML {
    """
    \(EditionUploadPage.crumbs(model.code))
    <div class="headline"><h1>比对更正稿<small>\(model.title)，\(model.file)，写入后为第 \(model.edition) 稿</small></h1></div>
    \(ImportsPage.steps(now: 1))
    \(Notice.problem(model.problem))
    \(Counter.strip(counters, in: shell))
    \(decision)
    \(table("changed", "改动：重新待定，原来的决定列在旁边", model.changed))
    \(table("dropped", "删去：随原句一起退出台账", model.dropped))
    \(table("added", "新增：新读出的承诺", model.added))
    \(carried)
    """
  }

  private var counters: [Counter] {
    [
      Counter(
        title: "沿用", figure: Figure(model.carried.count.grouped), note: "其中已定 \(model.decided) 项"),
      Counter(
        title: "改动", figure: Figure(model.changed.count.grouped), note: "文字变了，重新待定", isFirst: true),
      Counter(title: "删去", figure: Figure(model.dropped.count.grouped), note: "更正稿里没有了"),
      Counter(title: "新增", figure: Figure(model.added.count.grouped), note: "更正稿里新读出的"),
      Counter(
        title: "回答", figure: Figure(model.answers.grouped), note: "沿用；另有 \(model.asked) 个待回答"),
    ]
  }

  private var decision: HTML {
    let place = "/reports/\(model.code)/editions/\(model.ticket)"
    return """
      <section class="card screen">
      <form class="wide" action="\(place)/entry" method="post">\(shell.csrfField)
      <p><label for="reason">办理缘由（写入变更记录）</label><input id="reason" name="reason" placeholder="如：人代会审议后的正式稿"></p>
      <p class="row"><button class="main" type="submit">写入第 \(model.edition) 稿</button> \
      <span class="quiet">一次写入，可在报告页的“最近的办理”里一次撤销。</span> \
      <button type="submit" form="discard">放弃</button></p>
      </form>
      <form id="discard" action="\(place)/discard" method="post">\(shell.csrfField)</form>
      </section>
      """
  }

  private func table(_ id: HTML, _ title: HTML, _ rows: [Row]) -> HTML {
    guard !rows.isEmpty else { return "" }
    return """
      <section class="card" aria-labelledby="\(id)"><h2 id="\(id)">\(title)<small>\(rows.count) 项</small></h2>
      \(list(rows, title))
      </section>
      """
  }

  private func list(_ rows: [Row], _ title: HTML) -> HTML {
    """
    <table class="cards editions"><caption class="unseen">\(title)</caption>
    <thead><tr><th>编号</th><th>原来</th><th>决定</th><th>更正后</th></tr></thead>
    <tbody>
    \(rows.map(row))
    </tbody></table>
    """
  }

  private func row(_ row: Row) -> HTML {
    """
    <tr><td class="code">\(row.code.isEmpty ? "新" : row.code)</td>\
    <td class="words" data-label="原来">\(side(row.before, row.sentenceBefore))</td>\
    <td data-label="决定">\(row.decision ?? "—")</td>\
    <td class="words" data-label="更正后">\(side(row.after, row.sentenceAfter))</td></tr>

    """
  }

  private func side(_ item: String?, _ sentence: String?) -> HTML {
    guard let item else { return #"<span class="none">没有</span>"# }
    return "\(item)\(sentence.map { #"<small class="below">\#($0)</small>"# })"
  }

  private var carried: HTML {
    guard !model.carried.isEmpty else { return "" }
    return """
      <details class="card"><summary>沿用 \(model.carried.count) 项，文字没有变</summary>
      \(list(model.carried, "沿用"))
      </details>
      """
  }
}
