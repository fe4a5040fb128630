/// 规上运行 (W44): growth of industrial firms above scale beside the city, what groups contribute,
/// and falls that ask for an answer.
struct IndustryPage: DeskPage {
  struct Model: Hashable, Sendable {
    var address: Address
    var menus: [FilterMenu]
    /// Why there is nothing to show, and what to do; nil when a month was issued.
    var emptiness: String?
    var month: String
    var counters: [Counter]
    /// What is missing for a comparison, and which register would give it.
    var shortfalls: [String]
    var chart: GrowthChart?
    var groups: Groups?
    var falls: [FallRow]
    /// Falls of single respondents; nil for whom single values are not.
    var single: [FallRow]?
    var rule: String
    var issues: [IssueRow]
    /// Months whose reports are in and not issued, for those who issue them.
    var waiting: [Waiting]
    /// The commitment that is measured by these figures.
    var commitments: [Promise]
    var problem: String?
  }

  struct Groups: Hashable, Sendable {
    var title: String
    var span: String
    var heads: [String]
    var rows: [Row]
    var total: Row
  }

  struct Row: Hashable, Sendable {
    var name: String
    var cells: [String]
    /// Why the cells are not told.
    var reason: String?
  }

  struct FallRow: Hashable, Sendable {
    var name: String
    var path: String?
    var level: String
    var because: String
    var facts: [String]
    var note: String?
    var form: NoteForm?
  }

  struct NoteForm: Hashable, Sendable {
    var month: String
    var grouping: String
    var code: String
    var words: String
  }

  struct IssueRow: Hashable, Sendable {
    var code: String
    var month: String
    var day: String
    var corrects: String?
  }

  struct Waiting: Hashable, Sendable {
    var month: String
    var title: String
  }

  struct Promise: Hashable, Sendable {
    var code: String
    var text: String
    var value: String
  }

  var shell: Shell
  var model: Model

  var title: String { "规上运行" }

  var body: HTML {
    """
    <div class="headline"><h1>规上运行<small>\(model.month)</small></h1></div>
    \(Notice.problem(model.problem))
    \(waiting)
    \(content)
    """
  }

  private var content: HTML {
    if let emptiness = model.emptiness { return Notice.empty(emptiness) }
    return """
      <div class="filters screen" role="group" aria-label="选择"><div class="menus">\(model.menus.map { $0.drawn(at: model.address, in: shell) })</div></div>
      \(Counter.strip(model.counters, in: shell))
      \(model.shortfalls.map { #"<p class="notice" role="status">\#($0)</p>"# as HTML })
      \(promises)
      \(chart)
      \(groups)
      \(falls)
      \(single)
      \(issues)
      """
  }

  private var waiting: HTML {
    guard !model.waiting.isEmpty else { return "" }
    let links: [HTML] = model.waiting.map { waiting in
      #" <a class="button" href="/industry/issues/new?month=\#(waiting.month)">\#(waiting.title)</a>"#
    }
    return """
      <p class="notice row screen" role="status"><span>单户月报已导入、还没有印发的月份，其他岗位看不到：</span>\(links)</p>
      """
  }

  private var promises: HTML {
    let lines: [HTML] = model.commitments.map { promise in
      """
      <p class="matter">承诺 <a href="\(shell.link("/commitments/\(Address.encoded(promise.code))"))">\(promise.code)</a> \
      \(promise.text)：<b>\(promise.value)</b></p>
      """
    }
    return "\(lines)"
  }

  private var chart: HTML {
    guard let chart = model.chart else { return "" }
    return """
      <section class="card" aria-labelledby="course"><h2 id="course">逐月走势</h2>\(chart.drawn)
      <p class="quiet">1 月不发布，和 2 月合并。汇总由已印发的月报相加；发布值取自登记簿“地区指标”，由统计部门发布。</p></section>
      """
  }

  private var groups: HTML {
    guard let groups = model.groups else { return "" }
    let heads: [HTML] = groups.heads.map { #"<th class="n">\#($0)</th>"# }
    return """
      <section class="card" aria-labelledby="groups"><h2 id="groups">\(groups.title)<small>\(groups.span)</small></h2>
      <div class="scroll"><table class="cards"><caption class="unseen">\(groups.title)</caption>
      <thead><tr><th>分组</th>\(heads)</tr></thead>
      <tbody>\(groups.rows.map { row($0, groups.heads) })</tbody>
      <tfoot>\(row(groups.total, groups.heads))</tfoot></table></div>
      <p class="quiet">拉动＝（本组本期 − 本组上年同期）÷ 全部上年同期 × 100，各组相加正好等于合计。</p></section>
      """
  }

  private func row(_ row: Row, _ heads: [String]) -> HTML {
    if let reason = row.reason {
      return """
        <tr><td class="words">\(row.name)</td><td class="quiet" colspan="\(heads.count)">\(reason)</td></tr>

        """
    }
    let cells: [HTML] = zip(heads, row.cells).map { head, cell in
      #"<td class="n" data-label="\#(head)">\#(cell)</td>"#
    }
    return "<tr><td class=\"words\">\(row.name)</td>\(cells)</tr>\n"
  }

  // MARK: Falls

  private var falls: HTML {
    """
    <section class="card" aria-labelledby="falls"><h2 id="falls">分组预警<small>\(model.falls.count) 个</small></h2>
    \(model.falls.isEmpty ? Notice.empty("这个月没有达到预警条件的分组。") : list(model.falls, "分组预警"))
    <p class="quiet">\(model.rule)</p></section>
    """
  }

  private var single: HTML {
    guard let single = model.single else { return "" }
    return """
      <section class="card" aria-labelledby="single"><h2 id="single">单户预警<small>\(single.count) 户 · 只有统计联络员能看到</small></h2>
      \(single.isEmpty ? Notice.empty("这个月没有达到预警条件的企业。") : list(single, "单户预警"))</section>
      """
  }

  private func list(_ rows: [FallRow], _ caption: String) -> HTML {
    """
    <table class="cards"><caption class="unseen">\(caption)</caption>
    <thead><tr><th>名称</th><th>预警</th><th>数据</th><th>原因</th></tr></thead>
    <tbody>\(rows.map(fall))</tbody></table>
    """
  }

  private func fall(_ row: FallRow) -> HTML {
    let name: HTML =
      row.path.map { #"<a href="\#(shell.link($0))">\#(row.name)</a>"# } ?? "\(row.name)"
    let tag = row.level == "重点" ? "tag bad" : "tag wait"
    return """
      <tr><td class="words">\(name)</td><td data-label="预警"><span class="\(tag)">\(row.level)</span> \(row.because)</td>\
      <td data-label="数据">\(row.facts.map { "<small class=\"below\">\($0)</small>" as HTML })</td>\
      <td class="words" data-label="原因">\(row.note ?? "待查明")\(form(row.form, row.name))</td></tr>

      """
  }

  private func form(_ form: NoteForm?, _ name: String) -> HTML {
    guard let form else { return "" }
    return """
      <details class="screen"><summary>注明原因</summary>
      <form action="/industry/notes" method="post">\(shell.csrfField)\
      <input type="hidden" name="month" value="\(form.month)"><input type="hidden" name="grouping" value="\(form.grouping)">\
      <input type="hidden" name="code" value="\(form.code)">\
      <textarea name="words" rows="2" maxlength="300" aria-label="\(name)下滑的原因">\(form.words)</textarea>\
      <button type="submit">保存</button></form></details>
      """
  }

  private var issues: HTML {
    let rows: [HTML] = model.issues.map { issue in
      let path = shell.link("/industry/issues/\(Address.encoded(issue.code))")
      return """
        <tr><td class="code"><a href="\(path)">\(issue.code)</a></td><td data-label="月份">\(issue.month)</td>\
        <td class="when" data-label="印发日期">\(issue.day)</td><td data-label="更正">\(issue.corrects ?? "—")</td></tr>

        """
    }
    return """
      <section class="card screen" aria-labelledby="issues"><h2 id="issues">运行月报</h2>
      <table class="cards"><caption class="unseen">运行月报</caption>
      <thead><tr><th>编号</th><th>月份</th><th>印发日期</th><th>更正</th></tr></thead><tbody>\(rows)</tbody></table></section>
      """
  }
}
