import Foundation
import Quantities
import Reports

/// Two reports side by side, ready to be printed.
struct ReadComparison {
  let comparison: ReportComparison
  let earlier: ReadLedger
  let later: ReadLedger

  init(_ comparison: ReportComparison, earlier: ReadLedger, later: ReadLedger) {
    self.comparison = comparison
    self.earlier = earlier
    self.later = later
  }

  // MARK: For people

  var table: TextTable {
    let before = earlier.understanding.year.map { "\($0) 年" } ?? "上一年"
    let after = later.understanding.year.map { "\($0) 年" } ?? "下一年"
    return TextTable(
      heads: [
        "变化", "事项", "\(before)目标", "\(after)目标", "自述完成", "是否达到", "\(before)原文", "\(after)原文",
        "自述原文",
      ], rows: comparison.rows.map(cells))
  }

  private func cells(_ row: ReportComparison.Row) -> [String] {
    [
      row.title, row.earlier?.subject ?? row.later?.subject ?? "", row.earlier?.aim ?? "—",
      row.later?.aim ?? "—", row.claim?.stated.aim ?? "—", row.verdict,
      row.earlier.map { earlier.words($0.span) } ?? "—",
      row.later.map { later.words($0.span) } ?? "—",
      row.claim.map { later.words($0.stated.span) } ?? "—",
    ]
  }

  func printTable() {
    table.print()
    let counts = ReportComparison.Change.allCases.compactMap { change in
      let count = comparison.rows.count { $0.change == change }
      return count == 0 ? nil : "\(change.title) \(count)"
    }
    let met = comparison.rows.count { $0.claim?.isMet == true }
    let missed = comparison.rows.count { $0.claim?.isMet == false }
    print(
      "共 \(comparison.rows.count) 项：\(counts.joined(separator: "，"))；"
        + "按后一份报告自己的说法，达到 \(met)，未达到 \(missed)")
    if !comparison.isConsecutive { print("两份报告不是前后两年，后一份回顾的不是前一份的目标，没有对照完成情况") }
  }

  // MARK: For programs

  func printLines() throws {
    for row in comparison.rows {
      try Terminal.json(
        ComparisonLine(
          change: row.change.rawValue, subject: row.earlier?.subject ?? row.later?.subject ?? "",
          earlier: row.earlier.map { StatementLine($0, in: earlier) },
          later: row.later.map { StatementLine($0, in: later) },
          claim: row.claim.map { StatementLine($0.stated, in: later) }, met: row.claim.map(\.met)))
    }
  }
}

private struct ComparisonLine: Encodable {
  var type = "comparison"
  var change: String
  var subject: String
  var earlier: StatementLine?
  var later: StatementLine?
  var claim: StatementLine?
  var met: String?
}

/// What one report says of one target.
private struct StatementLine: Encodable {
  var span: [Int]
  var text: String
  var subject: String
  var value: Decimal?
  var valueHigh: Decimal?
  var unit: String?
  var op: String
  var kind: String
  var direction: String
  var reference: String?

  enum CodingKeys: String, CodingKey {
    case span, text, subject, value, unit, op, kind, direction, reference
    case valueHigh = "value_hi"
  }

  init(_ stated: StatedCommitment, in ledger: ReadLedger) {
    span = [stated.span.lowerBound, stated.span.upperBound]
    text = ledger.words(stated.span)
    subject = stated.subject
    value = stated.value.flatMap { Decimal(string: $0.description) }
    valueHigh = stated.valueHigh.flatMap { Decimal(string: $0.description) }
    unit = stated.unit
    op = stated.comparison.rawValue
    kind = stated.kind.rawValue
    direction = stated.direction.rawValue
    reference = stated.reference
  }
}

// MARK: Words

extension StatedCommitment {
  /// The target, with the way it goes where it is a change downwards.
  fileprivate var aim: String {
    let isChange = kind == .growthRate || kind == .pointChange
    return isChange && direction == .down ? "下降 " + target : target
  }
}

extension ReportComparison.Change {
  fileprivate var title: String {
    switch self {
    case .kept: "不变"
    case .raised: "提高"
    case .lowered: "降低"
    case .restated: "改了说法"
    case .dropped: "未再提出"
    case .added: "新提出"
    }
  }
}

extension ReportComparison.Row {
  /// A ceiling that falls asks for more, which 提高 would not say.
  fileprivate var title: String {
    switch change {
    case .raised where earlier?.kind == .limit: "收紧"
    case .lowered where earlier?.kind == .limit: "放宽"
    default: change.title
    }
  }

  fileprivate var verdict: String {
    switch claim {
    case nil: "—"
    case let claim?: claim.isMet.map { $0 ? "达到" : "未达到" } ?? "不能比较"
    }
  }
}

extension ReportComparison.Claim {
  fileprivate var met: String { isMet.map { $0 ? "met" : "unmet" } ?? "unknown" }
}
