import Quantities

/// How many cells each unit was asked by whom and when, and how many the store spared it.
struct BurdenPage: DeskPage {
  struct Model: Hashable, Sendable {
    var year: String
    var previous: String
    var next: String?
    var asked: [Asked]
    var spared: [Spared]
    var wanted: Int
    var known: Int
    /// Whether only what touches the reader's unit is counted.
    var isOwnOnly: Bool
    var file: Address
  }

  struct Asked: Hashable, Sendable {
    var month: String
    var asker: String
    var asked: String
    var cells: Int
    var asks: Int
  }

  struct Spared: Hashable, Sendable {
    var month: String
    var asker: String
    var wanted: Int
    var known: Int
    var repeated: Int
    var sent: Int

    /// Share that the store answered, in per cent with one place.
    var share: Number {
      (Number(known) * 100).divided(by: Number(wanted))?.rounded(toPlaces: 1, .halfUp) ?? .zero
    }
  }

  var shell: Shell
  var model: Model

  var title: String { "采集负担" }

  var body: HTML {
    """
    <nav class="crumbs" aria-label="所在位置"><ol><li><a href="/asks">采集</a></li></ol></nav>
    <div class="headline"><h1>采集负担<small>\(model.year)\(when: model.isOwnOnly, "，只列与我单位有关的")</small></h1>\
    <span class="actions screen">\(year("上一年", model.previous))\(model.next.map { year("下一年", $0) })\
    <a class="button" href="\(shell.link(model.file))" download>导出 xlsx</a></span></div>
    \(total)
    <section class="card" aria-labelledby="asked"><h2 id="asked">谁问了谁</h2>\(asked)</section>
    <section class="card" aria-labelledby="spared"><h2 id="spared">库里答复了多少</h2>\(spared)</section>
    <p class="quiet">一格是一个对象的一个数据项的一个时期。按发出时计，撤回的也算问过。库里全有而没有发出的，计入“要的”和“库里答复”，\
    同一天同样的只计一次。对单个数据疑点的询问不计。</p>
    """
  }

  private func year(_ title: String, _ period: String) -> HTML {
    let target = Address("/burden", [.init(name: "from", value: period)])
    return shell.anchor(target, "\(title)", class: "button")
  }

  private var total: HTML {
    let sum = model.spared.reduce(
      Spared(month: "", asker: "", wanted: 0, known: 0, repeated: 0, sent: 0)
    ) { total, row in
      Spared(
        month: "", asker: "", wanted: total.wanted + row.wanted, known: total.known + row.known,
        repeated: total.repeated + row.repeated, sent: total.sent + row.sent)
    }
    return Counter.strip(
      [
        Counter(title: "要的", figure: Figure(sum.wanted.grouped, "格"), note: ""),
        Counter(
          title: "库里答复", figure: sum.wanted == 0 ? nil : Figure("\(sum.share)", "%"),
          note: "\(sum.known.grouped) 格", isFirst: true),
        Counter(title: "别处已问", figure: Figure(sum.repeated.grouped, "格"), note: ""),
        Counter(title: "发出", figure: Figure(sum.sent.grouped, "格"), note: ""),
      ], in: shell)
  }

  private var asked: HTML {
    guard !model.asked.isEmpty else { return Notice.empty("这一年没有发出过采集。") }
    let rows: [HTML] = model.asked.map { row in
      """
      <tr><td class="when">\(row.month)</td><td data-label="发出单位">\(row.asker)</td><td data-label="被问单位">\(row.asked)</td>\
      <td class="n" data-label="格数">\(row.cells.grouped)</td><td class="n" data-label="次数">\(row.asks)</td></tr>

      """
    }
    return """
      <table class="cards"><caption class="unseen">谁问了谁</caption>
      <thead><tr><th>月份</th><th>发出单位</th><th>被问单位</th><th class="n">格数</th><th class="n">采集次数</th></tr></thead><tbody>
      \(rows)
      </tbody></table>
      """
  }

  private var spared: HTML {
    guard !model.spared.isEmpty else { return Notice.empty("这一年没有提出过采集。") }
    let rows: [HTML] = model.spared.map { row in
      """
      <tr><td class="when">\(row.month)</td><td data-label="发出单位">\(row.asker)</td><td class="n" data-label="要的">\(row.wanted.grouped)</td>\
      <td class="n" data-label="库里答复">\(row.known.grouped)</td><td class="n" data-label="别处已问">\(row.repeated.grouped)</td>\
      <td class="n" data-label="发出">\(row.sent.grouped)</td><td class="n" data-label="库里答复比例">\("\(row.share)")%</td></tr>

      """
    }
    return """
      <table class="cards"><caption class="unseen">库里答复了多少</caption>
      <thead><tr><th>月份</th><th>发出单位</th><th class="n">要的（格）</th><th class="n">库里答复</th><th class="n">别处已问</th>\
      <th class="n">发出</th><th class="n">库里答复比例</th></tr></thead><tbody>
      \(rows)
      </tbody></table>
      """
  }
}
