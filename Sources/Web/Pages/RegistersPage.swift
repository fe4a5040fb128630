/// All registers the reader may open, each made from one definition file.
struct RegistersPage: DeskPage {
  struct Model: Hashable, Sendable {
    var rows: [Row]
    /// Whether the reader may take in files.
    var mayImport: Bool
  }

  struct Row: Hashable, Sendable {
    var path: String
    var title: String
    var note: String
    var subjects: Int
    var fields: Int
  }

  var shell: Shell
  var model: Model

  var title: String { "数据" }

  var body: HTML {
    """
    <div class="headline"><h1>数据</h1>\
    \(when: model.mayImport, #"<a class="button screen" href="/imports">导入</a>"#)</div>
    \(list)
    """
  }

  private var list: HTML {
    guard !model.rows.isEmpty else { return Notice.empty("您现在的岗位没有可以查看的登记簿。") }
    let rows: [HTML] = model.rows.map { row in
      """
      <tr><td class="words"><a href="\(shell.link(row.path))">\(row.title)</a></td><td>\(row.note)</td>\
      <td class="n" data-label="对象">\(row.subjects.grouped)</td><td class="n" data-label="数据项">\(row.fields)</td></tr>

      """
    }
    return """
      <table class="cards"><caption class="unseen">登记簿</caption>
      <thead><tr><th>登记簿</th><th>说明</th><th class="n">对象</th><th class="n">数据项</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table>
      """
  }
}
