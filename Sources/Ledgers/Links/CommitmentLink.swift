import Commands
package import Quantities

/// How a commitment follows from one of another report, as a person confirmed it.
package struct CommitmentLink: Hashable, Sendable, Codable, Identifiable {
  /// The later or the lower commitment; for one that was given up, the report that lacks it.
  package var from: String
  /// The commitment of the year before, or of the level above.
  package var to: Commitment.ID
  package var kind: Kind
  /// Why the two belong together, in words.
  package var reasons: [String]
  package var act: Act
  /// Set when confirming it was taken back.
  package var isWithdrawn: Bool?

  init(
    from: String, to: Commitment.ID, kind: Kind, reasons: [String], act: Act
  ) {
    self.from = from
    self.to = to
    self.kind = kind
    self.reasons = reasons
    self.act = act
  }

  package enum Kind: Hashable, Sendable, Codable {
    /// What became of a commitment of the year before.
    case year(Succession)
    /// A part of what the level above promises.
    case share(Share)
  }

  package var id: String { Self.code(from, to) }

  static func code(_ from: String, _ to: Commitment.ID) -> String { "\(from)~\(to)" }
}

extension CommitmentLink {
  package struct Succession: Hashable, Sendable, Codable {
    package var change: Change
    /// What was still missing at the end of the year, in `unit`; nil where it cannot be told.
    package var remainder: Number?
    package var unit: String?
    /// The reading behind the remainder, in words.
    package var basis: String?
  }

  package enum Change: String, Hashable, Sendable, Codable, CaseIterable {
    case kept, raised, lowered
    /// Both reports speak of it, in ways that cannot be measured against each other.
    case restated
    case dropped
    /// No report renews it, and it goes on unfinished with what is missing.
    case carried

    package var title: String {
      switch self {
      case .kept: "沿用"
      case .raised: "提高"
      case .lowered: "降低"
      case .restated: "改了说法"
      case .dropped: "未再提出"
      case .carried: "结转"
      }
    }

    /// The change in words; a ceiling that falls asks for more, which 提高 would not say.
    package func title(ofKind kind: String) -> String {
      switch self {
      case .raised where kind == "limit": "收紧"
      case .lowered where kind == "limit": "放宽"
      default: title
      }
    }

    /// Whether a later commitment stands in the place of the earlier one.
    package var succeeds: Bool { self != .dropped && self != .carried }
  }

  package struct Share: Hashable, Sendable, Codable {
    /// What the level above asks of it, in its own unit; nil where it asked for no number.
    package var assigned: Number?
    /// Whether the parts may be more than the whole (层层加码).
    package var mayExceed: Bool
  }

  package var succession: Succession? { if case .year(let year) = kind { year } else { nil } }
  package var share: Share? { if case .share(let share) = kind { share } else { nil } }
}

extension Commitment.Target {
  /// Its unit of measure; 10亿 without a word after it is money.
  private var measure: MeasureUnit? {
    unit.map { MeasureUnit.counting($0.hasSuffix("亿") ? $0 + "元" : $0) }
  }

  /// Whether numbers of the two can stand in one sum; 个 and 家 count the same things here.
  package func isAddable(to other: Self) -> Bool {
    switch (measure?.dimension, other.measure?.dimension) {
    case (.counted, .counted): true
    case (let one, let two): one == two
    }
  }

  /// Returns a number of this unit in the unit of another target: 1.2 of 万户 are 12000 of 户.
  package func converted(_ number: Number, toUnitOf other: Self) -> Number {
    guard let one = measure, let two = other.measure else { return number }
    return (number * one.numerator * two.denominator)
      .divided(by: one.denominator * two.numerator) ?? number
  }
}
