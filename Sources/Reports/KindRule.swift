import Quantities

/// Decides from its words what kind a promise with a value is, how it compares and where it points.
struct KindRule: Sendable {
  let words: Vocabulary

  func kind(of draft: Draft, in part: Part.Kind) -> StatedCommitment.Kind {
    if draft.isScope { return .scope }
    if draft.reference != nil { return .relative }
    switch draft.amount.unitClass {
    case .pointUnit: return .pointChange
    case .multipleUnit: return .multiple
    case .rankUnit:
      return draft.amount.isRank || !draft.hasOwnVerb ? .ranking : quantity(draft, part)
    case .shareUnit: return share(draft)
    default: return quantity(draft, part)
    }
  }

  private func share(_ draft: Draft) -> StatedCommitment.Kind {
    if isLimit(draft) { return .limit }
    if draft.amount.isRank { return .ranking }
    if draft.predicate.isChange { return ends(draft.noun, .rate) ? .growthRate : .share }
    if draft.predicate.trend != nil { return .growthRate }
    // 压减一般性支出5%: the verb is the trend.
    if words.begins(draft.verb, [.growth, .decline]) { return .growthRate }
    return ends(draft.noun, .rate) ? .growthRate : .share
  }

  private func quantity(_ draft: Draft, _ part: Part.Kind) -> StatedCommitment.Kind {
    if isLimit(draft) { return .limit }
    if draft.verbRoles.has(.keeping) { return .level }
    if draft.predicate.isChange { return .level }
    if draft.predicate.trend != nil { return .increment }
    // 上市企业2家 in a year's plan are new ones; in a plan of five years they are all there are.
    let isBare = draft.verb.isEmpty && !draft.predicate.isStated && draft.amount.isCount
    if isBare, part != .longPlan { return .increment }
    return draft.verbRoles.has(.completion) || draft.verbRoles.has(.process) ? .increment : .level
  }

  private func isLimit(_ draft: Draft) -> Bool {
    if draft.predicate.isLimit { return true }
    let isHarm = contains(draft.noun, .harm)
    if isHarm, draft.predicate.trend == nil { return true }
    let isCapped =
      draft.amount.after == .orLess || draft.predicate.comparison == .atMost
      || draft.predicate.comparison == .below
    return isCapped && !draft.amount.isRank
  }

  func comparison(of draft: Draft) -> Comparison {
    let amount = draft.amount
    if draft.reference != nil {
      return amount.after == .orMore ? .relativeAtLeast : .relativeAbove
    }
    if amount.high != nil { return .between }
    if case .rank(let kind) = amount.form {
      switch kind {
      case .place: return .equal
      case .limit: return .atMost
      case .bottom: return .above
      }
    }
    switch amount.after {
    case .orMore: return .atLeast
    case .orLess: return .atMost
    case .orSo: return .about
    default: break
    }
    switch draft.predicate.comparison {
    case .above: return .above
    case .atLeast: return .atLeast
    case .atMost: return .atMost
    case .below: return .below
    default: break
    }
    if draft.predicate.isAbout || amount.isOpen { return .about }
    return draft.predicate.isLimit ? .atMost : .equal
  }

  func direction(of draft: Draft, _ kind: StatedCommitment.Kind) -> Comparison.Direction {
    kind == .limit || draft.predicate.trend == .decline
      || words.begins(draft.verb, [.decline]) ? .down : .up
  }

  // MARK: Words

  private func ends(_ noun: String, _ role: Lexicon.Role) -> Bool {
    words.ends(noun, RoleSet(role))
  }

  private func contains(_ noun: String, _ role: Lexicon.Role) -> Bool {
    words.holds(noun, RoleSet(role))
  }
}
