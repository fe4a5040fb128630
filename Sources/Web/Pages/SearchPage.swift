/// What the one search box finds, in the rights of the reader.
struct SearchPage: DeskPage {
  struct Model: Hashable, Sendable {
    var query: String
    var groups: [Group]
  }

  struct Group: Hashable, Sendable {
    var title: String
    var rows: [Row]
    /// Everything that was found; the rows are the first of it.
    var count: Int
    /// Where the whole list is, when there is more.
    var more: String?
  }

  struct Row: Hashable, Sendable {
    var path: String
    var code: String
    var name: String
    var note: String
  }

  var shell: Shell
  var model: Model

  var title: String { model.query.isEmpty ? "搜索" : "搜索“\(model.query)”" }

  var body: HTML {
    """
    <div class="headline"><h1>\(title)<small>找到 \(model.groups.reduce(0) { $0 + $1.count }) 个</small></h1></div>
    \(results)
    """
  }

  private var results: HTML {
    guard !model.query.isEmpty else { return Notice.empty("在上面的框里写名称、编号或信用代码的一部分。") }
    guard model.groups.contains(where: { $0.count > 0 }) else {
      return Notice.empty("没有找到“\(model.query)”。可以少写几个字再试；您无权查看的对象不会列出。")
    }
    return #"<div class="stack">\#(model.groups.filter { $0.count > 0 }.map(group))</div>"#
  }

  private func group(_ group: Group) -> HTML {
    let more: HTML? =
      group.count > group.rows.count
      ? group.more.map { #"<p>\#(shell.anchor($0, "全部 \(group.count) 个"))</p>"# } : nil
    return """
      <section class="card"><h2>\(group.title)<small>\(group.count) 个</small></h2>
      <table class="cards"><caption class="unseen">\(group.title)</caption>
      <thead><tr><th>编号</th><th>名称</th><th>说明</th></tr></thead>
      <tbody>
      \(group.rows.map(row))
      </tbody></table>\(more)</section>

      """
  }

  private func row(_ row: Row) -> HTML {
    """
    <tr><td class="code">\(shell.anchor(row.path, "\(row.code)"))</td>\
    <td class="words">\(shell.anchor(row.path, "\(row.name)"))</td><td>\(row.note)</td></tr>

    """
  }
}
