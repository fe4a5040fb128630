/// The queue of doubts about the data: pairs, conflicts, odd figures; open and decided.
struct DoubtsPage: DeskPage {
  struct Model: Hashable, Sendable {
    /// Whether only pairs of projects are listed (W34).
    var isPairsOnly: Bool
    var address: Address
    var menus: [FilterMenu]
    var open: Int
    var asked: Int
    var decided: Int
    var rows: [Row]
    var total: Int
    var page: Int
    var pages: Int
  }

  struct Row: Hashable, Sendable {
    var path: String
    var kind: String
    var name: String
    var code: String
    var reasons: [String]
    var keeper: String
    var state: DoubtState
    /// What was decided, by whom and when.
    var decision: String?
  }

  var shell: Shell
  var model: Model

  var title: String { model.isPairsOnly ? "重复核查" : "疑点处理" }

  var body: HTML {
    """
    <div class="headline"><h1>\(title)<small>待处理 \(model.open.grouped)，已问 \(model.asked.grouped)，已处理 \(model.decided.grouped)</small></h1></div>
    <div class="filters" role="group" aria-label="筛选"><div class="menus">\(model.menus.map { $0.drawn(at: model.address, in: shell) })</div>
    <p class="chips">\(model.menus.compactMap { $0.chip(at: model.address, in: shell) })</p></div>
    \(list)
    \(Pager(address: model.address, page: model.page, pages: model.pages).drawn(in: shell))
    <p class="quiet">\(note)</p>
    """
  }

  private var note: HTML {
    model.isPairsOnly
      ? "一个项目只在首次签约时计一次；增资按增资计入投资额，不另计个数。处理可以撤销；数据变了会重新提示，在重新处理以前原来的决定有效。"
      : "疑点只提示，不改数据。处理可以撤销；所依据的数据变了会重新提示，在重新处理以前原来的决定有效。只列您有权查看的数据。"
  }

  private var list: HTML {
    guard !model.rows.isEmpty else {
      return Notice.empty(
        model.open + model.asked + model.decided == 0 ? "没有发现疑点。" : "没有符合条件的疑点。")
    }
    let rows: [HTML] = model.rows.map { row in
      let decision: HTML = row.decision.map { #"<small class="below">\#($0)</small>"# } ?? ""
      return """
        <tr><td class="words">\(shell.anchor(row.path, "\(row.name)"))<small class="below">\(row.code)</small></td>\
        <td data-label="疑点">\(row.kind)</td><td class="words" data-label="为什么">\(row.reasons.joined(separator: "；"))</td>\
        <td data-label="主管单位">\(row.keeper)</td><td data-label="状态">\(row.state.mark)\(decision)</td></tr>

        """
    }
    return """
      <table class="cards"><caption class="unseen">\(title)</caption>
      <thead><tr><th>对象</th><th>疑点</th><th>为什么</th><th>主管单位</th><th>状态</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table>
      """
  }
}
