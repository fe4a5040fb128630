/// Sets a paper page by page: lines, tables with repeated heads, page numbers, the foot line.
package struct PaperLayout {
  private var pages: [PlacedPage] = []
  private var sheet = PaperSheet.official
  /// Where the next line begins on the last page.
  private var y = 0

  /// Returns the pages of a paper; the same paper gives the same pages.
  package static func pages(of paper: Paper) -> [PlacedPage] {
    var layout = PaperLayout()
    var numbering: [Paper.Numbering] = []
    for section in paper.sections {
      layout.begin(section.sheet)
      for (index, block) in section.blocks.enumerated() {
        let next = index + 1 < section.blocks.count ? section.blocks[index + 1] : nil
        layout.set(block, before: next)
      }
      let count = layout.pages.count - numbering.count
      numbering += Array(repeating: section.numbering, count: count)
    }
    let all = layout.pages.count
    let seal = paper.seal.flatMap { SquareCode($0) }
    for index in layout.pages.indices {
      PageFoot(paper.foot, number: index + 1, of: all, numbering[index], seal: seal)
        .draw(on: &layout.pages[index])
    }
    return layout.pages
  }

  private var bottom: Int { sheet.height - sheet.bottom }

  private mutating func begin(_ sheet: PaperSheet) {
    self.sheet = sheet
    turn()
  }

  private mutating func turn() {
    pages.append(PlacedPage(sheet: sheet))
    y = sheet.top
  }

  private mutating func set(_ block: Paper.Block, before next: Paper.Block?) {
    switch block {
    case .text(let text, let role): set(text, role, before: next)
    case .table(let table): set(table)
    case .gap: y += TextStyle(.body, on: sheet).pitch
    }
  }

  // MARK: Paragraphs

  private mutating func set(_ text: String, _ role: Paper.Role, before next: Paper.Block?) {
    let style = TextStyle(role, on: sheet)
    let width = sheet.textWidth - style.rightIndent * style.em
    let indent = style.indent * style.em
    let lines = Self.lines(of: text, style, width: width, indent: indent)
    // A heading stays with what it heads.
    let kept = next != nil && [.first, .second, .caption].contains(role) ? 2 : 0
    if y + (lines.count + kept) * style.pitch > bottom, kept > 0 { turn() }
    for (index, line) in lines.enumerated() {
      if y + style.pitch > bottom { turn() }
      let start = index == 0 ? indent : 0
      pages[pages.count - 1].set(
        line, in: style, x: sheet.left + start, y: y, width: width - start)
      y += style.pitch
    }
  }

  /// Lines of a paragraph; a title of several lines has lines of about one length.
  private static func lines(
    of text: String, _ style: TextStyle, width: Int, indent: Int
  ) -> [LineBreaker.Line] {
    let breaker = LineBreaker(style: style)
    let lines = breaker.lines(of: text, width: width, indent: indent)
    guard style.alignment == .centre, lines.count > 1 else { return lines }
    let even = lines.reduce(0) { $0 + $1.width } / lines.count + style.size
    let balanced = breaker.lines(of: text, width: min(even, width))
    return balanced.count == lines.count ? balanced : lines
  }

  // MARK: Tables

  private mutating func set(_ table: Paper.Table) {
    let setter = TableLayout(table, width: sheet.textWidth)
    let head = setter.head
    if y + head.height + (setter.rows.first?.height ?? 0) > bottom { turn() }
    draw(head, setter)
    for (index, row) in setter.rows.enumerated() {
      // What names a group stays with its first row.
      let next = row.isGroup && index + 1 < setter.rows.count ? setter.rows[index + 1].height : 0
      if y + row.height + min(next, sheet.textHeight / 2) > bottom {
        turn()
        draw(head, setter)
      }
      var rest = row
      // Only a row that no sheet can hold is cut.
      while y + rest.height > bottom {
        let (part, remainder) = setter.cut(rest, to: bottom - y)
        guard let remainder else { break }
        draw(part, setter)
        turn()
        draw(head, setter)
        rest = remainder
      }
      draw(rest, setter)
    }
    y += TextStyle(.note, on: sheet).pitch / 2
  }

  private mutating func draw(_ row: TableLayout.Row, _ setter: TableLayout) {
    setter.draw(row, x: sheet.left, y: y, on: &pages[pages.count - 1])
    y += row.height
  }
}
