/// One request for data: who has to answer what, what has come, and the unit's own part to fill in.
struct AskPage: DeskPage {
  struct Model: Hashable, Sendable {
    var code: String
    var title: String
    var reason: String
    var register: String
    /// Subjects, fields and period in words.
    var scope: String
    var unit: String
    var day: String
    var due: String
    var late: Int
    var state: AskState
    var ending: String?
    var wanted: Int
    var known: Int
    var repeated: Int
    var sent: Int
    var arrived: Int
    var missing: Int
    var parts: [Part]
    var returned: [Returned]
    /// Cells of the reader's unit that may be filled in here.
    var inputs: [Input]
    var ownOpen: Int
    var page: Int
    var pages: Int
    var address: Address
    /// The unit's form as a workbook.
    var file: String?
    /// Units that may keep a cell instead.
    var units: [RecordPage.Option]
    /// How the asker may end it.
    var ways: [Way]
    /// Where the same is asked again.
    var again: String?
    var done: String?
    var problems: [String]
  }

  struct Part: Hashable, Sendable {
    var unit: String
    var arrived: Int
    var missing: Int
    var returned: Int
    var total: Int
    var file: String?
  }

  struct Returned: Hashable, Sendable {
    var name: String
    var code: String
    var field: String
    var unit: String
    var note: String
  }

  struct Input: Hashable, Sendable {
    var index: Int
    var key: String
    var code: String
    var name: String
    var field: String
    var unit: String?
    var period: String
    /// The last that is known, with its time.
    var last: String?
    var choices: [RecordPage.Option]
    var isDay: Bool
    var isNumber: Bool
    var value: String
  }

  struct Way: Hashable, Sendable {
    var value: String
    var title: String
    var hint: String
  }

  var shell: Shell
  var model: Model

  var title: String { "\(model.code) \(model.title)" }

  var body: HTML {
    """
    <nav class="crumbs" aria-label="所在位置"><ol><li><a href="/asks">采集</a></li></ol></nav>
    <div class="headline"><h1>\(model.title)<small>\(model.code)</small></h1>\(model.state.mark)\
    \(when: model.late > 0, "<span class=\"tag bad\">逾期 \(model.late) 天</span>")\
    \(model.again.map { #"<a class="button screen" href="\#($0)">照此再问一次</a>"# as HTML })</div>
    \(Notice.done(model.done))
    \(model.problems.map { Notice.problem($0) })
    <dl class="facts"><div><dt>发出单位</dt><dd>\(model.unit)</dd></div><div><dt>发出</dt><dd>\(model.day)</dd></div>\
    <div><dt>截止</dt><dd>\(model.due)</dd></div><div><dt>登记簿</dt><dd>\(model.register)</dd></div></dl>
    <p>\(model.reason)</p><p class="quiet">\(model.scope)\(model.ending.map { "；\($0)" as HTML })</p>
    \(counters)
    \(parts)
    \(own)
    \(returned)
    \(ending)
    """
  }

  private var counters: HTML {
    let share = model.wanted == 0 ? 0 : model.known * 100 / model.wanted
    return Counter.strip(
      [
        Counter(title: "要的", figure: Figure(model.wanted.grouped, "格"), note: ""),
        Counter(title: "库里答复", figure: Figure(model.known.grouped, "格"), note: "\(share)%"),
        Counter(
          title: "发出", figure: Figure(model.sent.grouped, "格"),
          note: model.repeated > 0 ? "另有 \(model.repeated.grouped) 格别处已问" : ""),
        Counter(title: "已到", figure: Figure(model.arrived.grouped, "格"), note: "", isFirst: true),
        Counter(title: "未到", figure: Figure(model.missing.grouped, "格"), note: ""),
      ], in: shell)
  }

  private var parts: HTML {
    guard !model.parts.isEmpty else { return "" }
    let rows: [HTML] = model.parts.map { part in
      """
      <tr><td class="words">\(part.unit)</td><td class="n" data-label="发出">\(part.total.grouped)</td>\
      <td class="n" data-label="已到">\(part.arrived.grouped)</td><td class="n" data-label="未到">\(part.missing.grouped)</td>\
      <td class="n" data-label="退回">\(part.returned.grouped)</td>\
      <td class="screen">\(part.file.map { #"<a href="\#($0)" download>填报表</a>"# as HTML })</td></tr>

      """
    }
    return """
      <section class="card" aria-labelledby="parts"><h2 id="parts">各单位进度</h2>
      <table class="cards"><caption class="unseen">各单位进度</caption>
      <thead><tr><th>主管单位</th><th class="n">发出（格）</th><th class="n">已到</th><th class="n">未到</th><th class="n">退回</th><th class="screen"></th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table>
      <p class="quiet">从哪里来的都算：在这里填、上传填报表，或平常导入的名录。导入撤回后，格子又算未到。</p></section>
      """
  }

  private var returned: HTML {
    guard !model.returned.isEmpty else { return "" }
    let rows: [HTML] = model.returned.map { row in
      """
      <tr><td class="words">\(row.name)<small class="below">\(row.code)</small></td><td>\(row.field)</td>\
      <td data-label="退回单位">\(row.unit)</td><td data-label="理由">\(row.note)</td></tr>

      """
    }
    return """
      <section class="card" aria-labelledby="returned"><h2 id="returned">退回的<small>\(model.returned.count) 格</small></h2>
      <table class="cards"><caption class="unseen">退回的</caption>
      <thead><tr><th>对象</th><th>数据项</th><th>退回单位</th><th>理由</th></tr></thead><tbody>
      \(rows)
      </tbody></table></section>
      """
  }

  private var ending: HTML {
    guard !model.ways.isEmpty else { return "" }
    let picks: [HTML] = model.ways.enumerated().map { index, way in
      """
      <label class="pick"><input type="radio" name="way" value="\(way.value)"\(when: index == 0, " checked")> <span>\(way.title)<small>\(way.hint)</small></span></label>
      """
    }
    return """
      <details class="card screen"><summary>结束或恢复</summary>
      <form class="wide" action="/asks/\(model.code)/ending" method="post">\(shell.csrfField)
      <p class="row">\(picks)</p>
      <p><label for="ending-reason">理由（填报单位看得到）</label><input id="ending-reason" name="reason" required></p>
      <button class="main" type="submit">确定</button></form></details>
      """
  }
}
