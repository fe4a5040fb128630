package import Definitions
package import Ledgers
package import Quantities

/// Makes the rows of the split table from commitments and their splits.
package struct SplitTableBuilder: Sendable {
  package var library: Library
  package var day: Day
  /// The name by which a unit is called.
  package var unitName: @Sendable (String) -> String

  package init(
    library: Library, day: Day, unitName: @escaping @Sendable (String) -> String
  ) {
    self.library = library
    self.day = day
    self.unitName = unitName
  }

  package func row(_ commitment: Commitment, split: Split?) -> SplitTable.Row {
    let parts = split?.parts ?? []
    let lead = parts.first
    return SplitTable.Row(
      id: commitment.id, section: commitment.section.joined(separator: " › "),
      sentence: commitment.sentenceText, task: commitment.text, target: commitment.target.words,
      kind: Self.kind(commitment), nodes: nodes(parts),
      leader: distinct(parts.map(\.leader)),
      lead: (lead?.unit ?? commitment.unit).map(unitName) ?? "",
      units: parts.map { words(of: $0, in: commitment) }.joined(separator: "；"),
      due: due(commitment, parts), remark: remark(split, commitment), isDivided: !parts.isEmpty)
  }

  /// A row for work that the report announces without a number; `code` where a person marked it.
  package func measure(
    _ words: String, code: String?, sentence: String, section: [String], unit: String?
  ) -> SplitTable.Row {
    SplitTable.Row(
      id: code ?? "", section: section.joined(separator: " › "), sentence: sentence, task: words,
      target: "", kind: "措施", nodes: Array(repeating: "", count: Split.quarters), leader: "",
      lead: unit.map(unitName) ?? "", units: "", due: "", remark: "", isDivided: false,
      isMeasure: true)
  }

  /// 增量, 存量, 比例 or 时限, as the table of the offices has it.
  private static func kind(_ commitment: Commitment) -> String {
    switch commitment.kind {
    case "increment": "增量"
    case "level", "limit": commitment.target.unit == "%" ? "比例" : "存量"
    case "milestone", "breakthrough", "scope", "coverage": "时限"
    case "ranking": "位次"
    default: "比例"
    }
  }

  private func words(of part: Split.Part, in commitment: Commitment) -> String {
    let unit = commitment.target.unit ?? ""
    return unitName(part.unit) + (part.value.map { " \($0)\(unit)" } ?? "")
  }

  /// Numbers of all units are added; words stand as they are.
  private func nodes(_ parts: [Split.Part]) -> [String] {
    (0..<Split.quarters).map { quarter in
      let nodes = parts.compactMap { $0.nodes.indices.contains(quarter) ? $0.nodes[quarter] : nil }
      let numbers = nodes.compactMap { node -> Number? in
        if case .number(let number) = node { number } else { nil }
      }
      if !numbers.isEmpty, parts.count(where: { $0.value != nil }) == numbers.count {
        return numbers.reduce(.zero, +).description
      }
      return distinct(nodes.map(\.text))
    }
  }

  private func distinct(_ texts: [String]) -> String {
    var seen: [String] = []
    for text in texts where !text.isEmpty && !seen.contains(text) { seen.append(text) }
    return seen.joined(separator: "；")
  }

  private func due(_ commitment: Commitment, _ parts: [Split.Part]) -> String {
    (commitment.due ?? commitment.period(elseOf: day).due).description
      + (parts.contains { $0.due != nil && $0.due != commitment.due }
        ? "（\(distinct(parts.compactMap { part in part.due.map { "\(unitName(part.unit)) \($0)" } }))）"
        : "")
  }

  private func remark(_ split: Split?, _ commitment: Commitment) -> String {
    guard let split, !split.parts.isEmpty else { return "未分解" }
    var remarks: [String] = []
    if let excess = split.excess, let whole = split.whole, let total = split.total {
      remarks.append("层层加码：目标 \(whole)，任务数 \(total)，+\(excess)%")
    }
    if let whole = split.whole, whole != commitment.target.value {
      remarks.append("分解时目标为 \(whole)，目标已调整，请重新分解")
    }
    remarks += signing(split.parts)
    remarks += split.parts.compactMap { part in
      part.remark.isEmpty ? nil : "\(unitName(part.unit))：\(part.remark)"
    }
    return remarks.joined(separator: "；")
  }

  private func signing(_ parts: [Split.Part]) -> [String] {
    let days = library.signingDays(on: day)
    let standings = parts.map {
      Split.standing(of: $0, on: day, days: days, calendar: library.calendar)
    }
    let deemed = zip(parts, standings).compactMap { part, standing -> String? in
      if case .deemed = standing { unitName(part.unit) } else { nil }
    }
    let waiting = zip(parts, standings).compactMap { part, standing -> String? in
      if case .waiting = standing { unitName(part.unit) } else { nil }
    }
    return
      (deemed.isEmpty ? [] : ["\(deemed.joined(separator: "、"))逾期未签收，视同签收"])
      + (waiting.isEmpty ? [] : ["待\(waiting.joined(separator: "、"))签收"])
      + (standings.contains(.draft) ? ["未送签"] : [])
  }
}
