/// Two reports beside each other (对照): what became of last year's aims, or what the level above
/// asks for, with what is proposed to be linked.
struct ReportPairPage: DeskPage {
  struct Model: Hashable, Sendable {
    /// The later or lower report, and the one it is laid beside.
    var later: Side
    var earlier: Side
    var isOfLevels: Bool
    /// How many rows of each change there are, in one line.
    var summary: String
    var rows: [Row]
    /// Promises of the two that a person may link by hand; nil for those who may not.
    var manual: Manual?
    var undo: [Undo]
    var problem: String?
  }

  struct Side: Hashable, Sendable {
    var code: String
    var title: String
    /// Heading of its column, such as 2021年目标.
    var head: String
  }

  struct Row: Hashable, Sendable {
    /// What a form sends to confirm it.
    var key: String
    var change: String
    var subject: String
    var earlier: Cell?
    var later: Cell?
    /// What the later report says was achieved, with the verdict.
    var achieved: String?
    var reasons: [String]
    var standing: Standing
    /// What was assigned by the level above, while it can still be typed.
    var assigned: String?
    /// Why it can be carried over: what is missing; nil when it cannot.
    var remainder: String?
  }

  /// A commitment with its target and how far it is in the ledger.
  struct Cell: Hashable, Sendable {
    var code: String
    var target: String
    var reading: String?
    /// Nil where the reader may not open it.
    var path: String?
  }

  enum Standing: Hashable, Sendable {
    case new
    case proposed
    case confirmed(String)
  }

  struct Manual: Hashable, Sendable {
    var earlier: [FormChoice]
    var later: [FormChoice]
  }

  struct Undo: Hashable, Sendable {
    var entry: Int64
    var title: String
    var links: String
  }

  var shell: Shell
  var model: Model

  var title: String { "对照 \(model.later.code) 与 \(model.earlier.code)" }

  private var path: String {
    "/reports/\(Address.encoded(model.later.code))/beside/\(Address.encoded(model.earlier.code))"
  }

  var body: HTML {
    """
    <nav class="crumbs" aria-label="所在位置"><ol><li><a href="\(shell.link("/reports"))">报告</a></li>\
    <li><a href="\(shell.link("/reports/\(model.later.code)"))">\(model.later.code)</a></li></ol></nav>
    <div class="headline"><h1>\(model.isOfLevels ? "上下级对照" : "两年对照")</h1>
    <p class="quiet">\(model.earlier.title)（\(model.earlier.code)）— \(model.later.title)（\(model.later.code)）</p></div>
    \(Notice.problem(model.problem))
    <p>\(model.summary)</p>
    \(list)
    \(manual)
    \(undo)
    """
  }

  private var mayLink: Bool { model.manual != nil }

  private var list: HTML {
    guard !model.rows.isEmpty else {
      return Notice.empty(model.isOfLevels ? "没有读出说同一件事的承诺，可在下面手工关联。" : "两份报告都没有读出承诺。")
    }
    let table: HTML = """
      <div class="scroll"><table class="cards"><caption class="unseen">对照</caption>
      <thead><tr>\(when: mayLink, "<th>选</th>")<th>\(model.isOfLevels ? "关系" : "变化")</th><th>事项</th>\
      <th>\(model.earlier.head)</th><th>\(model.later.head)</th>\
      <th>\(model.isOfLevels ? "下达数" : "自述完成")</th><th>依据</th><th>办理</th></tr></thead>
      <tbody>
      \(model.rows.map(row))
      </tbody></table></div>
      """
    guard mayLink else { return table }
    return """
      <form class="wide" action="\(path)/links" method="post">\(shell.csrfField)
      \(table)
      \(when: model.isOfLevels, excess)
      <p class="row screen"><label for="reason">理由（写入变更记录）</label><input id="reason" name="reason"> \
      <button class="main" type="submit">确认所选</button></p>
      </form>
      """
  }

  private var excess: HTML {
    """
    <p class="screen"><label class="pick"><input type="checkbox" name="exceed" value="1"> \
    允许超过上级目标（层层加码，页上注明）</label></p>
    """
  }

  private func row(_ row: Row) -> HTML {
    """
    <tr>\(when: mayLink, pick(row))\
    <td><span class="tag">\(row.change)</span></td>\
    <td class="words">\(row.subject)</td><td data-label="\(model.earlier.head)">\(cell(row.earlier))</td>\
    <td data-label="\(model.later.head)">\(cell(row.later))</td>\
    <td data-label="\(model.isOfLevels ? "下达数" : "自述完成")">\(between(row))</td>\
    <td data-label="依据">\(row.reasons.joined(separator: "；"))</td>\
    <td data-label="办理">\(standing(row))</td></tr>

    """
  }

  private func pick(_ row: Row) -> HTML {
    guard row.standing == .proposed else { return "<td></td>" }
    return """
      <td data-label="选"><input type="checkbox" name="pair" value="\(row.key)" aria-label="确认\(row.subject)" checked></td>
      """
  }

  private func between(_ row: Row) -> HTML {
    guard let assigned = row.assigned else { return "\(row.achieved ?? "—")" }
    return """
      <input name="assigned-\(row.key)" value="\(assigned)" inputmode="decimal" size="6" aria-label="\(row.subject)下达数">
      """
  }

  private func cell(_ cell: Cell?) -> HTML {
    guard let cell else { return "—" }
    let code: HTML =
      cell.path.map { #"<a class="code" href="\#(shell.link($0))">\#(cell.code)</a>"# }
      ?? #"<span class="code">\#(cell.code)</span>"#
    return """
      <span>\(cell.target)</span><small class="below">\(code)</small>\(cell.reading.map { "<small class=\"below\">\($0)</small>" as HTML })
      """
  }

  private func standing(_ row: Row) -> HTML {
    let words: HTML =
      switch row.standing {
      case .new: "<span class=\"quiet\">新提出</span>"
      case .proposed: "<span class=\"tag wait\">待确认</span>"
      case .confirmed(let words): "<span class=\"tag\">\(words)</span>"
      }
    guard let remainder = row.remainder else { return words }
    guard mayLink else { return "\(words)<small class=\"below\">\(remainder)</small>" }
    return """
      \(words)<small class="below">\(remainder)</small>\
      <button class="screen" type="submit" formaction="\(path)/remainders/\(row.key)">结转</button>
      """
  }

  private var manual: HTML {
    guard let manual = model.manual, !manual.earlier.isEmpty, !manual.later.isEmpty else {
      return ""
    }
    func options(_ choices: [FormChoice]) -> [HTML] {
      choices.map { #"<option value="\#($0.value)">\#($0.title)</option>"# }
    }
    return """
      <details class="card screen"><summary>手工关联</summary>
      <form class="wide" action="\(path)/links" method="post">\(shell.csrfField)
      <div class="fields">
      <p><label for="earlier">\(model.earlier.head)</label><select id="earlier" name="earlier">\(options(manual.earlier))</select></p>
      <p><label for="later">\(model.later.head)</label><select id="later" name="later">\(options(manual.later))</select></p>
      \(when: model.isOfLevels, Self.assigned)
      <p><label for="why">依据</label><input id="why" name="why" required></p>
      </div>
      \(when: model.isOfLevels, excess)
      <button type="submit">关联</button>
      </form></details>
      """
  }

  private static let assigned: HTML = """
    <p class="narrow"><label for="assigned">下达数</label><input id="assigned" name="assigned" inputmode="decimal"></p>
    """

  private var undo: HTML {
    guard !model.undo.isEmpty else { return "" }
    let rows: [HTML] = model.undo.map { undo in
      """
      <form class="row" action="\(path)/entries/\(undo.entry)/undo" method="post">\(shell.csrfField)\
      <span>第 \(undo.entry) 号记录：\(undo.title)，\(undo.links)</span> <button type="submit">撤销</button></form>

      """
    }
    return """
      <details class="card screen"><summary>最近的关联办理</summary>
      \(rows)</details>
      """
  }
}
