extension Shell {
  /// The bar above every page: product, search, day, person.
  var head: HTML {
    """
    <header class="top">
    <a class="brand" href="\(link("/"))">\(Icon.tally.drawn)<span>合符</span> <small>\(district)</small></a>
    <form class="find" role="search" action="/search" method="get">
    <label class="unseen" for="find">搜索名称、编号、信用代码</label>
    \(Icon.find.drawn)<input id="find" name="q" type="search" placeholder="搜索名称、编号、信用代码" \
    autocomplete="off"><kbd title="按 / 键到这里">/</kbd>\(time.fields)
    </form>
    \(time.control(here: here))
    \(account)
    </header>
    """
  }

  /// The navigation at the left, or the strip under the head on a phone.
  var side: HTML {
    """
    <nav class="side\(when: hasParts, " parted")" aria-label="主导航">
    <ul>
    \(navigation.map(entry))
    </ul>
    </nav>
    """
  }

  private var hasParts: Bool { navigation.contains { $0.isCurrent && !$0.parts.isEmpty } }

  private func entry(_ item: NavigationItem) -> HTML {
    let waiting: HTML = item.waiting > 0 ? #" <b class="waiting">\#(item.waiting)</b>"# : ""
    let mark: HTML = item.parts.isEmpty ? "page" : "true"
    let current: HTML = item.isCurrent ? #" aria-current="\#(mark)""# : ""
    return """
      <li><a href="\(link(item.path))"\(current)>\(item.icon.drawn)<span>\(item.title)</span>\(waiting)</a>\
      \(parts(of: item))</li>

      """
  }

  private func parts(of item: NavigationItem) -> HTML {
    guard item.isCurrent, !item.parts.isEmpty else { return "" }
    let parts: [HTML] = item.parts.map { part in
      let current: HTML = part.isCurrent ? #" aria-current="page""# : ""
      return #"<li><a href="\#(link(part.path))"\#(current)>\#(part.title)</a></li>"#
    }
    return #"<ul class="parts">\#(parts)</ul>"#
  }

  private var account: HTML {
    """
    <details class="menu account">
    <summary title="岗位与账号">\(Icon.person.drawn)<span><b>\(person)</b> <small>\(post)</small></span></summary>
    <div class="sheetlet">
    \(switching)
    <p><a href="/account">账号与密码</a></p>
    <form action="/session/end" method="post">\(csrfField)<button class="plain" type="submit">退出登录</button></form>
    </div>
    </details>
    """
  }

  private var switching: HTML {
    guard posts.count > 1 else { return #"<p class="quiet">当前岗位：\#(post)</p>"# }
    return """
      <form action="/session/post" method="post">\(csrfField)
      <input type="hidden" name="back" value="\(here.text)">
      <fieldset><legend>以哪个岗位办理</legend>
      \(posts.map(choice))
      </fieldset>
      <button type="submit">切换岗位</button>
      </form>
      """
  }

  private func choice(_ post: PostChoice) -> HTML {
    """
    <label class="pick"><input type="radio" name="post" value="\(post.id)"\
    \(when: post.isActing, " checked")> \(post.title)</label>

    """
  }
}
