extension RegisterListPage {
  /// The lists that were saved under a name, and the form that saves this one.
  var views: HTML {
    let links: [HTML] = model.views.map(link)
    let form = form
    guard !links.isEmpty || !form.isEmpty else { return "" }
    return """
      <div class="views screen"><ul aria-label="常用视图">\(links)</ul>\(form)</div>
      """
  }

  private func link(_ view: View) -> HTML {
    let shared: HTML = view.sharer.map { " <small>\($0)共享</small>" } ?? ""
    let current: HTML = view.isCurrent ? #" aria-current="true""# : ""
    let removal: HTML =
      view.sharer == nil && shell.readOnly == nil && shell.time.isToday
      ? """
      <form action="/views/\(view.entry)/removal" method="post">\(shell.csrfField)\
      <button class="plain" type="submit" title="删除视图“\(view.title)”" aria-label="删除视图“\(view.title)”">×</button></form>
      """ : ""
    return
      #"<li><a href="\#(shell.link(view.path))"\#(current)>\#(view.title)\#(shared)</a>\#(removal)</li>"#
  }

  private var form: HTML {
    guard shell.readOnly == nil, shell.time.isToday, !query.items.isEmpty else { return "" }
    return """
      <details class="menu"><summary>保存为视图</summary>
      <form class="sheetlet" action="/views" method="post">\(shell.csrfField)
      <input type="hidden" name="register" value="\(model.register)">
      <input type="hidden" name="query" value="\(query.text)">
      <label for="view-title">视图名称</label>
      <input id="view-title" name="title" maxlength="30" required autocomplete="off">
      <label class="pick"><input type="checkbox" name="shared" value="yes"> 本单位共享<small>本单位各岗位都能用，数据仍按各自权限显示</small></label>
      <p class="row"><button type="submit">保存</button></p>
      </form></details>
      """
  }

  /// What the view keeps: filters, condition, columns, order and groups; no day and no page.
  private var query: Address {
    Address("", model.address.items.filter { !["day", "known", "page", "view"].contains($0.name) })
  }
}
