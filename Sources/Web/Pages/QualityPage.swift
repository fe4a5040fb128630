/// What is wanting in the data, by register and the unit that answers for it (W93).
struct QualityPage: DeskPage {
  struct Model: Hashable, Sendable {
    var address: Address
    var menus: [FilterMenu]
    var rows: [Row]
    /// Wants of all kinds that the reader may see.
    var total: Int
    /// Accounts of what is in stock.
    var stock: [StockTable] = []
    /// Values of series that came after their due day.
    var late: LateTable? = nil
  }

  struct Row: Hashable, Sendable {
    var kind: String
    var register: String
    var field: String
    var keeper: String
    var count: Int
    var among: Int
    /// The list of exactly these subjects.
    var path: Address
  }

  var shell: Shell
  var model: Model

  var title: String { "数据质量" }

  var body: HTML {
    """
    <div class="headline"><h1>数据质量<small>\(model.total.grouped) 处</small></h1></div>
    <div class="filters" role="group" aria-label="筛选"><div class="menus">\(model.menus.map { $0.drawn(at: model.address, in: shell) })</div>
    <p class="chips">\(model.menus.compactMap { $0.chip(at: model.address, in: shell) })</p></div>
    \(list)
    \(model.stock.map { $0.drawn(in: shell) })\(model.late?.drawn(in: shell))
    <p class="quiet">超期未更新：最近一次记录或确认的期间加上更新周期，已早于所看的日期；再次导入而数值没有变化的，记为确认。\
    引用的对象不存在：按编号和名称都找不到。只统计您有权查看的登记簿和数据项。</p>
    """
  }

  private var list: HTML {
    guard !model.rows.isEmpty else {
      return Notice.empty(
        model.total == 0 ? "没有发现缺必填项、超期未更新或引用不存在的数据。" : "没有符合条件的问题。")
    }
    let rows: [HTML] = model.rows.map { row in
      """
      <tr><td>\(row.kind)</td><td>\(row.register)</td><td class="words">\(shell.anchor(row.path, "\(row.field)"))</td>\
      <td>\(row.keeper)</td><td class="n" data-label="处数">\(shell.anchor(row.path, "\(row.count.grouped)"))</td>\
      <td class="n" data-label="范围">\(row.among.grouped)</td></tr>

      """
    }
    return """
      <table class="cards"><caption class="unseen">数据质量</caption>
      <thead><tr><th>问题</th><th>登记簿</th><th>数据项</th><th>主管单位</th><th class="n">处数</th><th class="n">范围内对象</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table>
      """
  }
}
