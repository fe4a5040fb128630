/// A size of paper with its margins, in hundredths of a point so that no rounding can creep in.
package struct PaperSheet: Hashable, Sendable, Codable {
  package var width: Int
  package var height: Int
  package var top: Int
  package var bottom: Int
  package var left: Int
  package var right: Int

  /// Hundredths of a point in millimetres, rounded.
  package static func millimetres(_ count: Int) -> Int { (count * 720_000 + 1_270) / 2_540 }

  private init(_ width: Int, _ height: Int, top: Int, bottom: Int, left: Int, right: Int) {
    self.width = Self.millimetres(width)
    self.height = Self.millimetres(height)
    self.top = Self.millimetres(top)
    self.bottom = Self.millimetres(bottom)
    self.left = Self.millimetres(left)
    self.right = Self.millimetres(right)
  }

  /// A4 with the margins of GB/T 9704-2012: 156 × 225 mm remain for the text.
  package static let official = PaperSheet(210, 297, top: 37, bottom: 35, left: 28, right: 26)
  /// A4 upright with narrow margins, for what has to fit one page.
  package static let brief = PaperSheet(210, 297, top: 16, bottom: 26, left: 18, right: 18)
  /// A4 across, for tables of middling width.
  package static let across = PaperSheet(297, 210, top: 22, bottom: 24, left: 18, right: 18)
  /// A3 across, for wide tables.
  package static let wide = PaperSheet(420, 297, top: 24, bottom: 26, left: 20, right: 20)

  package var textWidth: Int { width - left - right }
  package var textHeight: Int { height - top - bottom }
  package var isAcross: Bool { width > height }

  /// Width of one character of the text where a line holds 28 of them; nil on other sheets.
  var grid: Int? { self == .official ? textWidth / 28 : nil }
}
