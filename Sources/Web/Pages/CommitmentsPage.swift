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
    /// In which form the ledger is shown, and what that form needs.
    var form = LedgerForm.table
    var columns: [Column] = []
    var matrix: Matrix?
    var multiples: [Multiples] = []
    /// What has changed since an earlier day; nil when nothing is compared.
    var comparison: Comparison?
    /// Files that the reader may take away.
    var files: [File] = []
  }

  /// The ledger beside an earlier state of itself, in one line.
  struct Comparison: Hashable, Sendable {
    var title: String
    var words: String
    /// The same page with only what changed, or with everything.
    var onlyChanged: Address
    var isOnlyChanged: Bool
  }

  struct File: Hashable, Sendable {
    var title: String
    var address: Address
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
    /// What is another than in the state that it is compared with.
    var changes: [String] = []
  }

  var shell: Shell
  var model: Model

  var title: String { model.title }

  var isAcross: Bool { model.form == .matrix || model.form == .charts }

  var body: HTML {
    """
    <div class="headline"><h1>\(model.title)</h1>\(source)\(forms)</div>
    \(Counter.strip(model.counters, in: shell))
    \(filters)
    \(comparison)
    \(ledger)
    """
  }

  /// The forms of the ledger, and the files that hold it.
  private var forms: HTML {
    let forms: [HTML] = LedgerForm.allCases.map { form in
      let target = Self.kept(model.address, in: form)
        .setting("view", to: form == .table ? nil : form.rawValue)
      let current: HTML = form == model.form ? #" aria-current="true""# : ""
      return #"<a href="\#(shell.link(target))"\#(current)>\#(form.title)</a>"#
    }
    let files: [HTML] = model.files.map {
      #"<li><a href="\#(shell.link($0.address))"><span>\#($0.title)</span></a></li>"#
    }
    let menu: HTML = """
       <details class="menu filter"><summary>下载</summary><div class="sheetlet"><ul>\(files)</ul></div></details>
      """
    return """
      <span class="actions screen"><nav class="switch" aria-label="台账的样式">\(forms)</nav>\(when: !files.isEmpty, menu)</span>
      """
  }

  /// An address without the items that only another form of the ledger reads.
  private static func kept(_ address: Address, in form: LedgerForm) -> Address {
    var address = address
    if form != .matrix { address = address.setting("show", to: nil) }
    if form != .table {
      address = address.setting("against", to: nil).setting("changed", to: nil)
    }
    return address
  }

  private var comparison: HTML {
    guard let comparison = model.comparison else { return "" }
    return """
      <p class="notice compared">与\(comparison.title)相比：\(comparison.words)\
      <a class="screen" href="\(shell.link(comparison.onlyChanged))">\(comparison.isOnlyChanged ? "看全部" : "只看有变化的")</a></p>
      """
  }

  /// A day to compare with that no menu offers.
  private var otherDay: HTML {
    guard model.form == .table else { return "" }
    let kept: [HTML] = model.address.items
      .filter { !["against", "day", "known"].contains($0.name) }
      .map { #"<input type="hidden" name="\#($0.name)" value="\#($0.value)">"# }
    return """
      <form class="row otherday screen" action="\(model.address.path)" method="get">\(kept)\(shell.time.fields)\
      <label for="against">与某日对比</label><input id="against" type="date" name="against" max="\(shell.time.day)" required>\
      <button type="submit">对比</button></form>
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
      \(otherDay)
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
    guard !isEmpty else {
      return Notice.empty(
        "没有符合条件的承诺。",
        #"<p>\#(shell.anchor(model.address.path, "去掉全部条件", class: "button"))</p>"#)
    }
    let content: HTML =
      switch model.form {
      case .table: table
      case .board: board(model.columns)
      case .matrix: model.matrix.map(matrix) ?? ""
      case .charts: multiples(model.multiples)
      }
    return """
      \(content)
      \(when: model.hidden > 0, "<p class=\"quiet\">另有 \(model.hidden) 项无权查看。</p>")
      """
  }

  private var isEmpty: Bool {
    switch model.form {
    case .table: model.groups.allSatisfy(\.rows.isEmpty)
    case .board: model.columns.allSatisfy(\.rows.isEmpty)
    case .matrix: model.matrix?.groups.isEmpty ?? true
    case .charts: model.multiples.allSatisfy(\.charts.isEmpty)
    }
  }

  private var table: HTML {
    """
    <table class="ledger cards">
    <caption class="unseen">\(model.title)</caption>
    <thead><tr><th>编号</th><th>承诺</th><th class="n">目标</th><th class="n">自报</th>\
    <th class="n">已证实</th><th>进度</th><th class="n">应达</th><th class="c">灯</th>\
    <th>责任单位</th><th>时限</th></tr></thead>
    \(model.groups.map(section))
    </table>
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
      \(row.note.map { #"<small class="below">\#($0)</small>"# })\
      \(when: !row.changes.isEmpty, "<small class=\"below moved\">\(row.changes.joined(separator: "；"))</small>")</td>\
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
