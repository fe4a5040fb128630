/// What a file of a list would hold, and the question what it is for (answered before it goes out).
struct ExportPage: DeskPage {
  struct Model: Hashable, Sendable {
    /// Title of the register, such as 企业, and the address of its list.
    var title: String
    var list: String
    /// The address whose filters, columns and order the file has.
    var address: Address
    var rows: Int
    var columns: [String]
    /// Columns of the list that may not go out.
    var kept: [String]
    var conditions: [String]
    /// The first is offered first.
    var formats: [Format]
  }

  struct Format: Hashable, Sendable {
    var path: String
    var title: String
  }

  var shell: Shell
  var model: Model

  var title: String { "导出\(model.title)" }

  private static let purposes = ["日常办理", "汇总上报", "会议材料", "核对数据", "督查核实"]

  var body: HTML {
    let hidden: [HTML] = shell.time.keeping(in: model.address).items.map {
      #"<input type="hidden" name="\#($0.name)" value="\#($0.value)">"#
    }
    let buttons: [HTML] = model.formats.enumerated().map { index, format in
      """
      <button\(when: index == 0, #" class="main""#) type="submit" formaction="\(format.path)">导出 \(format.title)</button> 
      """
    }
    let options: [HTML] = Self.purposes.map { #"<option value="\#($0)"></option>"# }
    return """
      <nav class="crumbs" aria-label="所在清单"><ol><li>\(shell.anchor(Address(model.list, model.address.items), "\(model.title)"))</li></ol></nav>
      <div class="headline"><h1>导出\(model.title)<small>\(model.rows.grouped) 行</small></h1></div>
      <section class="card"><dl class="lines">
      <div><dt>条件</dt><dd>\(model.conditions.isEmpty ? "没有条件，全部列出" : model.conditions.joined(separator: "；"))</dd></div>
      <div><dt>列</dt><dd>\(model.columns.joined(separator: "、"))</dd></div>
      \(kept)
      </dl></section>
      <section class="card screen">
      <form class="wide" method="get" action="\(model.formats.first?.path ?? model.list)">\(hidden)
      <div class="fields"><p><label for="why">用途（记入安全日志；涉及商业信息的，企业能看到）</label>\
      <input id="why" name="why" list="purposes" required maxlength="100" autocomplete="off"></p></div>
      <datalist id="purposes">\(options)</datalist>
      <p class="row">\(buttons)</p>
      </form>
      </section>
      """
  }

  private var kept: HTML {
    guard !model.kept.isEmpty else { return "" }
    return """
      <div><dt>不导出</dt><dd>\(model.kept.joined(separator: "、"))<br><small class="quiet">个人信息一律不导出；其余的列，您现在的岗位没有导出权限。</small></dd></div>
      """
  }
}
