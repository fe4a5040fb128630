extension CommitmentPage {
  /// What the unit reported by hand, month by month, and what supervision made of it.
  struct Claims: Hashable, Sendable {
    struct Row: Hashable, Sendable {
      var period: String
      var title: String
      var value: String
      var grade: GradeMark
      var note: String
      var file: String
      var person: String
      var standing: String
      var isWaiting: Bool
      /// How it was verified or why it came back.
      var words: String?
      var mayJudge: Bool
    }

    struct Form: Hashable, Sendable {
      var unit: String
      /// Month that is wanted, as 2022-06.
      var period: String
      var due: DueMark?
      /// What was typed before, when it was not accepted.
      var returned: ReturnedForm?
    }

    var rows: [Row]
    var form: Form?
    var undo: SplitPage.Undo?
  }

  /// A change of the target that is proposed, and the form for a new one.
  struct TargetMoves: Hashable, Sendable {
    struct Open: Hashable, Sendable {
      /// Last part of its code, such as T1.
      var number: String
      var words: String
      var reason: String
      var approvals: [String]
      var mayJudge: Bool
    }

    var open: Open?
    /// Changes that were refused, in words.
    var refused: [String]
    var mayPropose: Bool
    var today: String
    /// What was typed before, when it was not accepted.
    var returned: ReturnedForm?
    var undo: SplitPage.Undo?
  }

  private var place: String { "/commitments/\(Address.encoded(model.code))" }

  var claims: HTML {
    guard let claims = model.claims, !claims.rows.isEmpty || claims.form != nil else { return "" }
    return """

      <section class="card" id="claims" aria-labelledby="claims-title">
      <h2 id="claims-title">承诺自报<small>\(claims.rows.count) 个月</small></h2>
      \(claims.rows.isEmpty ? Notice.empty("还没有自报。") : table(claims.rows))
      \(claims.form.map(form))
      \(undoing(claims.undo, at: "claims"))
      </section>
      """
  }

  private func table(_ rows: [Claims.Row]) -> HTML {
    """
    <table class="cards"><caption class="unseen">承诺自报</caption>
    <thead><tr><th>月份</th><th class="n">自报值</th><th>证据</th><th>说明和证明文件</th><th>填报</th><th>状态</th></tr></thead>
    <tbody>
    \(rows.map(row))
    </tbody></table>
    """
  }

  private func row(_ row: Claims.Row) -> HTML {
    """
    <tr><td>\(row.title)</td><td class="n" data-label="自报值">\(row.value)</td><td data-label="证据">\(row.grade.drawn)</td>\
    <td data-label="说明">\(row.note.isEmpty ? "—" : row.note)\(when: !row.file.isEmpty, "<small class=\"below\">\(row.file)</small>")</td>\
    <td data-label="填报">\(row.person)</td><td data-label="状态"><span class="tag\(when: row.isWaiting, " wait")">\(row.standing)</span>\
    \(row.words.map { "<small class=\"below\">\($0)</small>" as HTML })\(when: row.mayJudge, judging(row))</td></tr>

    """
  }

  private func judging(_ row: Claims.Row) -> HTML {
    """
    <form class="screen" action="\(place)/claims/\(row.period)/verdict" method="post">\(shell.csrfField)\
    <input name="words" aria-label="\(row.title)的核验情况或退回理由" placeholder="核验情况或退回理由" required> \
    <button type="submit" name="verdict" value="verified">核验</button> \
    <button type="submit" name="verdict" value="returned">退回</button></form>
    """
  }

  private func form(_ form: Claims.Form) -> HTML {
    let typed = form.returned
    return """
      <form class="wide screen" action="\(place)/claims" method="post">\(shell.csrfField)\(Notice.problem(typed?.problem))
      <input type="hidden" name="thing" value="claim">
      <h3>填报\(form.due.map { "<small>截止 \($0.drawn)</small>" as HTML })</h3>
      <div class="fields"><p><label for="claim-period">月份</label><input id="claim-period" name="period" value="\(typed?["period"] ?? form.period)" pattern="[0-9]{4}-[0-9]{2}" placeholder="如：2022-06" required></p>
      <p><label for="claim-value">年初至当月累计（\(form.unit)）</label><input id="claim-value" name="value" value="\(typed?["value"] ?? "")" inputmode="decimal" required\(when: typed != nil, " autofocus")></p>
      <p><label for="claim-evidence">证据等级</label><select id="claim-evidence" name="evidence">\
      <option value="E1">E1 自报</option><option value="E2"\(when: typed?["evidence"] == "E2", " selected")>E2 有据（写明文件）</option></select></p>
      <p><label for="claim-file">证明文件名称</label><input id="claim-file" name="file" value="\(typed?["file"] ?? "")"></p></div>
      <p><label for="claim-note">说明</label><input id="claim-note" name="note" value="\(typed?["note"] ?? "")"></p>
      <button class="main" type="submit">填报</button></form>
      """
  }

  private func undoing(_ undo: SplitPage.Undo?, at thing: String) -> HTML {
    guard let undo else { return "" }
    return """
      <form class="screen" action="\(place)/\(thing)/entries/\(undo.entry)/undo" method="post">\(shell.csrfField)\
      <button type="submit">撤销：\(undo.title)</button></form>
      """
  }

  /// What stands below the history of the target.
  var moves: HTML {
    guard let moves = model.moves,
      moves.open != nil || moves.mayPropose || !moves.refused.isEmpty || moves.undo != nil
    else { return "" }
    return """

      <section class="card" id="target-change" aria-labelledby="target-change-title">
      <h2 id="target-change-title">目标调整</h2>
      \(moves.open.map(open))
      \(moves.refused.map { "<p class=\"quiet\">\($0)</p>" as HTML })
      \(when: moves.mayPropose, proposing(moves))
      \(undoing(moves.undo, at: "targets"))
      </section>
      """
  }

  private func open(_ open: TargetMoves.Open) -> HTML {
    let judging: HTML = """
      <form class="screen wide" action="\(place)/targets/\(open.number)/verdict" method="post">\(shell.csrfField)
      <p><label for="target-words">意见（不同意时必须写明理由）</label><input id="target-words" name="words"></p>
      <p class="row"><button class="main" type="submit" name="verdict" value="agreed">同意</button> \
      <button type="submit" name="verdict" value="refused">不同意</button></p></form>
      """
    return """
      <dl class="lines"><div><dt>\(open.number) 待批准</dt><dd>\(open.words)<small class="below">\(open.reason)</small></dd></div>
      <div><dt>已同意</dt><dd>\(open.approvals.isEmpty ? "还没有，要由督查负责人和区领导都同意" : open.approvals.joined(separator: "、"))</dd></div></dl>
      \(when: open.mayJudge, judging)
      """
  }

  private func proposing(_ moves: TargetMoves) -> HTML {
    let typed = moves.returned
    return """
      <details class="screen"\(when: typed != nil, " open")><summary>提出目标调整</summary>
      <form class="wide" action="\(place)/targets" method="post">\(shell.csrfField)\(Notice.problem(typed?.problem))
      <input type="hidden" name="thing" value="target">
      <div class="fields"><p><label for="target-value">新目标</label><input id="target-value" name="value" value="\(typed?["value"] ?? "")" inputmode="decimal" required\(when: typed != nil, " autofocus")></p>
      <p><label for="target-from">起始日</label><input id="target-from" name="from" type="date" value="\(typed?["from"] ?? moves.today)" required></p>
      <p><label for="target-document">批准文件（文号和标题）</label><input id="target-document" name="document" value="\(typed?["document"] ?? "")" required></p></div>
      <p><label for="target-reason">理由</label><input id="target-reason" name="reason" value="\(typed?["reason"] ?? "")" required></p>
      <button class="main" type="submit">提出调整</button></form></details>
      """
  }
}
