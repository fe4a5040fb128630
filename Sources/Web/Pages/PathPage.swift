import Definitions

/// How one commitment is judged (W12): the path that its number should take, and the rule of its light.
struct PathPage: DeskPage {
  struct Model: Hashable, Sendable {
    var code: String
    var text: String
    var target: String
    /// How the path came about, in words; nil where the commitment has none.
    var shape: String?
    var months: [Month]
    var rules: [FormChoice]
    /// Id of the rule that judges.
    var chosen: String
    var rule: String
    var ruleNote: String
    /// What was frozen, given back and chosen, newest first.
    var history: [String]
    /// First day on which a new path or rule would hold; nil for who may not set them.
    var from: String?
    /// What was wrong with what was sent, in words.
    var problem: String?
    var reason = ""
    var document = ""
    var isFrozen: Bool
  }

  struct Month: Hashable, Sendable {
    var day: String
    /// The number that the path asks for on that day.
    var asked: String
    /// What stands in the form.
    var typed: String
  }

  var shell: Shell
  var model: Model

  var title: String { "路径与亮灯规则 \(model.code)" }

  var body: HTML {
    """
    <nav class="crumbs" aria-label="所在位置"><ol><li><a href="\(shell.link("/commitments"))">承诺</a></li>\
    <li><a href="\(shell.link("/commitments/\(model.code)"))">\(model.code)</a></li></ol></nav>
    <h1>路径与亮灯规则 <small class="code">\(model.code)</small></h1>
    <p>\(model.text)，目标 \(model.target)</p>
    \(Notice.problem(model.problem))
    \(path)
    \(light)
    \(history)
    """
  }

  private var path: HTML {
    guard let shape = model.shape else {
      return """
        <section class="card" aria-labelledby="way"><h2 id="way">路径</h2>
        <p>这件承诺不按路径亮灯：增速和比例始终与目标值比较，节点按天判断。</p></section>
        """
    }
    let isWritable = model.from != nil
    let rows = model.months.map { month -> HTML in
      let typed: HTML =
        isWritable
        ? #"<td><input name="value-\#(month.day)" value="\#(month.typed)" inputmode="decimal" aria-label="\#(month.day)的路径值"></td>"#
        : ""
      return
        #"<tr><th scope="row">\#(month.day)</th><td class="number">\#(month.asked)</td>\#(typed)</tr>"#
    }
    let table: HTML = """
      <table class="list"><thead><tr><th scope="col">到哪一天</th><th scope="col">现行路径</th>\
      \(when: isWritable, "<th scope=\"col\">冻结为</th>")</tr></thead><tbody>\(rows)</tbody></table>
      """
    guard let from = model.from else {
      return """
        <section class="card" aria-labelledby="way"><h2 id="way">路径</h2><p>\(shape)</p>\(table)</section>
        """
    }
    let giveBack: HTML =
      model.isFrozen
      ? #" <button type="submit" name="act" value="compute">恢复按规律推算</button>"# : ""
    return """
      <section class="card" aria-labelledby="way"><h2 id="way">路径</h2><p>\(shape)</p>
      <form class="wide" action="\(place)" method="post">\(shell.csrfField)
      \(table)
      <p class="quiet">填到每月末应达到的数，最后一个数就是目标；空着的月份在前后两个数之间按直线走。</p>
      <div class="fields">
      <p><label for="path-from">从哪天起执行</label><input id="path-from" name="from" type="date" value="\(from)"></p>
      <p><label for="path-document">依据文件（可不填）</label><input id="path-document" name="document" value="\(model.document)"></p>
      <p><label for="path-reason">理由（写入变更记录）</label><input id="path-reason" name="reason" value="\(model.reason)" required></p>
      </div>
      <button class="main" type="submit" name="act" value="freeze">冻结路径</button>\(giveBack)
      </form></section>
      """
  }

  private var light: HTML {
    let form: HTML
    if let from = model.from {
      let options = model.rules.map { rule in
        #"<option value="\#(rule.value)"\#(when: rule.value == model.chosen, " selected")>\#(rule.title)</option>"#
          as HTML
      }
      form = """
        <form class="wide" action="\(place)/light" method="post">\(shell.csrfField)
        <div class="fields">
        <p><label for="light-rule">亮灯规则</label><select id="light-rule" name="rule">\(options)</select></p>
        <p><label for="light-from">从哪天起执行</label><input id="light-from" name="from" type="date" value="\(from)"></p>
        <p><label for="light-reason">理由（写入变更记录）</label><input id="light-reason" name="reason" required></p>
        </div>
        <button class="main" type="submit">选用这条规则</button></form>
        """
    } else {
      form = ""
    }
    return """
      <section class="card" aria-labelledby="rule"><h2 id="rule">亮灯规则</h2>
      <p>现在按“\(model.rule)”亮灯。\(model.ruleNote)</p>
      \(form)</section>
      """
  }

  private var history: HTML {
    guard !model.history.isEmpty else { return "" }
    return """
      <section class="card" aria-labelledby="set"><h2 id="set">设定记录</h2>
      <ul>\(model.history.map { "<li>\($0)</li>" as HTML })</ul></section>
      """
  }

  private var place: String { "/commitments/\(Address.encoded(model.code))/path" }
}
