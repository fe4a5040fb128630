/// One row of the form in which a commitment is divided, as somebody types it.
struct SplitDraft: Hashable, Sendable {
  var unit = ""
  var leader = ""
  var value = ""
  var nodes = ["", "", "", ""]
  var due = ""
  var remark = ""

  var isBlank: Bool { unit.isEmpty }
}

/// The form in which a commitment is divided: a row a unit, the lead unit first.
struct SplitForm: Hashable, Sendable {
  var code: String
  var form: SplitPage.Form

  func drawn(csrf: HTML) -> HTML {
    """
    <section class="card screen" aria-labelledby="divide"><h2 id="divide">分解到单位</h2>
    <form class="wide" action="/commitments/\(code)/split" method="post">\(csrf)\
    <input type="hidden" name="version" value="\(form.version)">\
    <input type="hidden" name="rows" value="\(form.rows.count)">
    <p class="quiet">第一行是牵头单位。季度节点写累计数，不写的由系统按路径推算。\
    \(when: form.isDivisible, "各单位任务数之和应等于目标。")改动过的分工要重新送签。</p>
    <div class="scroll"><table class="entry"><caption class="unseen">分工</caption>
    <thead><tr><th>责任单位</th><th>牵头领导</th><th>任务数</th>\
    \(SplitPage.quarters.map { "<th>\($0)</th>" as HTML })<th>时限</th><th>备注</th></tr></thead>
    <tbody>\(form.rows.enumerated().map(row))</tbody></table></div>
    \(when: form.isDivisible, excess)
    <p><label for="reason">理由（写入变更记录）</label><input id="reason" name="reason" value="\(form.reason)"></p>
    <p class="row"><button class="main" type="submit">保存分解</button> <a class="button" href="\(form.more)">再加几行</a></p>
    </form>
    \(paste(csrf))</section>
    """
  }

  /// Where rows that were copied out of a spreadsheet are put into the form.
  private func paste(_ csrf: HTML) -> HTML {
    """
    <details><summary>从 Excel 粘贴</summary>
    <form class="wide" action="/commitments/\(code)/split/pasted" method="post">\(csrf)
    <p><label for="cells">在 Excel 里选中分工的几行（可以连表头），复制后粘贴到这里。\
    没有表头的，依次是责任单位、牵头领导、任务数、四个季度、时限、备注</label>\
    <textarea id="cells" name="cells" rows="5" required></textarea></p>
    <button type="submit">填入上表</button></form></details>
    """
  }

  private var excess: HTML {
    """
    <p><label class="pick"><input type="checkbox" name="exceed" value="1"\(when: form.mayExceed, " checked")> \
    允许各单位之和超过目标（层层加码，表上注明）</label></p>
    """
  }

  private func row(_ index: Int, _ draft: SplitDraft) -> HTML {
    let number = index + 1
    let units: [HTML] = form.units.map {
      #"<option value="\#($0.value)"\#(when: $0.value == draft.unit, " selected")>\#($0.title)</option>"#
    }
    let nodes: [HTML] = draft.nodes.enumerated().map { quarter, node in
      input("q\(quarter + 1)", number, node, SplitPage.quarters[quarter], #" size="5""#)
    }
    return """
      <tr><td><select name="unit-\(number)" aria-label="第 \(number) 行责任单位"><option value=""></option>\(units)</select></td>\
      \(input("leader", number, draft.leader, "牵头领导", #" size="8""#))\
      \(input("value", number, draft.value, "任务数", #" size="6" inputmode="decimal""#))\(nodes)\
      \(input("due", number, draft.due, "时限", #" size="10" placeholder="如：2022-12-31" pattern="[0-9]{4}-[0-9]{2}-[0-9]{2}""#))\
      \(input("remark", number, draft.remark, "备注", #" size="12""#))</tr>

      """
  }

  private func input(
    _ name: String, _ number: Int, _ value: String, _ label: String, _ more: HTML
  ) -> HTML {
    """
    <td><input name="\(name)-\(number)" value="\(value)" aria-label="第 \(number) 行\(label)"\(more)></td>
    """
  }
}
