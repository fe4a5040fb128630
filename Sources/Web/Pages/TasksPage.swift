/// The tasks that the reader has to do, has given, or may see (W14).
struct TasksPage: DeskPage {
  struct Model: Hashable, Sendable {
    var tabs: [AsksPage.Tab]
    var rows: [TaskRow]
    var mayGive: Bool
    var page = 1
    var pages = 1
    var address: Address
  }

  var shell: Shell
  var model: Model

  var title: String { "任务" }

  var body: HTML {
    """
    <div class="headline"><h1>任务</h1><span class="actions screen">\
    \(when: model.mayGive, #"<a class="button main" href="/tasks/new">交办任务</a>"#)</span></div>
    <nav class="tabs" aria-label="任务的各部分"><ul>\(model.tabs.map(tab))</ul></nav>
    \(TaskRow.table(model.rows, caption: "任务", in: shell))
    \(Pager(address: model.address, page: model.page, pages: model.pages).drawn(in: shell))
    """
  }

  private func tab(_ tab: AsksPage.Tab) -> HTML {
    let current: HTML = tab.isCurrent ? #" aria-current="page""# : ""
    return """
      <li><a href="\(shell.link(tab.path))"\(current)>\(tab.title) <small>\(tab.count.grouped)</small></a></li>
      """
  }
}

/// One task in a list.
struct TaskRow: Hashable, Sendable {
  var code: String
  var words: String
  /// Where it comes from, in words.
  var source: String
  var owner: String
  var giver: String
  var due: DueMark
  var state: String
  var isWaiting: Bool

  static func table(_ rows: [TaskRow], caption: String, in shell: Shell) -> HTML {
    guard !rows.isEmpty else { return Notice.empty("没有任务。") }
    return """
      <div class="scroll flat"><table class="cards"><caption class="unseen">\(caption)</caption>
      <thead><tr><th>任务</th><th>承办</th><th>交办</th><th>时限</th><th>状态</th></tr></thead>
      <tbody>
      \(rows.map { $0.drawn(in: shell) })
      </tbody></table></div>
      """
  }

  private func drawn(in shell: Shell) -> HTML {
    """
    <tr><td class="words">\(shell.anchor("/tasks/\(Address.encoded(code))", "\(words)"))\
    <small class="below">\(code) \(source)</small></td>\
    <td data-label="承办">\(owner)</td><td data-label="交办">\(giver)</td>\
    <td class="when" data-label="时限">\(due.drawn)</td>\
    <td data-label="状态"><span class="tag\(when: isWaiting, " wait")">\(state)</span></td></tr>

    """
  }
}
