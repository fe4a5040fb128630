/// Something odd in a file that was read all the same.
package struct DocumentRemark: Hashable, Sendable {
  /// Line of the file, counted from 1; nil when the whole file is meant.
  package var line: Int?
  /// What happened, what was kept and what to do.
  package var message: String
  /// Whether the file ends where it should go on, so that its last row is not to be trusted.
  package var isCutOff: Bool

  package init(line: Int? = nil, message: String, isCutOff: Bool = false) {
    self.line = line
    self.message = message
    self.isCutOff = isCutOff
  }
}

extension DocumentRemark: CustomStringConvertible {
  package var description: String { message }
}
