extension PlacedPage {
  /// The page as SVG, in hundredths of a point.
  package var drawing: String {
    var drawing = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(Self.points(sheet.width))pt" \
      height="\(Self.points(sheet.height))pt" viewBox="0 0 \(sheet.width) \(sheet.height)">

      """
    for rule in rules {
      drawing += """
        <path d="M\(rule.fromX) \(rule.fromY)L\(rule.toX) \(rule.toY)" stroke="#000" \
        stroke-width="50" fill="none"/>

        """
    }
    if let seal { drawing += Self.element(seal) }
    for text in texts where !text.text.allSatisfy(\.isWhitespace) { drawing += Self.element(text) }
    return drawing + "</svg>\n"
  }

  /// The dark fields of a square code, a row of them as one stroke.
  private static func element(_ seal: PlacedSeal) -> String {
    let runs = seal.code.runs.map { "M\($0.x) \($0.y)h\($0.length)v1h-\($0.length)z" }
    let scale = "\(seal.side * 1_000 / max(seal.code.width, 1))e-3"
    return """
      <path transform="translate(\(seal.x) \(seal.y)) scale(\(scale))" d="\(runs.joined())" fill="#000"/>

      """
  }

  private static func element(_ text: PlacedText) -> String {
    let weight = text.face.isBold ? " font-weight=\"bold\"" : ""
    let spacing = text.spacing == 0 ? "" : " letter-spacing=\"\(text.spacing)\""
    return """
      <text x="\(text.x)" y="\(text.y)" font-family="\(text.face.families)"\(weight) \
      font-size="\(text.size)"\(spacing) xml:space="preserve">\(XMLEscape.text(text.text))</text>

      """
  }

  private static func points(_ hundredths: Int) -> String {
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}

/// Text as XML takes it: its five signs written out, and nothing that XML forbids.
enum XMLEscape {
  static func text(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\t", "\n": escaped.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: break
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
