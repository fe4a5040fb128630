import Papers

/// 一页纸 (W2): the worst five numbers, what helps most, what moved, what waits for a decision.
struct BriefPage: DeskPage {
  struct Model: Hashable, Sendable {
    var brief: Brief
    var lights: [CommitmentsPage.LightCount]
    /// The light of each number, and the arithmetic behind it.
    var marks: [String: LightMark]
    var reasons: [String: String]
    /// Codes of commitments that the reader may open.
    var open: Set<String>
    var steps: [NextPage.Row]
    var decisions: [Decision]
  }

  struct Decision: Hashable, Sendable {
    var text: String
    var path: String
  }

  var shell: Shell
  var model: Model

  private var brief: Brief { model.brief }

  var title: String { "一页纸" }

  var body: HTML {
    """
    <div class="headline"><h1>\(brief.title)</h1><p class="quiet">\(brief.scope)</p></div>
    <div class="filters">\(LightStrip(counts: model.lights, address: Address("/commitments")).drawn(in: shell))\(files)</div>
    \(numbers)
    \(steps)
    \(changes)
    \(decisions)
    """
  }

  private var files: HTML {
    let links: [HTML] = [PaperForm.docx, .pdf].map { form in
      #" \#(shell.anchor("/brief/\(form.rawValue)", "\(form.title)", class: "button"))"#
    }
    return #"<p class="row screen">\#(links)</p>"#
  }

  private var numbers: HTML {
    let rows: [HTML] = brief.items.map { item in
      """
      <tr><td class="words">\(linked(item.text, item.id))<small class="below">\(item.id)　\(model.reasons[item.id] ?? "")</small></td>\
      <td class="n" data-label="目标">\(item.target)</td><td class="n" data-label="已证实">\(item.verified)</td>\
      <td class="c lamp">\(model.marks[item.id]?.drawn)</td><td class="n" data-label="预计到期">\(item.forecast)</td>\
      <td class="n" data-label="达标概率">\(item.chance)</td><td class="when" data-label="期限">\(item.due)</td>\
      <td data-label="单位">\(item.unit)</td></tr>

      """
    }
    let table: HTML = """
      <table class="cards"><caption class="unseen">五个数</caption>
      <thead><tr><th>承诺</th><th class="n">目标</th><th class="n">已证实</th><th class="c">灯</th>\
      <th class="n">预计到期值</th><th class="n">达标概率</th><th>期限</th><th>责任单位</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table>
      <p class="quiet">选法：\(brief.rule)括号里是八成把握的范围；到期值和概率是估计数，不作考核依据。</p>
      """
    return card(
      "numbers", "五个数", brief.items.isEmpty ? Notice.empty("还没有承诺。导入工作报告后，这里列出最要紧的五个数。") : table)
  }

  private var steps: HTML {
    let rows: [HTML] = model.steps.map { row in
      """
      <tr><td class="words">\(shell.anchor(row.path, "\(row.name)"))<small class="below">\(row.step)：\(row.reasons.joined(separator: "；"))</small></td>\
      <td data-label="承诺">\(linked(row.text, row.commitment))<small class="below">\(row.commitment)</small></td>\
      <td class="n" data-label="达标概率"><span class="when">\(row.now ?? "—") → \(row.after ?? "—")</span></td>\
      <td class="when" data-label="期限">\(row.due)</td><td data-label="主管">\(row.owners)</td></tr>

      """
    }
    let table: HTML = """
      <table class="cards"><caption class="unseen">最能推动承诺的三件事</caption>
      <thead><tr><th>对象和下一步</th><th>推动哪件承诺</th><th class="n">达标概率</th><th>期限</th><th>主管单位</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table>
      <p class="quiet">每件承诺只列最能推动的一项。\(shell.anchor("/next", "看全部事项", class: "screen"))</p>
      """
    return card(
      "steps", "最能推动承诺的三件事", rows.isEmpty ? Notice.empty("没有能提高达标概率的候选对象或在途项目。") : table)
  }

  private var changes: HTML {
    let lines: [HTML] = (brief.changes ?? []).map { change in
      """
      <li>\(linked(change.text, change.id))　<small class="quiet">\(change.id)</small>　\(change.before)灯 → <b>\(change.after)灯</b></li>

      """
    }
    let more: HTML =
      brief.moreChanges > 0 ? #"<p class="quiet">另有 \#(brief.moreChanges) 项灯有变化，见承诺台账。</p>"# : ""
    let silence: HTML? = brief.silence.map { #"<p class="quiet">\#($0)</p>"# }
    return card("changes", "一周变化", "\(when: !lines.isEmpty, "<ul>\(lines)</ul>")\(more)\(silence)")
  }

  private var decisions: HTML {
    let lines: [HTML] = model.decisions.map { decision in
      #"<li>\#(shell.anchor(decision.path, "\(decision.text)"))</li>"#
    }
    return card(
      "decisions", "等您决定",
      lines.isEmpty ? #"<p class="quiet">没有等您决定的事项。</p>"# : "<ul>\(lines)</ul>")
  }

  private func card(_ id: String, _ title: String, _ content: HTML) -> HTML {
    """
    <section class="card" aria-labelledby="\(id)"><h2 id="\(id)">\(title)</h2>
    \(content)
    </section>

    """
  }

  private func linked(_ text: String, _ code: String) -> HTML {
    guard model.open.contains(code) else { return "\(text)" }
    return shell.anchor("/commitments/\(Address.encoded(code))", "\(text)")
  }
}
