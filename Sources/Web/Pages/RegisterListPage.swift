/// The list of a register (W40), made from its definition: columns, filters, a rule, groups, pages.
struct RegisterListPage: DeskPage {
  struct Model: Hashable, Sendable {
    /// The register by its id and its title, such as 企业.
    var register: String
    var title: String
    var address: Address
    var columns: [Column]
    /// Every column that could be shown, for the column chooser.
    var choices: [ColumnChoice]
    var menus: [FilterMenu]
    /// The fields by which the list may be grouped.
    var grouping: FilterMenu
    /// What has to occur in the name or the code; empty when nothing has to.
    var find: String
    /// The condition in FEEL as it was typed.
    var rule: String
    /// Names that may be used in a condition, with an example.
    var ruleHelp: String
    var ruleProblem: RuleProblem?
    var rows: [Row]
    /// Totals of the whole filtered list, one for each column.
    var totals: [Total?]
    /// The list in groups instead of rows, when that was asked for.
    var groups: Groups?
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
    var pageSize: Int
    /// The same list as a file; nil when the reader may not export it.
    var filePath: Address?
    /// How many rows a page may have; empty when one page holds everything.
    var pageSizes: [Int]
    var views: [View]
    /// Where to import into this register, when the reader may.
    var importPath: String?
    /// The account of what is in stock, of a register that has one.
    var stock: StockStrip? = nil
    /// What the reader may set for many rows at once; nil when there is nothing.
    var bulk: Bulk?
  }

  struct Bulk: Hashable, Sendable {
    var action: String
    var fields: [RecordPage.Option]
  }

  struct Column: Hashable, Sendable {
    var key: String
    var title: String
    var unit: String?
    var isNumber: Bool
    var isDay = false
    /// Whether it holds free text, which needs room.
    var isText = false
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
    /// A value that leads to another subject.
    case reference(String, path: String)
    case missing
    case hidden
  }

  /// A sum of a column, with the number of rows that have nothing to add.
  struct Total: Hashable, Sendable {
    var sum: String?
    var missing: Int
  }

  struct Groups: Hashable, Sendable {
    var title: String
    var groups: [Group]
    /// Groups that are not shown because there are too many.
    var left: Int
  }

  struct Group: Hashable, Sendable {
    var title: String
    var count: Int
    var totals: [Total?]
    /// What narrows the list to this group; nil where the reader may not know who is in it.
    var item: Address.Item?
  }

  /// A list that somebody saved under a name.
  struct View: Hashable, Sendable {
    var entry: Int64
    var title: String
    var path: String
    /// Who shares it; nil for the reader's own.
    var sharer: String?
    var isCurrent: Bool
  }

  var shell: Shell
  var model: Model

  var title: String { model.title }

  var body: HTML {
    """
    <div class="headline"><h1>\(model.title)<small>\(model.matching.grouped) 个\(when: model.matching != model.visible, "，共 \(model.visible.grouped) 个")</small></h1>
    <span class="screen actions">\(fileLink)\(model.importPath.map { shell.anchor($0, "导入", class: "button") })\(bulk)</span></div>
    \(model.stock?.drawn)\(views)
    \(filters)
    \(list)
    """
  }

  private var fileLink: HTML {
    guard model.matching > 0, model.ruleProblem == nil, let path = model.filePath else { return "" }
    return
      #"<a class="button" href="\#(shell.link(path))" title="按现在的条件、列和顺序，全部 \#(model.matching.grouped) 行">导出</a>"#
  }

  private var list: HTML {
    if model.matching == 0 { return nothing }
    return model.groups.map(groups) ?? rows
  }

  private var nothing: HTML {
    guard model.visible == 0 else {
      return Notice.empty(
        "没有符合条件的\(model.title)。",
        #"<p>\#(shell.anchor(model.address.path, "去掉全部条件", class: "button"))</p>"#)
    }
    guard model.hidden == 0 else {
      return Notice.empty("这里的 \(model.hidden.grouped) 个\(model.title)都不在您现在岗位的范围内。")
    }
    return Notice.empty(
      "还没有\(model.title)的数据。",
      model.importPath.map { #"<p>\#(shell.anchor($0, "导入第一份表", class: "button"))</p>"# }
        ?? "<p class=\"quiet\">由有导入权限的岗位导入后，这里按登记簿列出。</p>")
  }

  private var rows: HTML {
    """
    <div class="scroll"><table class="register">
    <caption class="unseen">\(model.title)，第 \(model.page) 页，共 \(model.pages) 页</caption>
    <thead><tr>\(head("name", "名称", isNumber: false, before: tickAll))\(head("code", "编号", isNumber: false))\
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

  private func head(
    _ key: String, _ title: String, unit: String? = nil, isNumber: Bool, before: HTML = .nothing
  ) -> HTML {
    let now = model.address["sort"]
    let next = now == key ? "-\(key)" : key
    let state = now == key ? "ascending" : now == "-\(key)" ? "descending" : "none"
    let arrow = now == key ? "▲" : now == "-\(key)" ? "▼" : ""
    let target = shell.link(model.address.setting("sort", to: next).setting("page", to: nil))
    return """
      <th scope="col" aria-sort="\(state)"\(when: isNumber, #" class="n""#)>\(before)<a href="\(target)" title="按\(title)排序">\(title)\
      \(when: !arrow.isEmpty, "<i aria-hidden=\"true\">\(arrow)</i>")\(unit.map { "<small>\($0)</small>" as HTML })</a></th>
      """
  }

  private func row(_ row: Row) -> HTML {
    let cells: [HTML] = zip(model.columns, row.cells).map { column, cell in
      let kind: HTML =
        column.isNumber
        ? #" class="n""# : column.isDay ? #" class="day""# : column.isText ? #" class="text""# : ""
      return switch cell {
      case .value(let text): "<td\(kind)>\(text)</td>"
      case .reference(let text, let path):
        #"<td>\#(shell.anchor(path, "\(text)"))</td>"#
      case .missing: "<td\(kind)><span class=\"none\" title=\"没有数据\">—</span></td>"
      case .hidden: "<td\(kind)><span class=\"hidden\">无权查看</span></td>"
      }
    }
    return """
      <tr><th scope="row">\(tick(row))\(shell.anchor(row.path, "\(row.name)"))</th><td class="code">\(row.code)</td>\(cells)</tr>

      """
  }

  private var totals: HTML {
    guard model.totals.contains(where: { $0?.sum != nil }) else { return "" }
    return
      #"<tfoot><tr><th scope="row">合计</th><td></td>\#(model.totals.map(Self.total))</tr></tfoot>"#
  }
}
