import Documents

/// A paper on the screen and in the browser's own print: the same content as its Word file and PDF.
struct PaperView: Hashable, Sendable {
  var paper: Paper

  var drawn: HTML {
    #"<article class="paper">\#(paper.sections.map(section))\#(foot)</article>"#
  }

  private func section(_ section: Paper.Section) -> HTML {
    "<section class=\"\(section.sheet.isAcross ? "across" : "upright")\">\(section.blocks.map(block))</section>"
  }

  private func block(_ block: Paper.Block) -> HTML {
    switch block {
    case .gap: #"<p class="gap"></p>"#
    case .text(let text, let role): paragraph(text, role)
    case .table(let table): Self.table(table)
    }
  }

  private func paragraph(_ text: String, _ role: Paper.Role) -> HTML {
    let lines: [HTML] = text.split(separator: "\n").map { "\(String($0))" }
    let words = lines.joined("<br>")
    switch role {
    case .title: return #"<h2 class="title">\#(words)</h2>"#
    case .first: return #"<h3 class="first">\#(words)</h3>"#
    case .second: return #"<h4 class="second">\#(words)</h4>"#
    default: return #"<p class="\#(role.rawValue)">\#(words)</p>"#
    }
  }

  private static func table(_ table: Paper.Table) -> HTML {
    let heads: [HTML] = table.columns.map { #"<th scope="col">\#($0.head)</th>"# }
    let rows: [HTML] = table.rows.map { row in
      switch row {
      case .cells(let cells): "<tr>\(cells.map { "<td>\($0)</td>" as HTML })</tr>\n"
      case .group(let text):
        """
        <tr class="group"><th colspan="\(table.columns.count)" scope="rowgroup">\(text)</th></tr>

        """
      }
    }
    return """
      <div class="scroll"><table><thead><tr>\(heads)</tr></thead><tbody>
      \(rows)</tbody></table></div>
      """
  }

  private var foot: HTML {
    guard !paper.foot.isEmpty else { return "" }
    return #"<p class="notes">\#(paper.foot.map { "<span>\($0)</span> " as HTML })</p>"#
  }
}
