import Quantities
package import Reports

/// Two reports beside each other, with what the reader proposes to link and why.
package struct ReportPair: Sendable {
  package enum Relation: Hashable, Sendable {
    /// One place in two years.
    case years
    /// Two levels of government in one year, the upper one first.
    case levels
  }

  /// One of the two reports.
  package struct Side: Sendable {
    package var report: Report
    package var items: [Commitment]
    package var understanding: Understanding

    package init(report: Report, items: [Commitment], understanding: Understanding) {
      self.report = report
      self.items = items
      self.understanding = understanding
    }
  }

  /// One thing that the two reports speak of, or only one of them.
  package struct Row: Hashable, Sendable {
    package var earlier: Commitment?
    package var later: Commitment?
    /// What became of it between two years; nil between two levels, and for what is new.
    package var change: CommitmentLink.Change?
    /// What the later report says was achieved.
    package var achieved: StatedCommitment?
    package var isMet: Bool?
    package var reasons: [String]

    /// Two commitments that a person joined, with the reasons that were given.
    package init(upper: Commitment, lower: Commitment, reasons: [String]) {
      self.init(earlier: upper, later: lower, change: nil, reasons: reasons)
    }

    fileprivate init(
      earlier: Commitment?, later: Commitment?, change: CommitmentLink.Change?,
      claim: ReportComparison.Claim? = nil, reasons: [String]
    ) {
      self.earlier = earlier
      self.later = later
      self.change = change
      achieved = claim?.stated
      isMet = claim?.isMet
      self.reasons = reasons
    }
  }

  package let relation: Relation
  package let rows: [Row]

  /// How a report stands to another; nil when there is nothing to compare.
  package static func relation(of later: Report, to earlier: Report) -> Relation? {
    if later.place == earlier.place { return earlier.year < later.year ? .years : nil }
    return earlier.year == later.year && earlier.level.isAbove(later.level) ? .levels : nil
  }

  /// Compares what stands in the ledger; `achievements` are what the later report's review states.
  package init?(
    earlier: Side, later: Side, achievements: [StatedCommitment], carried: Set<Commitment.ID> = []
  ) {
    guard let relation = Self.relation(of: later.report, to: earlier.report) else { return nil }
    self.relation = relation
    var before = Statements(earlier, without: carried)
    var after = Statements(later, without: carried)
    let comparison = ReportComparison(
      earlier: before.understanding, later: after.understanding, achievements: achievements)
    rows = comparison.rows.map { row in
      let (first, second) = (
        row.earlier.flatMap { before.take($0) }, row.later.flatMap { after.take($0) }
      )
      return Row(
        earlier: first, later: second,
        change: relation == .years && row.change != .added
          ? CommitmentLink.Change(row.change) : nil,
        claim: relation == .years ? row.claim : nil,
        reasons: Self.reasons(first, second, relation))
    }
  }

  private static func reasons(
    _ earlier: Commitment?, _ later: Commitment?, _ relation: Relation
  ) -> [String] {
    guard let earlier else { return [] }
    guard let later else {
      return relation == .years ? ["后一份报告没有再提“\(earlier.subject)”"] : []
    }
    var reasons = [
      earlier.subject == later.subject
        ? "都写“\(later.subject)”" : "“\(earlier.subject)”与“\(later.subject)”说的是同一件事"
    ]
    if let unit = later.target.unit { reasons.append("单位同为“\(unit)”一类") }
    if relation == .years {
      reasons.append("目标 \(earlier.target.title) → \(later.target.title)")
    }
    return reasons
  }
}

/// The promises of a side as the reader states them, each with the commitment it stands for.
private struct Statements {
  private(set) var understanding: Understanding
  private var commitments: [StatedCommitment: [Commitment]] = [:]

  init(_ side: ReportPair.Side, without carried: Set<Commitment.ID>) {
    var parts: [Int: Part.Kind] = [:]
    for stated in side.understanding.commitments { parts[stated.span.lowerBound] = stated.part }
    understanding = side.understanding
    understanding.year = side.report.year
    understanding.commitments = []
    for item in side.items where item.isPromise && !carried.contains(item.id) {
      let stated = item.stated(in: item.span.first.flatMap { parts[$0] } ?? .plan)
      understanding.commitments.append(stated)
      commitments[stated, default: []].append(item)
    }
  }

  mutating func take(_ stated: StatedCommitment) -> Commitment? {
    guard let first = commitments[stated]?.first else { return nil }
    commitments[stated]?.removeFirst()
    return first
  }
}
