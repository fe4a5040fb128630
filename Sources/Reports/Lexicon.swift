/// The words by which the reader knows verbs, units, comparisons, headings and names.
///
/// It is data: an office adds a word in a definition file, with an example, and the reader knows it.
package struct Lexicon: Hashable, Sendable {
  package static let empty = Lexicon(entries: [])

  package var entries: [Entry]

  package init(entries: [Entry]) { self.entries = entries }

  /// One word in one role.
  package struct Entry: Hashable, Sendable {
    package var word: String
    package var role: Role
    /// A clause in which the word changes what is read.
    package var example: String
    /// Why the word stays although its example would be read alike without it.
    package var stays: String?

    package init(word: String, role: Role, example: String, stays: String? = nil) {
      self.word = word
      self.role = role
      self.example = example
      self.stays = stays
    }
  }
}
