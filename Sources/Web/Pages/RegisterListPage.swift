/// The list of a register (W40), made from its definition: columns, filters, a rule, sorting, pages.
struct RegisterListPage: DeskPage {
  struct Model: Hashable, Sendable {
    /// Title of the register, such as 企业.
    var title: String
    var address: Address
    var columns: [Column]
    /// Every column that could be shown, for the column chooser.
    var choices: [ColumnChoice]
    var menus: [FilterMenu]
    /// What has to occur in the name or the code; empty when nothing has to.
    var find: String
    /// The condition in FEEL as it was typed.
    var rule: String
    /// Names that may be used in a condition, with an example.
    var ruleHelp: String
    var ruleProblem: RuleProblem?
    var rows: [Row]
    /// Totals of the whole filtered list, one for each column.
    var totals: [String?]
    /// Objects that the filters let through.
    var matching: Int
    /// Objects of which it is not known whether they fit the condition.
    var undecided: Int
    /// Objects that the reader may see at all.
    var visible: Int
    /// Objects that the reader may not see at all.
    var hidden: Int
    var page: Int
    var pages: Int
    /// Where to import into this register, when the reader may.
    var importPath: String?
  }

  struct Column: Hashable, Sendable {
    var key: String
    var title: String
    var unit: String?
    var isNumber: Bool
  }

  struct ColumnChoice: Hashable, Sendable {
    var key: String
    var title: String
    var isShown: Bool
  }

  /// What is wrong with a condition, and at which character.
  struct RuleProblem: Hashable, Sendable {
    var column: Int
    var message: String
  }

  struct Row: Hashable, Sendable {
    var path: String
    var code: String
    var name: String
    var cells: [Cell]
  }

  /// A value as a list shows it; absence and lack of right are different things.
  enum Cell: Hashable, Sendable {
    case value(String)
    case missing
    case hidden
  }

  var shell: Shell
  var model: Model

  var title: String { model.title }

  var body: HTML {
    """
    <div class="headline"><h1>\(model.title)<small>\(model.matching.grouped) 个\(when: model.matching != model.visible, "，共 \(model.visible.grouped) 个")</small></h1>
    \(model.importPath.map { #"<a class="button screen" href="\#(shell.link($0))">导入</a>"# })</div>
    \(filters)
    \(list)
    """
  }

  private var list: HTML {
    guard !model.rows.isEmpty else {
      return model.visible == 0
        ? Notice.empty(
          model.hidden > 0
            ? "这里的 \(model.hidden.grouped) 个\(model.title)都不在您现在岗位的范围内。"
            : "这里还没有可以查看的\(model.title)。")
        : Notice.empty(
          "没有符合条件的\(model.title)。",
          #"<p><a class="button" href="\#(shell.link(model.address.path))">去掉全部条件</a></p>"#)
    }
    return """
      <div class="scroll"><table class="register">
      <caption class="unseen">\(model.title)，第 \(model.page) 页，共 \(model.pages) 页</caption>
      <thead><tr>\(head("name", "名称", isNumber: false))\(head("code", "编号", isNumber: false))\
      \(model.columns.map { head($0.key, $0.title, unit: $0.unit, isNumber: $0.isNumber) })</tr></thead>
      <tbody>
      \(model.rows.map(row))
      </tbody>
      \(totals)
      </table></div>
      \(when: model.hidden > 0, "<p class=\"quiet\">另有 \(model.hidden.grouped) 个无权查看。</p>")
      \(pager)
      """
  }

  private func head(_ key: String, _ title: String, unit: String? = nil, isNumber: Bool) -> HTML {
    let now = model.address["sort"]
    let next = now == key ? "-\(key)" : key
    let state = now == key ? "ascending" : now == "-\(key)" ? "descending" : "none"
    let arrow = now == key ? "▲" : now == "-\(key)" ? "▼" : ""
    let target = shell.link(model.address.setting("sort", to: next).setting("page", to: nil))
    return """
      <th scope="col" aria-sort="\(state)"\(when: isNumber, #" class="n""#)><a href="\(target)" title="按\(title)排序">\(title)\
      \(when: !arrow.isEmpty, "<i aria-hidden=\"true\">\(arrow)</i>")\(unit.map { "<small>\($0)</small>" as HTML })</a></th>
      """
  }

  private func row(_ row: Row) -> HTML {
    let cells: [HTML] = zip(model.columns, row.cells).map { column, cell in
      let kind: HTML = column.isNumber ? #" class="n""# : ""
      return switch cell {
      case .value(let text): "<td\(kind)>\(text)</td>"
      case .missing: "<td\(kind)><span class=\"none\" title=\"没有数据\">—</span></td>"
      case .hidden: "<td\(kind)><span class=\"hidden\">无权查看</span></td>"
      }
    }
    return """
      <tr><th scope="row"><a href="\(shell.link(row.path))">\(row.name)</a></th><td class="code">\(row.code)</td>\(cells)</tr>

      """
  }

  private var totals: HTML {
    guard model.totals.contains(where: { $0 != nil }) else { return "" }
    let cells: [HTML] = model.totals.map { "<td class=\"n\">\($0 ?? "")</td>" }
    return #"<tfoot><tr><th scope="row">合计</th><td></td>\#(cells)</tr></tfoot>"#
  }
}
