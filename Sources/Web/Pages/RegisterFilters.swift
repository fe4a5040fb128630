extension RegisterListPage {
  /// Filter menus, the condition in FEEL, the chips of what is chosen, and the column chooser.
  var filters: HTML {
    let menus = model.menus + [model.grouping]
    let chips = menus.compactMap { $0.chip(at: model.address, in: shell) } + [findChip, ruleChip]
    return """
      <div class="filters" role="group" aria-label="筛选">
      <div class="menus">\(model.menus.map { $0.drawn(at: model.address, in: shell) })\(grouping)\(chooser)</div>
      \(rule)
      <p class="chips">\(chips)</p>
      </div>
      """
  }

  private var grouping: HTML {
    model.grouping.options.isEmpty ? "" : model.grouping.drawn(at: model.address, in: shell)
  }

  private var rule: HTML {
    let wrong = model.ruleProblem != nil
    return """
      <form class="rule" action="\(model.address.path)" method="get">\(kept(without: ["rule", "q", "page"]))
      <label class="unseen" for="named">名称或编号</label>
      <input id="named" class="named" name="q" value="\(model.find)" placeholder="名称或编号" autocomplete="off">
      <label for="rule">条件</label>
      <input id="rule" name="rule" value="\(model.rule)" placeholder="\(model.ruleHelp)" spellcheck="false" \
      autocomplete="off" aria-describedby="rule-note"\(when: wrong, #" aria-invalid="true""#)>
      <button type="submit">筛选</button>
      \(ruleNote)
      </form>
      """
  }

  private var ruleNote: HTML {
    if let problem = model.ruleProblem {
      return """
        <p class="problem" id="rule-note" role="alert">第 \(problem.column) 个字符处：\(problem.message)。\
        条件没有生效，下面是没有按它筛选的清单。</p>
        """
    }
    guard model.undecided > 0 else {
      return #"<p id="rule-note" class="unseen">写法如：\#(model.ruleHelp)</p>"#
    }
    return """
      <p class="quiet" id="rule-note">另有 \(model.undecided) 个缺少数据，不能判断是否符合（待补信息），没有列出。</p>
      """
  }

  private var findChip: HTML {
    guard !model.find.isEmpty else { return "" }
    let target = shell.link(model.address.setting("q", to: nil).setting("page", to: nil))
    return """
      <a class="chip" href="\(target)" title="去掉这个条件">名称或编号：\(model.find)<span aria-hidden="true">×</span></a>
      """
  }

  private var ruleChip: HTML {
    guard !model.rule.isEmpty, model.ruleProblem == nil else { return "" }
    let target = shell.link(model.address.setting("rule", to: nil).setting("page", to: nil))
    return """
      <a class="chip" href="\(target)" title="去掉这个条件"><code>\(model.rule)</code><span aria-hidden="true">×</span></a>
      """
  }

  private var chooser: HTML {
    guard !model.choices.isEmpty else { return "" }
    let boxes: [HTML] = model.choices.map { choice in
      """
      <label class="pick"><input type="checkbox" name="column" value="\(choice.key)"\
      \(when: choice.isShown, " checked")> \(choice.title)</label>
      """
    }
    return """
      <details class="menu filter columns"><summary>列<b>\(model.columns.count)</b></summary>
      <form class="sheetlet" action="\(model.address.path)" method="get">\(kept(without: ["column"]))
      <div class="boxes">\(boxes)</div><button type="submit">显示这些列</button></form>
      </details>
      """
  }

  /// The items of the address that a form has to carry along.
  func kept(without names: [String]) -> [HTML] {
    shell.time.keeping(in: model.address).items.filter { !names.contains($0.name) }.map {
      #"<input type="hidden" name="\#($0.name)" value="\#($0.value)">"#
    }
  }

  /// Links to the pages around this one.
  var pager: HTML {
    guard model.pages > 1 || !model.pageSizes.isEmpty else { return "" }
    let near = Set([1, model.pages] + Array((model.page - 2)...(model.page + 2)))
      .filter { (1...model.pages).contains($0) }.sorted()
    var last = 0
    let links: [HTML] = near.map { page in
      let gap: HTML = page - last > 1 ? "<span>…</span>" : ""
      last = page
      return "\(gap)\(link(to: page, "\(page)"))"
    }
    return """
      <nav class="pager" aria-label="翻页">\(sizes)\(model.page > 1 ? link(to: model.page - 1, "上一页") : "")\
      \(links)\(model.page < model.pages ? link(to: model.page + 1, "下一页") : "")</nav>
      """
  }

  private var sizes: HTML {
    let sizes: [HTML] = model.pageSizes.map { size in
      if size == model.pageSize { return #"<b aria-current="true">\#(size)</b>"# }
      let target = model.address.setting("rows", to: "\(size)").setting("page", to: nil)
      return shell.anchor(target, "\(size)")
    }
    return sizes.isEmpty ? "" : #"<span class="sizes">每页 \#(sizes)</span>"#
  }

  private func link(to page: Int, _ words: String) -> HTML {
    if words == "\(page)", page == model.page {
      return #"<b aria-current="page">\#(page)</b>"#
    }
    let target = model.address.setting("page", to: page == 1 ? nil : "\(page)")
    return shell.anchor(target, "\(words)")
  }
}
