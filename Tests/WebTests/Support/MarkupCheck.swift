/// A plain check of markup: elements nest, attributes are quoted, ids occur once.
///
/// It knows nothing of the content model of HTML; a browser forgives what this does not.
enum MarkupCheck {
  private static let void: Set<Substring> = [
    "meta", "link", "input", "br", "img", "hr", "!doctype", "path",
  ]

  static func problems(in text: String) -> [String] {
    var problems: [String] = []
    var open: [Substring] = []
    var ids = Set<Substring>()
    for piece in text.split(separator: "<").dropFirst(text.hasPrefix("<") ? 0 : 1) {
      guard let end = piece.firstIndex(of: ">") else {
        problems.append("unfinished: <\(piece.prefix(60))")
        continue
      }
      let tag = piece[..<end]
      if tag.hasPrefix("/") {
        let name = tag.dropFirst()
        if open.last == name {
          open.removeLast()
        } else {
          problems.append("</\(name)> while <\(open.last ?? "nothing")> is open")
          if let place = open.lastIndex(of: name) { open.removeSubrange(place...) }
        }
        continue
      }
      let name = tag.prefix { !$0.isWhitespace && $0 != "/" }
      if let id = attribute("id", of: tag), !ids.insert(id).inserted {
        problems.append("id \(id) stands twice")
      }
      if tag.filter({ $0 == "\"" }).count % 2 != 0 {
        problems.append("quotes in <\(tag.prefix(60))>")
      }
      if !void.contains(name), !tag.hasSuffix("/") { open.append(name) }
    }
    return problems + open.map { "<\($0)> is never closed" }
  }

  private static func attribute(_ name: String, of tag: Substring) -> Substring? {
    guard let start = tag.firstRange(of: " \(name)=\"") else { return nil }
    return tag[start.upperBound...].prefix { $0 != "\"" }
  }
}
