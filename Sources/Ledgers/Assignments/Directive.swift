import Quantities

/// One line that a leader wrote (批示); it became a task at once and stays open until that is closed.
package struct Directive: Hashable, Sendable, Codable, Identifiable {
  /// Short code, such as PS-2022-003.
  package var id: String
  package var line: String
  /// Commitment on whose page it was written; nil when on none.
  package var commitment: Commitment.ID?
  /// Code of the task that it became.
  package var task: Assignment.ID
  package var given: Act
  /// Set when it was taken back.
  package var isWithdrawn: Bool?

  package init(
    id: String, line: String, commitment: Commitment.ID?, task: Assignment.ID, given: Act
  ) {
    self.id = id
    self.line = line
    self.commitment = commitment
    self.task = task
    self.given = given
  }
}
