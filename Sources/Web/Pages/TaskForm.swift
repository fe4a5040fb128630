/// What somebody types when giving a task or writing a line.
struct OrderDraft: Hashable, Sendable {
  var words = ""
  var unit = ""
  var due = ""
  /// Code of the commitment or measure behind it; empty for none.
  var commitment = ""
  /// The finding behind it, in words; empty for none.
  var finding = ""
}

/// The form in which a task is given, or a leader's line is written.
struct OrderForm: Hashable, Sendable {
  var action: String
  var draft: OrderDraft
  var units: [FormChoice]
  /// Whether it is a leader's one line.
  var isDirective: Bool

  func drawn(csrf: HTML) -> HTML {
    """
    <form class="wide" action="\(action)" method="post">\(csrf)\
    <input type="hidden" name="commitment" value="\(draft.commitment)">\
    <input type="hidden" name="finding" value="\(draft.finding)">
    \(words)
    <div class="fields"><p><label for="order-unit">\(isDirective ? "交给" : "承办单位")</label>\
    <select id="order-unit" name="unit" required><option value="">请选择</option>\(units.map(option))</select></p>
    <p><label for="order-due">时限</label><input id="order-due" name="due" type="date" value="\(draft.due)"></p></div>
    <button class="main" type="submit">\(isDirective ? "批示" : "交办")</button></form>
    """
  }

  private var words: HTML {
    isDirective
      ? """
      <p><label for="order-words">一句话</label>\
      <input id="order-words" name="words" value="\(draft.words)" maxlength="100" required></p>
      """
      : """
      <p><label for="order-words">任务内容</label>\
      <textarea id="order-words" name="words" rows="3" maxlength="500" required>\(draft.words)</textarea></p>
      """
  }

  private func option(_ choice: FormChoice) -> HTML {
    #"<option value="\#(choice.value)"\#(when: choice.value == draft.unit, " selected")>\#(choice.title)</option>"#
  }
}

/// The page on which a task is given.
struct TaskFormPage: DeskPage {
  var shell: Shell
  var form: OrderForm
  /// What it comes from, in words.
  var source: String?
  var problem: String?

  var title: String { "交办任务" }

  var body: HTML {
    """
    <nav class="crumbs" aria-label="所在位置"><ol><li>\(shell.anchor("/tasks", "任务"))</li></ol></nav>
    <div class="headline"><h1>交办任务</h1></div>
    \(Notice.problem(problem))
    \(source.map { "<p class=\"quiet\">来源：\($0)</p>" as HTML })
    <section class="card">\(form.drawn(csrf: shell.csrfField))</section>
    """
  }
}
