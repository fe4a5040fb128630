extension CommitmentPage {
  /// The list of what counts; open to everybody who may see the number.
  var counted: HTML {
    guard let list = model.counted else { return "" }
    return """
      <section class="card" id="counted" aria-labelledby="counted-title">
      <h2 id="counted-title">计入清单<small>\(list.rows.count + list.hidden) 项</small></h2>
      \(list.rows.isEmpty ? Notice.empty("到这个时点还没有计入的对象。") : table(list))
      \(Self.remainder(hidden: list.hidden, undecided: list.undecided))
      \(leftOut(list))
      </section>
      """
  }

  /// What would count and is told under another code, with what was decided.
  private func leftOut(_ list: CountedList) -> HTML {
    let count = list.leftOut.count + list.leftOutHidden
    guard count > 0 else { return "" }
    let rows: [HTML] = list.leftOut.map { row in
      """
      <tr><td class="words">\(linked(row.name, to: row.path))</td><td class="code">\(row.code)</td>\
      <td data-label="为什么不计入">\(row.reasons.joined(separator: "；"))</td></tr>

      """
    }
    return """
      <h3>没有另外计入<small>\(count) 项</small></h3>
      <table class="cards"><caption class="unseen">没有另外计入</caption>
      <thead><tr><th>名称</th><th>编号</th><th>为什么不计入</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table>
      \(when: list.leftOutHidden > 0, "<p class=\"quiet\">另有 \(list.leftOutHidden) 项无权查看。</p>")
      """
  }

  private func table(_ list: CountedList) -> HTML {
    let amountHead: HTML? = list.amountTitle.map { #"<th class="n">\#($0)</th>"# }
    let sum: HTML? = list.sum.map {
      #"<tfoot><tr><th colspan="4">合计</th><td class="n">\#($0)</td></tr></tfoot>"#
    }
    return """
      <table class="cards"><caption class="unseen">计入清单</caption>
      <thead><tr><th>名称</th><th>编号</th><th>为什么计入</th><th>证据</th>\(amountHead)</tr></thead>
      <tbody>
      \(list.rows.map { row($0, hasAmount: list.amountTitle != nil) })
      </tbody>\(sum)</table>
      """
  }

  private func row(_ row: CountedList.Row, hasAmount: Bool) -> HTML {
    """
    <tr><td class="words">\(linked(row.name, to: row.path))</td><td class="code">\(row.code)</td>\
    <td data-label="理由">\(row.reasons.joined(separator: "；"))</td><td data-label="证据">\(row.grade.drawn)</td>\
    \(when: hasAmount, "<td class=\"n\">\(row.amount ?? "—")</td>")</tr>

    """
  }

  /// What does not count yet, with the step that is wanting.
  var candidates: HTML {
    guard let list = model.candidates, !list.rows.isEmpty || list.hidden > 0 else { return "" }
    return """
      <section class="card" id="candidates" aria-labelledby="candidates-title">
      <h2 id="candidates-title">\(list.title)<small>\((list.rows.count + list.hidden).grouped) 项，尚不计入</small></h2>
      \(list.rows.isEmpty ? "" : table(list))
      \(Self.remainder(hidden: list.hidden, words: "无权查看", undecided: 0))
      </section>
      """
  }

  private func table(_ list: CandidateList) -> HTML {
    let rows: [HTML] = list.rows.map { row in
      """
      <tr><td class="words">\(linked(row.name, to: row.path))<small class="below">\(row.title)</small></td>\
      <td class="code">\(row.code)</td><td data-label="已具备">\(row.reached.joined(separator: "；"))</td>\
      <td class="wanting" data-label="还差">\(row.wanting.joined(separator: "；"))</td></tr>

      """
    }
    return """
      <table class="cards"><caption class="unseen">\(list.title)</caption>
      <thead><tr><th>名称</th><th>编号</th><th>已具备</th><th>还差</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table>
      """
  }

  private func linked(_ name: String, to path: String?) -> HTML {
    path.map { shell.anchor($0, "\(name)") } ?? "\(name)"
  }

  /// Keeps the total explained when some of it may not be shown.
  private static func remainder(
    hidden: Int, words: String = "无权查看，已计入", undecided: Int
  ) -> HTML {
    let parts =
      (hidden > 0 ? ["另有 \(hidden) 项\(words)"] : [])
      + (undecided > 0 ? ["另有 \(undecided) 项缺少数据，待补信息，未计入"] : [])
    guard !parts.isEmpty else { return "" }
    return #"<p class="quiet">\#(parts.joined(separator: "；"))。</p>"#
  }

  /// Definition, formula, inputs, sources, keeper and both times of the number.
  var origin: HTML {
    let origin = model.origin
    let lines: [(String, String?)] = [
      ("口径", origin.definition), ("算法", origin.formula), ("证明材料", origin.proof),
      ("来源", origin.sources.isEmpty ? nil : origin.sources.joined(separator: "；")),
      ("数据责任单位", origin.keeper),
      ("最低证据等级", origin.leastGrade.map { "\($0.code) \($0.title)" }),
      ("数值时点", origin.valueTime), ("所用数据截至", origin.recordedAt),
    ]
    let list: [HTML] = lines.compactMap { name, value in
      value.map { "<div><dt>\(name)</dt><dd>\($0)</dd></div>" }
    }
    return """
      <section class="card" id="origin" aria-labelledby="origin-title">
      <h2 id="origin-title">这个数怎么来的\(origin.metric.map { "<small>指标：\($0)</small>" as HTML })</h2>
      <dl class="lines">\(list)</dl>
      \(inputs)
      </section>
      """
  }

  private var inputs: HTML {
    guard !model.origin.inputs.isEmpty else { return "" }
    let rows: [HTML] = model.origin.inputs.map { input in
      """
      <tr><td>\(input.label)</td><td class="n">\(input.value)</td><td class="when">\(input.time)</td>\
      <td>\(input.grade?.drawn)</td></tr>

      """
    }
    return """
      <table><caption>用到的数</caption>
      <thead><tr><th>项目</th><th class="n">数值</th><th>时间</th><th>证据</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table>
      """
  }

  /// How the target was moved, and the entries of the journal that touch this commitment.
  var history: HTML {
    let rows: [HTML] = model.targets.map { version in
      """
      <tr><td class="when">\(version.from)</td><td class="n">\(version.target)</td><td>\(version.ground)</td>\
      <td>\(version.person)</td></tr>

      """
    }
    return """
      <section class="card" aria-labelledby="targets"><h2 id="targets">目标沿革</h2>
      <table><caption class="unseen">目标沿革</caption>
      <thead><tr><th>起始</th><th class="n">目标</th><th>依据</th><th>谁</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table>
      </section>
      <section class="card" aria-labelledby="journal"><h2 id="journal">变更记录</h2>
      \(JournalLine.table(model.journal, caption: "变更记录"))
      </section>
      """
  }
}
