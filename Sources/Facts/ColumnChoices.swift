/// What people decided by hand about columns that no word of the register names.
package struct ColumnChoices: Hashable, Sendable {
  package enum Choice: Hashable, Sendable {
    case code, ignored
    case field(String)

    /// Reads a choice as forms and settings write it.
    package init(_ written: String) {
      self =
        switch written {
        case "#code": .code
        case "#ignored": .ignored
        default: .field(written)
        }
    }

    package var written: String {
      switch self {
      case .code: "#code"
      case .ignored: "#ignored"
      case .field(let key): key
      }
    }
  }

  /// Choices of earlier files by fingerprint, then by the word that was chosen for.
  package var remembered: [String: [String: Choice]]
  /// Choices for this file; they go before the remembered ones.
  package var present: [String: Choice]

  package init(
    remembered: [String: [String: Choice]] = [:], present: [String: Choice] = [:]
  ) {
    self.remembered = remembered
    self.present = present
  }

  func words(for fingerprint: String) -> [String: Choice] {
    (remembered[fingerprint] ?? [:]).merging(present) { _, new in new }
  }
}
