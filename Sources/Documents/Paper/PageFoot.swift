/// What stands under the text of a sheet: its number, and as of when and by whom it was made.
struct PageFoot {
  private let notes: String
  private let number: String
  private let isOdd: Bool
  private let numbering: Paper.Numbering
  private let seal: SquareCode?

  /// Distance of the page number from the text (GB/T 9704-2012).
  static let distance = PaperSheet.millimetres(7)
  static let noteSize = 800
  static let separator = "　"

  /// Side of the square code, which is set beside the notes.
  static let sealSide = PaperSheet.millimetres(12)

  init(
    _ notes: [String], number: Int, of all: Int, _ numbering: Paper.Numbering,
    seal: SquareCode? = nil
  ) {
    self.seal = seal
    self.notes = notes.joined(separator: Self.separator)
    self.number = numbering == .dashed ? "— \(number) —" : "第 \(number) 页 / 共 \(all) 页"
    isOdd = number % 2 == 1
    self.numbering = numbering
  }

  func draw(on page: inout PlacedPage) {
    let sheet = page.sheet
    let base = sheet.height - sheet.bottom
    var style = TextStyle(
      face: .songti, size: numbering == .dashed ? 1_400 : 1_000, pitch: 1_400)
    style.alignment = numbering == .counted ? .centre : isOdd ? .end : .start
    let lines = LineBreaker(style: style).lines(of: number, width: sheet.textWidth)
    // On the outer side, one character in from the edge of the text.
    let inset = numbering == .dashed ? style.size : 0
    let top = base + (numbering == .dashed ? Self.distance - style.size / 2 : style.size / 2)
    page.set(
      lines[0], in: style, x: sheet.left + inset, y: top, width: sheet.textWidth - 2 * inset)
    drawNotes(on: &page)
  }

  /// The notes stand on the last lines of the sheet, a centimetre from its edge.
  private func drawNotes(on page: inout PlacedPage) {
    guard !notes.isEmpty else { return }
    let sheet = page.sheet
    var style = TextStyle(face: .songti, size: Self.noteSize, pitch: 1_100)
    style.alignment = .centre
    let room = seal == nil ? 0 : Self.sealSide + PaperSheet.millimetres(2)
    let width = sheet.textWidth - room
    let lines = LineBreaker(style: style).lines(of: notes, width: width)
    if let seal {
      page.seal = PlacedSeal(
        code: seal, x: sheet.left + width + room - Self.sealSide,
        y: sheet.height - PaperSheet.millimetres(7) - Self.sealSide, side: Self.sealSide)
    }
    let top = sheet.height - PaperSheet.millimetres(9) - lines.count * style.pitch
    for (index, line) in lines.enumerated() {
      page.set(
        line, in: style, x: sheet.left, y: top + index * style.pitch, width: width)
    }
  }
}
