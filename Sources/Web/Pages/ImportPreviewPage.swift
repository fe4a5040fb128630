/// What a file would change, shown before anything is written.
struct ImportPreviewPage: DeskPage {
  struct Model: Hashable, Sendable {
    /// Under which the server keeps the file until it is written or given up.
    var ticket: String
    var file: String
    var register: String
    var sheet: String
    var validFrom: String
    var evidence: String
    var rows: Int
    var added: Int
    var changed: Int
    var unchanged: Int
    var refused: Int
    /// Values that would be written.
    var values: Int
    var remarks: [Remark]
    /// The first of the changes.
    var changes: [Change]
    /// Whether the columns of the file were recognised.
    var isUnderstood: Bool
    var problem: String?
  }

  struct Remark: Hashable, Sendable {
    /// Row and column as the file shows them, such as 第 17 行 · 注册资本.
    var place: String
    var written: String
    var expected: String
    var message: String
  }

  struct Change: Hashable, Sendable {
    var code: String
    var name: String
    var isNew: Bool
    var field: String
    var period: String
    /// The value that counts now; nil when there is none.
    var before: String?
    var after: String
  }

  var shell: Shell
  var model: Model

  var title: String { "核对 \(model.file)" }

  var body: HTML {
    """
    <nav class="crumbs" aria-label="所在位置"><ol><li><a href="/imports">导入</a></li></ol></nav>
    <div class="headline"><h1>\(model.file)<small>导入到“\(model.register)”\
    \(when: !model.sheet.isEmpty, "，工作表“\(model.sheet)”")</small></h1></div>
    \(ImportsPage.steps(now: 1))
    \(Notice.problem(model.problem))
    \(Counter.strip(counters, in: shell))
    \(decision)
    \(remarks)
    \(changes)
    """
  }

  private var counters: [Counter] {
    [
      Counter(title: "数据行", figure: Figure(model.rows.grouped), note: "不含表头和空行"),
      Counter(title: "新增", figure: Figure(model.added.grouped), note: "登记簿里还没有的对象"),
      Counter(title: "变更", figure: Figure(model.changed.grouped), note: "至少一个数据不同", isFirst: true),
      Counter(title: "不变", figure: Figure(model.unchanged.grouped), note: "与已有数据相同"),
      Counter(title: "未通过", figure: Figure(model.refused.grouped), note: "读不懂或无权写入"),
    ]
  }

  private var decision: HTML {
    guard model.isUnderstood else {
      return Notice.problem("没有认出表头，不能写入。请按下面的提示改好文件再传。")
    }
    guard model.values > 0 || model.added > 0 else {
      return """
        <p class="notice done" role="status">与已有数据相同，没有要写入的。</p>
        <form class="screen" action="/imports/previews/\(model.ticket)/discard" method="post">\(shell.csrfField)\
        <button type="submit">回到导入</button></form>
        """
    }
    let partial: HTML? =
      model.refused > 0
      ? """
      <label class="pick"><input type="checkbox" name="partial" value="yes" required> \
      跳过未通过的 \(model.refused) 行，写入其余各行</label>
      """ : nil
    return """
      <section class="card screen">
      <form class="wide" action="/imports/previews/\(model.ticket)/entry" method="post">\(shell.csrfField)
      <p><label for="reason">办理缘由（写入变更记录）</label><input id="reason" name="reason" placeholder="如：市场监管局 6 月底名录"></p>
      \(partial)
      <p class="row"><button class="main" type="submit">写入 \(model.values.grouped) 个数据</button> \
      <span class="quiet">\(model.evidence)，自 \(model.validFrom) 起有效。整批写入，可整批撤回。</span> \
      <button type="submit" form="discard">放弃</button></p>
      </form>
      <form id="discard" action="/imports/previews/\(model.ticket)/discard" method="post">\(shell.csrfField)</form>
      </section>
      """
  }

  private var remarks: HTML {
    guard !model.remarks.isEmpty else { return "" }
    let rows: [HTML] = model.remarks.map { remark in
      """
      <tr><td class="when">\(remark.place)</td><td>\(remark.written.isEmpty ? "—" : remark.written)</td>\
      <td>\(remark.expected.isEmpty ? "—" : remark.expected)</td><td class="words">\(remark.message)</td></tr>

      """
    }
    return """
      <section class="card" aria-labelledby="remarks"><h2 id="remarks">需要看的地方<small>\(model.remarks.count) 处</small></h2>
      <table class="cards"><caption class="unseen">需要看的地方</caption>
      <thead><tr><th>位置</th><th>写的是</th><th>应当是</th><th>说明</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table></section>
      """
  }

  private var changes: HTML {
    guard !model.changes.isEmpty else { return "" }
    let left = model.values - model.changes.count
    return """
      <section class="card" aria-labelledby="changes"><h2 id="changes">将写入的数据<small>\(model.values) 个</small></h2>
      <table class="cards"><caption class="unseen">将写入的数据</caption>
      <thead><tr><th>名称</th><th>编号</th><th>数据项</th><th>期间</th><th>现在</th><th>改为</th></tr></thead>
      <tbody>
      \(model.changes.map(row))
      </tbody></table>
      \(when: left > 0, "<p class=\"quiet\">另有 \(left) 个数据没有列出，写入时一并写入。</p>")
      </section>
      """
  }

  private func row(_ change: Change) -> HTML {
    let before: HTML =
      change.before.map { "<del>\($0)</del>" } ?? #"<span class="none">没有</span>"#
    return """
      <tr><td class="words">\(change.name)\(when: change.isNew, #" <span class="tag ok">新增</span>"#)</td>\
      <td class="code">\(change.code)</td><td>\(change.field)</td><td class="when">\(change.period)</td>\
      <td data-label="现在">\(before)</td><td data-label="改为"><ins>\(change.after)</ins></td></tr>

      """
  }
}
