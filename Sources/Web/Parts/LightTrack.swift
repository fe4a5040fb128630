/// The lights of a commitment at the ends of the months, as lettered squares in a row.
///
/// Drawn by the server as SVG; the letters keep their sense in black and white.
struct LightTrack: Hashable, Sendable {
  struct Square: Hashable, Sendable {
    /// Nil while it was not in the ledger, or could not be seen.
    var light: LightMark?
    var title: String
    /// Day and light in words.
    var words: String
    /// The commitment as it was known then.
    var address: Address
  }

  var squares: [Square]

  private static let step = 44
  private static let most = 6

  /// The squares in lines of half a year at most.
  var drawn: HTML {
    let lines = stride(from: 0, to: squares.count, by: Self.most).map {
      Array(squares[$0..<min($0 + Self.most, squares.count)])
    }
    return #"<div class="lighttrack">\#(lines.map(Self.line))</div>"#
  }

  private static func line(_ squares: [Square]) -> HTML {
    let words = squares.map(\.words).joined(separator: "，")
    let marks: [HTML] = squares.enumerated().map { mark($1, at: $0 * step) }
    let width = squares.count * step
    return """
      <svg width="\(width)" height="48" viewBox="0 0 \(width) 48" role="img" aria-label="各月末的灯：\(words)">\(marks)</svg>

      """
  }

  private static func mark(_ square: Square, at left: Int) -> HTML {
    let middle = left + step / 2
    let letter = square.light?.letter ?? "—"
    return """
      <a href="\(square.address.text)"><title>\(square.words)</title>\
      <rect class="\(square.light?.rawValue ?? "without")" x="\(left + 8)" y="2" width="28" height="28"/>\
      <text class="letter \(square.light?.rawValue ?? "without")" x="\(middle)" y="21">\(letter)</text>\
      <text class="month" x="\(middle)" y="44">\(square.title)</text></a>
      """
  }
}
