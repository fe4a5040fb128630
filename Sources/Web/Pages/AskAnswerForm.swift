extension AskPage {
  /// The unit's own part: filled in here, or on the form that is downloaded and sent back.
  var own: HTML {
    guard !model.inputs.isEmpty else { return "" }
    return """
      <section class="card screen" aria-labelledby="own"><h2 id="own">我单位要填的<small>\(model.ownOpen.grouped) 格</small></h2>
      \(upload)
      <form class="wide" action="/asks/\(model.code)/cells" method="post" id="fill">\(shell.csrfField)
      <div class="scroll flat"><table class="cards"><caption class="unseen">我单位要填的</caption>
      <thead><tr><th>退回</th><th>对象</th><th>数据项</th><th>时期</th><th>库里最近</th><th>填写</th></tr></thead><tbody>
      \(model.inputs.map(row))
      </tbody></table></div>
      <p class="row"><label for="evidence">证据</label> <select id="evidence" name="evidence">\(Self.grades)</select> \
      <button class="main" type="submit">写入填好的格</button> <span class="quiet">没有变化的照填原值，算本期已报。留空的不动。</span></p>
      </form>
      \(Pager(address: model.address, page: model.page, pages: model.pages).drawn(in: shell))
      \(giveBack)
      </section>
      """
  }

  private static let grades: HTML = """
    <option value="E2">E2 有据</option><option value="E1">E1 自报</option><option value="E3">E3 他证</option>
    """

  private var upload: HTML {
    """
    <div class="row">\(model.file.map { #"<a class="button" href="\#($0)" download>下载填报表（xlsx）</a>"# as HTML })
    <form class="row" action="/asks/\(model.code)/upload" method="post" enctype="multipart/form-data">\(shell.csrfField)\
    <label class="unseen" for="ask-file">填好的表</label><input id="ask-file" name="file" type="file" accept=".xlsx,.csv" required>\
    <label class="unseen" for="ask-evidence">证据</label><select id="ask-evidence" name="evidence">\(Self.grades)</select>\
    <button type="submit">上传填好的表</button></form></div>
    """
  }

  private func row(_ input: Input) -> HTML {
    let unit: HTML = input.unit.map { "（\($0)）" } ?? ""
    return """
      <tr><td data-label="退回"><input type="checkbox" form="back" name="cell" value="\(input.key)" aria-label="退回 \(input.name) \(input.field)"></td>\
      <td class="words">\(input.name)<small class="below">\(input.code)</small></td><td data-label="数据项">\(input.field)\(unit)</td>\
      <td data-label="时期">\(input.period)</td><td data-label="库里最近">\(input.last ?? "—")</td>\
      <td data-label="填写"><input type="hidden" name="c-\(input.index)" value="\(input.key)">\(control(input))</td></tr>

      """
  }

  private func control(_ input: Input) -> HTML {
    let name = "v-\(input.index)"
    let label = "\(input.name) \(input.field)"
    if !input.choices.isEmpty, input.choices.count <= 200 {
      let options: [HTML] = input.choices.map { choice in
        let mark: HTML = choice.value == input.value ? " selected" : ""
        return #"<option value="\#(choice.value)"\#(mark)>\#(choice.title)</option>"#
      }
      return
        #"<select name="\#(name)" aria-label="\#(label)"><option value=""></option>\#(options)</select>"#
    }
    let kind: HTML =
      input.isDay ? #" type="date""# : input.isNumber ? #" inputmode="decimal""# : ""
    return #"<input name="\#(name)" value="\#(input.value)" aria-label="\#(label)"\#(kind)>"#
  }

  private var giveBack: HTML {
    let units: [HTML] = model.units.map {
      #"<option value="\#($0.value)">\#($0.title)</option>"#
    }
    return """
      <form class="row" id="back" action="/asks/\(model.code)/returns" method="post">\(shell.csrfField)
      <b>勾选的退回：</b><label class="pick"><input type="radio" name="way" value="none" checked> 没有这个数，不能填</label> \
      <label class="pick"><input type="radio" name="way" value="other"> 归另一单位</label> \
      <label class="unseen" for="other-unit">归哪个单位</label><select id="other-unit" name="unit">\(units)</select> \
      <label for="back-reason">理由</label><input id="back-reason" name="reason" required> <button type="submit">退回</button>
      </form>
      """
  }
}
