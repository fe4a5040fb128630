/// Names in files whose firm was not certain: what waits for somebody, and what was decided (W92).
struct FirmNamesPage: DeskPage {
  struct Name: Hashable, Sendable {
    var register: String
    var written: String
    /// Where the newest file has it, such as 名录.xlsx · Sheet1 · 第 7 行.
    var place: String
    var candidates: [ImportsPage.Choice]
    /// What was decided in words; nil while it waits.
    var decision: String?
    /// Page of the firm that was decided on.
    var path: String?
  }

  struct Model: Hashable, Sendable {
    var open: [Name]
    var decided: [Name]
    var problem: String?
    var done: String?
  }

  var shell: Shell
  var model: Model

  var title: String { "待核对企业" }

  var body: HTML {
    """
    <nav class="crumbs" aria-label="所在位置"><ol><li><a href="/imports">导入</a></li></ol></nav>
    <div class="headline"><h1>待核对企业<small>\(model.open.count) 个名称</small></h1></div>
    <p class="quiet screen">文件里没有信用代码、名称又对不准的企业在这里指定一次，以后同样的名称自动认出。指定后请把当时未通过的行再导入。</p>
    \(Notice.problem(model.problem))
    \(Notice.done(model.done))
    \(open)
    \(decided)
    """
  }

  private var open: HTML {
    guard !model.open.isEmpty else { return Notice.empty("没有等待核对的企业名称。") }
    let rows: [HTML] = model.open.enumerated().map { index, name in
      let options: [HTML] = name.candidates.map {
        #"<option value="\#($0.value)">\#($0.title)</option>"#
      }
      return """
        <tr><td class="words">\(name.written)</td><td class="words">\(name.place)</td>\
        <td><form class="row" action="/imports/firms" method="post">\(shell.csrfField)\
        <input type="hidden" name="register" value="\(name.register)"><input type="hidden" name="name" value="\(name.written)">\
        <label class="unseen" for="firm-\(index)">\(name.written) 是</label>\
        <select id="firm-\(index)" name="firm" required><option value="">请选择</option>\(options)\
        <option value="none">都不是</option></select> <button type="submit">确定</button></form></td></tr>

        """
    }
    return """
      <div class="scroll flat"><table class="cards"><caption class="unseen">等待核对的名称</caption>
      <thead><tr><th>文件里的名称</th><th>出处</th><th>是哪一户</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table></div>
      """
  }

  private var decided: HTML {
    guard !model.decided.isEmpty else { return "" }
    let rows: [HTML] = model.decided.map { name in
      let words: HTML =
        name.path.map { #"<a href="\#($0)">\#(name.decision ?? "")</a>"# }
        ?? "\(name.decision ?? "")"
      return """
        <tr><td class="words">\(name.written)</td><td class="words">\(words)</td>\
        <td><form action="/imports/firms" method="post">\(shell.csrfField)\
        <input type="hidden" name="register" value="\(name.register)"><input type="hidden" name="name" value="\(name.written)">\
        <input type="hidden" name="firm" value="open"><button type="submit">重新核对</button></form></td></tr>

        """
    }
    return """
      <section class="stack" aria-labelledby="decided"><h2 id="decided">已指定<small>\(model.decided.count) 个名称</small></h2>
      <div class="scroll flat"><table class="cards"><caption class="unseen">已指定的名称</caption>
      <thead><tr><th>文件里的名称</th><th>指定为</th><th class="screen">操作</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table></div></section>
      """
  }
}
