/// Measures and draws the rows of a table in a width.
struct TableLayout {
  struct Row {
    /// Lines of each cell; a row across all columns has one cell.
    var cells: [[LineBreaker.Line]]
    var height: Int
    var isHead: Bool
    var isGroup: Bool
  }

  private(set) var head = Row(cells: [], height: 0, isHead: true, isGroup: false)
  private(set) var rows: [Row] = []
  private let widths: [Int]
  private let alignments: [Paper.Alignment]
  private let size: Int

  private static let padding = 300

  init(_ table: Paper.Table, width: Int) {
    let shares = max(1, table.columns.reduce(0) { $0 + $1.share })
    var widths = table.columns.map { width * $0.share / shares }
    if !widths.isEmpty { widths[widths.count - 1] += width - widths.reduce(0, +) }
    self.widths = widths
    alignments = table.columns.map(\.alignment)
    size = table.size
    head = row(table.columns.map(\.head), isHead: true)
    rows = table.rows.map { row in
      switch row {
      case .cells(let texts): self.row(texts, isHead: false)
      case .group(let text): group(text)
      }
    }
  }

  private func style(isHead: Bool, column: Int) -> TextStyle {
    var style = TextStyle(face: isHead ? .heiti : .songti, size: size, pitch: size * 130 / 100)
    style.alignment = isHead ? .centre : column < alignments.count ? alignments[column] : .start
    return style
  }

  private func row(_ texts: [String], isHead: Bool) -> Row {
    let cells = widths.indices.map { column in
      LineBreaker(style: style(isHead: isHead, column: column)).lines(
        of: column < texts.count ? texts[column] : "",
        width: widths[column] - 2 * Self.padding)
    }
    return row(cells, isHead: isHead, isGroup: false)
  }

  private func group(_ text: String) -> Row {
    let width = widths.reduce(0, +) - 2 * Self.padding
    let lines = LineBreaker(style: style(isHead: true, column: 0)).lines(of: text, width: width)
    return row([lines], isHead: false, isGroup: true)
  }

  private func row(_ cells: [[LineBreaker.Line]], isHead: Bool, isGroup: Bool) -> Row {
    let lines = cells.map(\.count).max() ?? 0
    let height = lines * style(isHead: isHead, column: 0).pitch + 2 * Self.padding
    return Row(cells: cells, height: height, isHead: isHead, isGroup: isGroup)
  }

  /// Cuts a row so that its first part fits a height; no remainder when not even one line does.
  func cut(_ row: Row, to height: Int) -> (part: Row, remainder: Row?) {
    let pitch = style(isHead: row.isHead, column: 0).pitch
    let fitting = (height - 2 * Self.padding) / pitch
    guard fitting > 0 else { return (row, nil) }
    func part(_ cells: [[LineBreaker.Line]]) -> Row {
      self.row(cells, isHead: row.isHead, isGroup: row.isGroup)
    }
    return (
      part(row.cells.map { Array($0.prefix(fitting)) }),
      part(row.cells.map { Array($0.dropFirst(fitting)) })
    )
  }

  func draw(_ row: Row, x: Int, y: Int, on page: inout PlacedPage) {
    let whole = widths.reduce(0, +)
    let cellWidths = row.isGroup ? [whole] : widths
    var left = x
    for (column, lines) in row.cells.enumerated() {
      var style = style(isHead: row.isHead || row.isGroup, column: column)
      if row.isGroup { style.alignment = .start }
      let width = cellWidths[column]
      let spare = row.height - 2 * Self.padding - lines.count * style.pitch
      for (index, line) in lines.enumerated() {
        page.set(
          line, in: style, x: left + Self.padding,
          y: y + Self.padding + max(0, spare / 2) + index * style.pitch,
          width: width - 2 * Self.padding)
      }
      page.rules.append(PlacedRule(fromX: left, fromY: y, toX: left, toY: y + row.height))
      left += width
    }
    page.rules.append(PlacedRule(fromX: left, fromY: y, toX: left, toY: y + row.height))
    for edge in [y, y + row.height] {
      page.rules.append(PlacedRule(fromX: x, fromY: edge, toX: x + whole, toY: edge))
    }
  }
}
