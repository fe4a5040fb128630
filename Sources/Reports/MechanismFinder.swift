/// Finds the named policies, schemes and campaigns of a clause.
struct MechanismFinder: Sendable {
  let text: FoldedText
  let words: Vocabulary
  let leads: LeadReader
  let glossary: Glossary

  /// Returns them in their order, each once, with what the report's glossary says of them.
  func mechanisms(in range: Range<Int>) -> [Mechanism] {
    names(in: range).map(glossary.mechanism)
  }

  private func names(in range: Range<Int>) -> [String] {
    var names: [String] = []
    var index = range.lowerBound
    var pieceStart = range.lowerBound
    while index < range.upperBound {
      if text.classes[index] == .openQuote, text.nested[index] == .quoted {
        let end = closing(index, range.upperBound)
        // “十四五” says when, not how.
        let isTime = leads.times.time(at: index, before: range.upperBound) != nil
        names += isTime ? [] : quoted(index..<end, range.upperBound)
        index = end
        pieceStart = index
      } else if let explained = glossary.nameLength(text, at: index, before: range.upperBound) {
        names.append(text.text(index..<index + explained))
        index += explained
        pieceStart = index
      } else if let known = words.word(text, at: index, before: range.upperBound, [.mechanism]) {
        names.append(text.text(index..<index + known.length))
        index += known.length
      } else if let ending = words.word(text, at: index, before: range.upperBound, [.mechanismEnd]),
        isEnd(index + ending.length, range.upperBound)
      {
        if let name = named(pieceStart..<index + ending.length, ending.length) {
          names.append(name)
        }
        index += ending.length
      } else {
        if breaks(index, range.upperBound) { pieceStart = index + 1 }
        index += 1
      }
    }
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  private func closing(_ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, text.nested[index] == .quoted {
      index += 1
      if text.classes[index - 1] == .closeQuote { break }
    }
    return index
  }

  // MARK: In quotation marks

  /// A quotation that is a list of short mottoes gives one name each; others are one name.
  private func quoted(_ range: Range<Int>, _ end: Int) -> [String] {
    guard range.count > 2 else { return [] }
    let inside = range.lowerBound + 1..<range.upperBound - 1
    let whole = text.text(inside)
    let parts = whole.split(separator: "、")
    let isList = range.upperBound >= end && parts.count > 1 && parts.allSatisfy { $0.count <= 4 }
    return isList ? parts.map(String.init) : [whole]
  }

  // MARK: Without quotation marks

  private func isEnd(_ place: Int, _ end: Int) -> Bool {
    guard place < end else { return true }
    return text.classes[place] != .han
      || ["和", "及", "与", "等", "为", "中", "力"].contains(text.scalars[place])
  }

  private func breaks(_ index: Int, _ end: Int) -> Bool {
    switch text.classes[index] {
    case .pause, .comma, .colon, .closeQuote: return true
    default: return ["和", "及", "与", "的", "等", "好", "以"].contains(text.scalars[index])
    }
  }

  /// The name that ends with a known ending, without verbs and adjectives before it.
  private func named(_ range: Range<Int>, _ ending: Int) -> String? {
    var start = range.lowerBound
    let lead = leads.lead(of: range)
    start = lead.end
    if let verb = leads.verb(at: start, before: range.upperBound),
      verb.range.upperBound < range.upperBound - ending
    {
      start = verb.range.upperBound
    }
    while start < range.upperBound,
      let word = words.word(text, at: start, before: range.upperBound, [.adverb, .tier])
    {
      start += word.length
    }
    if text.scalars[start] == "第" {
      var index = start + 1
      while index < range.upperBound,
        text.classes[index] == .digit || text.classes[index] == .numeral
      { index += 1 }
      if index < range.upperBound, text.scalars[index] == "届" { start = index + 1 }
    }
    return range.upperBound - start >= ending + 2 ? text.text(start..<range.upperBound) : nil
  }
}
