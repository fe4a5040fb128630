import Papers

/// The split table of a report (W13): every commitment with the units that share it.
struct SplitTablePage: DeskPage {
  struct Model: Hashable, Sendable {
    var table: SplitTable
    /// Address of the table with the report that was chosen.
    var address: Address
    var reports: FilterMenu?
    /// Files in which the reader may take it away.
    var files: [PaperForm]
    /// Parts that are written and not sent yet, when the reader may send them.
    var unsent: Int
    var report: String?
    var hidden: Int
    var done: String?
    /// Whether the report's measures are listed too; nil where that is not offered.
    var measures: Bool?
  }

  var shell: Shell
  var model: Model

  var title: String { "任务分解" }

  var body: HTML {
    """
    <div class="headline"><h1>\(model.table.title)</h1></div>
    \(Notice.done(model.done))
    <div class="filters screen"><div class="menus">\(model.reports?.drawn(at: model.address, in: shell))</div>\
    \(measures)\(files)\(sending)</div>
    \(table)
    \(when: model.hidden > 0, "<p class=\"quiet\">另有 \(model.hidden) 项无权查看。</p>")
    """
  }

  private var measures: HTML {
    guard let isShown = model.measures else { return "" }
    let path = model.address.setting("measures", to: isShown ? nil : "1")
    return #"<a class="button" href="\#(shell.link(path))">\#(isShown ? "只列承诺" : "连措施一起列")</a>"#
  }

  private var files: HTML {
    let links: [HTML] = model.files.map { form in
      let path = Address("/commitments/split/\(form.rawValue)", model.address.items)
      return #" \#(shell.anchor(path, "\(form.title)", class: "button"))"#
    }
    return #"<p class="row">\#(links)</p>"#
  }

  private var sending: HTML {
    guard model.unsent > 0 else { return "" }
    return """
      <form action="/commitments/split/sending" method="post">\(shell.csrfField)\
      <input type="hidden" name="report" value="\(model.report ?? "")">\
      <button class="main" type="submit">送签 \(model.unsent) 项分工</button></form>
      """
  }

  private var table: HTML {
    guard !model.table.rows.isEmpty else {
      return Notice.empty("没有可以分解的承诺。请先导入工作报告并确认承诺。")
    }
    let heads: [HTML] = SplitTable.heads.map { #"<th scope="col">\#($0)</th>"# }
    return """
      <div class="scroll"><table class="splits"><caption class="unseen">\(model.table.title)</caption>
      <thead><tr>\(heads)</tr></thead><tbody>
      \(rows)</tbody></table></div>
      """
  }

  private var rows: [HTML] {
    model.table.rows.enumerated().map { index, row in
      let isNew = index == 0 || row.section != model.table.rows[index - 1].section
      let group: HTML =
        isNew && !row.section.isEmpty
        ? #"<tr class="group"><th colspan="14" scope="rowgroup">\#(row.section)</th></tr>"# : ""
      return "\(group)\(line(row, number: index + 1))"
    }
  }

  private func measure(_ row: SplitTable.Row, number: Int) -> HTML {
    """
    <tr><td class="n">\(number)</td><td class="said">\(row.sentence)</td><td class="words">\(row.task)</td>\
    <td></td><td>\(row.kind)</td><td></td><td></td><td></td><td></td><td></td><td>\(row.lead)</td>\
    <td></td><td></td><td></td></tr>

    """
  }

  private func line(_ row: SplitTable.Row, number: Int) -> HTML {
    if row.isMeasure { return measure(row, number: number) }
    let link = shell.link("/commitments/\(Address.encoded(row.id))/split")
    return """
      <tr><td class="n"><a href="\(link)">\(number)</a></td><td class="said">\(row.sentence)</td>\
      <td class="words"><a href="\(link)">\(row.task)</a></td><td>\(row.target)</td><td>\(row.kind)</td>\
      \(row.nodes.map { #"<td class="n">\#($0)</td>"# as HTML })<td>\(row.leader)</td>\
      <td>\(row.lead)</td><td>\(row.units)</td><td class="when">\(row.due)</td>\
      <td>\(row.remark)</td></tr>

      """
  }
}
