import Definitions
import Facts
import Quantities

/// A series period by period with every value that was recorded for it, and the revision.
struct VintageTable: Hashable, Sendable {
  struct Row: Hashable, Sendable {
    var period: Period
    /// The last day on which the period's value is told in time.
    var due: Day?
    var vintage: Vintage
    /// In the order in which they were recorded.
    var words: [Word]
    /// What counts now less what was published first, as people read it.
    var revision: String?
  }

  /// A value as it was recorded: when, by whom, from where.
  struct Word: Hashable, Sendable {
    /// Nil for a value that was taken back.
    var value: String?
    var act: FactAct
    var seq: Int64
    var at: String
    var person: String
    var source: String
    var unit: String
    var reason: String
    var grade: GradeMark
    var evidence: Evidence
    var isCounting: Bool
    var daysLate: Int?
  }

  var title: String
  var key: String
  var unit: String
  /// The oldest period first.
  var rows: [Row]

  /// Whether any period was told more than once.
  var isRevised: Bool { rows.contains { $0.vintage.isRevised } }

  /// Every period, the newest first.
  func drawn(in shell: Shell) -> HTML { table(rows.reversed(), note: "") }

  /// The periods that were told more than once, the newest first.
  func revised(in shell: Shell) -> HTML {
    let revised = rows.filter(\.vintage.isRevised)
    guard !revised.isEmpty else { return "" }
    return """
      <section class="card"><h2>\(title)的历次数值<small>\(revised.count) 期有更新</small></h2>\
      \(table(revised.reversed(), note: "修订＝现值减首次公布的数值。"))</section>

      """
  }

  private func table(_ rows: [Row], note: String) -> HTML {
    """
    <table class="cards"><caption class="unseen">\(title)的历次数值</caption>
    <thead><tr><th>期间</th><th class="n">现值\(when: !unit.isEmpty, "（\(unit)）")</th><th>历次记录</th><th class="n">修订</th></tr></thead>
    <tbody>
    \(rows.map(row))
    </tbody></table>\(when: !note.isEmpty, "<p class=\"quiet\">\(note)</p>")
    """
  }

  private func row(_ row: Row) -> HTML {
    let counting = row.words.first(where: \.isCounting)?.value
    let value: HTML = counting.map { "\($0)" } ?? #"<span class="none">已撤回</span>"#
    let revision = row.revision.map(Self.signed) ?? "—"
    let due: HTML? = row.due.map { #"<small class="below">应于 \#($0.description) 前报</small>"# }
    return """
      <tr><th scope="row">\(row.period.chinese)\(due)</th><td class="n" data-label="现值">\(value)</td>\
      <td data-label="历次记录"><ol class="plain">\(row.words.map(word))</ol></td>\
      <td class="n" data-label="修订">\(revision)</td></tr>

      """
  }

  private func word(_ word: Word) -> HTML {
    let tone: HTML = word.act == .correction ? " wait" : ""
    let late: HTML? = word.daysLate.map { #" <span class="tag bad">迟报 \#($0) 天</span>"# }
    let isExplained = word.act == .correction || word.act == .withdrawal
    let reason: HTML = isExplained && !word.reason.isEmpty ? "；缘由：\(word.reason)" : ""
    return """
      <li><span class="tag\(tone)">\(word.act.title)</span> <b>\(word.value ?? "撤回")</b> \(word.grade.drawn)\(late) \
      <small>\(DeskVisit.minute(word.at))，\(word.unit) \(word.person)，\(word.source)，第 \(word.seq) 号记录\(reason)</small></li>

      """
  }

  private static func signed(_ revision: String) -> String {
    revision.hasPrefix("-") || revision == "0" ? revision : "+\(revision)"
  }
}
