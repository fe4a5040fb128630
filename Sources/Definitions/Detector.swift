package import Feel
package import Quantities

/// What a check of data quality looks for in a register, with its limits.
package struct Detector: Sendable, Identifiable {
  package var head: Head
  package var register: String
  package var rule: Rule

  package var id: String { head.id }
  package var title: String { head.title }

  package enum Rule: Sendable {
    case outliers(Outliers)
    case series(Series)
    case conflicts(Conflicts)
    case duplicates(Duplicates)
    case doubleCounts(DoubleCounts)
    case orphans([Reference])
    case stale([Aging])
    case stockLaw(Stock)
  }

  /// Figures far from those of firms of the same trade and size.
  package struct Outliers: Hashable, Sendable {
    /// Which figures of a ratio are odd: those far from the peers, or only those far below or above.
    package enum Side: String, Hashable, Sendable, CaseIterable {
      case both, below, above
    }

    package struct Ratio: Hashable, Sendable {
      package var id: String
      package var title: String
      package var of: String
      /// Field it is divided by; nil compares the field with its own value a period before.
      package var over: String?
      /// Peers and factor of its own; nil for those of all ratios. Two ratios of the same fields
      /// are one question asked of different peers.
      package var peers: [[PeerKey]]?
      package var factor: Number?
      package var side = Side.both
    }

    package var ratios: [Ratio]
    /// Groups of peers from the narrowest: fields, each with so many leading characters.
    package var peers: [[PeerKey]]
    /// Fewest peers that make a yardstick.
    package var leastPeers: Int
    /// How many robust spreads away a figure must lie.
    package var limit: Number
    /// And how many times the median, or how small a part of it, it must be.
    package var factor: Number
  }

  /// A field by which peers are told, by its first characters or by bands of its value.
  package struct PeerKey: Hashable, Sendable {
    package var field: String
    package var prefix: Int?
    package var bands: [Number]
  }

  /// Months that jump and jump back.
  package struct Series: Hashable, Sendable {
    package var field: String
    package var leastPeriods: Int
    package var limit: Number
    package var factor: Number
  }

  /// One fact told in two ways by two sources.
  package struct Conflicts: Hashable, Sendable {
    /// Differences up to this part of a figure are rounding.
    package var tolerance: Number
  }

  /// One subject under two codes: points for what agrees, and the points that make a pair.
  package struct Duplicates: Hashable, Sendable {
    package var name: String
    package var address: String
    package var founded: String
    /// Further fields that speak for a pair when they agree.
    package var also: [String]
    /// Kinds whose records are no duplicates of their parent, as a field and its words.
    package var exceptField: String
    package var exceptWords: [String]
    package var legalForms: [String]
    package var points: [String: Int]
    package var line: Int
  }

  /// One project under two codes.
  package struct DoubleCounts: Hashable, Sendable {
    package var name: String
    package var investor: String
    package var amount: String
    package var day: String
    package var places: [String]
    /// Words that say nothing about which project it is.
    package var plainWords: [String]
    /// Words of which two different ones make two projects, such as 一期 and 二期.
    package var phases: [String]
    package var points: [String: Int]
    package var line: Int
    package var daysApart: Int
  }

  /// A field that holds codes of another register.
  package struct Reference: Hashable, Sendable {
    package var field: String
    package var register: String
  }

  /// A field that should be fresh for the subjects of which a rule holds.
  package struct Aging: Sendable {
    package var field: String
    package var when: Feel.Rule
  }

  /// What is in stock, and the days on which it enters and leaves.
  package struct Stock: Sendable {
    package var when: Feel.Rule
    package var born: String
    package var died: String
    package var status: String
    /// Words of the status of what left without dying.
    package var moved: [String]
    /// Words of the status of what died.
    package var dead: [String]
  }
}
