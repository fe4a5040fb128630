/// The bulletins (W15): drafts for those who write them, issues for everybody they are sent to.
struct BulletinsPage: DeskPage {
  struct Model: Hashable, Sendable {
    var rows: [Row]
    /// Whether the reader may write a new one.
    var mayCompose: Bool
    /// Whether the reader writes letters to units that are late.
    var mayWriteLetters: Bool
  }

  struct Row: Hashable, Sendable {
    var code: String
    var title: String
    var issued: String?
    var person: String?
    /// Code of the issue that it corrects.
    var corrects: String?
    /// Codes of the issues that correct it.
    var correctedBy: [String]
  }

  var shell: Shell
  var model: Model

  var title: String { "通报" }

  var body: HTML {
    """
    <div class="headline"><h1>通报</h1>\(ways)</div>
    \(list)
    """
  }

  private var ways: HTML {
    """
    <p class="row screen">\(when: model.mayCompose, #"<a class="button main" href="/bulletins/new">起草新一期</a>"#)\
    \(when: model.mayWriteLetters, #" \#(shell.anchor("/letters", "函件和对账单", class: "button"))"#)</p>
    """
  }

  private var list: HTML {
    guard !model.rows.isEmpty else { return Notice.empty("还没有通报。") }
    return """
      <table class="cards"><caption class="unseen">通报</caption>
      <thead><tr><th>编号</th><th>标题</th><th>状态</th><th>印发日期</th><th>印发人</th></tr></thead><tbody>
      \(model.rows.map(row))</tbody></table>
      """
  }

  private func row(_ row: Row) -> HTML {
    let link = shell.link("/bulletins/\(Address.encoded(row.code))")
    let state: HTML =
      row.issued == nil
      ? #"<span class="tag wait">草稿</span>"#
      : row.correctedBy.isEmpty
        ? #"<span class="tag">已印发</span>"#
        : #"<span class="tag">已由 \#(row.correctedBy.joined(separator: "、")) 更正</span>"#
    return """
      <tr><td class="code"><a href="\(link)">\(row.code)</a></td><td class="words"><a href="\(link)">\(row.title)</a>\
      \(row.corrects.map { #"<small class="below">更正 \#($0)</small>"# as HTML })</td>\
      <td data-label="状态">\(state)</td><td class="when" data-label="印发日期">\(row.issued ?? "—")</td>\
      <td data-label="印发人">\(row.person ?? "—")</td></tr>

      """
  }
}
