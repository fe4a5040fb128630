/// All registers the reader may open, each made from one definition file, by part of the work.
struct RegistersPage: DeskPage {
  struct Model: Hashable, Sendable {
    var groups: [Group]
    /// Whether the reader may take in files.
    var mayImport: Bool
  }

  struct Group: Hashable, Sendable {
    var title: String
    var rows: [Row]
  }

  struct Row: Hashable, Sendable {
    var path: String
    var title: String
    var note: String
    var subjects: Int
    var fields: Int
    /// Whether the definition is a sample that the office has to look through before use.
    var isSample: Bool
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
    guard !model.groups.isEmpty else { return Notice.empty("您现在的岗位没有可以查看的登记簿。") }
    return """
      <table class="cards registers"><caption class="unseen">登记簿</caption>
      <thead><tr><th>登记簿</th><th>说明</th><th class="n">对象</th><th class="n">数据项</th></tr></thead>
      \(model.groups.map(group))
      </table>
      """
  }

  private func group(_ group: Group) -> HTML {
    let rows: [HTML] = group.rows.map { row in
      let sample: HTML = row.isSample ? #" <span class="tag">样例定义</span>"# : ""
      return """
        <tr><td class="words">\(shell.anchor(row.path, "\(row.title)"))</td><td>\(row.note)\(sample)</td>\
        <td class="n" data-label="对象">\(row.subjects.grouped)</td><td class="n" data-label="数据项">\(row.fields)</td></tr>

        """
    }
    return """
      <tbody>
      <tr class="group"><th colspan="4" scope="rowgroup">\(group.title)</th></tr>
      \(rows)
      </tbody>

      """
  }
}
