import Findings
import Quantities

/// A stock account in one line: 期初 + 新设 − 注销 ± 迁移 = 期末.
struct StockStrip: Hashable, Sendable {
  var account: StockAccount

  private var balance: StockLaw.Balance { account.balance }

  /// The terms of the account that are not nothing, in words.
  private var terms: [(sign: String, title: String, count: Int)] {
    let all = [
      ("+", "新设", balance.born), ("+", "补登", balance.bornLate), ("+", "迁入", balance.movedIn),
      ("−", "注销", balance.died), ("−", "补登注销", balance.diedLate),
      ("−", "迁出", balance.movedOut), ("−", "记录撤回", balance.withdrawn),
    ]
    // The law names births, deaths and moves even where there were none.
    return all.filter { $0.2 > 0 || ["新设", "注销", "迁出"].contains($0.1) }
  }

  var drawn: HTML {
    let terms: [HTML] = terms.map { " \($0.sign) \($0.title) <b>\($0.count.grouped)</b>" }
    let gap: HTML =
      balance.holds
      ? #" <span class="tag ok">平衡</span>"#
      : #" <span class="tag bad">有 \#(balance.unexplained.grouped) 户说不清</span>"#
    return """
      <p class="stock"><span class="quiet">\(account.opening.chinese)至\(account.closing.chinese)</span> \
      期初 <b>\(balance.opening.grouped)</b>\(terms) = 期末 <b>\(balance.closing.grouped)</b>\(gap)</p>
      """
  }
}

/// The stock accounts on the page of the data's quality: the year's, each of the last days, and the
/// subjects behind every gap.
struct StockTable: Hashable, Sendable {
  struct Gap: Hashable, Sendable {
    var day: String
    var code: String
    var name: String
    var path: String
    var reasons: [String]
    var keeper: String
  }

  var title: String
  var year: StockAccount
  var days: [StockAccount]
  var gaps: [Gap]
  /// Gaps that are not listed.
  var furtherGaps: Int

  func drawn(in shell: Shell) -> HTML {
    """
    <section class="card" aria-label="\(title)"><h2>\(title)<small>期初＋新设－注销±迁移＝期末，逐日核对</small></h2>
    \(StockStrip(account: year).drawn)
    <table class="cards"><caption class="unseen">\(title)，逐日</caption>
    <thead><tr><th>日期</th><th class="n">期初</th><th class="n">新设</th><th class="n">补登</th><th class="n">迁入</th>\
    <th class="n">注销</th><th class="n">补登注销</th><th class="n">迁出</th><th class="n">记录撤回</th><th class="n">期末</th><th>核对</th></tr></thead>
    <tbody>
    \(days.map(row))
    </tbody></table>
    \(behind(in: shell))
    <p class="quiet">每天按当天结束时已记录的数据核对，过后不变；当天的按所看的时点。补登：成立或注销在前，登记在后。</p></section>

    """
  }

  private func row(_ account: StockAccount) -> HTML {
    let balance = account.balance
    func cell(_ title: String, _ count: Int) -> HTML {
      #"<td class="n" data-label="\#(title)">\#(count.grouped)</td>"#
    }
    let verdict: HTML =
      balance.holds
      ? #"<span class="tag ok">平衡</span>"#
      : #"<span class="tag bad">\#(balance.unexplained.grouped) 户说不清</span>"#
    return """
      <tr><th scope="row">\(account.closing.chinese)</th>\(cell("期初", balance.opening))\(cell("新设", balance.born))\
      \(cell("补登", balance.bornLate))\(cell("迁入", balance.movedIn))\(cell("注销", balance.died))\
      \(cell("补登注销", balance.diedLate))\(cell("迁出", balance.movedOut))\(cell("记录撤回", balance.withdrawn))\
      \(cell("期末", balance.closing))<td data-label="核对">\(verdict)</td></tr>

      """
  }

  private func behind(in shell: Shell) -> HTML {
    guard !gaps.isEmpty else { return "" }
    let rows: [HTML] = gaps.map { gap in
      """
      <tr><td class="when">\(gap.day)</td><td class="words">\(shell.anchor(gap.path, "\(gap.name)")) <small class="code">\(gap.code)</small></td>\
      <td>\(gap.reasons.joined(separator: "；"))</td><td>\(gap.keeper)</td></tr>

      """
    }
    return """
      <h3>差额背后的对象</h3>
      <table class="cards"><caption class="unseen">差额背后的对象</caption>
      <thead><tr><th>日期</th><th>对象</th><th>原因</th><th>主管单位</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table>\(when: furtherGaps > 0, "<p class=\"quiet\">另有 \(furtherGaps.grouped) 户没有列出。</p>")
      """
  }
}
