/// Leaders' lines and the tasks that they became (W16); those still open come first.
struct DirectivesPage: DeskPage {
  struct Model: Hashable, Sendable {
    var rows: [Row]
    /// The form for those who may write a line.
    var form: OrderForm?
    var problem: String?
  }

  struct Row: Hashable, Sendable {
    var code: String
    var line: String
    var leader: String
    var day: String
    var page: String?
    var task: String
    var owner: String
    var due: DueMark
    var state: String
    var isOpen: Bool
    /// The last answer, in the words of the unit.
    var answer: String?
  }

  var shell: Shell
  var model: Model

  var title: String { "批示" }

  var body: HTML {
    """
    <div class="headline"><h1>批示<small>一句话、一个单位、一个时限，随即成为任务</small></h1></div>
    \(Notice.problem(model.problem))
    \(form)
    \(list)
    """
  }

  private var form: HTML {
    guard let form = model.form else { return "" }
    return """
      <section class="card screen" aria-labelledby="write"><h2 id="write">写批示</h2>\(form.drawn(csrf: shell.csrfField))</section>
      """
  }

  private var list: HTML {
    guard !model.rows.isEmpty else { return Notice.empty("还没有批示。") }
    return """
      <div class="scroll flat"><table class="cards"><caption class="unseen">批示</caption>
      <thead><tr><th>批示</th><th>领导</th><th>交给</th><th>时限</th><th>任务</th><th>反馈</th></tr></thead><tbody>
      \(model.rows.map(row))</tbody></table></div>
      """
  }

  private func row(_ row: Row) -> HTML {
    let page: HTML? = row.page.map {
      #" · \#(shell.anchor("/commitments/\(Address.encoded($0))", "\($0)"))"#
    }
    return """
      <tr><td class="words">\(row.line)<small class="below">\(row.code)\(page)</small></td>\
      <td data-label="领导">\(row.leader)<small class="below">\(row.day)</small></td>\
      <td data-label="交给">\(row.owner)</td><td class="when" data-label="时限">\(row.due.drawn)</td>\
      <td data-label="任务">\(shell.anchor("/tasks/\(Address.encoded(row.task))", "\(row.task)")) \
      <span class="tag\(when: row.isOpen, " wait")">\(row.state)</span></td>\
      <td data-label="反馈">\(row.answer ?? "—")</td></tr>

      """
  }
}
