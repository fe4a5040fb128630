/// Cuts a paragraph into lines by the rules of Chinese setting.
///
/// No line begins with a closing mark or ends with an opening one, and words and numbers of Latin
/// letters stay whole.
struct LineBreaker {
  let style: TextStyle

  struct Line: Hashable, Sendable {
    var scalars: ArraySlice<Unicode.Scalar>
    var width: Int
    /// Whether the paragraph goes on in the next line.
    var isFull: Bool
  }

  /// Returns the lines of a text; line feeds in it begin new ones.
  func lines(of text: String, width: Int, indent: Int = 0) -> [Line] {
    var lines: [Line] = []
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let scalars = Array(part.unicodeScalars.filter { $0.value >= 0x20 })
      lines += self.lines(of: scalars, width: width, indent: lines.isEmpty ? indent : 0)
    }
    return lines
  }

  private func lines(of scalars: [Unicode.Scalar], width: Int, indent: Int) -> [Line] {
    var lines: [Line] = []
    var start = 0
    repeat {
      let room = lines.isEmpty ? width - indent : width
      let end = self.end(of: scalars, from: start, room: room)
      let content = trimmed(scalars[start..<end])
      lines.append(
        Line(
          scalars: content, width: content.reduce(0) { $0 + style.width($1) },
          isFull: end < scalars.count))
      start = end
      while start < scalars.count, start > 0, scalars[start] == " " { start += 1 }
    } while start < scalars.count
    return lines
  }

  /// Returns where the line that begins at an index ends.
  private func end(of scalars: [Unicode.Scalar], from start: Int, room: Int) -> Int {
    var used = 0
    var fitting = start
    while fitting < scalars.count {
      used += style.width(scalars[fitting])
      if used > room { break }
      fitting += 1
    }
    guard fitting < scalars.count else { return scalars.count }
    var end = fitting
    while end > start, !mayBreak(scalars, before: end) { end -= 1 }
    // A word longer than the line is cut where the line ends.
    return end > start ? end : max(fitting, start + 1)
  }

  private func mayBreak(_ scalars: [Unicode.Scalar], before index: Int) -> Bool {
    let (last, next) = (scalars[index - 1], scalars[index])
    if Self.closing.contains(next) || Self.opening.contains(last) { return false }
    return !(Self.isLatin(last) && Self.isLatin(next))
  }

  private func trimmed(_ line: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0x20 && scalar.value < 0x250
  }

  private static let closing: Set<Unicode.Scalar> = Set(
    "，。、；：？！）》】〕」』”’…—·％‰℃,.;:?!)]}%".unicodeScalars)
  private static let opening: Set<Unicode.Scalar> = Set("（《【〔「『“‘([{".unicodeScalars)
}
