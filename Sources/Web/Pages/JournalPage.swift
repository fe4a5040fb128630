/// The journal for the audit administrator: every entry, and whether the chain fits (A4).
struct JournalPage: DeskPage {
  struct Model: Hashable, Sendable {
    var entries: Int64
    /// The outcome of walking the whole chain; nil when that was not asked for.
    var verdict: Verdict?
    /// Where the chain can be walked, when the reader may.
    var verifyPath: String?
    var lines: [JournalLine]
    /// Where older entries are; nil on the last page.
    var older: Address?
  }

  struct Verdict: Hashable, Sendable {
    var entries: Int
    /// Digest of the last entry.
    var root: String
    var faults: [Fault]
  }

  struct Fault: Hashable, Sendable {
    var seq: Int64
    var message: String
  }

  var shell: Shell
  var model: Model

  var title: String { "操作记录" }

  var body: HTML {
    """
    <div class="headline"><h1>操作记录<small>共 \(model.entries.grouped) 笔</small></h1>\
    \(model.verifyPath.map { #"<a class="button screen" href="\#($0)">逐笔校验</a>"# })</div>
    \(verdict)
    \(JournalLine.table(model.lines, caption: "操作记录"))
    \(model.older.map { #"<nav class="pager" aria-label="翻页">\#(shell.anchor($0, "更早的记录"))</nav>"# })
    """
  }

  private var verdict: HTML {
    guard let verdict = model.verdict else { return "" }
    guard !verdict.faults.isEmpty else {
      return """
        <p class="notice done" role="status">记录链 \(verdict.entries.grouped) 笔逐笔校验通过。根摘要 <code>\(verdict.root)</code></p>
        """
    }
    let list: [HTML] = verdict.faults.map { "<li>第 \($0.seq) 号：\($0.message)</li>" }
    return """
      <div class="notice problem" role="alert"><p><b>记录链校验不通过：\(verdict.faults.count) 处不符。</b>\
      请保留现场，并与备份核对。</p><ul>\(list)</ul></div>
      """
  }
}
