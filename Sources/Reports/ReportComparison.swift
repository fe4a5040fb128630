import Quantities

/// Two reports of one place, target by target: what became of the earlier one's aims in the later.
package struct ReportComparison: Hashable, Sendable {
  package var rows: [Row]
  /// Whether the later report reviews the very year that the earlier one planned.
  package var isConsecutive: Bool

  /// One target with what both reports say of it.
  package struct Row: Hashable, Sendable {
    package var change: Change
    /// The target as the earlier report sets it; nil when it is new.
    package var earlier: StatedCommitment?
    /// The target as the later report sets it; nil when it does not come back.
    package var later: StatedCommitment?
    /// What the later report says was achieved of the earlier target.
    package var claim: Claim?
  }

  package enum Change: String, Hashable, Sendable, CaseIterable {
    case kept, raised, lowered
    /// Both reports speak of it, in ways that cannot be measured against each other.
    case restated
    case dropped, added
  }

  /// An achievement that a report claims, measured against the target.
  package struct Claim: Hashable, Sendable {
    package var stated: StatedCommitment
    /// Whether the claimed value meets the target; nil when the two cannot be compared.
    package var isMet: Bool?
  }

  /// Compares two readings; `achievements` are what the later report's review states.
  package init(earlier: Understanding, later: Understanding, achievements: [StatedCommitment]) {
    isConsecutive =
      if let first = earlier.year, let second = later.year { second == first + 1 } else { true }
    var targets = TargetIndex(later.targets)
    let claims = TargetIndex(isConsecutive ? achievements.filter { !$0.isOfManyYears } : [])
    rows = earlier.targets.map { target in
      let next = targets.takeMatch(for: target)
      return Row(
        change: next.map { Change(from: target, to: $0) } ?? .dropped, earlier: target, later: next,
        claim: target.part == .longPlan ? nil : Claim(of: target, in: claims))
    }
    rows += targets.rest.map { Row(change: .added, earlier: nil, later: $0, claim: nil) }
  }
}

extension Understanding {
  /// The promises that can be compared with another year's.
  fileprivate var targets: [StatedCommitment] {
    commitments.filter { $0.kind != .scope && $0.explicitness == .explicit }
  }
}

extension StatedCommitment {
  /// Whether it stands in the review of a whole term, which is no year's result.
  fileprivate var isOfManyYears: Bool { section.contains { $0.contains("五年") } }

  /// Whether more is better: not for ceilings and places, but for rates of decline as for growth.
  fileprivate var asksForMore: Bool {
    switch kind {
    case .limit, .ranking: false
    case .growthRate, .pointChange, .increment: true
    default: direction == .up
    }
  }

  /// A number in the unit without multiples, so that 1.2 万户 and 12000 户 are equal.
  fileprivate func plain(_ number: Number) -> Number {
    guard let measure else { return number }
    return (number * measure.numerator).divided(by: measure.denominator) ?? number
  }
}

extension ReportComparison.Change {
  /// Tells what became of a target when a later report sets it again.
  package init(from earlier: StatedCommitment, to later: StatedCommitment) {
    guard let before = earlier.value, let after = later.value else {
      let isSame = earlier.value == nil && later.value == nil && earlier.grade == later.grade
      self = isSame ? .kept : .restated
      return
    }
    let lower = (earlier.plain(before), later.plain(after))
    let upper = (
      earlier.plain(earlier.valueHigh ?? before), later.plain(later.valueHigh ?? after)
    )
    let rises = lower.1 >= lower.0 && upper.1 >= upper.0
    let falls = lower.1 <= lower.0 && upper.1 <= upper.0
    let isTurned = earlier.kind == .growthRate && earlier.direction != later.direction
    switch (rises, falls) {
    case _ where isTurned, (false, false): self = .restated
    case (true, true): self = .kept
    default: self = rises == earlier.asksForMore ? .raised : .lowered
    }
  }
}

extension ReportComparison.Claim {
  /// Finds what a review claims of a target; the same series first, then the same subject at all.
  fileprivate init?(of target: StatedCommitment, in claims: TargetIndex) {
    if let stated = claims.match(for: target) {
      self.init(stated: stated, isMet: Self.isMet(target, by: stated))
    } else if let stated = claims.match(for: target, inAnySeries: true) {
      self.init(stated: stated, isMet: nil)
    } else {
      return nil
    }
  }

  private static func isMet(_ target: StatedCommitment, by claim: StatedCommitment) -> Bool? {
    guard let wanted = target.value, let reached = claim.value, !target.comparison.isRelative,
      !claim.comparison.isRelative
    else { return nil }
    let turned = target.asksForMore && target.direction != claim.direction
    let value = turned ? -claim.plain(reached) : claim.plain(reached)
    let isMet = target.comparison.isMet(
      by: value, target: target.plain(wanted), upper: target.valueHigh.map(target.plain),
      direction: target.asksForMore ? .up : .down)
    switch claim.comparison {
    case _ where isMet == true, .equal, .unstated: return isMet
    case .about:
      // 左右 misses a target only when what it may mean does.
      let slack = value.magnitude * Comparison.tolerance
      let best = target.comparison.isMet(
        by: target.asksForMore ? value + slack : value - slack, target: target.plain(wanted),
        upper: target.valueHigh.map(target.plain), direction: target.asksForMore ? .up : .down)
      return best == false ? false : nil
    // 突破 and 以内 leave the value open: they prove that a target is met, not that it is missed.
    default: return nil
    }
  }
}
