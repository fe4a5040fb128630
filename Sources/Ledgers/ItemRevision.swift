import Commands
import Definitions
import Facts
package import Quantities
import Reports

/// Everything about an item that a person may set, as a form sends it.
package struct ItemRevision: Hashable, Sendable, Codable {
  package var subject: String
  package var kind: String
  package var target: Commitment.Target
  package var direction: Comparison.Direction
  package var modality: String?
  package var strength: String
  package var from: Day?
  package var due: Day?
  package var metric: String?
  /// Code of the unit that answers for it.
  package var unit: String?

  /// The item as it stands.
  package init(_ commitment: Commitment) {
    subject = commitment.subject
    kind = commitment.kind
    target = commitment.target
    direction = commitment.direction
    modality = commitment.modality
    strength = commitment.strength
    from = commitment.from
    due = commitment.due
    metric = commitment.metric
    unit = commitment.unit
  }

  /// The strengths that the reader tells apart.
  package static let strengths = StatedCommitment.Strength.allCases.map(\.rawValue)

  /// Writes it into an item, which is decided then.
  func apply(to commitment: inout Commitment) {
    commitment.subject = subject
    commitment.kind = kind
    commitment.target = target
    commitment.direction = direction
    commitment.modality = modality
    commitment.strength = strength
    commitment.from = from
    commitment.due = due
    if commitment.metric != metric { commitment.metricReasons = [] }
    commitment.metric = metric
    commitment.unit = unit
    commitment.decide()
  }

  /// Refuses what cannot be a promise of a report, in words for the person who typed it.
  func check(for report: Report.ID, in context: CommandContext) throws {
    guard !subject.isEmpty else { throw JournalError.invalid("没有写事项，没有改动。请写明承诺的是什么") }
    guard StatedCommitment.Kind(rawValue: kind) != nil else {
      throw JournalError.invalid("没有“\(kind)”这一类，没有改动。请从列出的类别中选一种")
    }
    guard Self.strengths.contains(strength) else {
      throw JournalError.invalid("没有“\(strength)”这种力度，没有改动。请从列出的力度中选一种")
    }
    try checkTarget()
    if let from, let due, due < from {
      throw JournalError.invalid("期限\(due.chinese)早于起始日期\(from.chinese)，没有改动。请改正其中一个")
    }
    if let metric, context.library.metrics[metric] == nil {
      throw JournalError.invalid("没有指标“\(metric)”，没有改动。请从列出的口径中选一种")
    }
    try PlaceReport.check(metric: metric, for: report, in: context)
    if let unit {
      let known = try FactStore.subject(
        register: "unit", region: context.region, code: unit, in: context.transaction)
      guard known != nil else {
        throw JournalError.invalid("登记簿里没有单位“\(unit)”，没有改动。请从列出的单位中选一个")
      }
    }
  }

  private func checkTarget() throws {
    let comparison = target.comparison
    if comparison.isRelative, (target.reference ?? "").isEmpty {
      throw JournalError.invalid("要与别的数比较，却没有写与谁比，没有改动。请写上比较对象，如：全市平均水平")
    }
    if comparison != .unstated, !comparison.isRelative, target.value == nil {
      throw JournalError.invalid("选了“\(comparison.words)”，却没有写数值，没有改动。请写上数值，或选“没有数值”")
    }
    if comparison == .between {
      guard let low = target.value, let high = target.upper, low <= high else {
        throw JournalError.invalid("区间要写下限和上限，且下限不大于上限，没有改动")
      }
    }
  }
}

extension Comparison {
  /// The comparator as an office says it.
  package var words: String {
    switch self {
    case .equal: "等于"
    case .atLeast: "不少于"
    case .above: "超过"
    case .atMost: "不超过"
    case .below: "低于"
    case .about: "左右"
    case .between: "区间"
    case .relativeAbove: "高于（比较对象）"
    case .relativeAtLeast: "不低于（比较对象）"
    case .relativeEqual: "同步于（比较对象）"
    case .unstated: "没有数值"
    }
  }
}

extension Commitment {
  /// Marks it as decided by a person.
  mutating func decide() {
    state = .confirmed
    earlier = nil
  }
}

/// An item with the version that the person who decides about it had in view.
package struct ItemVersion: Hashable, Sendable, Codable {
  package var code: String
  package var version: Int64

  package init(code: String, version: Int64) {
    self.code = code
    self.version = version
  }

  /// Returns the item, unless it changed meanwhile or no longer stands.
  func fresh(in context: CommandContext) throws -> Commitment {
    guard let item = try LedgerStore.item(code, in: context.transaction) else {
      throw JournalError.invalid("没有条目 \(code)，没有改动")
    }
    guard item.version == version else {
      throw JournalError.invalid("\(code) 在您打开之后又有改动，这次没有写入。请刷新后再办")
    }
    guard item.commitment.state.stands else {
      throw JournalError.invalid("\(code) \(item.commitment.state.title)，没有改动。请刷新后再看")
    }
    return item.commitment
  }
}
