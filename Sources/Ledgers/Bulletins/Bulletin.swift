package import Quantities

/// A bulletin of the supervision office: words of its own between blocks that the ledger fills.
///
/// While it is a draft, the blocks show the ledger as it is; issued, it keeps what they showed.
package struct Bulletin: Hashable, Sendable, Codable, Identifiable {
  /// Short code, such as N-2022-12.
  package var id: String
  package var draft: Draft
  /// Nil while it is a draft.
  package var issue: Issue?

  package init(id: String, draft: Draft, issue: Issue? = nil) {
    self.id = id
    self.draft = draft
    self.issue = issue
  }

  /// What a person writes and chooses.
  package struct Draft: Hashable, Sendable, Codable {
    package var title: String
    package var addressee: String
    package var pieces: [Piece]
    /// Code of the issue that this one corrects.
    package var corrects: String?

    package init(
      title: String, addressee: String, pieces: [Piece], corrects: String? = nil
    ) {
      self.title = title
      self.addressee = addressee
      self.pieces = pieces
      self.corrects = corrects
    }
  }

  package enum Piece: Hashable, Sendable, Codable {
    case words(String)
    case block(Kind)
  }

  /// The questions that a bulletin may ask of the ledger, in the order of its parts.
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    case overview, changes, red, yellow, targets, coordination, table

    package var title: String {
      switch self {
      case .overview: "总体情况"
      case .changes: "较上期变化"
      case .red: "亮红灯的事项"
      case .yellow: "亮黄灯的事项"
      case .targets: "目标调整"
      case .coordination: "需协调事项"
      case .table: "亮灯表"
      }
    }
  }

  /// What was issued: the answers as they were, and the state of each commitment behind them.
  package struct Issue: Hashable, Sendable, Codable {
    package var day: Day
    /// Last entry of the journal that the answers know.
    package var knownAt: Int64
    /// Moment of making, in China Standard Time.
    package var madeAt: String
    package var person: String
    package var unit: String
    /// Digest of that last entry, which ties the paper to the journal.
    package var root: String
    package var blocks: [Block]
    package var marks: [Mark]
    /// Digest of the Word file that was issued; a reprint must have the same.
    package var digest: String
    /// Whether the audit root stands in its foot as a square code too; nil for older issues.
    package var isSealed: Bool?

    package init(
      day: Day, knownAt: Int64, madeAt: String, person: String, unit: String, root: String,
      blocks: [Block], marks: [Mark], digest: String
    ) {
      self.day = day
      self.knownAt = knownAt
      self.madeAt = madeAt
      self.person = person
      self.unit = unit
      self.root = root
      self.blocks = blocks
      self.marks = marks
      self.digest = digest
    }
  }

  /// An answer of the ledger: sentences, rows under heads, and the commitments it speaks of.
  package struct Block: Hashable, Sendable, Codable {
    package var kind: Kind
    package var lines: [String]
    package var heads: [String]
    package var rows: [[String]]
    package var commitments: [Commitment.ID]

    package init(
      kind: Kind, lines: [String], heads: [String] = [], rows: [[String]] = [],
      commitments: [Commitment.ID] = []
    ) {
      self.kind = kind
      self.lines = lines
      self.heads = heads
      self.rows = rows
      self.commitments = commitments
    }
  }

  /// How a commitment stood at an issue, for the comparison of the next one.
  package struct Mark: Hashable, Sendable, Codable {
    package var commitment: Commitment.ID
    package var light: String
    package var claimed: Number?
    package var verified: Number?

    package init(
      commitment: Commitment.ID, light: String, claimed: Number?, verified: Number?
    ) {
      self.commitment = commitment
      self.light = light
      self.claimed = claimed
      self.verified = verified
    }
  }
}
