/// Asks why a value about a person is wanted, and then shows this one value.
struct UnmaskPage: DeskPage {
  struct Model: Hashable, Sendable {
    var action: String
    /// Address of the subject.
    var back: String
    var name: String
    var code: String
    var field: String
    var label: String
    /// What the field is kept for.
    var keptFor: String
    /// Purposes that the post may have to name.
    var purposes: [RecordPage.Option]
    /// The value, once it is on record that it was asked for.
    var value: String?
    var problem: String?
  }

  var shell: Shell
  var model: Model

  var title: String { "查看\(model.label)" }

  var body: HTML {
    """
    <nav class="crumbs" aria-label="所在位置"><ol><li><a href="\(model.back)">\(model.name)</a></li></ol></nav>
    <div class="headline object"><h1><small class="code">\(model.code)</small>\(model.label)</h1></div>
    <p class="quiet">个人信息，收集用途：\(model.keptFor)</p>
    \(Notice.problem(model.problem))
    \(model.value.map(shown) ?? form)
    """
  }

  private func shown(_ value: String) -> HTML {
    """
    <section class="card"><p class="unmasked">\(value)</p>
    <p class="quiet">这次查看已记录：谁、什么时候、什么理由。离开这一页后恢复遮盖；请勿转抄到与办理无关的地方。</p>
    <p><a class="button" href="\(model.back)">回到档案</a></p></section>
    """
  }

  private var form: HTML {
    let options: [HTML] = model.purposes.map {
      #"<option value="\#($0.value)">\#($0.title)</option>"#
    }
    let purpose: HTML =
      options.isEmpty
      ? ""
      : """
      <p><label for="purpose">用途</label><select id="purpose" name="purpose"><option value=""></option>\(options)</select></p>
      """
    return """
      <section class="card screen">
      <form class="wide" action="\(model.action)" method="post">\(shell.csrfField)
      <input type="hidden" name="code" value="\(model.code)"><input type="hidden" name="field" value="\(model.field)">
      <div class="fields">\(purpose)
      <p><label for="reason">理由（记入日志，当事企业和安全管理员能看到）</label>\
      <input id="reason" name="reason" required maxlength="200" autocomplete="off"></p></div>
      <p class="row"><button class="main" type="submit">显示这一项</button> <a href="\(model.back)">不看了</a></p>
      </form></section>
      """
  }
}
