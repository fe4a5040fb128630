import Commands
package import Quantities

/// A letter or a statement that went out under a number: kept as it was printed, printed again the
/// same.
package struct IssuedPaper: Hashable, Sendable, Codable, Identifiable {
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// For what is red, for what is yellow, for a task, and for a unit's year.
    case supervision, reminder, order, statement

    package var title: String {
      switch self {
      case .supervision: "督办函"
      case .reminder: "催办单"
      case .order: "交办单"
      case .statement: "绩效对账单"
      }
    }

    /// Letters before the year in a code.
    fileprivate var prefix: String {
      switch self {
      case .supervision: "DB"
      case .reminder: "CB"
      case .order: "JB"
      case .statement: "JX"
      }
    }

    /// How codes of a year begin, such as DB-2022-.
    package func prefix(of year: Int) -> String { "\(prefix)-\(year)-" }
  }

  /// Short code, such as DB-2022-003.
  package var id: String
  package var kind: Kind
  /// Code of the unit that it goes to.
  package var unit: String
  /// The commitments it speaks of, and the task it orders.
  package var commitments: [Commitment.ID]
  package var task: Assignment.ID?
  package var print: Print
  package var given: Act
  /// Why it no longer holds; nil while it does.
  package var cancelled: Assignment.Closing?

  /// What was printed, and what it is tied to.
  package struct Print: Hashable, Sendable, Codable {
    /// The paper itself, as the printing side writes it.
    package var content: String
    package var day: Day
    /// Last entry of the journal that it knows, with its digest.
    package var knownAt: Int64
    package var root: String
    package var madeAt: String
    /// Name of the unit that made it.
    package var maker: String
    /// Digest of the Word file; a reprint must have the same.
    package var digest: String

    package init(
      content: String, day: Day, knownAt: Int64, root: String, madeAt: String, maker: String,
      digest: String
    ) {
      self.content = content
      self.day = day
      self.knownAt = knownAt
      self.root = root
      self.madeAt = madeAt
      self.maker = maker
      self.digest = digest
    }
  }
}
