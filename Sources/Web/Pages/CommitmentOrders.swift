extension CommitmentPage {
  /// The tasks that came from a commitment, and where a leader writes a line about it.
  struct Orders: Hashable, Sendable {
    var tasks: [TaskRow]
    /// Where a further task is given; nil for those who may not.
    var giving: String?
    var directive: OrderForm?
    /// Letters, orders and statements that speak of it.
    var papers: [IssuedPaperRow] = []
  }

  private func papers(_ rows: [IssuedPaperRow]) -> HTML {
    """
    <h3>已签发的函件<small>\(rows.count) 份</small></h3>
    \(IssuedPaperRow.table(rows, in: shell) { _ in "有效" })
    """
  }

  var orders: HTML {
    guard let orders = model.orders,
      !orders.tasks.isEmpty || orders.giving != nil || orders.directive != nil
        || !orders.papers.isEmpty
    else { return "" }
    let giving: HTML? = orders.giving.map { #"<a class="button screen" href="\#($0)">交办任务</a>"# }
    let directive: HTML? = orders.directive.map { form in
      """
      <details class="screen"><summary>写批示</summary>\(form.drawn(csrf: shell.csrfField))</details>
      """
    }
    let table: HTML =
      orders.tasks.isEmpty ? "" : TaskRow.table(orders.tasks, caption: "任务", in: shell)
    return """

      <section class="card" id="tasks" aria-labelledby="tasks-title">
      <h2 id="tasks-title">任务和批示<small>\(orders.tasks.count) 项</small></h2>
      \(table)
      \(giving)\(directive)
      \(when: !orders.papers.isEmpty, papers(orders.papers))
      </section>
      """
  }
}
