import Commands
import Ledgers
import Quantities

/// The rows of a split as a form sends them, and the parts that they make.
struct SplitDrafts: Sendable {
  let rows: [SplitDraft]

  init(_ form: Form) {
    let count = min(max(Int(form["rows"]) ?? 0, 0), DivideCommitment.most)
    rows = (0..<count).map { index in
      let number = index + 1
      return SplitDraft(
        unit: form["unit-\(number)"], leader: form["leader-\(number)"],
        value: form["value-\(number)"],
        nodes: (1...Split.quarters).map { form["q\($0)-\(number)"] }, due: form["due-\(number)"],
        remark: form["remark-\(number)"])
    }
  }

  /// Returns the parts; nodes that nobody wrote follow the plan.
  func parts(plan: QuarterPlan, of commitment: Commitment) throws -> [Split.Part] {
    try rows.filter { !$0.isBlank }.enumerated().map { index, row in
      let number = index + 1
      let value = try Self.number(row.value, "第 \(number) 个单位的任务数")
      return Split.Part(
        unit: row.unit, leader: row.leader, value: value,
        nodes: try nodes(row, value, plan, number, unit: commitment.target.unit),
        due: try Self.day(row.due, number),
        remark: row.remark)
    }
  }

  private func nodes(
    _ row: SplitDraft, _ value: Number?, _ plan: QuarterPlan, _ number: Int, unit: String?
  ) throws -> [Split.Node] {
    if row.nodes.allSatisfy(\.isEmpty) { return value.map { plan.nodes(of: $0, unit: unit) } ?? [] }
    return try row.nodes.enumerated().map { quarter, text in
      guard !text.isEmpty else { return .none }
      guard value != nil else { return .words(text) }
      let label = "第 \(number) 个单位第 \(quarter + 1) 季度的节点"
      return try Self.number(text, label).map { .number($0) } ?? .none
    }
  }

  private static func number(_ text: String, _ label: String) throws -> Number? {
    guard !text.isEmpty else { return nil }
    guard let number = Number(text), !number.isNegative else {
      throw JournalError.invalid("\(label)“\(text)”不是数字，没有写入。请改为数字，如 20")
    }
    return number
  }

  private static func day(_ text: String, _ number: Int) throws -> Day? {
    guard !text.isEmpty else { return nil }
    guard let day = Day(text) else {
      throw JournalError.invalid("第 \(number) 个单位的时限“\(text)”不是日期，没有写入。请写成 2022-12-31 的样子")
    }
    return day
  }
}

extension SplitDraft {
  /// A part as it stands, to be changed.
  init(_ part: Split.Part) {
    unit = part.unit
    leader = part.leader
    value = part.value?.description ?? ""
    nodes = (0..<Split.quarters).map {
      part.nodes.indices.contains($0) ? part.nodes[$0].text : ""
    }
    due = part.due?.description ?? ""
    remark = part.remark
  }
}
