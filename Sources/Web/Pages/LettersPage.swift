/// The letters that are due (D4): each unit with what it is late with, as 督办函 or 催办单.
struct LettersPage: DeskPage {
  struct Model: Hashable, Sendable {
    var units: [Unit]
    /// The day until which answers are wanted, as 2022-07-22.
    var answerBy: String
    /// Late commitments that no unit answers for.
    var unassigned: Int
  }

  struct Unit: Hashable, Sendable {
    var code: String
    var name: String
    var letters: [Letter]
  }

  struct Letter: Hashable, Sendable {
    var kind: String
    var title: String
    var count: Int
  }

  var shell: Shell
  var model: Model

  var title: String { "督办函和催办单" }

  var body: HTML {
    """
    <div class="headline"><h1>\(title)</h1></div>
    <form class="row screen" action="/letters" method="get"><label for="by">反馈期限</label>\
    <input id="by" name="by" type="date" value="\(model.answerBy)"><button type="submit">改期限</button></form>
    \(list)
    \(when: model.unassigned > 0, "<p class=\"quiet\">另有 \(model.unassigned) 项落后的承诺没有责任单位，先分解到单位才能发函。</p>")
    """
  }

  private var list: HTML {
    guard !model.units.isEmpty else { return Notice.empty("没有亮红灯、黄灯的事项需要发函。") }
    return """
      <table class="cards"><caption class="unseen">\(title)</caption>
      <thead><tr><th>责任单位</th><th>文种</th><th class="n">事项</th><th>下载</th></tr></thead><tbody>
      \(model.units.flatMap { unit in unit.letters.map { row(unit, $0) } })</tbody></table>
      """
  }

  private func row(_ unit: Unit, _ letter: Letter) -> HTML {
    let links: [HTML] = [PaperForm.docx, .pdf].map { form in
      let path = Address(
        "/letters/\(Address.encoded(unit.code))/\(form.rawValue)",
        [.init(name: "kind", value: letter.kind), .init(name: "by", value: model.answerBy)])
      return #" \#(shell.anchor(path, "\(form.title)", class: "button"))"#
    }
    return """
      <tr><td>\(unit.name)</td><td data-label="文种">\(letter.title)</td><td class="n" data-label="事项">\(letter.count)</td>\
      <td>\(links)</td></tr>

      """
  }
}
