/// One record to fill in or correct by hand; the fields come from the register's definition.
struct RecordPage: DeskPage {
  struct Model: Hashable, Sendable {
    var action: String
    /// Name of the register, such as 企业.
    var title: String
    var codeLabel: String
    var code: String
    /// Whether the register holds the code already.
    var isKnown: Bool
    var fields: [Input]
    var today: String
    var problems: [String]
  }

  struct Input: Hashable, Sendable {
    var key: String
    var label: String
    var unit: String?
    var isRequired: Bool
    var isDay: Bool
    var isNumber: Bool
    /// Words to choose from; none where any text may stand.
    var choices: [Option]
    /// Periods to choose from; none for a field without periods.
    var periods: [Option]
    var period: String
    var value: String
    var hint: String
  }

  struct Option: Hashable, Sendable {
    var value: String
    var title: String
  }

  var shell: Shell
  var model: Model

  var title: String { model.isKnown ? "更正 \(model.code)" : "新增\(model.title)" }

  var body: HTML {
    """
    <nav class="crumbs" aria-label="所在位置"><ol><li><a href="/imports">导入</a></li></ol></nav>
    <div class="headline"><h1>\(title)<small>手工录入一条；留空的不改动</small></h1></div>
    \(model.problems.map { Notice.problem($0) })
    <section class="card screen">
    <form class="wide" action="\(model.action)" method="post">\(shell.csrfField)
    <div class="fields">
    <p><label for="code">\(model.codeLabel)</label><input id="code" name="code" value="\(model.code)" required></p>
    \(model.fields.map(input))
    <p><label for="valid-from">状态类内容从哪一天起有效</label>\
    <input id="valid-from" name="valid-from" type="date" value="\(model.today)" max="\(model.today)" required></p>
    <p><label for="evidence">证据</label><select id="evidence" name="evidence">\
    <option value="E2">E2 有据</option><option value="E1">E1 自报</option><option value="E3">E3 他证</option></select></p>
    <p><label for="reason">办理缘由（写入变更记录；更正原有数值时必填）</label><input id="reason" name="reason"></p>
    </div>
    <p class="row"><button class="main" type="submit">写入</button> \
    <span class="quiet">写入后可以在“导入”页撤回。</span></p>
    </form>
    </section>
    """
  }

  private func input(_ input: Input) -> HTML {
    let id = "f-\(input.key)"
    let unit: HTML = input.unit.map { "（\($0)）" } ?? ""
    let star: HTML = input.isRequired ? #" <span class="quiet">新增时必填</span>"# : ""
    return """
      <p><label for="\(id)">\(input.label)\(unit)\(star)</label>\(period(input))\(control(input, id: id))</p>

      """
  }

  private func period(_ input: Input) -> HTML {
    guard !input.periods.isEmpty else { return "" }
    return """
      <select name="p-\(input.key)" aria-label="\(input.label)的时期">\(options(input.periods, chosen: input.period))</select>
      """
  }

  private func control(_ input: Input, id: String) -> HTML {
    if !input.choices.isEmpty, input.choices.count <= 200 {
      let none: HTML = #"<option value=""></option>"#
      return """
        <select id="\(id)" name="\(id)" title="\(input.hint)">\(none)\(options(input.choices, chosen: input.value))</select>
        """
    }
    if input.isDay {
      return
        #"<input id="\#(id)" name="\#(id)" type="date" value="\#(input.value)" title="\#(input.hint)">"#
    }
    let mode: HTML = input.isNumber ? #" inputmode="decimal""# : ""
    return
      #"<input id="\#(id)" name="\#(id)" value="\#(input.value)" title="\#(input.hint)"\#(mode)>"#
  }

  private func options(_ options: [Option], chosen: String) -> HTML {
    let rows: [HTML] = options.map { option in
      let mark: HTML = option.value == chosen ? " selected" : ""
      return #"<option value="\#(option.value)"\#(mark)>\#(option.title)</option>"#
    }
    return "\(rows)"
  }
}
