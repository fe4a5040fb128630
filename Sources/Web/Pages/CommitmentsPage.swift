/// The ledger of commitments (W10): what was said, how far it is, and which light it has.
struct CommitmentsPage: DeskPage {
  struct Model: Hashable, Sendable {
    var title: String
    /// The report the ledger was read from, when it is one.
    var report: ReportLink?
    var address: Address
    var counters: [Counter]
    var lights: [LightCount]
    var menus: [FilterMenu]
    var groups: [Group]
    /// Commitments that exist, whether or not the filters let them through.
    var total: Int
    /// Commitments that the reader may not see.
    var hidden: Int
  }

  struct ReportLink: Hashable, Sendable {
    var code: String
    var title: String
  }

  struct LightCount: Hashable, Sendable {
    var light: LightMark
    var count: Int
  }

  struct Group: Hashable, Sendable {
    var title: String
    var rows: [Row]
  }

  struct Row: Hashable, Sendable {
    var code: String
    var text: String
    /// What is promised, where several commitments share one clause.
    var matter: String?
    var kind: String
    var target: String
    var claimed: Figure?
    var verified: Figure?
    var progress: ProgressBar?
    /// What the path asks for on the day, in the unit of the target.
    var path: String?
    var light: LightMark
    /// Why the light cannot be judged, or what else has to be said.
    var note: String?
    var unit: String?
    var due: String?
    var isProposed: Bool
  }

  var shell: Shell
  var model: Model

  var title: String { model.title }

  var body: HTML {
    """
    <div class="headline"><h1>\(model.title)</h1>\(source)</div>
    \(Counter.strip(model.counters, in: shell))
    \(filters)
    \(ledger)
    """
  }

  private var source: HTML {
    guard let report = model.report else { return "" }
    return """
      <p class="quiet">读自 \(shell.anchor("/reports/\(report.code)", "\(report.code) \(report.title)"))</p>
      """
  }

  private var filters: HTML {
    let chips = model.menus.compactMap { $0.chip(at: model.address, in: shell) }
    return """
      <div class="filters" role="group" aria-label="筛选">
      \(LightStrip(counts: model.lights, address: model.address).drawn(in: shell))
      <div class="menus">\(model.menus.map { $0.drawn(at: model.address, in: shell) })</div>
      \(when: !chips.isEmpty, "<p class=\"chips\">\(chips)</p>")
      </div>
      """
  }

  private var ledger: HTML {
    guard model.total > 0 else {
      guard model.hidden == 0 else {
        return Notice.empty("台账里的 \(model.hidden) 项承诺都不在您现在岗位的范围内。")
      }
      return Notice.empty(
        "台账还是空的。导入一份工作报告，系统会把其中的承诺读出来。",
        #"<p>\#(shell.anchor("/reports", "去导入报告", class: "button"))</p>"#)
    }
    guard model.groups.contains(where: { !$0.rows.isEmpty }) else {
      return Notice.empty(
        "没有符合条件的承诺。",
        #"<p>\#(shell.anchor(model.address.path, "去掉全部条件", class: "button"))</p>"#)
    }
    return """
      <table class="ledger cards">
      <caption class="unseen">\(model.title)</caption>
      <thead><tr><th>编号</th><th>承诺</th><th class="n">目标</th><th class="n">自报</th>\
      <th class="n">已证实</th><th>进度</th><th class="n">应达</th><th class="c">灯</th>\
      <th>责任单位</th><th>时限</th></tr></thead>
      \(model.groups.map(section))
      </table>
      \(when: model.hidden > 0, "<p class=\"quiet\">另有 \(model.hidden) 项无权查看。</p>")
      """
  }

  private func section(_ group: Group) -> HTML {
    """
    <tbody><tr class="group"><th colspan="10" scope="rowgroup">\(group.title)<small>\(group.rows.count) 项</small></th></tr>
    \(group.rows.map(row))
    </tbody>

    """
  }

  private func row(_ row: Row) -> HTML {
    let link = shell.link("/commitments/\(Address.encoded(row.code))")
    return """
      <tr><td class="code"><a href="\(link)">\(row.code)</a></td>\
      <td class="words"><a href="\(link)">\(row.text)</a>\
      \(row.matter.map { #"<small class="below matter">\#($0)</small>"# })\
      \(when: row.isProposed, #" <span class="tag wait">待确认</span>"#)\
      \(row.note.map { #"<small class="below">\#($0)</small>"# })</td>\
      <td class="n" data-label="目标">\(row.target)</td>\
      <td class="n" data-label="自报">\(row.claimed.drawn(in: shell))</td>\
      <td class="n" data-label="已证实">\(row.verified.drawn(in: shell))</td>\
      <td class="way">\(row.progress?.drawn)</td>\
      <td class="n" data-label="应达">\(row.path ?? "—")</td>\
      <td class="c lamp">\(row.light.drawn)</td>\
      <td class="unit" data-label="单位">\(row.unit ?? "未分")</td>\
      <td class="when" data-label="时限">\(row.due ?? "—")</td></tr>

      """
  }
}

/// The lights of a ledger as a strip of counts, each a filter.
struct LightStrip: Hashable, Sendable {
  var counts: [CommitmentsPage.LightCount]
  var address: Address

  func drawn(in shell: Shell) -> HTML {
    let chosen = address["light"]
    let parts: [HTML] = counts.map { item in
      let isOn = chosen == item.light.rawValue
      let target = address.setting("light", to: isOn ? nil : item.light.rawValue)
      return """
        <a class="lightcount" href="\(shell.link(target))"\(when: isOn, #" aria-current="true""#)>\
        \(item.light.drawn)<b>\(item.count)</b></a>

        """
    }
    return #"<div class="lights" role="group" aria-label="亮灯">\#(parts)</div>"#
  }
}
