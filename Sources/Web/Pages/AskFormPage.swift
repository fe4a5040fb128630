/// A request for data put together: what, of whom, and what the store says before anybody is asked (W91).
struct AskFormPage: DeskPage {
  struct Model: Hashable, Sendable {
    var registers: [RecordPage.Option]
    var register: String
    var codeLabel: String
    var title: String
    var reason: String
    var due: String
    var today: String
    var rule: String
    var code: String
    var fields: [Option]
    var period: String
    var periods: [Option]
    /// Everything that is typed, to be sent again.
    var hidden: [Hidden]
    var answer: Answer?
    /// Why nothing went out; nil while nothing was sent.
    var refused: String?
    /// The answer as a file.
    var file: Address?
    var templates: [Template]
    var problem: String?
  }

  struct Option: Hashable, Sendable {
    var value: String
    var title: String
    var note: String
    var isChosen: Bool
  }

  struct Hidden: Hashable, Sendable {
    var name: String
    var value: String
  }

  struct Template: Hashable, Sendable {
    var entry: Int64
    var title: String
    var path: String
  }

  /// What the store says.
  struct Answer: Hashable, Sendable {
    struct Keeper: Hashable, Sendable {
      var unit: String
      var cells: Int
    }

    struct Other: Hashable, Sendable {
      var code: String
      var path: String
      var cells: Int
    }

    var subjects: Int
    var undecided: Int
    var wanted: Int
    var known: Int
    var repeated: Int
    var left: Int
    var keepers: [Keeper]
    var repeatedIn: [Other]
    var rows: [Row]
    var further: Int
  }

  struct Row: Hashable, Sendable {
    var code: String
    var name: String
    var field: String
    var period: String
    var value: String
    var fate: String
    var isLeft: Bool
    var time: String
    var keeper: String
    var grade: GradeMark?
  }

  var shell: Shell
  var model: Model

  var title: String { "新建采集" }

  var body: HTML {
    """
    <nav class="crumbs" aria-label="所在位置"><ol><li><a href="/asks">采集</a></li></ol></nav>
    <div class="headline"><h1>新建采集<small>先看库里有什么，只问库里没有的</small></h1></div>
    \(Notice.problem(model.problem))
    \(Notice.problem(model.refused))
    \(templates)
    \(form)
    \(answer)
    """
  }

  private var templates: HTML {
    guard !model.templates.isEmpty else { return "" }
    let items: [HTML] = model.templates.map { template in
      """
      <li><a href="\(template.path)">\(template.title)</a> \
      <form action="/asks/templates/\(template.entry)/removal" method="post" data-confirm="删除模板“\(template.title)”？">\
      \(shell.csrfField)<button class="plain" type="submit" title="删除这个模板">×</button></form></li>

      """
    }
    return #"<div class="views screen"><b>模板</b><ul>\#(items)</ul></div>"#
  }

  private var form: HTML {
    """
    <section class="card screen"><form class="wide" action="/asks/new" method="get">
    <div class="fields">
    <p><label for="register">登记簿</label><select id="register" name="register" required>\(model.registers.map(option))</select></p>
    \(when: model.register.isEmpty, "<p><label>&#160;</label><button class=\"main\" type=\"submit\">下一步</button></p>")
    \(when: !model.register.isEmpty, heads)
    </div>
    \(when: !model.register.isEmpty, choices)
    </form></section>
    """
  }

  private func option(_ option: RecordPage.Option) -> HTML {
    let mark: HTML = option.value == model.register ? " selected" : ""
    return #"<option value="\#(option.value)"\#(mark)>\#(option.title)</option>"#
  }

  private var heads: HTML {
    """
    <p><label for="title">采集名称</label><input id="title" name="title" value="\(model.title)" maxlength="60"></p>
    <p><label for="reason">为什么要（填报单位看得到）</label><input id="reason" name="reason" value="\(model.reason)"></p>
    <p><label for="due">截止日期</label><input id="due" name="due" type="date" value="\(model.due)" min="\(model.today)"></p>
    <p><label for="rule">哪些对象（条件，留空为全部）</label>\
    <input id="rule" name="rule" value="\(model.rule)" spellcheck="false" placeholder="例如 登记状态 = &quot;存续&quot;"></p>
    <p><label for="code">或只问一个（\(model.codeLabel)）</label><input id="code" name="code" value="\(model.code)"></p>
    \(when: !model.periods.isEmpty, period)
    """
  }

  private var period: HTML {
    let options: [HTML] = model.periods.map { option in
      let mark: HTML = option.isChosen ? " selected" : ""
      return #"<option value="\#(option.value)"\#(mark)>\#(option.title)</option>"#
    }
    return """
      <p><label for="period">时期（月、季、年数据）</label><select id="period" name="period">\
      <option value="">最近一期</option>\(options)</select></p>
      """
  }

  private var choices: HTML {
    let boxes: [HTML] = model.fields.map { field in
      """
      <label class="pick"><input type="checkbox" name="field" value="\(field.value)"\(when: field.isChosen, " checked")> \
      <span>\(field.title)<small>\(field.note)</small></span></label>

      """
    }
    return """
      <fieldset><legend>要哪些数据项<small class="quiet"> 主管单位，多久更新</small></legend><div class="boxes asked">\(boxes)</div></fieldset>
      <p class="row"><button class="main" type="submit">看库里有什么</button> \
      <span class="quiet">这一步只查库，不打扰任何单位。换登记簿后也点这里。</span></p>
      """
  }

  private var answer: HTML {
    guard let answer = model.answer else { return "" }
    let share = answer.wanted == 0 ? 0 : answer.known * 100 / answer.wanted
    return """
      <section class="card" aria-labelledby="answer"><h2 id="answer">库里的答复</h2>
      <dl class="counters">
      \(counter("要的", answer.wanted, "\(answer.subjects.grouped) 个对象"))
      \(counter("库里答复", answer.known, "\(share)%", isFirst: true))
      \(counter("已有采集在问", answer.repeated, ""))
      \(counter("余下要问", answer.left, "\(answer.keepers.count) 个单位"))
      </dl>
      \(when: answer.undecided > 0, "<p class=\"quiet\">另有 \(answer.undecided.grouped) 个缺少数据，不能判断是否符合条件，没有列入。</p>")
      \(others(answer))\(keepers(answer))\(send(answer))\(table(answer))
      </section>
      """
  }

  private func counter(
    _ title: String, _ count: Int, _ note: String, isFirst: Bool = false
  ) -> HTML {
    Counter(title: title, figure: Figure(count.grouped, "格"), note: note, isFirst: isFirst)
      .drawn(in: shell)
  }

  private func others(_ answer: Answer) -> HTML {
    guard !answer.repeatedIn.isEmpty else { return "" }
    let links: [HTML] = answer.repeatedIn.map {
      #"<a href="\#($0.path)">\#($0.code)</a>（\#($0.cells.grouped) 格）"#
    }
    return "<p>已经有人在问：\(links.joined("、"))，不再重复发出。</p>"
  }

  private func keepers(_ answer: Answer) -> HTML {
    guard !answer.keepers.isEmpty else { return "" }
    let rows: [HTML] = answer.keepers.map {
      #"<tr><td>\#($0.unit)</td><td class="n" data-label="要填">\#($0.cells.grouped)</td></tr>"#
    }
    return """
      <table class="cards narrow"><caption>余下的发给谁</caption>
      <thead><tr><th>主管单位</th><th class="n">要填（格）</th></tr></thead><tbody>\(rows)</tbody></table>
      """
  }

  private func send(_ answer: Answer) -> HTML {
    let hidden: [HTML] = model.hidden.map {
      #"<input type="hidden" name="\#($0.name)" value="\#($0.value)">"#
    }
    let words: HTML = answer.left > 0 ? "发出余下 \(answer.left.grouped) 格" : "记下这次答复（不发出）"
    return """
      <div class="row screen"><form action="/asks" method="post">\(shell.csrfField)\(hidden)\
      <button class="main" type="submit"\(when: answer.wanted == 0, " disabled")>\(words)</button></form>
      \(model.file.map { #"<a class="button" href="\#(shell.link($0))" download>下载答复（xlsx）</a>"# as HTML })
      <form class="row" action="/asks/templates" method="post">\(shell.csrfField)\(hidden)\
      <label class="unseen" for="template">模板名称</label><input id="template" name="template" placeholder="模板名称" maxlength="30" value="\(model.title)">\
      <button type="submit">存为模板，下月再用</button></form></div>
      """
  }

  private func table(_ answer: Answer) -> HTML {
    guard !answer.rows.isEmpty else { return Notice.empty("没有符合条件的对象。") }
    let rows: [HTML] = answer.rows.map { row in
      """
      <tr><td class="words">\(row.name)<small class="below">\(row.code)</small></td><td data-label="数据项">\(row.field)</td>\
      <td data-label="时期">\(row.period)</td><td class="n" data-label="值">\(row.value)</td>\
      <td data-label="处理"><span class="tag\(when: row.isLeft, " wait")\(when: !row.isLeft, " ok")">\(row.fate)</span></td>\
      <td class="when" data-label="数据时间">\(row.time)</td><td data-label="主管单位">\(row.keeper)</td><td data-label="证据">\(row.grade?.drawn)</td></tr>

      """
    }
    return """
      <div class="scroll flat"><table class="cards"><caption class="unseen">逐格答复</caption>
      <thead><tr><th>对象</th><th>数据项</th><th>时期</th><th class="n">值</th><th>处理</th><th>数据时间</th><th>主管单位</th><th>证据</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table></div>
      \(when: answer.further > 0, "<p class=\"quiet\">另有 \(answer.further.grouped) 格没有列出，见下载的表。</p>")
      """
  }
}
