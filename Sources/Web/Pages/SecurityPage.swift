/// The security log: sign-ins, refusals, denials; for the security and audit administrators only.
struct SecurityPage: DeskPage {
  struct Model: Hashable, Sendable {
    var rows: [Row]
    var older: Address?
  }

  struct Row: Hashable, Sendable {
    var at: String
    var event: String
    var person: String
    var post: String
    var detail: String
  }

  var shell: Shell
  var model: Model

  var title: String { "安全日志" }

  var body: HTML {
    """
    <div class="headline"><h1>安全日志</h1></div>
    \(list)
    \(model.older.map { #"<nav class="pager" aria-label="翻页">\#(shell.anchor($0, "更早的记录"))</nav>"# })
    """
  }

  private var list: HTML {
    guard !model.rows.isEmpty else { return Notice.empty("还没有记录。") }
    let rows: [HTML] = model.rows.map { row in
      """
      <tr><td class="when">\(row.at)</td><td>\(row.event)</td><td>\(row.person)</td><td>\(row.post)</td>\
      <td class="words">\(row.detail.isEmpty ? "—" : row.detail)</td></tr>

      """
    }
    return """
      <div class="scroll flat"><table><caption class="unseen">安全日志</caption>
      <thead><tr><th>时间</th><th>事件</th><th>谁</th><th>岗位</th><th>说明</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table></div>
      """
  }
}
