extension SubjectPage {
  /// The values that count on the day, in the groups of the register.
  var overview: HTML {
    let groups: [HTML] = model.overview.map { group in
      """
      <section class="card"><h2>\(group.title)</h2>
      <dl class="lines">\(group.lines.map(line))</dl>\
      \(when: !group.missing.isEmpty, "<p class=\"quiet\">暂无数据：\(group.missing.joined(separator: "、"))</p>")</section>

      """
    }
    return """
      <div class="columns">
      \(model.shapes.map { #"<section class="card"><h2>图形</h2>\#($0.drawn)</section>"# as HTML })\
      \(groups)
      </div>
      \(hiddenNote)
      """
  }

  private func line(_ line: Line) -> HTML {
    let time = line.time.map { #"<small class="time">\#($0)</small>"# as HTML }
    return """
      <div><dt>\(line.label)</dt><dd class="of-fact"><span>\(line.value.drawn(in: shell))</span>\
      \(line.unmask.map { #"<a class="screen" href="\#($0)">查看</a>"# as HTML })<span class="meta">\(time)\(line.grade?.drawn)</span></dd></div>

      """
  }

  private var hiddenNote: HTML {
    let note: HTML =
      model.hiddenFields > 0
      ? #"<p class="quiet">另有 \#(model.hiddenFields) 个字段，您现在的岗位无权查看。</p>"# : ""
    return "\(note)\(purposes)"
  }

  /// The purposes that let the reader see more once they are stated.
  private var purposes: HTML {
    if let purpose = model.purpose,
      let title = model.purposes.first(where: { $0.value == purpose })?.title
    {
      return #"<p class="quiet screen">按用途“\#(title)”查看，已记入访问记录。<a href="\#(path)">不按用途</a></p>"#
    }
    guard !model.purposes.isEmpty else { return "" }
    let links: [HTML] = model.purposes.map { purpose in
      let address = Address(path, [.init(name: "purpose", value: purpose.value)])
      return #"\#(shell.anchor(address, "\(purpose.title)", class: "button")) "#
    }
    return #"<p class="screen">因办理需要，可以说明用途后查看更多（记入访问记录，企业能看到）：\#(links)</p>"#
  }

  /// What the engines propose, what was done lately, and the visits.
  var actions: HTML {
    let visits: HTML =
      model.relations.isEmpty
      ? ""
      : #"<section class="stack"><h2>走访</h2>\#(related(caption: "走访"))</section>"#
    return """
      <section class="stack"><h2>建议的动作</h2>\(findings)</section>
      \(visits)
      <section class="stack"><h2>最近办理</h2>\(JournalLine.table(model.journal, caption: "最近办理"))</section>
      """
  }

  /// Who read what the firm gave in confidence: unit, purpose and day.
  var viewers: HTML {
    guard !model.viewers.isEmpty else { return Notice.empty("还没有单位看过本企业的商业信息或个人信息。") }
    let rows: [HTML] = model.viewers.map { viewer in
      """
      <tr><td class="when">\(viewer.day)</td><td>\(viewer.unit)</td><td>\(viewer.matter)</td>\
      <td>\(viewer.manner)</td><td class="words">\(viewer.purpose)</td></tr>

      """
    }
    return """
      <table class="cards"><caption class="unseen">谁看过本企业</caption>
      <thead><tr><th>日期</th><th>单位</th><th>看了什么</th><th>方式</th><th>用途</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table>
      """
  }

  /// Everything that was ever recorded, with the value that counts marked.
  var facts: HTML {
    guard !model.facts.isEmpty else { return Notice.empty("还没有记录到事实。") }
    return """
      \(when: !model.series.isEmpty, "<div class=\"serieses\">\(model.series.map(\.drawn))</div>")\
      \(model.vintages.map { $0.revised(in: shell) })
      <div class="scroll"><table class="register">
      <caption class="unseen">\(model.name)的事实</caption>
      <thead><tr><th>字段</th><th class="n">值</th><th>期间</th><th>证据</th><th>来源</th>\
      <th class="n">记录号</th><th>记录时间</th><th>谁</th></tr></thead>
      <tbody>
      \(model.facts.map(fact))
      </tbody></table></div>
      \(hiddenNote)
      """
  }

  private func fact(_ fact: Fact) -> HTML {
    """
    <tr\(when: !fact.isCurrent, #" class="past""#)><th scope="row">\(fact.label)\
    \(when: !fact.isCurrent, #" <span class="tag">已更新</span>"#)\(fact.marks)</th>\
    <td class="n">\(fact.value.drawn(in: shell))</td><td>\(fact.period)</td><td>\(fact.grade.drawn)</td>\
    <td>\(fact.source)\(fact.confirmation)</td><td class="n">\(fact.seq)</td><td class="when">\(fact.at)</td><td>\(fact.person)</td></tr>

    """
  }

  /// What the engines propose for this subject.
  var findings: HTML {
    guard !model.findings.isEmpty else { return Notice.empty("目前没有建议的动作。") }
    let list: [HTML] = model.findings.map { finding in
      let title: HTML =
        finding.path.map { shell.anchor($0, "\(finding.title)") }
        ?? "\(finding.title)"
      return """
        <article class="item"><p class="subject">\(title)</p><p class="quiet">\(finding.reasons.joined(separator: "；"))</p></article>

        """
    }
    return #"<div class="column">\#(list)</div>"#
  }

  /// What this subject belongs to, what it names, and what names it.
  var relations: HTML {
    guard !model.relations.isEmpty else { return Notice.empty("没有关联的对象。") }
    return related(caption: "关联")
  }

  private func related(caption: String) -> HTML {
    var kinds: [String: Int] = [:]
    for relation in model.relations { kinds[relation.kind, default: 0] += 1 }
    let summary = model.relations.map(\.kind).reduce(into: [String]()) { order, kind in
      if !order.contains(kind) { order.append(kind) }
    }.map { "\($0) \(kinds[$0] ?? 0)" }.joined(separator: "，")
    let rows: [HTML] = model.relations.map { relation in
      """
      <tr><td>\(relation.kind)</td><td class="code">\(shell.anchor(relation.path, "\(relation.code)"))</td>\
      <td class="words">\(shell.anchor(relation.path, "\(relation.name)"))</td><td>\(relation.note)</td></tr>

      """
    }
    return """
      <p class="quiet">\(summary)</p>
      <table class="cards"><caption class="unseen">\(caption)</caption>
      <thead><tr><th>类别</th><th>编号</th><th>名称</th><th>说明</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table>
      """
  }

  /// Files that facts came from, and papers that are on record for this subject.
  var files: HTML {
    let papers: HTML =
      model.relations.isEmpty
      ? Notice.empty("文件登记簿里没有涉及“\(model.name)”的文件。")
      : related(caption: "登记的文件")
    return """
      <section class="card"><h2>数据来源文件</h2>\(sources)</section>
      <section class="card"><h2>登记的文件</h2>\(papers)</section>
      """
  }

  private var sources: HTML {
    guard !model.sources.isEmpty else {
      return Notice.empty("您能看到的事实都不是从文件导入的。")
    }
    let rows: [HTML] = model.sources.map { source in
      """
      <tr><td class="words">\(source.file)\(when: !source.sheet.isEmpty, " <small>\(source.sheet)</small>")</td>\
      <td data-label="行">\(source.rows.isEmpty ? "—" : source.rows)</td><td class="n" data-label="事实">\(source.facts)</td><td data-label="证据">\(source.evidence)</td>\
      <td class="n" data-label="记录号">\(source.seq)</td><td class="when">\(source.at)</td><td>\(source.person)</td>\
      <td class="code" data-label="摘要">\(source.digest)</td></tr>

      """
    }
    return """
      <table class="cards"><caption class="unseen">数据来源文件</caption>
      <thead><tr><th>文件</th><th>行</th><th class="n">事实</th><th>证据</th><th class="n">记录号</th><th>记录时间</th><th>谁</th><th>SHA-256</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table>
      """
  }
}
