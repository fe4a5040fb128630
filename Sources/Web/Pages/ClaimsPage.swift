/// The claims that are wanted now, by unit: those that are late first.
struct ClaimsPage: DeskPage {
  struct Row: Hashable, Sendable {
    var code: String
    var words: String
    var unit: String
    var month: String
    var due: DueMark
    /// Why what was claimed came back.
    var returned: String?
  }

  var shell: Shell
  var rows: [Row]

  var title: String { "待报进展" }

  var body: HTML {
    """
    <div class="headline"><h1>待报进展<small>登记簿算得出的不用报</small></h1></div>
    \(rows.isEmpty ? Notice.empty("现在没有到期要报的进展。") : table)
    """
  }

  private var table: HTML {
    let lines: [HTML] = rows.map { row in
      """
      <tr><td>\(row.unit)</td><td class="words">\(shell.anchor("/commitments/\(Address.encoded(row.code))#claims", "\(row.words)"))\
      <small class="below">\(row.code)</small></td><td data-label="月份">\(row.month)</td>\
      <td class="when" data-label="截止">\(row.due.drawn)</td>\
      <td data-label="退回理由">\(row.returned ?? "—")</td></tr>

      """
    }
    return """
      <div class="scroll flat"><table class="cards"><caption class="unseen">待报进展</caption>
      <thead><tr><th>责任单位</th><th>承诺</th><th>月份</th><th>截止</th><th>退回理由</th></tr></thead>
      <tbody>
      \(lines)
      </tbody></table></div>
      """
  }
}
