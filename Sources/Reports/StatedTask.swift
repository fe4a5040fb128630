/// Work that the report announces without a value: what is done, to what, by which mechanism.
package struct StatedTask: Hashable, Sendable {
  package var span: Range<Int>
  package var sentence: Range<Int>
  /// Headings above it, outermost first.
  package var section: [String]
  package var part: Part.Kind
  package var verb: String
  package var object: String
  /// Named policies, schemes and campaigns that it uses.
  package var mechanisms: [Mechanism]
  /// Whether it only orients, describes an attitude or an effect.
  package var isWeak: Bool

  package init(
    span: Range<Int>, sentence: Range<Int>, section: [String], part: Part.Kind, verb: String,
    object: String, mechanisms: [Mechanism], isWeak: Bool
  ) {
    self.span = span
    self.sentence = sentence
    self.section = section
    self.part = part
    self.verb = verb
    self.object = object
    self.mechanisms = mechanisms
    self.isWeak = isWeak
  }
}
