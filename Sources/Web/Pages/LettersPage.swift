/// One paper that was issued, as a row of a list.
struct IssuedPaperRow: Hashable, Sendable {
  var code: String
  var title: String
  var unit: String
  var day: String
  var items: [String]
  var task: String?
  /// Who declared it void and why; nil while it holds.
  var cancelled: String?

  static func table(
    _ rows: [IssuedPaperRow], in shell: Shell, cancelling: (IssuedPaperRow) -> HTML
  ) -> HTML {
    let lines: [HTML] = rows.map { row in
      let files: [HTML] = [PaperForm.docx, .pdf].map { form in
        #" <a href="\#(shell.link("/papers/\(Address.encoded(row.code))/\(form.rawValue)"))">\#(form.title)</a>"#
      }
      let items = row.task ?? row.items.joined(separator: "、")
      return """
        <tr><td class="code">\(row.code)</td><td>\(row.title)</td><td data-label="发往">\(row.unit)</td>\
        <td class="when" data-label="签发">\(row.day)</td><td data-label="事项">\(items)</td>\
        <td data-label="重印">\(files)</td><td data-label="状态">\(row.cancelled.map { "<span class=\"tag wait\">\($0)</span>" as HTML } ?? cancelling(row))</td></tr>

        """
    }
    return """
      <table class="cards"><caption class="unseen">已签发的函件</caption>
      <thead><tr><th>编号</th><th>文种</th><th>发往</th><th>签发</th><th>事项</th><th>重印</th><th>状态</th></tr></thead>
      <tbody>
      \(lines)</tbody></table>
      """
  }
}

/// Letters that are due (D4), statements of a unit's year (D23), and what has been issued.
struct LettersPage: DeskPage {
  struct Model: Hashable, Sendable {
    var units: [Unit]
    /// The day until which answers are wanted, as 2022-07-22.
    var answerBy: String
    /// Late commitments that no unit answers for.
    var unassigned: Int
    var issued: [IssuedPaperRow]
    /// Units for which a statement can be made, and the year that is likely wanted.
    var statements: [FormChoice]
    var year: Int
    var mayIssue: Bool
  }

  struct Unit: Hashable, Sendable {
    var code: String
    var name: String
    var letters: [Letter]
  }

  struct Letter: Hashable, Sendable {
    var kind: String
    var title: String
    var count: Int
  }

  var shell: Shell
  var model: Model

  var title: String { "函件和对账单" }

  var body: HTML {
    """
    <div class="headline"><h1>\(title)</h1></div>
    <section class="card" aria-labelledby="due"><h2 id="due">待发的督办函和催办单</h2>
    <form class="row screen" action="/letters" method="get"><label for="by">反馈期限</label>\
    <input id="by" name="by" type="date" value="\(model.answerBy)"><button type="submit">改期限</button></form>
    \(list)
    \(when: model.unassigned > 0, "<p class=\"quiet\">另有 \(model.unassigned) 项落后的承诺没有责任单位，先分解到单位才能发函。</p>")
    </section>
    \(statements)
    <section class="card" aria-labelledby="issued"><h2 id="issued">已签发</h2>
    \(issued)
    </section>
    """
  }

  private var list: HTML {
    guard !model.units.isEmpty else { return Notice.empty("没有亮红灯、黄灯的事项需要发函。") }
    return """
      <table class="cards"><caption class="unseen">待发的函件</caption>
      <thead><tr><th>责任单位</th><th>文种</th><th class="n">事项</th><th>先看</th>\(when: model.mayIssue, "<th>签发</th>")</tr></thead><tbody>
      \(model.units.flatMap { unit in unit.letters.map { row(unit, $0) } })</tbody></table>
      """
  }

  private func row(_ unit: Unit, _ letter: Letter) -> HTML {
    let links: [HTML] = [PaperForm.docx, .pdf].map { form in
      let path = Address(
        "/letters/\(Address.encoded(unit.code))/\(form.rawValue)",
        [.init(name: "kind", value: letter.kind), .init(name: "by", value: model.answerBy)])
      return #" \#(shell.anchor(path, "\(form.title)"))"#
    }
    return """
      <tr><td>\(unit.name)</td><td data-label="文种">\(letter.title)</td><td class="n" data-label="事项">\(letter.count)</td>\
      <td data-label="先看">\(links)</td>\(when: model.mayIssue, "<td>\(issuing(unit.code, letter.kind))</td>")</tr>

      """
  }

  private func issuing(_ unit: String, _ kind: String) -> HTML {
    """
    <form class="screen" action="/letters" method="post">\(shell.csrfField)\
    <input type="hidden" name="unit" value="\(unit)"><input type="hidden" name="kind" value="\(kind)">\
    <input type="hidden" name="by" value="\(model.answerBy)"><button type="submit">签发</button></form>
    """
  }

  private var statements: HTML {
    guard !model.statements.isEmpty else { return "" }
    let units: [HTML] = model.statements.map {
      #"<option value="\#($0.value)">\#($0.title)</option>"#
    }
    guard model.mayIssue else { return "" }
    return """
      <section class="card screen" aria-labelledby="year"><h2 id="year">绩效对账单</h2>
      <p class="quiet">一个单位一年承担的承诺、目标沿革和结果，签发后双方签同一份数。</p>
      <form class="row" action="/letters" method="post">\(shell.csrfField)<input type="hidden" name="kind" value="statement">
      <label for="unit">单位</label><select id="unit" name="unit">\(units)</select>
      <label for="of">年度</label><input id="of" name="year" inputmode="numeric" pattern="[0-9]{4}" size="5" value="\(model.year)" required>
      <button type="submit">签发</button></form>
      </section>
      """
  }

  private var issued: HTML {
    guard !model.issued.isEmpty else { return Notice.empty("还没有签发过函件。") }
    return IssuedPaperRow.table(model.issued, in: shell) { row in
      guard model.mayIssue else { return "有效" }
      return """
        <details class="screen"><summary>有效</summary>
        <form class="row" action="/papers/\(Address.encoded(row.code))/cancellation" method="post">\(shell.csrfField)\
        <input name="words" aria-label="作废 \(row.code) 的理由" placeholder="作废理由" required><button type="submit">作废</button></form></details>
        """
    }
  }
}
