import Facts

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
    /// Values that are kept beside those of another source.
    var besides: Int = 0
    /// Values that the file tells again as they are.
    var confirmations: Int = 0
    /// Names in it whose firm is not certain.
    var unsureNames: Int = 0
    var refused: Int
    /// Values that would replace others of better evidence.
    var conflicts: Int
    /// Values that put right what was told of the same day or period.
    var corrections: Int = 0
    /// Values that would be written.
    var values: Int
    var remarks: [Remark]
    /// The first of the changes.
    var changes: [Change]
    /// The columns that hands may still name.
    var columns: ColumnChoiceForm
    /// Rows whose firm somebody has to choose.
    var matches: [MatchForm.Row]
    /// Whether the columns of the file were recognised.
    var isUnderstood: Bool
    /// What was already written as the reason, when the page comes back with a problem.
    var reason = ""
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
    /// Evidence of the present value where it is better than that of the file.
    var standing: String?
    var act = FactAct.first
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
    \(columns)
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
      Counter(title: "冲突", figure: Figure(model.conflicts.grouped), note: "会替换证据更强的数据"),
      Counter(title: "未通过", figure: Figure(model.refused.grouped), note: "读不懂或无权写入"),
    ]
      + (model.besides > 0
        ? [
          Counter(
            title: "并存", figure: Figure(model.besides.grouped), note: "另一来源，现行不变")
        ] : [])
  }

  private var decision: HTML {
    guard model.isUnderstood else {
      return Notice.problem(
        model.columns.columns.isEmpty
          ? "没有可以读入的内容，没有改动任何数据。请按下面的提示改好文件再传。"
          : "没有认出表头，不能写入。请在下面指定各列，或按提示改好文件再传。")
    }
    guard model.values > 0 || model.added > 0 else {
      guard model.rows > 0 else {
        return "\(Notice.problem("文件里只有表头，没有数据行，没有改动任何数据。"))\(discarding)"
      }
      guard model.confirmations == 0 else { return confirmation }
      guard model.unsureNames == 0 else { return queueing }
      let notice =
        model.refused > 0
        ? Notice.problem("没有可以写入的行，没有改动任何数据。请按下面的提示改好再导入。")
        : Notice.done("与已有数据相同，没有要写入的。")
      return "\(notice)\(refusedFile)\(discarding)"
    }
    let partial: HTML? = model.refused > 0 ? partial : nil
    return """
      <section class="card screen">
      <form class="wide" action="/imports/previews/\(model.ticket)/entry" method="post">\(shell.csrfField)
      <p><label for="reason">\(reasonTitle)</label><input id="reason" name="reason" value="\(model.reason)" placeholder="如：市场监管局 6 月底名录"\(when: model.corrections > 0, " required")></p>
      \(stronger)
      \(partial)
      <p class="row"><button class="main" type="submit">写入 \(model.values.grouped) 个数据</button> \
      <span class="quiet">\(model.evidence)，自 \(model.validFrom) 起有效。\(when: model.confirmations > 0, "另有 \(model.confirmations.grouped) 个数据与现有相同，一并记为确认。")整批写入，可整批撤回。</span> \
      <button type="submit" form="discard">放弃</button></p>
      </form>
      \(refusedFile)
      <form id="discard" action="/imports/previews/\(model.ticket)/discard" method="post">\(shell.csrfField)</form>
      </section>
      """
  }

  private var discarding: HTML {
    """
    <form class="screen" action="/imports/previews/\(model.ticket)/discard" method="post">\(shell.csrfField)\
    <button type="submit">回到导入</button></form>
    """
  }

  /// Nothing can be written before somebody says which firms are meant.
  private var queueing: HTML {
    """
    <section class="card screen">
    \(Notice.problem("没有一行能写入：\(model.unsureNames) 个企业名称对不准是哪一户。可以在下面指定后重新比对，也可以先放进“待核对企业”，由知道的人指定后再导入。"))
    <form class="wide" action="/imports/previews/\(model.ticket)/entry" method="post">\(shell.csrfField)
    <p class="row"><button class="main" type="submit">把 \(model.unsureNames.grouped) 个名称放进“待核对企业”</button> \
    <button type="submit" form="discard">放弃</button></p>
    </form>
    \(refusedFile)
    <form id="discard" action="/imports/previews/\(model.ticket)/discard" method="post">\(shell.csrfField)</form>
    </section>
    """
  }

  /// A file that changes nothing still says that its values hold.
  private var confirmation: HTML {
    let partial: HTML? = model.refused > 0 ? partial : nil
    return """
      <section class="card screen">
      \(Notice.done("与已有数据相同，没有要改的。记为确认后，这些数据按本次的时点算作最近一次更新。"))
      <form class="wide" action="/imports/previews/\(model.ticket)/entry" method="post">\(shell.csrfField)
      <p><label for="reason">办理缘由（写入变更记录）</label><input id="reason" name="reason" value="\(model.reason)" placeholder="如：市场监管局 6 月底名录"></p>
      \(partial)
      <p class="row"><button class="main" type="submit">记为确认：\(model.confirmations.grouped) 个数据无变化</button> \
      <span class="quiet">\(model.evidence)，时点 \(model.validFrom)。可整批撤回。</span> \
      <button type="submit" form="discard">放弃</button></p>
      </form>
      \(refusedFile)
      <form id="discard" action="/imports/previews/\(model.ticket)/discard" method="post">\(shell.csrfField)</form>
      </section>
      """
  }

  private var partial: HTML {
    """
    <label class="pick"><input type="checkbox" name="partial" value="yes" required> \
    跳过未通过的 \(model.refused) 行，写入其余各行</label>
    """
  }

  /// A correction has to be explained.
  private var reasonTitle: String {
    model.corrections > 0
      ? "更正缘由（有 \(model.corrections.grouped) 个数据是更正，必填；写入变更记录）" : "办理缘由（写入变更记录）"
  }

  private var stronger: HTML? {
    guard model.conflicts > 0 else { return nil }
    return """
      <label class="pick"><input type="checkbox" name="keep-stronger" value="yes" checked> \
      证据更强的 \(model.conflicts.grouped) 个现有数据保留不动</label>
      <p class="quiet">不勾选就以本次数据为准。另一来源对同一时点或时期另有说法的，不论是否勾选都并列保存，在对象页和“两说”里看得到。</p>
      """
  }

  private var refusedFile: HTML {
    guard model.refused > 0, model.isUnderstood else { return "" }
    return """
      <p><a href="/imports/previews/\(model.ticket)/problems" download>下载未通过的 \(model.refused) 行（已标注问题，改好后可直接再导入）</a></p>
      """
  }

  /// What hands may still decide: columns that were not recognised, remembered for files of the
  /// same heads, and firms that a name may mean.
  private var columns: HTML {
    guard !model.columns.columns.isEmpty || !model.matches.isEmpty else { return "" }
    let rows: [HTML] = model.columns.columns.enumerated().map { index, column in
      """
      <p><label for="choice-\(index)">\(column.head)</label><input type="hidden" name="word-\(index)" value="\(column.word)">\
      <select id="choice-\(index)" name="choice-\(index)">\(options(chosen: column.chosen))</select></p>

      """
    }
    return """
      <section class="card screen" aria-labelledby="columns"><h2 id="columns">需要指定的<small>\(model.columns.columns.count) 列没有认出，\(model.matches.count) 行企业待核对</small></h2>
      <form class="wide" action="/imports/previews/\(model.ticket)/columns" method="post">\(shell.csrfField)
      <div class="fields">
      \(rows)
      \(matches)
      </div>
      \(when: model.columns.further > 0, "<p class=\"quiet\">另有 \(model.columns.further) 列没有列出。</p>")
      <p class="row"><button type="submit">按指定的重新比对</button> <span class="quiet">指定的列和企业在写入后记住，下次不用再指定；没有指定的企业留在“待核对企业”里。</span></p>
      </form></section>
      """
  }

  private var matches: [HTML] {
    model.matches.enumerated().map { index, row in
      let options: [HTML] = row.candidates.map { candidate in
        #"<option value="\#(candidate.value)">\#(candidate.title)</option>"#
      }
      return """
        <p><label for="match-\(index)">\(row.place) \(row.name)</label><input type="hidden" name="name-\(index)" value="\(row.name)">\
        <select id="match-\(index)" name="match-\(index)"><option value="">都不是，或以后再定</option>\(options)</select></p>

        """
    }
  }

  private func options(chosen: String) -> HTML {
    let options: [HTML] = model.columns.options.map { option in
      let mark: HTML = option.value == chosen ? " selected" : ""
      return #"<option value="\#(option.value)"\#(mark)>\#(option.title)</option>"#
    }
    return "\(options)"
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
    // What is kept beside takes no value away.
    let isBeside = change.act == .rival
    let before: HTML =
      change.before.map { isBeside ? "\($0)" : "<del>\($0)</del>" }
      ?? #"<span class="none">没有</span>"#
    return """
      <tr><td class="words">\(change.name)\(when: change.isNew, #" <span class="tag ok">新增</span>"#)</td>\
      <td class="code">\(change.code)</td><td>\(change.field)</td><td class="when">\(change.period)</td>\
      <td data-label="现在">\(before)\(act(change))\(conflict(change))</td><td data-label="\(isBeside ? "并存" : "改为")"><ins>\(change.after)</ins>\(when: isBeside, #" <span class="tag wait">并存</span>"#)</td></tr>

      """
  }

  private func act(_ change: Change) -> HTML {
    switch change.act {
    case .correction: #" <span class="tag wait">更正</span>"#
    case .change: #" <span class="tag">变动</span>"#
    case .confirmation: #" <span class="tag">证据加强</span>"#
    default: ""
    }
  }

  private func conflict(_ change: Change) -> HTML {
    change.standing.map { standing in
      change.act == .rival
        ? #" <span class="tag">\#(standing)，仍按此计</span>"#
        : #" <span class="tag bad">冲突：\#(standing)</span>"#
    } ?? ""
  }
}
