/// One thing that waits: what, by when, and the one step to take.
struct InboxItem: Hashable, Sendable {
  enum Action: Hashable, Sendable {
    /// Opens the page of the thing.
    case open(String)
    /// Is done in place, at an address below the page of the thing.
    case post(String, String)
    case none
  }

  var title: String
  var words: String
  var code: String
  var path: String
  var due: DueMark?
  var action: Action
}

/// What waits for the reader, by due day, and what the reader waits for (W1).
struct InboxPage: DeskPage {
  struct Model: Hashable, Sendable {
    var mine: [InboxItem]
    var others: [InboxItem]
    var isWritable: Bool
    var mayOpenTasks: Bool
  }

  var shell: Shell
  var model: Model

  var title: String { "待办" }

  var body: HTML {
    """
    <div class="headline"><h1>待办<small>\(model.mine.count) 项</small></h1><span class="actions screen">\
    \(when: model.mayOpenTasks, "<a class=\"button\" href=\"\(shell.link("/tasks"))\">全部任务</a>")</span></div>
    \(model.mine.isEmpty ? Notice.empty("现在没有等您办的事。") : table(model.mine, "待办"))
    \(waiting)
    """
  }

  private var waiting: HTML {
    guard !model.others.isEmpty else { return "" }
    return """
      <section class="card" aria-labelledby="others"><h2 id="others">等别人<small>\(model.others.count) 项</small></h2>
      \(table(model.others, "等别人"))</section>
      """
  }

  private func table(_ items: [InboxItem], _ caption: String) -> HTML {
    let acts = items.contains { $0.action != .none }
    return """
      <div class="scroll flat"><table class="cards"><caption class="unseen">\(caption)</caption>
      <thead><tr><th>事项</th><th>类别</th><th>时限</th>\(when: acts, "<th class=\"screen\">办理</th>")</tr></thead>
      <tbody>
      \(items.map { row($0, acts: acts) })
      </tbody></table></div>
      """
  }

  private func row(_ item: InboxItem, acts: Bool) -> HTML {
    """
    <tr><td class="words">\(shell.anchor(item.path, "\(item.words)"))<small class="below">\(item.code)</small></td>\
    <td data-label="类别">\(item.title)</td><td class="when" data-label="时限">\(item.due?.drawn ?? "—")</td>\
    \(when: acts, "<td class=\"screen\">\(action(item))</td>")</tr>

    """
  }

  private func action(_ item: InboxItem) -> HTML {
    switch item.action {
    case .open(let title): shell.anchor(item.path, "\(title)", class: "button")
    case .post(let title, let act) where model.isWritable:
      """
      <form action="\(item.path + act)" method="post">\(shell.csrfField)\
      <input type="hidden" name="back" value="/inbox"><button class="main" type="submit">\(title)</button></form>
      """
    case .post, .none: ""
    }
  }
}
