/// The library of metrics (W90): what each one counts, for whom, from what, and where it stands.
struct IndicatorsPage: DeskPage {
  struct Model: Hashable, Sendable {
    var address: Address
    var menus: [FilterMenu]
    var rows: [Row]
    var total: Int
  }

  struct Row: Hashable, Sendable {
    var id: String
    var title: String
    var kind: String
    var unit: String
    var definition: String
    var proof: String
    var keeper: String
    /// When values can first be observed.
    var calendar: String
    /// Registers it is computed from, or why it is not.
    var source: String
    var basis: [String]
    var commitments: [Use]
    /// Whether it reads published series, whose values have a page.
    var hasSeries = false
  }

  /// A commitment that the metric measures, with its present number.
  struct Use: Hashable, Sendable {
    var code: String
    var path: String
    var value: String
  }

  var shell: Shell
  var model: Model

  var title: String { "指标库" }

  var body: HTML {
    """
    <div class="headline"><h1>指标库<small>\(model.rows.count) 个\(when: model.rows.count != model.total, "，共 \(model.total) 个")</small></h1></div>
    <div class="filters" role="group" aria-label="筛选"><div class="menus">\(model.menus.map { $0.drawn(at: model.address, in: shell) })</div>
    <p class="chips">\(model.menus.compactMap { $0.chip(at: model.address, in: shell) })</p></div>
    \(list)
    """
  }

  private var list: HTML {
    guard !model.rows.isEmpty else { return Notice.empty("没有符合条件的指标。") }
    return """
      <table class="cards"><caption class="unseen">指标库</caption>
      <thead><tr><th>指标</th><th>口径</th><th>单位</th><th>主管单位</th><th>来源</th><th>用于承诺</th></tr></thead>
      <tbody>
      \(model.rows.map(row))
      </tbody></table>
      """
  }

  /// A metric that reads published series leads to their values.
  private func title(_ row: Row) -> HTML {
    guard row.hasSeries else { return "\(row.title)" }
    return shell.anchor("/indicators/\(Address.encoded(row.id))", "\(row.title)")
  }

  private func row(_ row: Row) -> HTML {
    let uses: [HTML] = row.commitments.map {
      #"\#(shell.anchor($0.path, "\($0.code) <small>\($0.value)</small>", class: "use")) "#
    }
    let used: HTML = uses.isEmpty ? #"<span class="none">—</span>"# : "\(uses)"
    let basis: [HTML] = row.basis.map { #"<small class="basis">\#($0)</small>"# }
    return """
      <tr id="\(row.id)"><td class="words">\(title(row)) <span class="tag">\(row.kind)</span></td>\
      <td>\(row.definition)<small class="basis">证明材料：\(row.proof)</small>\(basis)</td><td>\(row.unit)</td>\
      <td>\(row.keeper)</td><td>\(row.source)<small class="basis">\(row.calendar)</small></td>\
      <td>\(used)</td></tr>

      """
  }
}
