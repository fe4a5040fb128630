import Definitions

/// How what is about a person is shown until somebody asks for it with a reason: 王**, 138****01.
///
/// A masked text is the same however often it is masked, so that several places may do it.
package enum PersonalMask {
  /// A text this long is a number of a telephone or of a paper, and may show its two ends.
  private static let numberLength = 9

  package static func masked(_ text: String) -> String {
    guard text.count >= numberLength else { return "\(text.prefix(1))**" }
    return "\(text.prefix(3))****\(text.suffix(2))"
  }
}

extension Field {
  /// Whether its values are about persons, and are masked.
  package var isPersonal: Bool { fieldClass == .personal }

  /// Whether reading one of its values is put on record: what firms gave in confidence, what is
  /// about persons, single respondents, negotiations.
  package var isConfidential: Bool { fieldClass != .open && fieldClass != .office }
}
