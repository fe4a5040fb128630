/// A named policy, scheme or campaign that the report works with.
package struct Mechanism: Hashable, Sendable {
  /// Its name without quotation marks.
  package var name: String
  /// What the report's own glossary says it is; nil when the glossary does not explain it.
  package var meaning: String?

  package init(name: String, meaning: String? = nil) {
    self.name = name
    self.meaning = meaning
  }
}
