/// One task (W14): what is asked, of whom, until when, and the words that went to and fro.
struct TaskPage: DeskPage {
  struct Model: Hashable, Sendable {
    var code: String
    var words: String
    /// Where it comes from, in words, and its page.
    var source: String
    var sourcePath: String?
    var owner: String
    var giver: String
    var due: DueMark
    /// Day by which it has to be signed; nil once it is.
    var signBy: DueMark?
    var state: String
    var thread: [Line]
    var acts: [Act]
    var lines: [JournalLine]
    var undo: SplitPage.Undo?
    var typed = ""
    var problem: String?
    /// Orders that were issued for it, and whether the reader may issue one.
    var papers: [IssuedPaperRow] = []
    var mayIssue = false
  }

  /// One step of the thread.
  struct Line: Hashable, Sendable {
    var title: String
    var who: String
    var day: String
    var words: String
  }

  /// What the reader may do now.
  enum Act: String, Hashable, Sendable {
    case signature, answer, closing
  }

  var shell: Shell
  var model: Model

  var title: String { "任务 \(model.code)" }
  private var path: String { "/tasks/\(Address.encoded(model.code))" }

  var body: HTML {
    """
    <nav class="crumbs" aria-label="所在位置"><ol><li>\(shell.anchor("/tasks", "任务"))</li><li>\(model.code)</li></ol></nav>
    <div class="headline object"><h1><small class="code">\(model.code)</small>\(model.words)</h1>
    <dl class="facts"><div><dt>承办</dt><dd>\(model.owner)</dd></div><div><dt>交办</dt><dd>\(model.giver)</dd></div>\
    <div><dt>办结时限</dt><dd>\(model.due.drawn)</dd></div>\
    \(model.signBy.map { "<div><dt>签收时限</dt><dd>\($0.drawn)</dd></div>" as HTML })\
    <div><dt>来源</dt><dd>\(source)</dd></div><div><dt>状态</dt><dd>\(model.state)</dd></div></dl></div>
    \(Notice.problem(model.problem))
    \(model.acts.map(form))
    <section class="card" aria-labelledby="thread"><h2 id="thread">办理经过</h2>\(thread)</section>
    \(when: model.mayIssue || !model.papers.isEmpty, papers)
    <section class="card" aria-labelledby="changes"><h2 id="changes">变更记录</h2>
    \(JournalLine.table(model.lines, caption: "变更记录"))
    \(undo)</section>
    """
  }

  private var papers: HTML {
    let issuing: HTML = """
      <form class="screen" action="\(path)/paper" method="post">\(shell.csrfField)\
      <button type="submit">签发交办单</button></form>
      """
    let table = IssuedPaperRow.table(model.papers, in: shell) { _ in "有效" }
    return """
      <section class="card" aria-labelledby="papers"><h2 id="papers">交办单</h2>
      \(when: !model.papers.isEmpty, table)\(when: model.mayIssue, issuing)</section>

      """
  }

  private var source: HTML {
    model.sourcePath.map { shell.anchor($0, "\(model.source)") }
      ?? "\(model.source)"
  }

  private func form(_ act: Act) -> HTML {
    switch act {
    case .signature:
      """
      <form class="notice row screen" action="\(path)/signature" method="post">\(shell.csrfField)\
      <span>这项任务待本单位签收。</span><button class="main" type="submit">签收</button></form>

      """
    case .answer:
      """
      <section class="card screen" aria-labelledby="answer"><h2 id="answer">反馈</h2>
      <form class="wide" action="\(path)/answers" method="post">\(shell.csrfField)
      <p><label for="words">办理情况</label><textarea id="words" name="words" rows="3" required>\(model.typed)</textarea></p>
      <button class="main" type="submit">提交反馈</button></form></section>

      """
    case .closing:
      """
      <section class="card screen" aria-labelledby="closing"><h2 id="closing">审阅反馈</h2>
      <form class="wide" action="\(path)/verdict" method="post">\(shell.csrfField)
      <p><label for="verdict">意见（退回时必须写明理由）</label><textarea id="verdict" name="words" rows="2">\(model.typed)</textarea></p>
      <p class="row"><button class="main" type="submit" name="verdict" value="closed">同意办结</button> \
      <button type="submit" name="verdict" value="returned">退回重办</button></p></form></section>

      """
    }
  }

  private var thread: HTML {
    let rows: [HTML] = model.thread.map { line in
      """
      <div><dt>\(line.day) \(line.title)</dt><dd>\(line.words)\
      <small class="below">\(line.who)</small></dd></div>

      """
    }
    return "<dl class=\"lines\">\(rows)</dl>"
  }

  private var undo: HTML {
    guard let undo = model.undo else { return "" }
    return """
      <form class="screen" action="\(path)/entries/\(undo.entry)/undo" method="post">\(shell.csrfField)\
      <button type="submit">撤销：\(undo.title)</button></form>
      """
  }
}
