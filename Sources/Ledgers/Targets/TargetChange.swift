package import Quantities

/// A change of a commitment's target: proposed with a reason and a document, in force once the head
/// of supervision and a leader have both agreed.
package struct TargetChange: Hashable, Sendable, Codable, Identifiable {
  /// Short code, such as C-2022-017/T1.
  package var id: String
  package var commitment: Commitment.ID
  package var before: Commitment.Target
  package var target: Commitment.Target
  /// First day on which readings use the new target.
  package var from: Day
  package var reason: String
  /// Number and title of the document that allows it.
  package var document: String
  package var proposed: Act
  package var approvals: [Approval] = []
  package var refused: Assignment.Closing?
  /// Set when the proposal was taken back.
  package var isWithdrawn: Bool?

  package struct Approval: Hashable, Sendable, Codable {
    package var role: String
    package var act: Act
  }

  package var isOpen: Bool { refused == nil && isWithdrawn != true && inForce == nil }

  /// Roles that all have to agree, by the grants file; set when the last of them has.
  package var inForce: Day?
}

extension Commitment {
  /// A target that held until another took its place.
  package struct FormerTarget: Hashable, Sendable, Codable {
    package var target: Target
    /// First day on which it no longer holds.
    package var until: Day
    /// Code of the change that replaced it.
    package var change: TargetChange.ID
  }

  /// The commitment with the target that holds on a day; its readings are made of this.
  package func standing(on day: Day) -> Commitment {
    guard let former = formerTargets?.first(where: { day < $0.until }) else { return self }
    var standing = self
    standing.target = former.target
    return standing
  }
}
