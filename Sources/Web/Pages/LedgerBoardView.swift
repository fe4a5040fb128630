extension CommitmentsPage {
  /// One column of the board.
  struct Column: Hashable, Sendable {
    var title: String
    var light: LightMark?
    var rows: [Row]
  }

  func board(_ columns: [Column]) -> HTML {
    #"<div class="board">\#(columns.map(column))</div>"#
  }

  private func column(_ column: Column) -> HTML {
    let cards: HTML =
      column.rows.isEmpty ? #"<p class="quiet">没有</p>"# : "<ul>\(column.rows.map(card))</ul>"
    return """
      <section aria-label="\(column.title)"><h2>\(column.light?.drawn)\(column.title)<small>\(column.rows.count) 项</small></h2>
      \(cards)
      </section>

      """
  }

  private func card(_ row: Row) -> HTML {
    let link = shell.link("/commitments/\(Address.encoded(row.code))")
    return """
      <li><a href="\(link)"><small class="code">\(row.code)</small>\(row.light.drawn)<b>\(row.text)</b></a>\
      \(row.progress?.drawn)\
      <p>目标 \(row.target)　已证实 \(row.verified.map { "\($0.value) \($0.unit)" } ?? "—")</p>\
      \(row.note.map { #"<p class="quiet">\#($0)</p>"# })\
      <p class="quiet">\(row.unit ?? "未分解到单位")　\(row.due ?? "—")</p></li>

      """
  }
}
