import Findings
import Ledgers
import Quantities

/// 本周先做什么: every step that would raise the chance of a commitment, the most helpful first.
struct NextPage: DeskPage {
  struct Model: Hashable, Sendable {
    var address: Address
    var menus: [FilterMenu]
    var rows: [Row]
    /// Steps that the reader may see, those that fit the filters, and those that may not be shown.
    var total: Int
    var chosen: Int
    var hidden: Int
    var pager: Pager
    var mayExport: Bool
    var mayGive = false
  }

  struct Row: Hashable, Sendable {
    var number: Int
    var name: String
    var path: String
    var step: String
    var reasons: [String]
    var wanting: [String]
    var commitment: String
    var text: String
    /// Where the commitment is shown; nil where the reader may not open it.
    var commitmentPath: String?
    var now: String?
    var after: String?
    /// Percentage points, with one decimal.
    var points: String?
    var gain: String?
    /// Chance that the subject gets there by itself.
    var own: String?
    /// Why nothing can be said; nil when it can.
    var insufficient: String?
    var due: String
    var owners: String
    /// Where the step is given as a task; nil for those who may not.
    var task: Address?
  }

  var shell: Shell
  var model: Model

  var title: String { "本周先做什么" }

  var body: HTML {
    let chips = model.menus.compactMap { $0.chip(at: model.address, in: shell) }
    return """
      <div class="headline"><h1>\(title)<small>\(model.chosen.grouped) 项\
      \(when: model.chosen != model.total, "，共 \(model.total.grouped) 项")</small></h1></div>
      <p class="quiet">按办成后承诺达标概率提高多少排序，相同的先到期先办。概率是估计数，只用来排先后，不作考核依据。</p>
      <div class="filters" role="group" aria-label="筛选">
      <div class="menus">\(model.menus.map { $0.drawn(at: model.address, in: shell) })</div>\
      \(when: model.mayExport, export)
      \(when: !chips.isEmpty, "<p class=\"chips\">\(chips)</p>")</div>
      \(list)
      \(when: model.hidden > 0, "<p class=\"quiet\">另有 \(model.hidden.grouped) 项的对象或数据无权查看。</p>")
      """
  }

  private var export: HTML {
    let path = Address("/next/xlsx", model.address.items.filter { $0.name != "page" })
    return shell.anchor(path, "\(PaperForm.xlsx.title)", class: "button screen")
  }

  private var list: HTML {
    guard !model.rows.isEmpty else {
      guard model.total == 0 else {
        return Notice.empty(
          "没有符合条件的事项。",
          #"<p>\#(shell.anchor(model.address.path, "去掉全部条件", class: "button"))</p>"#)
      }
      return Notice.empty("没有能推动承诺的事项：未达标的承诺里，还没有候选对象或在途项目。")
    }
    return """
      <table class="cards"><caption class="unseen">\(title)</caption>
      <thead><tr><th class="n">序号</th><th>对象</th><th>下一步</th><th>哪件承诺</th><th class="n">达标概率</th>\
      <th class="n">提高</th><th>期限</th><th>主管单位</th>\(when: model.mayGive, "<th class=\"screen\">办</th>")</tr></thead>
      <tbody>
      \(model.rows.map(row))
      </tbody></table>
      \(model.pager.drawn(in: shell))
      """
  }

  private func row(_ row: Row) -> HTML {
    let commitment: HTML =
      row.commitmentPath.map { shell.anchor($0, "\(row.text)") } ?? "\(row.text)"
    return """
      <tr><td class="n">\(row.number)</td><td class="words">\(shell.anchor(row.path, "\(row.name)"))</td>\
      <td data-label="下一步">\(row.step)<small class="below">\(row.reasons.joined(separator: "；"))</small></td>\
      <td data-label="承诺">\(commitment)<small class="below">\(row.commitment)</small></td>\
      <td class="n" data-label="概率">\(chance(row))</td>\
      <td class="n" data-label="提高">\(row.points.map { "<b>\($0)</b> <small>个百分点</small>" as HTML } ?? "—")\
      \(row.gain.map { #"<small class="below">预计增加 \#($0)</small>"# })</td>\
      <td class="when" data-label="期限">\(row.due)</td><td data-label="主管">\(row.owners)</td>\
      \(when: model.mayGive, "<td class=\"screen\">\(giving(row))</td>")</tr>

      """
  }

  private func giving(_ row: Row) -> HTML {
    guard let task = row.task else { return "" }
    return #"<a class="button" href="\#(shell.link(task))">交办</a>"#
  }

  private func chance(_ row: Row) -> HTML {
    if let reason = row.insufficient {
      return #"<span class="none">数据不足</span><small class="below">\#(reason)</small>"#
    }
    return """
      <span class="when">\(row.now ?? "—") → \(row.after ?? "—")</span>\
      <small class="below">\(row.own.map { "自身把握 \($0)" } ?? "自身把握未单独推算")</small>
      """
  }
}

extension Step {
  /// The form in which it is given as a task to the office that keeps the fact it would bring.
  fileprivate var task: Address? {
    guard mayOpen else { return nil }
    let words = "\(name)：\(finding.title)"
    return Address(
      "/tasks/new",
      [
        .init(name: "finding", value: words), .init(name: "commitment", value: reading.id),
        .init(name: "unit", value: keepers.first?.code ?? ""),
      ])
  }
}

extension NextPage.Row {
  init(_ step: Step, number: Int) {
    self.init(
      number: number, name: step.name, path: step.path, step: step.finding.title,
      reasons: step.reasons, wanting: step.finding.wanting, commitment: step.reading.id,
      text: step.reading.commitment.text,
      commitmentPath: step.mayOpen
        ? "/commitments/\(Address.encoded(step.reading.id))#candidates" : nil,
      now: step.chances?.now, after: step.chances?.after,
      points: step.raise.map { ReadingFigures.text($0) }, gain: step.gain, own: step.own,
      insufficient: step.insufficient, due: step.reading.due.description,
      owners: step.keepers.map(\.title).joined(separator: "、"), task: step.task)
  }
}
