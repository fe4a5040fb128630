/// One doubt about the data with its records side by side, and what may be decided about it.
struct DoubtPage: DeskPage {
  struct Model: Hashable, Sendable {
    var key: String
    var kind: String
    var name: String
    var register: String
    var isPair: Bool
    var reasons: [String]
    var remedy: String
    var keeper: String
    var state: DoubtState
    /// One record, or the two of a pair with the one that was recorded first in front.
    var records: [Record]
    var lines: [Line]
    /// What each source says, of a conflict.
    var claims: [Claim]
    var decision: Decision?
    /// Digest of the values that are shown.
    var basis: String
    /// What may be decided; empty for who may not.
    var verdicts: [RecordPage.Option]
    var typed: Typed
    var today: String
    var done: String?
    var problem: String?
  }

  struct Record: Hashable, Sendable {
    var code: String
    var name: String
    var path: String
  }

  struct Line: Hashable, Sendable {
    var label: String
    var values: [String]
    var differs: Bool
    var isInDoubt: Bool
  }

  struct Claim: Hashable, Sendable {
    var source: String
    var unit: String
    var value: String
    var day: String
    var grade: GradeMark
    var isKeeper: Bool
    var counts: Bool
  }

  struct Decision: Hashable, Sendable {
    var entry: Int64
    var verdict: String
    var reason: String
    var person: String
    var day: String
    var source: String?
    var askPath: String?
  }

  struct Typed: Hashable, Sendable {
    var verdict: String
    var source: String
    var reason: String
    var due: String
  }

  var shell: Shell
  var model: Model

  var title: String { "\(model.kind)：\(model.name)" }

  var body: HTML {
    """
    <nav class="crumbs" aria-label="所在位置"><ol><li>\(shell.anchor("/quality/issues", "疑点处理"))</li></ol></nav>
    <div class="headline"><h1>\(model.name)<small>\(model.kind)</small></h1>\(model.state.mark)</div>
    \(Notice.done(model.done))
    \(Notice.problem(model.problem))
    <section class="card" aria-labelledby="why"><h2 id="why">为什么提示</h2>
    <ul>\(model.reasons.map { "<li>\($0)</li>" as HTML })</ul>
    <p class="quiet">\(model.remedy)。主管单位：\(model.keeper)</p></section>
    \(decision)
    \(claims)
    \(records)
    \(form)
    """
  }

  private var decision: HTML {
    guard let decision = model.decision else { return "" }
    let source: HTML = decision.source.map { "，取\($0)的数" } ?? ""
    let ask: HTML = decision.askPath.map { #"，<a href="\#($0)">看采集</a>"# } ?? ""
    let undo: HTML = model.verdicts.isEmpty ? "" : undoForm(decision)
    let review: HTML =
      model.state == .reopened ? "<p>作出决定之后数据变了，请复核。重新处理以前，原来的决定有效。</p>" : ""
    return """
      <section class="card" aria-labelledby="decided"><h2 id="decided">已作的处理</h2>
      <p><b>\(decision.verdict)</b>\(source)\(ask)：\(decision.reason)<span class="quiet"> \(decision.person)，\(decision.day)，第 \(decision.entry) 号记录</span></p>
      \(review)\(undo)</section>
      """
  }

  private func undoForm(_ decision: Decision) -> HTML {
    """
    <form class="row screen" action="/quality/issues/\(model.key)/undo" method="post">\(shell.csrfField)\
    <input type="hidden" name="entry" value="\(decision.entry)"><label for="undo-reason">撤销的理由</label>\
    <input id="undo-reason" name="reason" required> <button class="danger" type="submit">撤销</button></form>
    """
  }

  private var claims: HTML {
    guard !model.claims.isEmpty else { return "" }
    let rows: [HTML] = model.claims.map { claim in
      let pick: HTML =
        model.verdicts.isEmpty
        ? ""
        : #"<input type="radio" form="decide" name="source" value="\#(claim.source)" aria-label="取\#(claim.unit)的数"\#(when: claim.source == model.typed.source, " checked")>"#
      return """
        <tr><td class="screen" data-label="取这个">\(pick)</td><td class="words">\(claim.unit)\(when: claim.isKeeper, " <small>主管单位</small>")</td>\
        <td class="n" data-label="报的数">\(claim.value)</td><td class="when" data-label="日期">\(claim.day)</td><td data-label="证据">\(claim.grade.drawn)</td>\
        <td data-label="现在">\(when: claim.counts, "<span class=\"tag ok\">计入</span>")</td></tr>

        """
    }
    return """
      <section class="card" aria-labelledby="claims"><h2 id="claims">各来源的说法</h2>
      <table class="cards"><caption class="unseen">各来源的说法</caption>
      <thead><tr><th class="screen">取这个</th><th>来源</th><th class="n">报的数</th><th>日期</th><th>证据</th><th>现在</th></tr></thead><tbody>
      \(rows)
      </tbody></table></section>
      """
  }

  private var records: HTML {
    let heads: [HTML] = model.records.enumerated().map { index, record in
      let word: HTML = model.isPair ? (index == 0 ? "先登记" : "后登记") : ""
      return """
        <th>\(shell.anchor(record.path, "\(record.name)"))<small class="below">\(record.code) \(word)</small></th>
        """
    }
    let rows: [HTML] = model.lines.map { line in
      let values: [HTML] = line.values.map { "<td>\($0)</td>" }
      let mark: HTML =
        line.isInDoubt
        ? #" <span class="tag wait">存疑</span>"#
        : line.differs ? #" <span class="tag bad">不同</span>"# : HTML.nothing
      return "<tr><th scope=\"row\">\(line.label)\(mark)</th>\(values)</tr>\n"
    }
    return """
      <section class="card" aria-labelledby="records"><h2 id="records">\(when: model.isPair, "并排对照")\(when: !model.isPair, "这个\(model.register)")</h2>
      <div class="scroll flat"><table><caption class="unseen">登记的内容</caption><thead><tr><th>数据项</th>\(heads)</tr></thead><tbody>
      \(rows)
      </tbody></table></div></section>
      """
  }

  private var form: HTML {
    guard !model.verdicts.isEmpty else { return "" }
    let picks: [HTML] = model.verdicts.map { verdict in
      """
      <label class="pick"><input type="radio" name="verdict" value="\(verdict.value)"\(when: verdict.value == model.typed.verdict, " checked") required> \(verdict.title)</label>

      """
    }
    let asks = model.verdicts.contains { $0.value == "asked" }
    return """
      <section class="card screen" aria-labelledby="form"><h2 id="form">\(when: model.decision == nil, "处理")\(when: model.decision != nil, "重新处理")</h2>
      <form class="wide" id="decide" action="/quality/issues/\(model.key)/decision" method="post">\(shell.csrfField)\
      <input type="hidden" name="basis" value="\(model.basis)"><input type="hidden" name="seen" value="\(model.decision.map { "\($0.entry)" } ?? "")">
      <fieldset><legend class="unseen">怎样处理</legend>\(picks)</fieldset>
      <div class="fields"><p><label for="reason">理由</label><input id="reason" name="reason" value="\(model.typed.reason)" required></p>
      \(when: asks, "<p><label for=\"due\">问主管单位时：请在哪天以前答复</label><input id=\"due\" name=\"due\" type=\"date\" min=\"\(model.today)\" value=\"\(model.typed.due)\"></p>")</div>
      <p class="row"><button class="main" type="submit">写入处理</button> <span class="quiet">写入变更记录，可以撤销。</span></p>
      </form></section>
      """
  }
}
