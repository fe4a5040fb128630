/// The names that a report explains at its end, ready to be found in its text.
///
/// A name is known by all that it is called: “放管服”改革 explains 放管服 as well.
struct Glossary: Sendable {
  let entries: [GlossaryEntry]
  private let meanings: [String: Int]
  private let table: WordTable?

  /// Longest name that is looked for; what is longer is a sentence that the glossary repeats.
  private static let longest = 24

  init(_ entries: [GlossaryEntry]) {
    self.entries = entries
    var meanings: [String: Int] = [:]
    var words: [(word: String, roles: RoleSet)] = []
    for (index, entry) in entries.enumerated() {
      for name in Self.names(of: entry.title) where meanings[name] == nil {
        meanings[name] = index
        words.append((name, [.mechanism]))
      }
      if entry.title != entry.name { words.append((entry.title, [.mechanism])) }
    }
    self.meanings = meanings
    table = entries.isEmpty ? nil : WordTable(words)
  }

  /// A name without its quotation marks, and each quotation within it.
  private static func names(of title: String) -> [String] {
    let pieces = title.split { "“”".contains($0) }.map(String.init)
    let quoted = title.split(separator: "“").compactMap { piece in
      piece.contains("”") ? piece.split(separator: "”").first.map(String.init) : nil
    }
    return ([pieces.joined()] + quoted).filter {
      (2...longest).contains($0.unicodeScalars.count)
    }
  }

  /// A mechanism of some name, with what the glossary says of it.
  func mechanism(_ name: String) -> Mechanism {
    let plain = name.contains { "“”".contains($0) } ? name.filter { !"“”".contains($0) } : name
    return Mechanism(name: plain, meaning: meanings[plain].map { entries[$0].meaning })
  }

  /// Length of the longest explained name that begins at a place.
  func nameLength(_ text: FoldedText, at start: Int, before end: Int) -> Int? {
    table?.longest(text.scalars, at: start, before: end, [.mechanism])?.length
  }

  /// Entries whose name stands nowhere in some ranges of the text.
  func unused(in text: FoldedText, _ ranges: [Range<Int>]) -> [GlossaryEntry] {
    guard !entries.isEmpty else { return [] }
    var used: Set<Int> = []
    for range in ranges {
      for place in range {
        guard let length = nameLength(text, at: place, before: range.upperBound) else { continue }
        let name = text.text(place..<place + length).filter { !"“”".contains($0) }
        if let index = meanings[name] { used.insert(index) }
      }
    }
    return entries.indices.filter { !used.contains($0) }.map { entries[$0] }
  }
}
