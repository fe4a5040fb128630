extension CommitmentPage {
  /// A commitment of another year or level that this one is linked with.
  struct Relative: Hashable, Sendable {
    /// 上年, 下年, 上级 or 下级.
    var relation: String
    var code: String
    /// Nil where the reader may not open it.
    var path: String?
    var text: String
    var target: String
    var reading: String
    var note: String
    /// Where the two reports are laid beside each other.
    var beside: String?
  }

  struct Relatives: Hashable, Sendable {
    var rows: [Relative]
    /// The law of the sum, in words; nil where nothing is divided.
    var sums: [String]
    var hidden: Int
  }

  /// 上级, 下级, 上年: what it follows from and what follows from it, with numbers.
  var related: HTML {
    guard let relatives = model.relatives, !relatives.rows.isEmpty || relatives.hidden > 0 else {
      return ""
    }
    let rows: [HTML] = relatives.rows.map { row in
      let code: HTML =
        row.path.map { #"<a href="\#(shell.link($0))">\#(row.code)</a>"# } ?? "\(row.code)"
      let beside: HTML? = row.beside.map { #"<a class="screen" href="\#(shell.link($0))">对照</a>"# }
      return """
        <tr><td><span class="tag">\(row.relation)</span></td><td class="code">\(code)</td>\
        <td class="words">\(row.text)</td><td class="n" data-label="目标">\(row.target)</td>\
        <td data-label="进度">\(row.reading)</td><td data-label="说明">\(row.note) \(beside)</td></tr>

        """
    }
    let sums: [HTML] = relatives.sums.map { "<p>\($0)。</p>" }
    return """

      <section class="card" id="relatives" aria-labelledby="relatives-title">
      <h2 id="relatives-title">上年、上级和下级</h2>
      <table class="cards"><caption class="unseen">上年、上级和下级</caption>
      <thead><tr><th>关系</th><th>编号</th><th>承诺</th><th class="n">目标</th><th>进度</th><th>说明</th></tr></thead>
      <tbody>
      \(rows)</tbody></table>
      \(sums)\(when: relatives.hidden > 0, "<p class=\"quiet\">另有 \(relatives.hidden) 项无权查看。</p>")
      </section>
      """
  }
}
