/// An error that was planted in the registers on purpose, as a row of the truth file.
///
/// Detectors never read it: it is what they are scored by.
package struct Flaw: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case outlier, conflict, duplicate, doubleCount, orphan, stockLaw, missing, late, stale
  }

  package var kind: Kind
  package var register: String
  package var code: String
  /// Key of the field that is wrong; empty when the whole record is.
  package var field: String
  package var period: String
  /// The other record of a pair, or what the right value would be.
  package var other: String
  /// What was done, in one word, such as unit-slip.
  package var manner: String

  init(
    _ kind: Kind, _ register: String, _ code: String, field: String = "", period: String = "",
    other: String = "", manner: String
  ) {
    self.kind = kind
    self.register = register
    self.code = code
    self.field = field
    self.period = period
    self.other = other
    self.manner = manner
  }
}
