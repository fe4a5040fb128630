import Commands

/// How an ask stands, as pages and programs say it.
enum AskState: String, CaseIterable, Sendable {
  case open, complete, closed, withdrawn, refused

  init(_ progress: AskProgress) {
    self =
      switch progress.ask.state {
      case .open: progress.isComplete ? .complete : .open
      case .closed: .closed
      case .withdrawn: .withdrawn
      case .refused: .refused
      }
  }

  var title: String {
    switch self {
    case .open: "填报中"
    case .complete: "已齐办结"
    case .closed: "已办结"
    case .withdrawn: "已撤回"
    case .refused: "库里答复"
    }
  }

  var mark: HTML {
    let kind: HTML = self == .open ? " wait" : self == .withdrawn ? "" : " ok"
    return #"<span class="tag\#(kind)">\#(title)</span>"#
  }
}

/// Requests for data: those to be answered, those that went out, with what has come (W91).
struct AsksPage: DeskPage {
  struct Model: Hashable, Sendable {
    var address: Address
    var tabs: [Tab]
    var menus: [FilterMenu]
    var rows: [Row]
    var total: Int
    var page: Int
    var pages: Int
    var mayAsk: Bool
    var maySeeBurden: Bool
  }

  struct Tab: Hashable, Sendable {
    var path: Address
    var title: String
    var count: Int
    var isCurrent: Bool
  }

  struct Row: Hashable, Sendable {
    var path: String
    var code: String
    var title: String
    var reason: String
    var register: String
    var unit: String
    var due: String
    /// Days past the due day; 0 while there is time.
    var late: Int
    var state: AskState
    var sent: Int
    var arrived: Int
    var missing: Int
    /// Cells that lie with the reader's unit.
    var ownMissing: Int
    /// Share that the store answered, in per cent.
    var share: Int
  }

  var shell: Shell
  var model: Model

  var title: String { "采集" }

  var body: HTML {
    """
    <div class="headline"><h1>采集<small>库里有的不再问</small></h1>\
    <span class="actions screen">\(when: model.maySeeBurden, #"<a class="button" href="/burden">采集负担</a>"#)\
    \(when: model.mayAsk, #"<a class="button main" href="/asks/new">新建采集</a>"#)</span></div>
    <nav class="tabs" aria-label="采集的各部分"><ul>\(model.tabs.map(tab))</ul></nav>
    <div class="filters" role="group" aria-label="筛选"><div class="menus">\(model.menus.map { $0.drawn(at: model.address, in: shell) })</div>
    <p class="chips">\(model.menus.compactMap { $0.chip(at: model.address, in: shell) })</p></div>
    \(list)
    \(Pager(address: model.address, page: model.page, pages: model.pages).drawn(in: shell))
    """
  }

  private func tab(_ tab: Tab) -> HTML {
    let current: HTML = tab.isCurrent ? #" aria-current="page""# : ""
    return """
      <li><a href="\(shell.link(tab.path))"\(current)>\(tab.title) <small>\(tab.count.grouped)</small></a></li>
      """
  }

  private var list: HTML {
    guard !model.rows.isEmpty else { return Notice.empty("没有符合条件的采集。") }
    let rows: [HTML] = model.rows.map { row in
      let due: HTML =
        row.late > 0 ? #"<span class="tag bad">逾期 \#(row.late) 天</span>"# : HTML.nothing
      let own: HTML =
        row.ownMissing > 0 ? #"<small class="below">我单位 \#(row.ownMissing.grouped)</small>"# : ""
      return """
        <tr><td class="words">\(shell.anchor(row.path, "\(row.title)"))<small class="below">\(row.code) \(row.reason)</small></td>\
        <td data-label="登记簿">\(row.register)</td><td data-label="发出">\(row.unit)</td>\
        <td class="when" data-label="截止">\(row.due) \(due)</td><td data-label="状态">\(row.state.mark)</td>\
        <td class="n" data-label="库里答复">\(row.share)%</td><td class="n" data-label="发出">\(row.sent.grouped)</td>\
        <td class="n" data-label="已到">\(row.arrived.grouped)</td><td class="n" data-label="未到">\(row.missing.grouped)\(own)</td></tr>

        """
    }
    return """
      <div class="scroll flat"><table class="cards"><caption class="unseen">采集清单</caption>
      <thead><tr><th>采集</th><th>登记簿</th><th>发出单位</th><th>截止</th><th>状态</th><th class="n">库里答复</th>\
      <th class="n">发出（格）</th><th class="n">已到</th><th class="n">未到</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table></div>
      """
  }
}

/// Links to the pages of a list; nothing for a list of one page.
struct Pager: Hashable, Sendable {
  var address: Address
  var page: Int
  var pages: Int

  func drawn(in shell: Shell) -> HTML {
    guard pages > 1 else { return "" }
    func link(_ number: Int, _ title: String) -> HTML {
      let target = shell.link(address.setting("page", to: String(number)))
      return #"<a href="\#(target)">\#(title)</a>"#
    }
    let back: HTML = page > 1 ? link(page - 1, "上一页") : ""
    let on: HTML = page < pages ? link(page + 1, "下一页") : ""
    return
      #"<nav class="pager screen" aria-label="翻页">\#(back)<b>第 \#(page) 页，共 \#(pages) 页</b>\#(on)</nav>"#
  }
}
