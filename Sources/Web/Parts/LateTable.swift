import Quantities

/// Values that came after their due day, by the unit that answers for them.
struct LateTable: Hashable, Sendable {
  struct Row: Hashable, Sendable {
    var keeper: String
    var register: String
    var field: String
    var period: String
    var due: Day
    /// Values of the period that came late, among all that are known.
    var count: Int
    var among: Int
    /// Days of the latest of them.
    var daysLate: Int
    /// The list with the column.
    var path: Address
  }

  /// The rows of the page.
  var rows: [Row]
  /// Rows of all pages.
  var total: Int
  var pager: Pager

  func drawn(in shell: Shell) -> HTML {
    let shown: [HTML] = rows.map { row in
      """
      <tr><td>\(row.keeper)</td><td>\(row.register)</td><td class="words"><a href="\(shell.link(row.path))">\(row.field)</a></td>\
      <td class="when">\(row.period)</td><td class="when" data-label="应报">\(row.due.description)</td>\
      <td class="n" data-label="迟报">\(row.count.grouped)</td><td class="n" data-label="已有">\(row.among.grouped)</td>\
      <td class="n" data-label="最迟">\(row.daysLate.grouped) 天</td></tr>

      """
    }
    return """
      <section class="card" aria-label="迟报"><h2 id="late">迟报<small>\(total.grouped) 项</small></h2>
      <table class="cards"><caption class="unseen">迟报的数据，按主管单位</caption>
      <thead><tr><th>主管单位</th><th>登记簿</th><th>数据项</th><th>期间</th><th>应于何日前报</th><th class="n">迟报个数</th><th class="n">该期已有</th><th class="n">最迟</th></tr></thead>
      <tbody>
      \(shown)
      </tbody></table>
      \(pager.drawn(in: shell))
      <p class="quiet">应报日：期末加上数据项的更新周期。首次记录晚于应报日的算迟报；建账以前到期的属于补录，不算。当时看过的页面不因迟报而改变，用“按当时所知”还能看到。</p></section>

      """
  }
}
