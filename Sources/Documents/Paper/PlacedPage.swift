/// A sheet on which everything has its place.
package struct PlacedPage: Hashable, Sendable {
  package let sheet: PaperSheet
  var texts: [PlacedText] = []
  var rules: [PlacedRule] = []
  var seal: PlacedSeal?

  init(sheet: PaperSheet) { self.sheet = sheet }

  /// The words of the page in the order in which they were set, for searching and for tests.
  package var words: [String] { texts.map(\.text) }
}

/// A square code with its corner and the length of its side.
struct PlacedSeal: Hashable, Sendable {
  var code: SquareCode
  var x: Int
  var y: Int
  var side: Int
}

/// Signs of one style in a row, beginning at a point on their base line.
struct PlacedText: Hashable, Sendable {
  var text: String
  var x: Int
  var y: Int
  var face: Typeface
  var size: Int
  /// What is added after each sign, in hundredths of a point.
  var spacing: Int
}

/// A line of a table.
struct PlacedRule: Hashable, Sendable {
  var fromX: Int
  var fromY: Int
  var toX: Int
  var toY: Int
}

extension PlacedPage {
  /// Sets a line into a width, its letters centred in the height of the line.
  mutating func set(
    _ line: LineBreaker.Line, in style: TextStyle, x: Int, y: Int, width: Int
  ) {
    let free = max(0, width - line.width)
    var x = x
    var stretch = 0
    switch style.alignment {
    case .start:
      let wide = line.scalars.count { style.face.advance($0) == 1_000 }
      // A line that lost a character to the next one is drawn out to the margin.
      if style.isJustified, line.isFull, wide > 0, free < style.size * 3 { stretch = free / wide }
    case .centre: x += free / 2
    case .end: x += free
    }
    let base = y + (style.pitch - style.size) / 2 + style.size * 88 / 100
    for run in Self.runs(line.scalars, style) {
      let isWide = run.first.map { style.face.advance($0) == 1_000 } ?? false
      let spacing = isWide ? (style.grid.map { $0 - style.size } ?? 0) + stretch : 0
      var text = String.UnicodeScalarView()
      text.append(contentsOf: run)
      texts.append(
        PlacedText(
          text: String(text), x: x, y: base, face: style.face, size: style.size,
          spacing: spacing))
      x += run.reduce(0) { $0 + style.width($1) } + (isWide ? stretch * run.count : 0)
    }
  }

  /// Cuts a line where signs of full width and others meet.
  private static func runs(
    _ scalars: ArraySlice<Unicode.Scalar>, _ style: TextStyle
  ) -> [ArraySlice<Unicode.Scalar>] {
    var runs: [ArraySlice<Unicode.Scalar>] = []
    var start = scalars.startIndex
    for index in scalars.indices.dropFirst() {
      let isWide = style.face.advance(scalars[index]) == 1_000
      guard isWide != (style.face.advance(scalars[index - 1]) == 1_000) else { continue }
      runs.append(scalars[start..<index])
      start = index
    }
    if start < scalars.endIndex { runs.append(scalars[start...]) }
    return runs
  }
}

extension PlacedPage {
  /// The words of the page by lines: what stands on one base line without a rule in between.
  package var lines: [String] {
    var lines: [String] = []
    var last: PlacedText?
    for text in texts {
      let joins = last.map { $0.y == text.y && $0.x <= text.x && $0.size == text.size } ?? false
      if joins, !lines.isEmpty {
        lines[lines.count - 1] += text.text
      } else {
        lines.append(text.text)
      }
      last = text
    }
    return lines
  }
}
