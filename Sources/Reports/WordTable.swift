/// The words of a lexicon as a tree of scalars, for finding the longest at a place in linear time.
struct WordTable: Sendable {
  /// A word found in a text.
  struct Match: Sendable {
    var length: Int
    var roles: RoleSet
  }

  private struct Node: Sendable {
    var scalar: Unicode.Scalar
    var roles: RoleSet = []
    var firstChild: Int32 = -1
    var nextSibling: Int32 = -1
  }

  private var nodes: [Node] = [Node(scalar: "\0")]
  /// First nodes by the low bits of the scalar, so that most places are left at once.
  private var roots: [Int32]

  /// Makes a table of words, read forwards or backwards.
  init(_ words: [(word: String, roles: RoleSet)], backwards: Bool = false) {
    roots = Array(repeating: -1, count: 0x10000)
    for (word, roles) in words {
      let scalars = Array(word.unicodeScalars)
      insert(backwards ? scalars.reversed() : scalars, roles)
    }
  }

  private mutating func insert(_ word: [Unicode.Scalar], _ roles: RoleSet) {
    guard let first = word.first, first.value < 0x10000 else { return }
    let root = Int(first.value)
    if roots[root] < 0 {
      roots[root] = Int32(nodes.count)
      nodes.append(Node(scalar: first))
    }
    var place = roots[root]
    for scalar in word.dropFirst() { place = child(of: place, scalar) }
    nodes[Int(place)].roles.formUnion(roles)
  }

  private mutating func child(of parent: Int32, _ scalar: Unicode.Scalar) -> Int32 {
    var place = nodes[Int(parent)].firstChild
    while place >= 0 {
      if nodes[Int(place)].scalar == scalar { return place }
      place = nodes[Int(place)].nextSibling
    }
    let made = Int32(nodes.count)
    nodes.append(
      Node(scalar: scalar, nextSibling: nodes[Int(parent)].firstChild))
    nodes[Int(parent)].firstChild = made
    return made
  }

  /// Returns the longest word with one of some roles that begins at a place.
  func longest(
    _ text: [Unicode.Scalar], at start: Int, before end: Int, _ wanted: RoleSet
  ) -> Match? {
    walk(text, from: start, step: 1, count: end - start, wanted)
  }

  /// Returns the longest word with one of some roles that ends before a place.
  func longest(
    _ text: [Unicode.Scalar], endingAt end: Int, after start: Int, _ wanted: RoleSet
  ) -> Match? {
    walk(text, from: end - 1, step: -1, count: end - start, wanted)
  }

  /// The roles of all words that begin at a place.
  func roles(_ text: [Unicode.Scalar], at start: Int, before end: Int) -> RoleSet {
    var roles: RoleSet = []
    guard text[start].value < 0x10000 else { return roles }
    var place = roots[Int(text[start].value)]
    var index = start
    while place >= 0 {
      roles.formUnion(nodes[Int(place)].roles)
      index += 1
      guard index < end else { break }
      place = next(after: place, text[index])
    }
    return roles
  }

  private func next(after place: Int32, _ scalar: Unicode.Scalar) -> Int32 {
    var child = nodes[Int(place)].firstChild
    while child >= 0, nodes[Int(child)].scalar != scalar { child = nodes[Int(child)].nextSibling }
    return child
  }

  private func walk(
    _ text: [Unicode.Scalar], from start: Int, step: Int, count: Int, _ wanted: RoleSet
  ) -> Match? {
    guard count > 0, text[start].value < 0x10000 else { return nil }
    var place = roots[Int(text[start].value)]
    var found: Match?
    var length = 1
    while place >= 0 {
      let node = nodes[Int(place)]
      if !node.roles.isDisjoint(with: wanted) { found = Match(length: length, roles: node.roles) }
      guard length < count else { break }
      place = next(after: place, text[start + step * length])
      length += 1
    }
    return found
  }
}

/// A lexicon made ready for reading.
///
/// It is a class because every stage holds it and none changes it.
final class Vocabulary: Sendable {
  private let forwards: WordTable
  private let backwards: WordTable

  init(_ lexicon: Lexicon) {
    var roles: [String: RoleSet] = [:]
    for entry in lexicon.entries { roles[entry.word, default: []].formUnion(RoleSet(entry.role)) }
    let words = roles.map { (word: $0.key, roles: $0.value) }
    forwards = WordTable(words)
    backwards = WordTable(words, backwards: true)
  }

  func word(
    _ text: FoldedText, at start: Int, before end: Int, _ wanted: RoleSet
  ) -> WordTable.Match? {
    forwards.longest(text.scalars, at: start, before: end, wanted)
  }

  func word(
    _ text: FoldedText, endingAt end: Int, after start: Int, _ wanted: RoleSet
  ) -> WordTable.Match? {
    backwards.longest(text.scalars, endingAt: end, after: start, wanted)
  }

  /// Finds the first word with one of some roles in a range.
  func first(
    _ text: FoldedText, in range: Range<Int>, _ wanted: RoleSet
  ) -> (range: Range<Int>, roles: RoleSet)? {
    for start in range {
      if let match = word(text, at: start, before: range.upperBound, wanted) {
        return (start..<start + match.length, match.roles)
      }
    }
    return nil
  }

  /// Whether a word has one of some roles.
  func isWord(_ word: String, _ wanted: RoleSet) -> Bool {
    let scalars = Array(word.unicodeScalars)
    return forwards.longest(scalars, at: 0, before: scalars.count, wanted)?.length == scalars.count
  }

  /// Whether a phrase begins with a word of some roles.
  func begins(_ phrase: String, _ wanted: RoleSet) -> Bool {
    let scalars = Array(phrase.unicodeScalars)
    return forwards.longest(scalars, at: 0, before: scalars.count, wanted) != nil
  }

  /// Whether a phrase ends with a word of some roles.
  func ends(_ phrase: String, _ wanted: RoleSet) -> Bool {
    let scalars = Array(phrase.unicodeScalars)
    return backwards.longest(scalars, endingAt: scalars.count, after: 0, wanted) != nil
  }

  /// Whether a phrase holds a word of some roles.
  func holds(_ phrase: String, _ wanted: RoleSet) -> Bool {
    let scalars = Array(phrase.unicodeScalars)
    return scalars.indices.contains {
      forwards.longest(scalars, at: $0, before: scalars.count, wanted) != nil
    }
  }

  /// The roles of all words of a range, found in one pass.
  ///
  /// Most clauses lack most roles, so that one look at this saves many searches.
  func roles(_ text: FoldedText, in range: Range<Int>) -> RoleSet {
    var roles: RoleSet = []
    for start in range {
      roles.formUnion(forwards.roles(text.scalars, at: start, before: range.upperBound))
    }
    return roles
  }

  func contains(_ text: FoldedText, in range: Range<Int>, _ wanted: RoleSet) -> Bool {
    first(text, in: range, wanted) != nil
  }
}
